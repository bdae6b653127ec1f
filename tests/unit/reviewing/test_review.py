"""A module to Word and back: comments and changes at the lines that they are about."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args
from xml.sax.saxutils import escape

import pytest
from pydantic import BaseModel

from modulebouwer.cli import main
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.definition import ModuleDefinition, SectionHead
from modulebouwer.model.fields import EMPTY, metadata
from modulebouwer.package.xml import parse_xml
from modulebouwer.reviewing.changes import Comment
from modulebouwer.reviewing.returned import read_comments, read_returned
from modulebouwer.reviewing.review import words_for
from modulebouwer.source.loader import load

REGION = Path(__file__).parents[3] / "modules" / "samenwerken_regio"

MODULE = """identifier: wijk
title: De wijk
version: 1.0.0
language: nl
date: 2026-11-01
description: Over de wijk.
study_load: 5
guiding_questions:
  - Wie kent u?
sections: [start]
"""
SECTION = """---
title: Het begin
minutes: 5
goals:
  - U kent de buurt.
---

De school **staat** in een wijk met veel kinderen.

- Eerste punt over ouders.

| Wie | Wat |
|---|---|
| Opvang \\| sport | De hele dag |

:::{choice}
id: keuze
question: Wie helpt mee?
options:
  - id: een
    text: De buurman van de hoek
    right: true
    feedback: "Ja: hij kent *iedereen* hier."
  - id: twee
    text: Niemand
:::

Aan het eind komt alles samen in de wijk.
"""
WHO = 'w:id="{}" w:author="{}" w:date="2026-11-02T09:00:00Z"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "m"
    (folder / "sections").mkdir(parents=True)
    (folder / "module.yaml").write_text(MODULE, "utf-8")
    (folder / "sections" / "start.md").write_text(SECTION, "utf-8")
    return folder


@pytest.fixture
def sent(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["review", str(folder), "--output", str(tmp_path / "review.docx"), "--lang", "nl"]) == 0
    capsys.readouterr()
    return tmp_path / "review.docx"


Findings = list[dict[str, object]]
JSON = ("--format", "json", "--lang", "nl")


@pytest.fixture
def back(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Findings]:
    def told(*documents: Path, apply: bool = False) -> Findings:
        options = [option for document in documents for option in ("--from", str(document))]
        assert main(["review", str(folder), *options, *["--apply"] * apply, *JSON]) == 0
        found: Findings = json.loads(capsys.readouterr().out)
        return found

    return told


def changed(path: Path, change: Callable[[str], str], name: str = "terug.docx", comments: str = "") -> Path:
    """The document with its XML changed, as a word processor would have left it."""
    target = path.with_name(name)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as written:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                text = change(data.decode())
                assert text != data.decode()
                data = text.encode()
            if entry.filename != "word/comments.xml" or not comments:
                written.writestr(entry, data)
        if comments:
            written.writestr("word/comments.xml", comments)
    return target


def replaced(text: str, old: str, new: str, author: str = "Bestuur", number: int = 900) -> str:
    """``new`` for ``old`` as a tracked change."""
    run = re.search(
        rf'<w:r>(?:(?!<w:r>).)*?<w:t(?: xml:space="preserve")?>([^<]*{re.escape(old)}[^<]*)</w:t></w:r>', text
    )
    assert run is not None, text
    before, after = run[1].split(old, 1)
    piece = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    gone = f'<w:r><w:delText xml:space="preserve">{old}</w:delText></w:r>'
    removed = f"<w:del {WHO.format(number, author)}>{gone}</w:del>"
    added = f"<w:ins {WHO.format(number + 1, author)}>{piece.format(new)}</w:ins>"
    return text.replace(run.group(), piece.format(before) + removed + added + piece.format(after))


def place(folder: Path, words: str, file: str = "sections/start.md") -> tuple[str, int, int]:
    """Where ``words`` stand in a source file."""
    text = (folder / file).read_text("utf-8")
    start = text.index(words)
    return f"{folder.as_posix()}/{file}", text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def at(finding: dict[str, object]) -> tuple[object, object, object]:
    return finding["path"], finding["line"], finding["column"]


def test_a_document_that_nobody_touched_says_nothing(sent: Path, back: Callable[..., Findings]) -> None:
    assert back(sent) == []


def test_the_real_module_makes_a_document_with_all_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import docx

    path = tmp_path / "r.docx"
    assert main(["review", str(REGION), "--output", str(path)]) == 0
    assert main(["review", str(REGION), "--from", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out.partition("\n")[2]) == []
    document = docx.Document(str(path))
    text = "\n".join(p.text for p in document.paragraphs)
    module, _ = load(REGION, "")
    assert module is not None
    for placed in module.components:
        for name in ("prompt", "question", "title"):
            value = getattr(placed.model, name, None)
            assert not isinstance(value, str) or value in text
    assert "Boxall, P." in text
    first = path.read_bytes()
    assert main(["review", str(REGION), "--output", str(path)]) == 0
    assert path.read_bytes() == first


def test_a_comment_stands_at_its_words(folder: Path, sent: Path, back: Callable[..., Findings]) -> None:
    def comment(text: str) -> str:
        run = '<w:r><w:t xml:space="preserve">Eerste punt over </w:t></w:r>'
        whole = re.search(r"<w:r>(?:(?!<w:r>).)*?Eerste punt over ouders\.</w:t></w:r>", text)
        assert whole is not None
        new = (
            run + '<w:commentRangeStart w:id="7"/><w:r><w:t>ouders.</w:t></w:r><w:commentRangeEnd w:id="7"/>'
            '<w:r><w:commentReference w:id="7"/></w:r>'
        )
        return text.replace(whole.group(), new)

    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:comment w:id="7" w:author="Anja" w:date="2026-11-02T09:00:00Z"><w:p><w:r><w:t>En opa?</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    (found,) = back(changed(sent, comment, comments=comments))
    assert (found["code"], found["values"]) == (
        "REV-001",
        {"author": "Anja", "date": "2026-11-02", "text": "En opa?"},
    )
    assert at(found) == place(folder, "ouders.")


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("veel kinderen", "weinig kinderen", "sections/start.md"),
        ("hele dag", "halve dag", "sections/start.md"),
        ("buurman", "buurvrouw", "sections/start.md"),
        ("hij kent", "zij kent", "sections/start.md"),
        ("Wie helpt", "Wie doet", "sections/start.md"),
        ("kent de buurt", "kent de straat", "sections/start.md"),
        ("Wie kent", "Wat weet", "module.yaml"),
    ],
)
def test_a_tracked_change_is_told_and_taken_over(
    old: str, new: str, file: str, folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    returned = changed(sent, lambda text: replaced(text, old, new))
    where = place(folder, old, file)
    (found,) = back(returned)
    assert found["code"] == "REV-002"
    assert found["values"] == {"author": "Bestuur", "date": "2026-11-02", "old": old, "new": new}
    assert at(found) == where
    before = (folder / file).read_text("utf-8")
    (done,) = back(returned, apply=True)
    assert done["code"] == "REV-007"
    assert (folder / file).read_text("utf-8") == before.replace(old, new)
    assert [finding["code"] for finding in back(returned)] == []


def with_words(text: str, before: str, new: str) -> str:
    """``new`` typed behind ``before`` as a tracked change."""
    run = re.search(
        rf'<w:r>(?:(?!<w:r>).)*?<w:t(?: xml:space="preserve")?>([^<]*{before})([^<]*)</w:t></w:r>', text
    )
    assert run is not None, text
    piece = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    added = f"<w:ins {WHO.format(900, 'Bestuur')}>{piece.format(new)}</w:ins>"
    return text.replace(run.group(), piece.format(run[1]) + added + piece.format(run[2]))


def without_words(text: str, old: str) -> str:
    """``old`` deleted as a tracked change."""
    return re.sub(r"<w:ins [^>]*><w:r><w:t[^>]*></w:t></w:r></w:ins>", "", replaced(text, old, ""))


@pytest.mark.parametrize(
    ("change", "after", "code", "done", "said", "became"),
    [
        (
            lambda text: without_words(text, " veel"),
            "met kinderen",
            "REV-009",
            "REV-011",
            "Bestuur (2026-11-02) haalt ‘veel’ weg.",
            "Overgenomen van Bestuur (2026-11-02): ‘veel’ is weg.",
        ),
        (
            lambda text: with_words(text, "met veel", " lieve"),
            "met veel lieve kinderen",
            "REV-010",
            "REV-012",
            "Bestuur (2026-11-02) voegt hier ‘lieve’ toe.",
            "Overgenomen van Bestuur (2026-11-02): ‘lieve’ staat er nu bij.",
        ),
    ],
)
def test_what_was_only_deleted_or_only_added_is_told_as_such(
    change: Callable[[str], str],
    after: str,
    code: str,
    done: str,
    said: str,
    became: str,
    folder: Path,
    sent: Path,
    back: Callable[..., Findings],
) -> None:
    returned = changed(sent, change)
    (found,) = back(returned)
    assert (found["code"], found["text"]) == (code, said)
    (taken,) = back(returned, apply=True)
    assert (taken["code"], taken["text"]) == (done, became)
    assert after in (folder / "sections" / "start.md").read_text("utf-8")


def test_what_a_reviewer_types_stays_text(folder: Path, sent: Path, back: Callable[..., Findings]) -> None:
    back(changed(sent, lambda text: replaced(text, "veel", "*meer* [dan]")), apply=True)
    assert "met \\*meer\\* \\[dan\\] kinderen" in (folder / "sections" / "start.md").read_text("utf-8")


def test_without_bookmarks_the_words_lead_the_way(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    returned = changed(
        sent, lambda text: re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", replaced(text, "veel", "weinig"))
    )
    (found,) = back(returned)
    assert (found["code"], at(found)) == ("REV-002", place(folder, "veel"))


def test_a_change_that_was_not_tracked_is_seen(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    returned = changed(sent, lambda text: text.replace("komt alles samen", "valt alles samen"))
    (found,) = back(returned)
    assert (found["code"], at(found)) == ("REV-003", place(folder, "komt alles"))


def test_what_changed_in_the_module_meanwhile_stays_a_finding(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    path = folder / "sections" / "start.md"
    path.write_text(SECTION.replace("een wijk met veel", "de wijk met heel veel"), "utf-8")
    returned = changed(sent, lambda text: replaced(text, "veel", "weinig"))
    before = path.read_text("utf-8")
    found = back(returned, apply=True)
    assert [finding["code"] for finding in found] == ["REV-003"]
    assert path.read_text("utf-8") == before


def test_gone_and_new_paragraphs_are_told(folder: Path, sent: Path, back: Callable[..., Findings]) -> None:
    def change(text: str) -> str:
        gone = re.search(r"<w:p>(?:(?!<w:p>).)*?Eerste punt over ouders\.(?:(?!<w:p>).)*?</w:p>", text)
        assert gone is not None
        new = f"<w:p><w:ins {WHO.format(5, 'Anja')}><w:r><w:t>Een nieuwe alinea.</w:t></w:r></w:ins></w:p>"
        return text.replace(gone.group(), new)

    new, gone = sorted(back(changed(sent, change)), key=lambda finding: str(finding["code"]), reverse=True)
    assert (gone["code"], at(gone)) == ("REV-004", place(folder, "Eerste punt"))
    assert (new["code"], new["values"]["text"]) == ("REV-005", "Een nieuwe alinea.")  # type: ignore[index]
    assert new["line"] == place(folder, "De school")[1]


def test_a_moved_paragraph_is_told_at_both_places(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    def move(text: str) -> str:
        paragraph = re.search(r"<w:p>(?:(?!<w:p>).)*?Aan het eind komt(?:(?!<w:p>).)*?</w:p>", text)
        assert paragraph is not None
        run = "<w:r><w:t>Aan het eind komt alles samen in de wijk.</w:t></w:r>"
        gone = re.sub(
            r"<w:r>.*</w:r>", f"<w:moveFrom {WHO.format(5, 'Anja')}>{run}</w:moveFrom>", paragraph.group()
        )
        come = f"<w:p><w:moveTo {WHO.format(6, 'Anja')}>{run}</w:moveTo></w:p>"
        first = re.search(r"<w:p>(?:(?!<w:p>).)*?De school (?:(?!<w:p>).)*?</w:p>", text)
        assert first is not None
        return text.replace(paragraph.group(), gone).replace(first.group(), first.group() + come)

    path = changed(sent, move)
    found = back(path)
    assert [(finding["code"], at(finding)) for finding in found] == [
        ("REV-006", place(folder, "De school")),
        ("REV-006", place(folder, "Aan het eind")),
    ]
    before = (folder / "sections" / "start.md").read_bytes()
    assert [finding["code"] for finding in back(path, apply=True)] == ["REV-006", "REV-006"]
    assert (folder / "sections" / "start.md").read_bytes() == before


def rewritten(text: str, *, keep_names: bool) -> str:
    """The document as Word (``keep_names``) or Google Docs leaves it: runs cut up, marks of their own in between."""

    def cut(match: re.Match[str]) -> str:
        start, words, end = match.groups()
        half = len(words) // 2
        check = '<w:proofErr w:type="spellStart"/>'
        return f'{start}{words[:half]}{end}{check}<w:r w:rsidR="00A1"><w:t xml:space="preserve">{words[half:]}{end}'

    text = re.sub(r'(<w:r><w:t xml:space="preserve">)([^<]{6,})(</w:t></w:r>)', cut, text)
    text = re.sub(r"<w:p>", '<w:p w:rsidR="00A2" w:rsidRDefault="00A3">', text)
    if keep_names:
        return re.sub(r'<w:bookmarkStart w:id="(\d+)"', r'<w:bookmarkStart w:id="7\1"', text)
    return re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", text)


@pytest.mark.parametrize("keep_names", [True, False])
def test_a_document_that_another_program_wrote_anew_is_found_again(
    keep_names: bool, folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    assert back(changed(sent, lambda text: rewritten(text, keep_names=keep_names))) == []
    path = changed(
        sent,
        lambda text: rewritten(replaced(text, "buurman", "buurvrouw"), keep_names=keep_names),
        "weer.docx",
    )
    (found,) = back(path)
    assert (found["code"], at(found)) == ("REV-002", place(folder, "buurman"))
    back(path, apply=True)
    text = (folder / "sections" / "start.md").read_text("utf-8")
    assert text == SECTION.replace("buurman", "buurvrouw")


def test_several_reviewers_at_once(folder: Path, sent: Path, back: Callable[..., Findings]) -> None:
    one = changed(sent, lambda text: replaced(text, "veel", "weinig", "Anja"), "een.docx")
    two = changed(sent, lambda text: replaced(text, "buurman", "buurvrouw", "Bert"), "twee.docx")
    found = back(one, two)
    assert [finding["values"]["author"] for finding in found] == ["Anja", "Bert"]  # type: ignore[index]
    assert {finding["code"] for finding in back(one, two, apply=True)} == {"REV-007"}
    text = (folder / "sections" / "start.md").read_text("utf-8")
    assert text == SECTION.replace("veel", "weinig").replace("buurman", "buurvrouw")


def test_a_damaged_document_is_one_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stuk.docx").write_bytes(b"PK")
    assert main(["review", str(folder), "--from", str(tmp_path / "stuk.docx"), "--format", "json"]) == 1
    assert [finding["code"] for finding in json.loads(capsys.readouterr().out)] == ["IMP-102"]
    assert main(["review", str(folder), "--lang", "nl"]) == 2


CITED = """---
title: Het begin
minutes: 5
---

Wie afstemt, bereikt meer [@smit-2008, p. 12], zegt ook @smit-2008. Dat weet iedereen.
"""
REFERENCES = """references:
- id: smit-2008
  type: book
  author: [{family: Smit, given: E.}]
  issued: {date-parts: [[2008]]}
  title: Samen
"""


def test_a_citation_stands_in_words_and_is_not_text_to_change(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], back: Callable[..., Findings]
) -> None:
    import docx

    section = folder / "sections" / "start.md"
    section.write_text(CITED, "utf-8")
    (folder / "references.yaml").write_text(REFERENCES, "utf-8")
    path = tmp_path / "review.docx"
    assert main(["review", str(folder), "--output", str(path)]) == 0
    capsys.readouterr()
    said = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    assert "Wie afstemt, bereikt meer (Smit, 2008, p. 12), zegt ook Smit (2008). Dat weet iedereen." in said
    assert back(path) == []
    cited = changed(path, lambda text: replaced(text, "Smit, 2008, p. 12", "Smit, 2009"), "bron.docx")
    (found,) = back(cited, apply=True)
    assert (found["code"], at(found)) == ("REV-081", place(folder, "[@smit-2008, p. 12]"))
    assert section.read_text("utf-8") == CITED
    shorter = changed(path, lambda text: without_words(text, "Smit, 2008, p. 12"), "weg.docx")
    longer = changed(path, lambda text: with_words(text, "Smit, 2008", " e.a."), "erbij.docx")
    assert [finding["code"] for finding in back(shorter, apply=True)] == ["REV-082"]
    assert [finding["code"] for finding in back(longer, apply=True)] == ["REV-083"]
    assert section.read_text("utf-8") == CITED
    prose = changed(path, lambda text: replaced(text, "iedereen", "elke leraar"), "tekst.docx")
    (found,) = back(prose, apply=True)
    assert (found["code"], at(found)) == ("REV-007", place(folder, "elke leraar"))
    assert section.read_text("utf-8") == CITED.replace("iedereen", "elke leraar")


def test_word_tracks_changes_by_itself_and_knows_the_language(sent: Path) -> None:
    with zipfile.ZipFile(sent) as document:
        settings, styles = (document.read(f"word/{name}.xml").decode() for name in ("settings", "styles"))
    assert settings.index("<w:trackRevisions/>") < settings.index("<w:defaultTabStop")
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]*)"', styles)) == {"nl"}


def test_names_stand_once_above_what_they_are_about(sent: Path) -> None:
    import docx

    said = [paragraph.text for paragraph in docx.Document(str(sent)).paragraphs]
    start = said.index("Kennisvraag")
    assert said[start:] == [
        "Kennisvraag",
        "Wie helpt mee?",
        "Antwoorden",
        "De buurman van de hoek",
        "Goed antwoord",
        "Reactie",
        "Ja: hij kent iedereen hier.",
        "Niemand",
        "Aan het eind komt alles samen in de wijk.",
    ]


def test_the_themes_of_a_register_are_not_those_linked_to_the_module(folder: Path, tmp_path: Path) -> None:
    import docx

    with (folder / "module.yaml").open("a", encoding="utf-8") as file:
        file.write("register:\n  name: Register\n  themes: [Samen]\n")
        file.write("themes:\n  - id: open\n    title: Open\n    why: Daarom.\n")
    assert main(["review", str(folder), "--output", str(tmp_path / "r.docx")]) == 0
    said = [paragraph.text for paragraph in docx.Document(str(tmp_path / "r.docx")).paragraphs]
    assert said[said.index("Samen") - 1] == "Thema’s"
    assert said[said.index("Open") - 1] == "Aansluitende thema’s"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_component_and_every_field_has_a_name_for_reviewers(language: str) -> None:
    words = words_for(language)
    file = f"catalogue/reviewing/{language}.yaml"
    unnamed = [f"kinds.{kind}" for kind in COMPONENTS if kind not in words["kinds"]]
    models: list[type[BaseModel]] = [ModuleDefinition, SectionHead, *COMPONENTS.values()]
    for model in models:
        shown = dict.fromkeys(shown_fields(model))
        unnamed += [f"labels.{name} (of {model.__name__})" for name in shown if name not in words["labels"]]
    assert unnamed == [], f"{file}: these have no name for reviewers"
    assert set(words["kinds"]) == set(COMPONENTS), f"{file}: names of no component"


def shown_fields(model: type[BaseModel]) -> Iterator[str]:
    """The fields of which a reviewer can see the name: texts, lists of parts, and what is so or not."""
    for name, info in model.model_fields.items():
        parts = list(parts_in(info.annotation))
        if parts or EMPTY in list(metadata(info)) or info.annotation is bool:
            yield name
        for part in parts:
            yield from shown_fields(part)


def parts_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts_in(inner)


def test_of_two_reviewers_on_the_same_words_the_second_is_told_as_a_conflict(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    one = changed(sent, lambda text: replaced(text, "veel", "weinig", "Anja"), "een.docx")
    two = changed(sent, lambda text: replaced(text, "veel", "geen", "Bert"), "twee.docx")
    found = back(one, two, apply=True)
    assert [finding["code"] for finding in found] == ["REV-007", "REV-015", "REV-081"]
    assert {at(finding) for finding in found} == {place(folder, "weinig")}
    taken, conflict, wish = (finding["values"] for finding in found)
    assert (wish["author"], wish["new"], taken["new"]) == ("Bert", "geen", "weinig")  # type: ignore[index]
    assert conflict["document"] == str(two)  # type: ignore[index]
    assert (folder / "sections" / "start.md").read_text("utf-8") == SECTION.replace("veel", "weinig")


def test_two_reviewers_in_one_paragraph_are_both_taken_over(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    one = changed(sent, lambda text: replaced(text, "veel", "weinig", "Anja"), "een.docx")
    two = changed(
        sent,
        lambda text: replaced(replaced(text, "veel", "weinig", "Bert"), "kinderen", "ouders", number=950),
        "twee.docx",
    )
    found = back(one, two, apply=True)
    assert [(finding["code"], finding["values"]["new"]) for finding in found] == [  # type: ignore[index]
        ("REV-007", "weinig"),
        ("REV-007", "ouders"),
    ]
    assert [finding["values"]["author"] for finding in found] == ["Anja, Bert", "Bestuur"]  # type: ignore[index]
    text = (folder / "sections" / "start.md").read_text("utf-8")
    assert text == SECTION.replace("veel kinderen", "weinig ouders")


NEW = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'


def paragraph_with(text: str, words: str) -> str:
    found = re.search(rf"<w:p>(?:(?!<w:p>).)*?{re.escape(words)}(?:(?!<w:p>).)*?</w:p>", text)
    assert found is not None
    return found.group()


@pytest.mark.parametrize(
    ("above", "new"),
    [
        ("Eerste punt over", "Een nieuwe alinea."),
        ("komt alles samen", "Een nieuwe alinea."),
        # Copied: the module has these words once.
        ("komt alles samen", "Eerste punt over ouders."),
    ],
)
def test_a_paragraph_added_without_tracking_is_told_after_the_one_above_it(
    above: str, new: str, folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    def add(text: str) -> str:
        there = paragraph_with(text, above)
        return text.replace(there, there + NEW.format(new))

    (found,) = back(changed(sent, add))
    assert (found["code"], found["values"]) == ("REV-013", {"text": new})
    assert found["line"] == place(folder, above)[1]


def test_a_paragraph_moved_without_tracking_is_told(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    def move(text: str) -> str:
        moved, above = paragraph_with(text, "komt alles samen"), paragraph_with(text, "Wie kent u?")
        return text.replace(moved, "").replace(above, above + moved)

    (found,) = back(changed(sent, move))
    assert (found["code"], at(found)) == ("REV-014", place(folder, "Aan het eind"))
    assert found["values"]["above"] == "Wie kent u?"  # type: ignore[index]


def test_all_changes_without_tracking_in_a_paragraph_are_told(
    folder: Path, sent: Path, back: Callable[..., Findings], capsys: pytest.CaptureFixture[str]
) -> None:
    long = "Aan het eind komt alles samen in de wijk, en dan kijkt u met het hele team nog eens terug op het jaar."
    path = folder / "sections" / "start.md"
    path.write_text(SECTION.replace("Aan het eind komt alles samen in de wijk.", long), "utf-8")
    new = long.replace("komt", "valt").replace("op het jaar", "op de week")
    assert main(["review", str(folder), "--output", str(sent)]) == 0
    capsys.readouterr()
    first, second = back(changed(sent, lambda text: text.replace(long, new)))
    assert (first["code"], at(first)) == ("REV-003", place(folder, "komt"))
    assert first["values"] == {"old": "Aan het eind komt alles", "new": "Aan het eind valt alles"}
    assert (second["code"], at(second)) == ("REV-003", place(folder, "het jaar"))
    assert second["values"] == {"old": "... eens terug op het jaar.", "new": "... eens terug op de week."}


def test_a_change_of_the_words_between_the_texts_is_told(sent: Path, back: Callable[..., Findings]) -> None:
    found = back(changed(sent, lambda text: replaced(text, "Leidende vragen", "Vragen")))
    assert [(finding["code"], finding["values"]["new"]) for finding in found] == [("REV-002", "Vragen")]  # type: ignore[index]


# LibreOffice's own form

ODF = "urn:oasis:names:tc:opendocument:xmlns"
REGION_OF = (
    '<text:changed-region text:id="{}"><text:{kind}><office:change-info><dc:creator>Anja</dc:creator>'
    "<dc:date>2026-11-02T09:00:00</dc:date></office:change-info>{}</text:{kind}></text:changed-region>"
)
TAKEN_OUT = '<text:change text:change-id="{}"/>'
PUT_IN = '<text:change-start text:change-id="{0}"/>{1}<text:change-end text:change-id="{0}"/>'


def as_odt(sent: Path, regions: str = "", change: Callable[[str], str] = lambda text: text) -> Path:
    """The document as LibreOffice keeps it in its own form, with tracked changes."""
    lines = []
    for paragraph in read_returned(sent, sent.name):
        names = "".join(f'<text:bookmark-start text:name="{name}"/>' for name in paragraph.names)
        lines.append(f"<text:p>{names}{escape(paragraph.before)}</text:p>")
    text = change("".join(lines))
    spaces = f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    changes = f"<text:tracked-changes>{regions}</text:tracked-changes>"
    whole = f"<office:document-content {spaces}><office:body><office:text>{changes}{text}"
    target = sent.with_suffix(".odt")
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("content.xml", f"{whole}</office:text></office:body></office:document-content>")
    return target


def test_a_document_in_libreoffices_own_form_says_nothing_when_nobody_touched_it(
    sent: Path, back: Callable[..., Findings]
) -> None:
    assert back(as_odt(sent)) == []


def test_changes_and_comments_in_libreoffices_own_form(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    """A word replaced, one added, a paragraph taken out whole with the beginning of the next, and a comment."""
    regions = (
        REGION_OF.format("a", "<text:p>veel kinderen</text:p>", kind="deletion")
        + REGION_OF.format("b", "", kind="insertion")
        + REGION_OF.format(
            "c", "<text:p>Aan het eind komt alles samen in de wijk.</text:p><text:p/>", kind="deletion"
        )
        + REGION_OF.format("d", "", kind="insertion")
    )
    said = "<dc:creator>Bert</dc:creator><dc:date>2026-11-03T09:00:00</dc:date><text:p>Welke?</text:p>"

    def change(text: str) -> str:
        text = text.replace("veel kinderen", TAKEN_OUT.format("a") + PUT_IN.format("b", "gezinnen"))
        text = text.replace(
            "Eerste punt over ", f"Eerste punt over <office:annotation>{said}</office:annotation>"
        )
        text = text.replace("de hoek", "de " + PUT_IN.format("d", "derde ") + "hoek")
        start = text.index("Aan het eind komt alles samen in de wijk.</text:p>")
        end = start + len("Aan het eind komt alles samen in de wijk.</text:p>")
        return text[:start] + TAKEN_OUT.format("c") + "</text:p>" + text[end:]

    found = back(as_odt(sent, regions, change))
    assert {(f["code"], at(f)) for f in found} == {
        ("REV-002", place(folder, "veel kinderen")),
        ("REV-001", place(folder, "ouders.")),
        ("REV-010", place(folder, "hoek")),
        ("REV-008", place(folder, "Aan het eind")),
    }
    assert back(as_odt(sent, regions, change), apply=True) != []
    text = (folder / "sections" / "start.md").read_text("utf-8")
    assert "in een wijk met gezinnen." in text
    assert "De buurman van de derde hoek" in text
    assert "Aan het eind komt alles samen in de wijk." in text


def test_a_paragraph_behind_one_that_was_taken_out_keeps_its_place(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    """LibreOffice makes one change of two that touch: a paragraph gone, and the first words of the next."""
    gone = "<text:p>Eerste punt over ouders.</text:p><text:p>Wie</text:p>"
    regions = REGION_OF.format("a", gone, kind="deletion")

    def change(text: str) -> str:
        pattern = r"<text:p>(?:<[^>]*>)*Eerste punt over ouders\.</text:p>(<text:p>(?:<[^>]*>)*)Wie</text:p>"
        changed, count = re.subn(
            pattern, lambda match: f"{match[1]}{TAKEN_OUT.format('a')}Hij</text:p>", text
        )
        assert count == 1
        return changed

    found = back(as_odt(sent, regions, change))
    assert ("REV-008", place(folder, "Eerste punt")) in {(f["code"], at(f)) for f in found}
    assert all(f["path"] == place(folder, "Eerste punt")[0] for f in found)


def test_the_document_of_another_module_is_refused_and_nothing_is_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "andere.docx"
    assert main(["review", str(REGION), "--output", str(other)]) == 0
    before = (folder / "sections" / "start.md").read_bytes()
    for document, code in ((other, "REV-016"), (as_odt(other), "REV-016"), (tmp_path / "x.pdf", "IMP-104")):
        document.touch()
        capsys.readouterr()
        assert main(["review", str(folder), "--from", str(document), "--apply", *JSON]) == 1
        assert [entry["code"] for entry in json.loads(capsys.readouterr().out)] == [code]
        assert (folder / "sections" / "start.md").read_bytes() == before


def test_a_document_that_shares_a_few_names_is_refused(folder: Path, tmp_path: Path) -> None:
    """What it says itself weighs by its length, for names return in any text about the same."""
    import docx

    document = docx.Document()
    for text in (
        "De wijk",
        "Eerste punt",
        "Niemand",
        *("Een heel ander verhaal over iets anders. " * 9,) * 3,
    ):
        document.add_paragraph(text)
    document.save(str(tmp_path / "anders.docx"))
    before = (folder / "sections" / "start.md").read_bytes()
    command = ["review", str(folder), "--from", str(tmp_path / "anders.docx"), "--apply"]
    assert main(command) == 1
    assert (folder / "sections" / "start.md").read_bytes() == before


def test_who_commented_and_when_may_be_missing() -> None:
    """Both may be left out (ECMA-376 part 1, 17.13.4.2); an empty pair of brackets says nothing."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comment = '<w:comment w:id="7"><w:p><w:r><w:t>En opa?</w:t></w:r></w:p></w:comment>'
    root = parse_xml(f'<w:comments xmlns:w="{name}">{comment}</w:comments>'.encode())
    assert list(read_comments(root)) == [("7", Comment("?", "?", "En opa?"))]


def test_a_change_that_nobody_tracked_is_taken_over_and_told_as_such(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    returned = changed(sent, lambda text: text.replace("buurman", "buurvrouw"))
    assert [finding["code"] for finding in back(returned)] == ["REV-003"]
    (taken,) = back(returned, apply=True)
    assert (taken["code"], at(taken)) == ("REV-080", place(folder, "buurvrouw"))
    assert "niemand hield het bij" in str(taken["text"])
    assert (folder / "sections" / "start.md").read_text("utf-8") == SECTION.replace("buurman", "buurvrouw")


def test_who_reviews_is_not_blamed_for_what_was_written_since(
    folder: Path, sent: Path, back: Callable[..., Findings]
) -> None:
    path = folder / "sections" / "start.md"
    path.write_text(f"{SECTION}\nWat er later bij kwam, over de sportclub.\n", "utf-8")
    (found,) = back(sent)
    assert (found["code"], at(found)) == ("REV-004", place(folder, "Wat er later"))
    assert str(found["text"]).startswith("Deze alinea staat niet in het document")
    assert "of de module is sindsdien veranderd" in str(found["hint"])


def test_without_its_extra_nothing_is_said_of_importing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("modulebouwer.importing.find_spec", lambda name: None if name == "docx" else object())
    assert main(["review", str(folder), "--output", str(folder / "a.docx"), "--lang", "nl"]) == 2
    assert capsys.readouterr().err.startswith(
        "Hiervoor is een pakket nodig dat niet geïnstalleerd is (python-docx)."
    )
