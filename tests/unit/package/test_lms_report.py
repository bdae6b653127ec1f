"""The report per LMS: its table is whole, and it never claims what was not measured."""

from __future__ import annotations

import re

import pytest

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import Finding, Location, record
from modulebouwer.findings import codes as all_codes
from modulebouwer.package.lms_facts import (
    EVERY,
    Verdict,
    effects,
    facts_of,
    lms_words,
    lmss,
    notes_of,
    origins,
    package_cells,
)
from modulebouwer.package.lms_report import data, lms_report, text
from modulebouwer.package.verify import Examined
from modulebouwer.standards import REGISTRY

ORDER = [
    "moodle",
    "openedx",
    "cloud",
    "ilias",
    "chamilo",
    "claroline",
    "forma",
    "frappe",
    "anewspring",
    "brightspace",
    "canvas",
]
# Who judges packages of one standard, and no others.
CHECKERS = ["adl", "catapult"]
# Of which nothing is known that depends on the package.
SILENT = dict.fromkeys(["cloud", "ilias", "anewspring", "brightspace", "canvas", "adl"], "unmeasured")
ODD = dict.fromkeys(["chamilo", "claroline", "forma", "frappe"], "surprises")
# What is known of them does not say that a package with a fault is accepted.
UNSURE = dict.fromkeys(ODD, "unmeasured")


# The values that findings of packages have, for a finding that is nobody's in particular.
ANY = sorted(
    {
        name
        for code in all_codes()
        for words in record(code).words.values()
        for name in re.findall(r"\{(\w+)\}", words.text + words.hint)
    }
)


def package(standard: str, *found: tuple[str, dict[str, str | int]]) -> Examined:
    place = Location("a.zip/imsmanifest.xml", 3)
    return Examined("a.zip", (standard,), tuple(Finding(code, place, values) for code, values in found))


def verdicts(examined: Examined) -> dict[str, str]:
    return {each.lms.id: each.verdict.value for each in lms_report(examined)}


def known(code: str) -> bool:
    both = {code.replace("SCM", "S12"), code.replace("SCM", "S24")}
    return not both.isdisjoint(all_codes())


def test_the_table_speaks_of_codes_lmss_and_verdicts_that_are_there() -> None:
    assert [lms.id for lms in lmss()] == [*ORDER, *CHECKERS]
    for code, stated in effects().items():
        assert known(code), code
        assert set(stated) <= {*ORDER, *CHECKERS, EVERY}, code
        assert EVERY not in stated or len(stated) == 1, code
    for standard in REGISTRY:
        assert set(package_cells(standard)) <= set(ORDER), standard
    for folder in {*REGISTRY, *(standard.runtime.kind for standard in REGISTRY.values())}:
        assert set(facts_of(folder).get("notes", {})) <= {*ORDER, *CHECKERS}, folder


def test_every_cell_says_who_knows_it_and_what_is_seen_where_something_is_seen() -> None:
    stated = [
        (code, lms, cell) for code, row in effects().items() for lms, cells in row.items() for cell in cells
    ]
    whole = [(name, lms, cell) for name in REGISTRY for lms, cell in package_cells(name).items()]
    for code, lms, cell in [*stated, *whole]:
        assert cell.does is not Verdict.UNMEASURED, (code, lms)
        assert cell.origin in origins().values(), (code, lms)
        seen = set() if cell.does is Verdict.ACCEPTED else set(LANGUAGES)
        assert set(cell.seen) == seen, (code, lms)
        assert all(text.strip() for text in cell.seen.values()), (code, lms)
    notes = [note for name in REGISTRY for lms in lmss() for note in notes_of(name, lms.id)]
    for note in notes:
        assert {*note} - {"version", "unless_scored"} == {*LANGUAGES, "origin"}
    runs = [run for standard in REGISTRY.values() for run in (standard.measured or {}).values()]
    used = {cell.origin for _, _, cell in [*stated, *whole]}
    used |= {origins()[name] for name in [*(note["origin"] for note in notes), *runs]}
    assert used == set(origins().values()), "an origin that no cell names"


def test_of_several_cells_each_can_be_reached() -> None:
    for code, stated in effects().items():
        for lms, cells in stated.items():
            assert all(cell.when.pattern for cell in cells[:-1]), (code, lms)


def test_an_accepted_cell_is_never_also_said_to_be_unmeasured() -> None:
    """Nor is any code of which the report tells an effect: in whatever packages, each code with and without values."""
    for standard in REGISTRY:
        for code in all_codes():
            values: dict[str, str | int] = dict.fromkeys(ANY, "")
            for first, second in (
                (values, {**values, "name": "schemaversion"}),
                ({**values, "count": 2}, values),
            ):
                for verdict in lms_report(package(standard, (code, first), (code, second))):
                    told = {each.finding.code for each in verdict.effects}
                    assert told.isdisjoint(verdict.unmeasured), (standard, code, verdict.lms.id)
                    if verdict.verdict is Verdict.UNMEASURED:
                        assert (verdict.effects, verdict.whole) == ((), ())


def shape(value: object) -> object:
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else type(value)


def test_languages_say_the_same() -> None:
    assert shape(lms_words("nl")) == shape(lms_words("en"))


def test_no_finding_is_fine_only_where_the_standard_was_tried() -> None:
    played = {"moodle": "accepted", "openedx": "accepted"}
    assert verdicts(package("scorm12")) == {**SILENT, **ODD, **played, "ilias": "accepted"}
    assert verdicts(package("scorm2004")) == {
        **SILENT,
        **ODD,
        **played,
        "anewspring": "refused",
        "adl": "accepted",
    }


def test_a_form_that_takes_scorm_refuses_a_page_of_a_website() -> None:
    refused = dict.fromkeys(["moodle", "openedx", "anewspring"], "refused")
    assert verdicts(package("web")) == {**dict.fromkeys(ORDER, "unmeasured"), **refused}


def test_a_form_that_takes_scorm_refuses_the_rest() -> None:
    """Moodle's form (5.1), Open edX's import and aNewSpring's help pages: no manifest, no module."""
    refused = dict.fromkeys(["moodle", "openedx", "anewspring"], "refused")
    unknown = dict.fromkeys(ORDER, "unmeasured")
    assert verdicts(package("cmi5")) == {**unknown, **refused, "catapult": "accepted"}
    assert verdicts(package("xapi")) == {**unknown, **refused}
    assert "missing imsmanifest.xml or AICC structure" in text(package("cmi5"), "nl")


def test_a_zip_in_two_standards_is_taken_by_who_takes_one() -> None:
    both = Examined("a.zip", ("scorm12", "cmi5"), ())
    assert verdicts(both)["moodle"] == "accepted"
    assert verdicts(both)["openedx"] == "accepted"
    assert verdicts(both)["frappe"] == "surprises"
    assert verdicts(both)["ilias"] == "unmeasured"
    assert verdicts(Examined("a.zip", ("cmi5", "xapi"), ()))["moodle"] == "refused"


@pytest.mark.parametrize(
    ("length", "verdict"),
    [(201, "accepted"), (255, "accepted"), (256, "refused"), (300, "refused"), (1000, "refused")],
)
def test_a_title_that_moodle_cannot_store(length: int, verdict: str) -> None:
    found = package("scorm12", ("S12-015", {"length": length, "most": 200}))
    assert verdicts(found)["moodle"] == verdict


def test_a_version_that_nobody_knows() -> None:
    values: dict[str, str | int] = {"name": "schemaversion", "value": "2004 4th edition", "expected": "x"}
    assert verdicts(package("scorm2004", ("S24-008", values))) == {
        **SILENT,
        **UNSURE,
        "moodle": "surprises",
        "openedx": "accepted",
        "anewspring": "refused",
        "adl": "refused",
    }
    assert verdicts(package("scorm12", ("S12-008", values)))["openedx"] == "surprises"


def test_a_fault_in_the_file_of_one_standard_does_not_touch_who_takes_the_other() -> None:
    place = Location("a.zip/cmi5.xml", 3)
    both = Examined("a.zip", ("scorm12", "cmi5"), (Finding("CM5-007", place, {"idref": "x"}),))
    assert verdicts(both)["moodle"] == "accepted"
    assert verdicts(both)["catapult"] == "refused"


def test_what_every_package_meets_is_no_word_on_one_with_a_fault() -> None:
    """What forma.lms and its like do to each package is told, and what a fault does there is said not to be known."""
    for standard, fault in (("scorm12", "S12-013"), ("scorm2004", "S24-013")):
        faulty = package(standard, (fault, {"default": "x"}))
        assert {lms: verdicts(faulty)[lms] for lms in UNSURE} == UNSURE
        for told in data(faulty, "en"):
            if told["lms"] in UNSURE:
                assert told["unmeasured"] == [fault]
                cell = package_cells(standard)[told["lms"]]
                assert told["notes"] == [{"seen": cell.seen["en"], "origin": cell.origin}]
                assert told["package"] == []


def test_a_known_surprise_is_not_called_accepted_beside_a_code_that_is_not_measured() -> None:
    mixed = package("scorm12", ("S12-041", {"score": "80"}), ("S12-016", {}))
    assert "  Moodle 4.5: surprises; whether it is accepted is not measured\n" in text(mixed, "en")
    assert "  Moodle 4.5: accepted, with surprises\n" in text(
        package("scorm12", ("S12-041", {"score": "8"})), "en"
    )


def test_what_holds_in_every_lms_is_told_once() -> None:
    broken = Examined("a.zip", (), (Finding("PKG-004", Location("a.zip/a"), {"path": "a"}),))
    told = text(broken, "nl")
    assert told.count("PKG-004") == 1
    assert "  Elke leeromgeving: geweigerd\n" in told
    assert "  Moodle 4.5: geweigerd\n" in text(broken, "nl", "moodle")
    assert len(data(broken, "nl")) == len([*ORDER, *CHECKERS])


def test_what_adls_checker_says_of_names_is_not_said_of_catapult() -> None:
    """Measured with the checker of SCORM 2004; CATAPULT was shown no such names."""
    for code in ("PKG-016", "PKG-017"):
        assert verdicts(package("scorm2004", (code, {"path": "é"})))["adl"] == "refused"
        assert verdicts(package("cmi5", (code, {"path": "é"})))["catapult"] == "unmeasured"


def test_names() -> None:
    assert verdicts(package("scorm2004", ("PKG-016", {"path": "café.html"})))["adl"] == "refused"
    assert verdicts(package("scorm2004", ("PKG-016", {"path": "a b.html"})))["adl"] == "unmeasured"
    assert verdicts(package("scorm2004", ("PKG-016", {"path": "it's.html"})))["moodle"] == "surprises"
    assert verdicts(package("scorm2004", ("PKG-016", {"path": "a b.html"})))["moodle"] == "accepted"


def test_an_unknown_effect_is_told_and_never_called_fine() -> None:
    (moodle, *_) = lms_report(package("scorm12", ("S12-016", {})))
    assert (moodle.verdict, moodle.unmeasured) == (Verdict.UNMEASURED, ("S12-016",))
    told = text(package("scorm12", ("S12-016", {})), "en")
    assert "Not measured what happens with S12-016: Moodle 4.5, ILIAS 5.4, Chamilo 1.9" in told
    one = text(package("scorm12", ("S12-016", {})), "en", "moodle")
    assert "Not measured what this does: S12-016" in one


def test_two_programs_have_two_names() -> None:
    """ADL's checker of SCORM and CATAPULT: who asks for one is not answered with the other."""
    assert {"adl", "catapult"} & {*verdicts(package("scorm2004"))} == {"adl"}
    assert {"adl", "catapult"} & {*verdicts(package("cmi5"))} == {"catapult"}
    assert {"adl", "catapult"}.isdisjoint(verdicts(package("xapi")))
    for standard, asked in (("cmi5", "adl"), ("scorm2004", "catapult"), ("web", "adl")):
        (told,) = lms_report(package(standard), asked)
        assert (told.lms.id, told.verdict) == (asked, Verdict.UNMEASURED)


def test_advice_whose_effect_is_known_speaks_against_nothing() -> None:
    assert verdicts(package("scorm12", ("PKG-021", {"count": 3})))["moodle"] == "accepted"
    for code in ("PKG-021", "PKG-026"):
        assert verdicts(package("cmi5", (code, {"count": 3, "path": "x"})))["catapult"] == "accepted"


ADVICE: list[tuple[str, dict[str, str | int]]] = [
    ("S12-046", {"count": 2}), ("S12-048", {"file": "a", "parameters": "b"}), ("S12-049", {"base": "b/"}),
    ("S12-053", {"way": "code"}), ("S12-055", {}), ("PKG-026", {"path": "x"}),
    ("PKG-021", {"count": 1}), ("PKG-027", {"size": 200, "most": 100}), ("PKG-031", {"path": "x", "better": "y"}),
    ("PKG-043", {"path": "x"}), ("PKG-037", {"address": "x"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "values"), ADVICE)
def test_nobody_is_said_to_accept_a_package_with_advice_whose_effect_is_not_known(
    code: str, values: dict[str, str | int]
) -> None:
    """In ILIAS only sound packages of ours were played; the four others are known by what every package meets."""
    found = lms_report(package("scorm12", (code, values)))
    told = {each.lms.id: (each.verdict.value, each.unmeasured) for each in found}
    for lms in ("ilias", *ODD):
        assert told[lms] == ("unmeasured", (code,))


def test_ilias_reads_no_schemas_unless_it_is_asked_to() -> None:
    """Read in its source; of those that only a runtime was run of nothing is known."""
    found = {each.lms.id: each for each in lms_report(package("scorm12", ("S12-027", {"files": "x"})))}
    assert found["ilias"].verdict is Verdict.ACCEPTED
    assert found["ilias"].silent["S12-027"].startswith("Read in the source")
    for lms in ODD:
        assert (found[lms].verdict, found[lms].unmeasured) == (Verdict.UNMEASURED, ("S12-027",))


def test_what_no_browser_plays_is_the_same_everywhere() -> None:
    assert verdicts(package("scorm12", ("PKG-045", {"path": "a.avi", "kind": "AVI"})))["ilias"] == "accepted"


def test_every_word_of_the_report_says_where_it_comes_from() -> None:
    """Also what holds for every package, what does nothing, and a verdict without any finding."""
    for standard in REGISTRY:
        for told in data(package(standard, ("S12-027", {"files": "x"})), "en") + data(
            package(standard), "en"
        ):
            words = [*told["package"], *told["effects"], *told["silent"], *told["notes"]]
            assert all(each["origin"] in origins().values() for each in words)
            assert told["verdict"] != "accepted" or told["played"], (standard, told["lms"])
            assert {*told["played"]} <= {*origins().values()}
    (moodle, *_) = data(package("scorm12", ("S12-027", {"files": "x"})), "en")
    assert [each["code"] for each in moodle["silent"]] == ["S12-027"]
    assert moodle["played"] == [origins()["moodle-run"]]


def test_no_lms_gets_a_verdict_on_a_standard_it_was_not_tried_with() -> None:
    found = package("xapi", ("PKG-018", {"path": "b/index.html", "name": "index.html"}))
    assert [each.verdict.value for lms in CHECKERS for each in lms_report(found, lms)] == ["unmeasured"] * 2
    found = package("cmi5", ("PKG-024", {"path": "index.html", "address": "https://a.example"}))
    assert verdicts(found)["brightspace"] == "unmeasured"


def test_a_zip_that_nobody_can_open() -> None:
    broken = Examined("a.zip", (), (Finding("PKG-001", Location("a.zip"), {"why": "x"}),))
    assert set(verdicts(broken).values()) == {"refused"}
    gone = Examined("a.zip", (), (Finding("PKG-020", Location("a.zip"), {"why": "x"}),))
    assert lms_report(gone) == ()


def test_words_reason_and_cure_in_both_languages() -> None:
    found = package("scorm12", ("S12-041", {"score": "80"}), ("S12-041", {"score": "80"}))
    dutch, english = text(found, "nl"), text(found, "en")
    assert dutch.startswith(
        "In leeromgevingen: a.zip\n  Moodle 4.5: aanvaard, met verrassingen\n    S12-041 (2 keer)  Met"
    )
    assert english.startswith(
        "In LMSs: a.zip\n  Moodle 4.5: accepted, with surprises\n    S12-041 (2 times)  A score"
    )
    assert "      Doe dit: Haal de zakgrens weg" in dutch
    assert "    Also know: Without a score" in english


@pytest.mark.parametrize(("others", "told"), [("a-b.png", False), ("c-d.png", True)])
def test_a_cure_that_is_not_everybodys_is_not_told_as_if_it_were(others: str, told: bool) -> None:
    better: list[dict[str, str | int]] = [{"path": "a'b.png", "better": one} for one in ("a-b.png", others)]
    found = package("scorm12", *(("PKG-016", {"characters": "‘'’", **values}) for values in better))
    (moodle,) = data(found, "en", "moodle")
    assert moodle["effects"][0]["cure"].startswith("Call the file ‘a-b.png’")
    assert moodle["effects"][0]["cure"].endswith("told with the findings.") is told


def test_data_is_the_same_for_programs() -> None:
    found = package("scorm12", ("S12-041", {"score": "80"}))
    (moodle, *_) = data(found, "en")
    assert (moodle["lms"], moodle["verdict"]) == ("moodle", "surprises")
    (seen,) = moodle["effects"]
    assert (seen["code"], seen["verdict"], seen["count"]) == ("S12-041", "surprises", 1)
    assert seen["seen"] in text(found, "en")
    assert seen["cure"] in text(found, "en")


def test_a_refused_package_gets_no_good_advice() -> None:
    found = package("scorm12", ("S12-001", {"why": "x"}))
    (moodle, *_) = data(found, "nl")
    assert (moodle["verdict"], moodle["notes"]) == ("refused", [])


def test_no_cure_names_an_lms() -> None:
    """It is told under each LMS, also under another; what one LMS does stands in the table."""
    names = [
        "Moodle",
        "Open edX",
        "SCORM Cloud",
        "ILIAS",
        "Chamilo",
        "Claroline",
        "forma",
        "Frappe",
        "aNewSpring",
    ]
    names += ["Brightspace", "Canvas", "ADL", "CATAPULT", "modulebouwer"]
    in_packages = [code for code in effects() if code in all_codes()]
    shared = [code.replace("SCM", version) for code in effects() for version in ("S12", "S24")]
    for code in {*in_packages, *(code for code in shared if code in all_codes())}:
        for words in record(code).words.values():
            assert not [name for name in names if name in words.hint], code
