"""The words of the interface: every file complete, dates, durations and plurals right, mistakes at their line."""

from __future__ import annotations

import ast
import datetime
import re
from pathlib import Path
from typing import get_args

import pytest

from harness.looks import UNKNOWN, definition, locale
from modulebouwer import resources
from modulebouwer.findings import Finding
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.locale import plural
from modulebouwer.model.look import Templates
from modulebouwer.source.look import read_look, read_templates, texts, word_name
from modulebouwer.source.yaml_file import parse_yaml

FILES = sorted((resources.templates() / "locales").glob("*.yaml"))
LANGUAGES = ["nl", "nl-je", "en", "de", "fr", "fy"]
ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
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
        unknown = set(re.findall(r"\{\w+\}", text)) - set(re.findall(r"\{\w+\}", dutch[way]))
        assert not unknown, f"{where} asks for {unknown}"
        assert text.strip(), f"{where} is empty"
        assert text.strip() == text, f"{where} begins or ends with a space"


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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_is_of_no_other_language(path: Path) -> None:
    """A file that begins as a copy of another has no sentence of it left. (Two forms of address share many.)"""
    ours = words_in(path)
    for other in FILES:
        if other.stem.partition("-")[0] != path.stem.partition("-")[0]:
            theirs = words_in(other)
            sentences = [way for way, text in theirs.items() if len(text.split()) > 4]
            same = [word_name(way) for way in sentences if ours[way] == theirs[way]]
            assert not same, f"{path.name}: as in {other.name}: {same}"


def meant(path: Path) -> set[str]:
    """The texts that a file says, at its top, to be right although another language has them too."""
    text = path.read_text(encoding="utf-8")
    _, _, listed = text[: text.index("direction:")].replace("\n#", "").partition(": |")
    return {text.strip() for text in listed.split("|")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_short_text_of_another_language_is_said_to_be_meant(path: Path) -> None:
    """A word left in the language that was copied looks like any other; so who means it says so in the file."""
    ours, language = words_in(path), path.stem.partition("-")[0]
    left = {
        f"{word_name(way)}: {text}"
        for other in FILES
        if other.stem.partition("-")[0] != language
        for way, text in words_in(other).items()
        if ours.get(way) == text
        and word_name(way) not in SETTINGS
        and re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text))
        and text not in meant(path) | meant(other)
    }
    assert not left, f"{path.name}: not translated, or not in the list at its top: {sorted(left)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_called_after_its_language(path: Path) -> None:
    """BCP 47: a language, perhaps a region; or, beside that, a form of address."""
    language, _, rest = path.stem.partition("-")
    assert language in ISO_639_1.split(), f"{path.name}: no language has the tag {language!r}"
    address = get_args(ModuleDefinition.model_fields["address"].annotation)
    assert re.fullmatch(r"|[A-Z]{2}", rest) or rest in address, f"{path.name}: no region or form of address"


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


def findings_with(folder: Path, name: str, change: tuple[str, str], language: str = "nl") -> list[Finding]:
    """What is told of a module with a locale file of its own: the Dutch one with one change."""
    text = (resources.templates() / "locales" / "nl.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (folder / "templates" / "locales").mkdir(parents=True)
    (folder / "templates" / "locales" / name).write_text(text.replace(*change, 1), encoding="utf-8")
    templates, unread = read_templates(folder, "proef")
    look, found = read_look(definition(language=language), UNKNOWN, templates)
    assert (look, unread) == (None, [])
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


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    found = findings_with(tmp_path, "nl.yaml", ("page:", "page: ["))
    assert [d.code[:3] for d in found] == ["SRC"]


def test_an_unknown_language_is_told() -> None:
    look, found = read_look(definition(language="xx"), UNKNOWN, built_in())
    assert [(d.code, d.values) for d in found] == [
        (
            "LOC-001",
            {"language": "xx", "known": ", ".join(sorted(path.stem for path in FILES)), "suggestion": ""},
        )
    ]
    assert look is None


def test_an_unknown_skin_is_told() -> None:
    look, found = read_look(definition(skin="bestaat-niet"), UNKNOWN, built_in())
    assert [(d.code, d.values) for d in found] == [
        ("SKN-002", {"skin": "bestaat-niet", "known": "helder, oever, standaard", "suggestion": ""})
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
