"""What staff's reports and record stores get of a scale, a case and a checklist with ``answers: report``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from ralph.models.xapi.base.statements import BaseXapiStatement

from browser.components.choosing import at, choose, choosing, sees_saved
from browser.reliability.store import held
from harness.lms import Desk, Visit, eventually, press

WAYS = {"zelf": "Met ouders zelf beginnen.", "buurschool": "Met de buurschool één opvang voorbereiden."}
POINTS = ("Ik zou niet weten wie.", "Ik zoek een nummer op.", "Ik weet wie ik bel.")


def answered(desk: Desk, standard: str, answers: str = "report") -> Visit:
    """A learner who chose in each component once."""
    visit = at(desk.launch(choosing(standard, answers)))
    for statement, point in (("kennen", 3), ("delen", 1)):
        press(visit.sco.locator(f'input[name="startschaal.{statement}"][value="{point}"]'))
    sees_saved(visit, "startschaal")
    for way in WAYS.values():
        press(visit.sco.get_by_role("radio", name=way))
        press(visit.sco.get_by_role("button", name="Bekijk wat er gebeurt"))
        sees_saved(visit, "dorp")
    at(visit, "section-eind")
    for box in visit.sco.get_by_role("checkbox").all():
        press(box)
    sees_saved(visit, "bewijs")
    return visit


def interactions(values: Mapping[str, str], field: str) -> dict[str, tuple[str, str, str]]:
    """The author's id → type, response and result, in the order of the indexes."""
    found: dict[str, tuple[str, str, str]] = {}
    for number in range(sum(name.endswith(".id") and "interactions" in name for name in values)):
        of = f"cmi.interactions.{number}"
        id = values[f"{of}.id"].partition("_")[0]
        assert id not in found
        found[id] = (
            values.get(f"{of}.type", ""),
            values.get(f"{of}.{field}", ""),
            values.get(f"{of}.result", ""),
        )
        assert f"{of}.correct_responses.0.pattern" not in values
    return found


@pytest.mark.parametrize(
    ("standard", "field", "expected"),
    [
        (
            "scorm12",
            "student_response",
            {
                "startschaal.kennen": ("likert", "3", "neutral"),
                "startschaal.delen": ("likert", "1", "neutral"),
                "dorp": ("choice", "2", "neutral"),
                "eindschaal.kennen": ("likert", "", ""),
                "eindschaal.delen": ("likert", "", ""),
                "bewijs": ("choice", "1,2", "neutral"),
            },
        ),
        (
            "scorm2004",
            "learner_response",
            {
                "startschaal.kennen": ("likert", "3", "neutral"),
                "startschaal.delen": ("likert", "1", "neutral"),
                "dorp": ("choice", "buurschool", "neutral"),
                "eindschaal.kennen": ("likert", "", ""),
                "eindschaal.delen": ("likert", "", ""),
                "bewijs": ("choice", "kaart[,]plan", "neutral"),
            },
        ),
    ],
)
def test_interactions(
    desk: Desk, standard: str, field: str, expected: dict[str, tuple[str, str, str]]
) -> None:
    visit = answered(desk, standard)
    eventually(lambda: interactions(visit.values, field) == expected, 15)


# In the module's order; what is not answered is there without a response.
COLUMNS = {
    "startschaal.kennen": ("likert", "2", "neutral"),
    "startschaal.delen": ("likert", "", ""),
    "dorp": ("choice", "buurschool", "neutral"),
    "eindschaal.kennen": ("likert", "", ""),
    "eindschaal.delen": ("likert", "", ""),
    "bewijs": ("choice", "kaart", "neutral"),
}


@pytest.mark.parametrize(
    ("standard", "profile", "field"),
    [
        ("scorm12", "strict", "student_response"),
        ("scorm12", "moodle", "student_response"),
        ("scorm2004", "strict", "learner_response"),
        ("scorm2004", "moodle", "learner_response"),
    ],
)
def test_columns_follow_the_module_and_not_the_learner(
    desk: Desk, standard: str, profile: str, field: str
) -> None:
    """Answered from the end to the beginning and changed by a later session: one interaction a prompt, in its place."""
    by_mark = {"buurschool": "2", "kaart": "1"} if (standard, profile) == ("scorm12", "strict") else {}
    wanted = {
        id: (type, by_mark.get(response, response), result)
        for id, (type, response, result) in COLUMNS.items()
    }
    visit = at(desk.launch(choosing(standard, "report"), profile), "section-eind")
    visit.sco.get_by_role("checkbox").first.check()
    sees_saved(visit, "bewijs")
    at(visit)
    choose(visit, WAYS["zelf"])
    eventually(
        lambda: len(interactions(visit.values, field)) == len(COLUMNS) and field in str(visit.values), 15
    )
    first = interactions(visit.values, field)
    assert (list(first), first["bewijs"]) == (list(COLUMNS), wanted["bewijs"])
    visit.close()
    again = at(desk.launch(choosing(standard, "report"), profile))
    choose(again, WAYS["buurschool"])
    again.sco.locator('input[name="startschaal.kennen"]').nth(1).check()
    eventually(lambda: interactions(again.values, field) == wanted, 15)
    assert list(interactions(again.values, field)) == list(COLUMNS)
    if standard == "scorm12":
        ids = [again.values[f"cmi.interactions.{number}.id"] for number in (0, 2)]
        assert ids == ["startschaal.kennen_ik-ken-de-mensen-om-onze-school", "dorp_wat-stelt-u-voor"]
    else:
        assert again.values["cmi.interactions.2.description"] == "Wat stelt u voor?"


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_no_interactions_unless_chosen(desk: Desk, standard: str) -> None:
    visit = answered(desk, standard, "lms")
    visit.close()
    eventually(lambda: "startschaal.kennen" in held(visit))
    assert not any(name.startswith("cmi.interactions") for name in visit.values)


def statements(desk: Desk) -> dict[str, list[Mapping[str, Any]]]:
    """Interaction → the statements that it was answered."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for statement in desk.lms.lrs.statements:
        if str(statement["verb"]["id"]).endswith("/answered"):
            found.setdefault(str(statement["object"]["id"]).rpartition("/")[2], []).append(statement)
    return found


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_statements(desk: Desk, standard: str) -> None:
    answered(desk, standard)
    ids = {"startschaal.kennen", "startschaal.delen", "dorp", "bewijs"}
    eventually(lambda: set(statements(desk)) == ids and len(statements(desk)["dorp"]) == 2, 15)
    found = statements(desk)
    for statement in (one for several in found.values() for one in several):
        BaseXapiStatement.model_validate_json(json.dumps(statement))
        assert "success" not in statement["result"]
        assert "correctResponsesPattern" not in statement["object"]["definition"]
    assert [s["result"]["response"] for s in found["dorp"]] == ["zelf", "buurschool"]
    assert found["startschaal.kennen"][-1]["result"]["response"] == "3"
    assert found["bewijs"][-1]["result"]["response"] == "kaart[,]plan"
    scale = found["startschaal.kennen"][-1]["object"]["definition"]
    assert scale["interactionType"] == "likert"
    assert [(one["id"], one["description"]["nl"]) for one in scale["scale"]] == [
        (str(number), text) for number, text in enumerate(POINTS, 1)
    ]
    fork = found["dorp"][-1]["object"]["definition"]
    assert fork["interactionType"] == "choice"
    assert {one["id"]: one["description"]["nl"] for one in fork["choices"]} == WAYS
    assert desk.lms.lrs.refusals == []
