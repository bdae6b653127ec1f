"""The server as an editor meets it, in every feature.

Who only asks does so of a process of its own, over standard input and output, and so does who chooses the language by
its command. The others have a server in this process: what is theirs is said and answered the same.
"""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from harness.lsp import Editor, applied, editor, local
from modulebouwer.cli import main
from modulebouwer.new import scaffold

SECTION = "sections/beginning.md"
TERM = """

A [smile 😀](term:smile) says much, and [another](term:smile).

:::{term}
id: smile
term: smile
definition: What a face does *first*.
:::
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path.resolve() / "a lesson"
    made(path)
    return path


def made(path: Path) -> None:
    scaffold(path, "en", datetime.date(2026, 1, 1), "lesson")
    section = path / SECTION
    section.write_text(section.read_text("utf-8") + TERM, "utf-8")


@pytest.fixture
def desk(folder: Path) -> Iterator[Editor]:
    with editor(folder, here=True) as found:
        found.type(SECTION, (folder / SECTION).read_text("utf-8"))
        yield found


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One server for all who only ask."""
    path = tmp_path_factory.mktemp("reading").resolve() / "a lesson"
    made(path)
    with editor(path) as found:
        found.type(SECTION, (path / SECTION).read_text("utf-8"))
        yield found


def check(folder: Path, language: str = "en") -> list[dict[str, Any]]:
    printed = io.StringIO()
    with redirect_stdout(printed):
        main(["check", str(folder), "--format", "json", "--lang", language])
    found: list[dict[str, Any]] = json.loads(printed.getvalue())
    return found


def where(text: str, part: str, inside: int = 0) -> lsp.Position:
    """The place ``inside`` characters behind the beginning of ``part``, in UTF-16."""
    index = text.index(part) + inside
    line = text.rfind("\n", 0, index) + 1
    return lsp.Position(text.count("\n", 0, index), len(text[line:index].encode("utf-16-le")) // 2)


def asked(desk: Editor, method: str, kind: Any, part: str, inside: int = 0, **more: Any) -> Any:
    """The answer to a question about a place in the section."""
    text = (desk.folder / SECTION).read_text("utf-8")
    return desk.ask(
        method, kind(text_document=desk.document(SECTION), position=where(text, part, inside), **more)
    )


def at(place: lsp.Location) -> tuple[str, int, int]:
    start = place.range.start
    return local(place.uri).name, start.line, start.character


def test_findings_are_those_of_check_in_what_is_typed(folder: Path) -> None:
    wrong = (
        (folder / SECTION).read_text("utf-8").replace("prompt:", "promt:").replace("term:smile", "term:smle")
    )
    with editor(folder, language="nl", here=True) as desk:
        told = desk.type(SECTION, wrong)
        assert {one.code for one in told} == {"SRC-101", "LNK-002"}
        (folder / SECTION).write_text(wrong, "utf-8")
        known = check(folder, "nl")
        assert len(told) == len(known) == 3
        for mine, theirs in zip(told, known, strict=True):
            assert (mine.code, mine.message) == (theirs["code"], f"{theirs['text']}\n{theirs['hint']}")
            assert mine.range.start.line == theirs["line"] - 1
            assert mine.severity is lsp.DiagnosticSeverity.Error
            assert mine.source == "modulebouwer"
            assert mine.code_description is not None
            page, _, anchor = mine.code_description.href.partition("#")
            assert anchor == str(mine.code).lower()
            assert f'<a id="{anchor}"></a>' in local(page).read_text("utf-8")
        assert "Bedoelde u ‘prompt’?" in told[0].message + told[1].message + told[2].message


def test_positions_are_in_utf_16(folder: Path) -> None:
    with editor(folder, here=True) as desk:
        (told,) = desk.type(SECTION, "---\ntitle: A\nminutes: 7\n---\n\n😀😀 [a](theme:nowhere)\n")[:1]
        assert told.code == "LNK-003"
        assert (told.range.start.line, told.range.start.character) == (5, 5)


def test_an_unsaved_file_of_another_section_counts(desk: Editor, folder: Path) -> None:
    desk.send("sections/preparing.md", "---\ntitle: P\nminutes: 8\n---\n\nText.\n")
    # Its reflection goal-of-mine, on which another builds, is gone in the editor alone.
    found = desk.eventually(SECTION, "CMP-006")
    assert "goal-of-mine" in found[0].message
    assert check(folder) == []
    desk.close("sections/preparing.md")
    desk.eventually(SECTION)


def test_a_file_that_changes_on_the_disk_is_read_again(desk: Editor, folder: Path) -> None:
    assert desk.registered == ["workspace/didChangeWatchedFiles"]
    (folder / "media" / "steps.svg").unlink()
    changed = lsp.FileEvent((folder / "media" / "steps.svg").as_uri(), lsp.FileChangeType.Deleted)
    desk.tell(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, lsp.DidChangeWatchedFilesParams([changed]))
    desk.eventually(SECTION, "MED-003")


def test_a_folder_of_modules(tmp_path: Path) -> None:
    for name in ("one", "two"):
        scaffold(tmp_path / name, "en", datetime.date(2026, 1, 1), "same")
    with editor(tmp_path, here=True) as desk:
        (told,) = desk.eventually("two/module.yaml", "PKG-019")
        assert told.message.startswith(check(tmp_path)[0]["text"])
        # One more, made in the editor.
        desk.send(
            "two/module.yaml", (tmp_path / "two" / "module.yaml").read_text("utf-8").replace("same", "other")
        )
        desk.eventually("two/module.yaml")


def test_a_fix_is_offered_and_mends(desk: Editor, folder: Path) -> None:
    text = (folder / SECTION).read_text("utf-8")
    wrong = text.replace("term:smile)", "term:smle)", 1)
    (told,) = desk.type(SECTION, wrong)
    context = lsp.CodeActionContext([told])
    (action,) = desk.ask(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionParams(desk.document(SECTION), told.range, context)
    )
    assert action.title == "Write ‘smile’"
    assert action.kind == lsp.CodeActionKind.QuickFix
    mended = applied(action.edit, folder, {SECTION: wrong})
    assert mended == {SECTION: text}
    assert desk.type(SECTION, mended[SECTION]) == []


def test_completion(desk: Editor, folder: Path) -> None:
    def completed(typed: str) -> list[lsp.CompletionItem]:
        text = (folder / SECTION).read_text("utf-8") + typed
        desk.send(SECTION, text)
        params = lsp.CompletionParams(desk.document(SECTION), end(text))
        return list(desk.ask(lsp.TEXT_DOCUMENT_COMPLETION, params).items)

    item = next(one for one in completed("\nSee [it](term:sm") if one.label == "smile")
    assert item.detail == "smile"
    reflection = next(one for one in completed("\n:::") if one.label == "reflection")
    assert reflection.text_edit is not None
    assert reflection.insert_text_format is lsp.InsertTextFormat.Snippet
    assert reflection.text_edit.new_text.startswith(":::{reflection}\nid: ${1:reflection}\nprompt: ")


def end(text: str) -> lsp.Position:
    last = text.rpartition("\n")[2]
    return lsp.Position(text.count("\n"), len(last.encode("utf-16-le")) // 2)


@pytest.mark.parametrize(
    ("part", "inside", "told"),
    [
        ("(term:smile)", 8, "**smile**\n\nWhat a face does *first*."),
        ("@rogers", 3, "Rogers, C. R., & Farson, R. E. (1957). *Active listening*."),
        ("(section:preparing)", 12, "**Preparing** (8′)"),
        ("(theme:feedback)", 9, "**Giving feedback**"),
        ("media/steps.svg", 2, "![media/steps.svg](file://"),
        ("max_length: 600", 2, "**max_length**"),
        ("minutes: 7", 2, "**minutes**"),
        ("{reflection}", 3, "**reflection**"),
        ("[goal-of-mine]", 3, "**reflection** goal-of-mine"),
    ],
)
def test_hover(reader: Editor, part: str, inside: int, told: str) -> None:
    answer = asked(reader, lsp.TEXT_DOCUMENT_HOVER, lsp.HoverParams, part, inside)
    assert told in answer.contents.value


def test_definition(reader: Editor) -> None:
    folder = reader.folder

    def defined(part: str, inside: int) -> list[tuple[str, int, int]]:
        return [
            at(one) for one in asked(reader, lsp.TEXT_DOCUMENT_DEFINITION, lsp.DefinitionParams, part, inside)
        ]

    text = (folder / SECTION).read_text("utf-8")
    smile = where(text, "id: smile", 4)
    assert defined("(term:smile)", 8) == [("beginning.md", smile.line, smile.character)]
    assert defined("(section:preparing)", 12) == [("preparing.md", 0, 0)]
    assert defined("@rogers", 3) == [("references.yaml", 2, 6)]
    theme = where((folder / "module.yaml").read_text("utf-8"), "id: feedback", 4)
    assert defined("(theme:feedback)", 9) == [("module.yaml", theme.line, theme.character)]
    assert defined("media/steps.svg", 2) == [("steps.svg", 0, 0)]
    assert defined("Much depends", 2) == []


def test_references(reader: Editor) -> None:
    folder = reader.folder
    text = (folder / SECTION).read_text("utf-8")
    context = lsp.ReferenceContext(include_declaration=False)
    found = asked(reader, lsp.TEXT_DOCUMENT_REFERENCES, lsp.ReferenceParams, "id: smile", 5, context=context)
    line = where(text, "(term:smile)").line
    # The smiley before the first takes two units, and counts as one character for us.
    assert sorted(at(one) for one in found) == [
        ("beginning.md", line, text.split("\n")[line].index("term:smile") + 1 + len("term:")),
        ("beginning.md", line, text.split("\n")[line].rindex("term:smile") + 1 + len("term:")),
    ]
    context = lsp.ReferenceContext(include_declaration=True)
    every = asked(
        reader, lsp.TEXT_DOCUMENT_REFERENCES, lsp.ReferenceParams, "(term:smile)", 8, context=context
    )
    assert len(every) == 3


@pytest.mark.parametrize(
    ("part", "inside", "old", "new", "files"),
    [
        ("(term:smile)", 8, "smile", "grin", {SECTION}),
        ("@rogers", 3, "rogers-farson-1957", "rogers", {SECTION, "references.yaml"}),
        ("(theme:feedback)", 9, "feedback", "honest-words", {SECTION, "module.yaml"}),
        ("(section:preparing)", 12, "preparing", "before", {SECTION, "module.yaml", "sections/before.md"}),
    ],
)
def test_rename_leaves_a_module_without_findings(
    desk: Editor, folder: Path, part: str, inside: int, old: str, new: str, files: set[str]
) -> None:
    ready = asked(desk, lsp.TEXT_DOCUMENT_PREPARE_RENAME, lsp.PrepareRenameParams, part, inside)
    assert ready is not None
    edit = asked(desk, lsp.TEXT_DOCUMENT_RENAME, lsp.RenameParams, part, inside, new_name=new)
    changed = applied(edit, folder)
    for relative, text in changed.items():
        (folder / relative).write_text(text, "utf-8")
    assert check(folder) == []
    assert new in "".join(changed.values())
    assert ready.placeholder == old
    assert set(changed) == files
    assert not (folder / "sections" / "preparing.md").exists() or new != "before"


def test_an_id_that_answers_hang_on_is_asked_first(reader: Editor) -> None:
    folder = reader.folder
    edit = asked(
        reader, lsp.TEXT_DOCUMENT_RENAME, lsp.RenameParams, "id: first-sentence", 6, new_name="opening"
    )
    ((name, annotation),) = edit.change_annotations.items()
    assert annotation.needs_confirmation
    assert "answers hang on this id" in annotation.label
    for change in edit.document_changes:
        assert all(one.annotation_id == name for one in change.edits)
    assert "id: opening" in applied(edit, folder)[SECTION]


def test_an_editor_that_cannot_ask_gets_no_for_an_answer(folder: Path) -> None:
    with editor(folder, capable=False, here=True) as desk:
        desk.type(SECTION, (folder / SECTION).read_text("utf-8"))
        with pytest.raises(JsonRpcException, match="answers hang on ‘first-sentence’"):
            asked(
                desk, lsp.TEXT_DOCUMENT_RENAME, lsp.RenameParams, "id: first-sentence", 6, new_name="opening"
            )
        with pytest.raises(JsonRpcException, match="cannot rename files"):
            asked(
                desk, lsp.TEXT_DOCUMENT_RENAME, lsp.RenameParams, "(section:preparing)", 12, new_name="before"
            )
        # Without document changes the edits come as plain ones.
        edit = asked(desk, lsp.TEXT_DOCUMENT_RENAME, lsp.RenameParams, "(term:smile)", 8, new_name="grin")
        assert edit.document_changes is None
        assert applied(edit, folder)[SECTION].count("grin") == 3


@pytest.mark.parametrize(
    ("part", "inside", "new", "why"),
    [
        ("(term:smile)", 8, "first-sentence", "already there"),
        ("(term:smile)", 8, "A Smile", "such as ‘a-smile’"),
        ("@rogers", 3, "[no]", "cannot be cited"),
    ],
)
def test_a_name_that_cannot_be_is_refused(reader: Editor, part: str, inside: int, new: str, why: str) -> None:
    with pytest.raises(JsonRpcException, match=why):
        asked(reader, lsp.TEXT_DOCUMENT_RENAME, lsp.RenameParams, part, inside, new_name=new)


def test_nothing_is_renamed_while_something_cannot_be_read(desk: Editor, folder: Path) -> None:
    desk.type(SECTION, (folder / SECTION).read_text("utf-8") + "\n:::{quote}\ntext: a: b\n:::\n")
    with pytest.raises(JsonRpcException, match="Mend that first"):
        asked(desk, lsp.TEXT_DOCUMENT_RENAME, lsp.RenameParams, "(term:smile)", 8, new_name="grin")


def test_symbols_folds_and_lenses(reader: Editor) -> None:
    folder = reader.folder
    document = reader.document(SECTION)
    symbols = reader.ask(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, lsp.DocumentSymbolParams(document))
    assert [one.name for one in symbols] == ["Beginning", "figure", "Say, ask, agree"]
    assert [(one.name, one.detail) for one in symbols[-1].children] == [
        ("callout", "Practise aloud"),
        ("reflection", "first-sentence"),
        ("term", "smile"),
    ]
    text = (folder / SECTION).read_text("utf-8")
    folds = reader.ask(lsp.TEXT_DOCUMENT_FOLDING_RANGE, lsp.FoldingRangeParams(document))
    lines = {(fold.start_line, fold.end_line) for fold in folds}
    first = where(text, ":::{figure}").line
    assert {(0, 6), (first, first + 4)} <= lines
    (lens,) = reader.ask(lsp.TEXT_DOCUMENT_CODE_LENS, lsp.CodeLensParams(document))
    assert lens.command.title.startswith("7 minutes · ")
    assert lens.command.title.endswith(" · 1 answer")
    reader.type("module.yaml", (folder / "module.yaml").read_text("utf-8"))
    definition = reader.document("module.yaml")
    lenses = reader.ask(lsp.TEXT_DOCUMENT_CODE_LENS, lsp.CodeLensParams(definition))
    assert [one.command.title.partition(" ·")[0] for one in lenses] == [
        "15 minutes",
        "8 minutes",
        "7 minutes",
    ]
    keys = reader.ask(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, lsp.DocumentSymbolParams(definition))
    themes = next(one for one in keys if one.name == "themes")
    assert [child.name for child in themes.children] == ["Giving feedback"]
    assert themes.range.end.line > themes.range.start.line


def test_the_editor_says_its_language_where_nobody_chose_one(folder: Path) -> None:
    wrong = "---\ntitle: A\n---\n\nText.\n"
    for asked_for, known in (
        ({"arguments": [], "locale": "nl-NL"}, "ontbreekt"),
        ({"arguments": ["--lang", "en"], "locale": "nl"}, "is missing"),
        ({"here": True, "initialization_options": {"language": "nl"}}, "ontbreekt"),
    ):
        with editor(folder, **asked_for) as desk:
            assert any(known in one.message for one in desk.type(SECTION, wrong))


def test_a_file_of_no_module_is_left_alone(tmp_path: Path) -> None:
    with editor(tmp_path, here=True) as desk:
        desk.send("readme.md", "# Not ours\n")
        params = lsp.HoverParams(desk.document("readme.md"), lsp.Position(0, 3))
        assert desk.ask(lsp.TEXT_DOCUMENT_HOVER, params) is None
        assert desk.diagnostics.get(tmp_path / "readme.md", []) == []


def test_a_series_shares_its_terms_and_findings(tmp_path: Path) -> None:
    for name in ("one", "two"):
        scaffold(tmp_path / name, "en", datetime.date(2026, 1, 1), name)
        section = tmp_path / name / SECTION
        section.write_text(section.read_text("utf-8") + "\nA [smile](term:smile).\n", "utf-8")
    terms = ":::{term}\nid: smile\nterm: smile\ndefinition: What a face does.\n:::\n"
    (tmp_path / "terms.md").write_text(terms, "utf-8")
    series = "title: Both\ngroups:\n  - modules: [one, two]\n"
    (tmp_path / "series.yaml").write_text(series, "utf-8")
    with editor(tmp_path, here=True) as desk:
        desk.type("one/sections/beginning.md", (tmp_path / "one" / SECTION).read_text("utf-8"))
        told = sorted(
            (path.relative_to(desk.folder).as_posix(), str(one.code), one.range.start.line + 1)
            for path, found in desk.diagnostics.items()
            for one in found
        )
        known = [
            (one["path"].removeprefix(f"{tmp_path}/"), one["code"], one["line"]) for one in check(tmp_path)
        ]
        assert told == sorted(known)
        assert {"series.yaml"} <= {path for path, _, _ in told}
        # A module less in the editor: everything that hangs on it is found anew.
        desk.send("series.yaml", series.replace("two]", "three]"))
        assert "SER-001" in {str(one.code) for one in desk.found("series.yaml")}
        desk.type("series.yaml", series)
        where_it_is = lsp.RenameParams(desk.document("terms.md"), lsp.Position(1, 6), "grin")
        desk.send("terms.md", terms)
        changed = applied(desk.ask(lsp.TEXT_DOCUMENT_RENAME, where_it_is), tmp_path)
    assert set(changed) == {"terms.md", "one/sections/beginning.md", "two/sections/beginning.md"}
    assert all("grin" in text for text in changed.values())


def test_hover_shows_what_comes_from_the_series(tmp_path: Path) -> None:
    scaffold(tmp_path / "one", "en", datetime.date(2026, 1, 1), "one")
    section = tmp_path / "one" / SECTION
    section.write_text(section.read_text("utf-8") + "\nA [smile](term:smile).\n", "utf-8")
    terms = ":::{term}\nid: smile\nterm: smile\ndefinition: What a face does.\n:::\n"
    (tmp_path / "terms.md").write_text(terms, "utf-8")
    series = "title: One\ngroups:\n  - modules: [one]\ndefaults:\n  language: nl\n  publisher: The Linden\n"
    (tmp_path / "series.yaml").write_text(series, "utf-8")
    with editor(tmp_path, here=True) as desk:

        def hovered(path: str, part: str, inside: int) -> str:
            text = (tmp_path / path).read_text("utf-8")
            desk.type(path, text)
            asked = lsp.HoverParams(desk.document(path), where(text, part, inside))
            return str(desk.ask(lsp.TEXT_DOCUMENT_HOVER, asked).contents.value)

        # What a module does not say stands at the field that every module has.
        assert hovered("one/module.yaml", "identifier:", 2).endswith(
            "From the series:\n\n* publisher: `The Linden` (series.yaml:6)"
        )
        assert hovered("one/module.yaml", "language: en", 2).endswith(
            "The series says here: `nl` (series.yaml:5)."
        )
        assert hovered(f"one/{SECTION}", "(term:smile)", 8).endswith("\n\nFrom the series: terms.md:1")
