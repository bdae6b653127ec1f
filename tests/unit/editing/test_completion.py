"""What is offered where: the bar stands for the cursor."""

from __future__ import annotations

import datetime

import pytest
from lsprotocol.types import CompletionItem

from modulebouwer.editing.completion import Completions
from modulebouwer.editing.document import Document
from modulebouwer.editing.workspace import OpenModule, Workspace
from modulebouwer.new import scaffold

HEAD = "---\ntitle: Beginning\nminutes: 7\n---\n\n"


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> OpenModule:
    folder = tmp_path_factory.mktemp("modules").resolve() / "les"
    scaffold(folder, "en", datetime.date(2026, 1, 1))
    definition = folder / "module.yaml"
    definition.write_text(f"{definition.read_text('utf-8')}ignore: []\n", "utf-8")
    path = folder / "sections" / "preparing.md"
    path.write_text(
        f"{path.read_text('utf-8')}\nA [word](term:listening).\n\n:::{{term}}\nid: listening\nterm: listening\n"
        "definition: Hearing what is meant.\n:::\n",
        "utf-8",
    )
    workspace = Workspace()
    return workspace.read(workspace.modules.setdefault(folder, OpenModule(folder)))


def offered(
    module: OpenModule, text: str, relative: str = "sections/beginning.md", language: str = "en"
) -> dict[str, CompletionItem]:
    before, _, after = text.partition("|")
    document = Document(module.folder / relative, relative, before + after)
    lines = before.split("\n")
    position = document.position(len(lines), len(lines[-1]) + 1)
    asked = Completions(document, position, module.module, language)
    return {item.label: item for item in asked.items()}


def fence(body: str) -> str:
    return f"{HEAD}Text.\n\n:::{{{body}\n:::\n"


@pytest.mark.parametrize(
    ("text", "some", "none"),
    [
        # Kinds, where a component may begin.
        (f"{HEAD}:::{{|", ["reflection", "choice"], ["title"]),
        (f"{HEAD}:|", ["reflection"], []),
        (f"{HEAD}- item\n\n  :::{{re|", ["reflection"], []),
        # Keys, also above and below what cannot be read, and in a list.
        (fence("reflection}\nid: a\n|"), ["prompt", "hint", "required"], ["id", "options"]),
        (fence("reflection}\nid: a\npro|"), ["prompt"], ["id"]),
        (fence("reflection}\nid: a\n\tbroken: x\n|\nhint: x"), ["prompt"], ["id"]),
        (fence("choice}\nid: a\noptions:\n  - id: x\n    |"), ["text", "feedback", "right"], ["id", "question"]),
        (fence("reflection}\nbroken line\nid: a\n  |"), [], ["title"]),
        ("---\ntitle: A\n|\n---\n", ["minutes", "goals"], ["title", "version"]),
        # Values: choices, yes and no, other components, files, categories of its own.
        (fence("callout}\nkind: |\ntext: a"), ["tip", "warning"], ["true"]),
        (fence("reflection}\nid: a\nrequired: |"), ["true", "false"], []),
        (fence("reflection}\nid: a\nbuilds_on: [|"), ["goal-of-mine"], ["first-sentence"]),
        (fence("reflection}\nid: a\nbuilds_on:\n  - |"), ["goal-of-mine"], []),
        (fence("figure}\nsrc: |"), ["media/steps.svg"], []),
        (fence("figure}\nsrc: media/s|"), ["media/steps.svg"], []),
        (fence("audio}\nsrc: |"), [], ["media/steps.svg"]),
        (
            fence("categorise}\nid: a\ncategories:\n  - id: one\n    title: One\nitems:\n  - id: x\n    category: |"),
            ["one"],
            ["x"],
        ),
        # Names in running text, and in Markdown fields.
        (f"{HEAD}See [that](section:|", ["preparing", "beginning"], ["feedback"]),
        (f"{HEAD}See [that](theme:f|", ["feedback"], ["preparing"]),
        (f"{HEAD}See [that](term:|", ["listening"], []),
        (f"{HEAD}See [that](|", ["section:", "term:", "theme:"], []),
        (f"{HEAD}![A picture](|", ["media/steps.svg"], ["section:"]),
        (f"{HEAD}As said [@|", ["rogers-farson-1957"], []),
        (f"{HEAD}As [zie @rog|", ["rogers-farson-1957"], []),
        (f"{HEAD}😀 As said [@|", ["rogers-farson-1957"], []),
        (fence("callout}\ntext: As said [@|"), ["rogers-farson-1957"], ["tip"]),
        (f"{HEAD}post@|", [], ["rogers-farson-1957"]),
        (f"{HEAD}Running text |", [], ["reflection", "rogers-farson-1957"]),
    ],
)  # fmt: skip
def test_in_a_section(module: OpenModule, text: str, some: list[str], none: list[str]) -> None:
    found = offered(module, text)
    assert set(some) <= found.keys()
    assert not found.keys() & set(none)


@pytest.mark.parametrize(
    ("relative", "text", "some", "none"),
    [
        ("module.yaml", "identifier: a\n|", ["title", "sections"], ["identifier", "minutes"]),
        ("module.yaml", "completion:\n  |", ["sections", "components"], ["title"]),
        ("module.yaml", "completion:\n  sections: |", ["all", "none"], ["pass"]),
        ("module.yaml", "standards: [scorm12, |", ["cmi5", "web"], []),
        ("module.yaml", "sections:\n  - |", [], ["feedback"]),
        ("module.yaml", "themes:\n  - title: Giving feedback\n    id: |", ["giving-feedback"], []),
        ("module.yaml", "ignore:\n  - code: |", ["TXT-001"], ["SRC-010"]),
        ("module.yaml", "ignore:\n  - path: |", ["sections/beginning.md"], []),
        ("module.yaml", "cover:\n  picture: |", ["media/steps.svg"], []),
        ("references.yaml", "references:\n  - id: a\n    |", ["type", "author"], ["id"]),
        ("references.yaml", "references:\n  - id: a\n    type: |", ["book", "report"], []),
        ("references.yaml", "references:\n  - id: a\n    author:\n      - |", ["family", "literal"], []),
    ],
)
def test_in_yaml_files(
    module: OpenModule, relative: str, text: str, some: list[str], none: list[str]
) -> None:
    found = offered(module, text, relative)
    assert set(some) <= found.keys()
    assert not found.keys() & set(none)


def test_a_new_id_comes_from_the_words_and_is_free(module: OpenModule) -> None:
    found = offered(module, fence("reflection}\nid: |\nprompt: What is your first sentence?"))
    # The module has a reflection first-sentence in this file, but what stands in the editor counts: it is gone.
    assert "first-sentence" in found
    other = "\n\n:::{reflection}\nid: First-Sentence\nprompt: B\n:::\n"
    found = offered(module, fence("reflection}\nid: |\nprompt: What is your first sentence?") + other)
    assert "first-sentence-2" in found
    assert "first-sentence" not in found
    # An id of another file is taken too.
    found = offered(module, fence("reflection}\nid: |\nprompt: Goal of mine"))
    assert "goal-mine" in found
    found = offered(module, fence("term}\nid: |\nterm: listening"))
    assert next(iter(found)) == "listening-2"


def test_an_item_has_an_id_among_its_own(module: OpenModule) -> None:
    body = "choice}\nid: a\nquestion: q\noptions:\n  - id: yes-sir\n    text: x\n  - text: Yes sir\n    id: |"
    assert "yes-sir-2" in offered(module, fence(body))


def test_each_is_explained_in_the_language_of_the_editor(module: OpenModule) -> None:
    texts = {}
    for language in ("nl", "en"):
        item = offered(module, fence("reflection}\nid: a\n|"), language=language)["prompt"]
        assert item.documentation is not None
        texts[language] = str(getattr(item.documentation, "value", ""))
    assert texts == {"nl": "De vraag, zonder opmaak.", "en": "The question, plain text."}


def test_a_citation_key_comes_with_author_and_title(module: OpenModule) -> None:
    item = offered(module, f"{HEAD}[@|")["rogers-farson-1957"]
    assert item.detail == "Rogers, Farson: Active listening"


def test_what_was_typed_is_replaced_and_nothing_else(module: OpenModule) -> None:
    edit = offered(module, f"{HEAD}😀 [@rog|")["rogers-farson-1957"].text_edit
    assert edit is not None
    # In UTF-16 the smiley counts for two.
    assert (edit.range.start.character, edit.range.end.character) == (5, 8)


def test_for_who_knows_no_choices_their_first_stands_there(module: OpenModule) -> None:
    """The page's editor shows a stop with choices as it is written, bars and all."""
    text = HEAD + ":::{true"
    document = Document(module.folder / "sections/beginning.md", "sections/beginning.md", text)
    lines = text.split("\n")
    position = document.position(len(lines), len(lines[-1]) + 1)
    inserted = {
        choices: next(
            one.text_edit.new_text
            for one in Completions(document, position, module.module, "en", choices=choices).items()
            if one.label == "true-false" and one.text_edit
        )
        for choices in (True, False)
    }
    assert "answer: ${3|false,true|}\n" in inserted[True]
    assert "answer: ${3:false}\n" in inserted[False]
