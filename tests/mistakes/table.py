"""What designers do wrong: each changes the example that `new` makes, and says what is told first, and where.

Written from the side of the designer, without the checks at hand. What `told` does not name may not be said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Edit = Callable[[Path], None]

MODULE, REFERENCES = "module.yaml", "references.yaml"
FIRST, SECOND = "sections/voorbereiden.md", "sections/beginnen.md"


@dataclass(frozen=True)
class Mistake:
    """``told``: "CODE place" of every finding, in the order in which they are shown."""

    name: str
    told: tuple[str, ...]
    edits: tuple[Edit, ...]


def mistake(name: str, told: str | tuple[str, ...], *edits: Edit) -> Mistake:
    return Mistake(name, (told,) if isinstance(told, str) else told, edits)


def change(path: str, old: str, new: str) -> Edit:
    """``old``, which stands there once or more, becomes ``new`` the first time."""

    def edit(folder: Path) -> None:
        text = (folder / path).read_bytes()
        assert old.encode() in text, f"{path}: {old}"
        (folder / path).write_bytes(text.replace(old.encode(), new.encode(), 1))

    return edit


def write(path: str, content: str | bytes) -> Edit:
    def edit(folder: Path) -> None:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)

    return edit


def add(path: str, text: str) -> Edit:
    """``text`` behind the file's last line."""

    def edit(folder: Path) -> None:
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def rename(path: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / path).rename(folder / new)

    return edit


def remove(path: str) -> Edit:
    return lambda folder: (folder / path).unlink()


def recode(path: str, encoding: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / path).write_bytes((folder / path).read_text("utf-8").encode(encoding))

    return edit


MISTAKES: tuple[Mistake, ...] = (
    # ── Components ──
    mistake(
        "two colons", "CMP-023 sections/beginnen.md:34:1", change(SECOND, ":::{reflection}", "::{reflection}")
    ),
    mistake(
        "a fence of backticks",
        "CMP-023 sections/beginnen.md:34:1",
        change(SECOND, ":::{reflection}\nid: eerste-zin", "```{reflection}\nid: eerste-zin"),
        change(SECOND, "required: true\n:::", "required: true\n```"),
    ),
    mistake(
        "a component inside a list",
        (),
        add(SECOND, "\n- Eerst dit\n  :::{callout}\n  kind: tip\n  text: Hallo\n  :::\n"),
    ),
    mistake(
        "a component inside a list, not indented",
        (),
        add(SECOND, "\n- Eerst dit\n:::{callout}\nkind: tip\ntext: Hallo\n:::\n- Dan dat\n"),
    ),
    mistake("a space in the fence", (), change(SECOND, ":::{reflection}", "::: {reflection}")),
    mistake(
        "no braces", "CMP-002 sections/beginnen.md:34:1", change(SECOND, ":::{reflection}", ":::reflection")
    ),
    mistake(
        "Dutch name of a component",
        "CMP-001 sections/beginnen.md:34:1",
        change(SECOND, ":::{reflection}", ":::{reflectie}"),
    ),
    mistake(
        "capital in a component's name",
        "CMP-001 sections/beginnen.md:34:1",
        change(SECOND, ":::{reflection}", ":::{Reflection}"),
    ),
    mistake("four colons at the end", (), change(SECOND, "required: true\n:::", "required: true\n::::")),
    mistake(
        "a fence that is not closed",
        "CMP-003 sections/voorbereiden.md:21:1",
        change(
            FIRST,
            "definition: Wat er na het gesprek anders is dan ervoor.\n:::",
            "definition: Wat er na het gesprek anders is dan ervoor.",
        ),
    ),
    mistake(
        "the last fence is not closed",
        "CMP-003 sections/beginnen.md:34:1",
        change(SECOND, "required: true\n:::", "required: true\n"),
    ),
    mistake(
        "an empty line in the fence's end", (), change(SECOND, "required: true\n:::", "required: true\n ::: ")
    ),
    mistake(
        "prompt missing",
        "SRC-102 sections/beginnen.md:35:1",
        change(SECOND, "prompt: Hoe luidt uw eerste zin?\n", ""),
    ),
    mistake("id missing", "SRC-102 sections/beginnen.md:35:1", change(SECOND, "id: eerste-zin\n", "")),
    mistake(
        "an id twice",
        "CMP-005 sections/beginnen.md:35:5",
        change(SECOND, "id: eerste-zin", "id: doel"),
        change(SECOND, "builds_on: [doel]\n", ""),
    ),
    mistake(
        "an id with a capital and a space",
        "SRC-116 sections/beginnen.md:35:5",
        change(SECOND, "id: eerste-zin", "id: Eerste zin"),
    ),
    mistake(
        "the prompt is cut at a hash",
        "SRC-027 sections/beginnen.md:36:19",
        change(SECOND, "prompt: Hoe luidt uw eerste zin?", "prompt: Welke rol #1 kiest u?"),
    ),
    mistake(
        "a colon in the prompt",
        "SRC-012 sections/beginnen.md:36:16",
        change(SECOND, "prompt: Hoe luidt uw eerste zin?", "prompt: Denk na: hoe luidt uw eerste zin?"),
    ),
    mistake(
        "a question mark in front",
        "SRC-022 sections/beginnen.md:36:9",
        change(SECOND, "prompt: Hoe luidt uw eerste zin?", "prompt: ? Hoe luidt uw eerste zin"),
    ),
    mistake(
        "value begins with an asterisk",
        "SRC-022 sections/voorbereiden.md:38:7",
        change(FIRST, 'hint: Begin met "Na het gesprek".', "hint: *Begin* met iets."),
    ),
    mistake(
        "value begins with a bold",
        "SRC-022 sections/voorbereiden.md:38:7",
        change(FIRST, 'hint: Begin met "Na het gesprek".', "hint: **Let op** begin klein."),
    ),
    mistake(
        "value begins with a citation",
        "SRC-022 sections/voorbereiden.md:38:7",
        change(FIRST, 'hint: Begin met "Na het gesprek".', "hint: @rogers-farson-1957 zegt het zo."),
    ),
    mistake(
        "value begins with a bracket",
        "SRC-022 sections/voorbereiden.md:38:7",
        change(FIRST, 'hint: Begin met "Na het gesprek".', "hint: [Lees verder](section:beginnen) eerst."),
    ),
    mistake(
        "quotes halfway a value",
        "SRC-022 sections/voorbereiden.md:38:7",
        change(FIRST, 'hint: Begin met "Na het gesprek".', 'hint: "Na het gesprek" is een begin.'),
    ),
    mistake(
        "max_length in words",
        "SRC-104 sections/beginnen.md:38:13",
        change(SECOND, "max_length: 600", "max_length: 600 tekens"),
    ),
    mistake(
        "max_length with a dot",
        "SRC-104 sections/beginnen.md:38:13",
        change(SECOND, "max_length: 600", "max_length: 1.000"),
    ),
    mistake(
        "required: ja", "SRC-105 sections/beginnen.md:39:11", change(SECOND, "required: true", "required: ja")
    ),
    mistake(
        "verplicht: ja",
        "SRC-101 sections/beginnen.md:39:1",
        change(SECOND, "required: true", "verplicht: ja"),
    ),
    mistake(
        "builds_on a word",
        "SRC-106 sections/beginnen.md:37:12",
        change(SECOND, "builds_on: [doel]", "builds_on: doel"),
    ),
    mistake(
        "builds_on what is not there",
        "CMP-006 sections/beginnen.md:37:13",
        change(SECOND, "builds_on: [doel]", "builds_on: [doelen]"),
    ),
    mistake(
        "Dutch kind of callout",
        "SRC-109 sections/beginnen.md:27:7",
        change(SECOND, "kind: tip", "kind: voorbeeld"),
    ),
    mistake("Dutch key", "SRC-101 sections/beginnen.md:36:1", change(SECOND, "prompt: Hoe", "vraag: Hoe")),
    mistake(
        "a tab in a component",
        "SRC-011 sections/beginnen.md:38:1",
        change(SECOND, "max_length: 600", "\tmax_length: 600"),
    ),
    mistake(
        "an unindented text block",
        "SRC-031 sections/voorbereiden.md:32:1",
        change(FIRST, "  afspreken dat het ophoudt.", "afspreken dat het ophoudt."),
    ),
    mistake(
        "'taaknaam' under options",
        (
            "SRC-101 sections/beginnen.md:46:5",
            "SRC-102 sections/beginnen.md:46:5",
            "SRC-102 sections/beginnen.md:46:5",
            "SRC-101 sections/beginnen.md:47:5",
        ),
        add(
            SECOND,
            "\n:::{choice}\nid: taak\nquestion: Welke taak?\noptions:\n  - taaknaam: Leiden\n    correct: true\n  - id: b\n    text: Volgen\n    feedback: Nee.\n:::\n",
        ),
    ),
    mistake(
        "options as words",
        "SRC-107 sections/beginnen.md:46:5",
        add(
            SECOND, "\n:::{choice}\nid: taak\nquestion: Welke taak?\noptions:\n  - Leiden\n  - Volgen\n:::\n"
        ),
    ),
    mistake(
        "no right option",
        "CMP-010 sections/beginnen.md:45:1",
        add(
            SECOND,
            "\n:::{choice}\nid: taak\nquestion: Welke taak?\noptions:\n  - id: a\n    text: Leiden\n    feedback: Nee.\n  - id: b\n    text: Volgen\n    feedback: Nee.\n:::\n",
        ),
    ),
    mistake(
        "a component in a callout's text",
        "CMP-004 sections/beginnen.md:32:3",
        change(
            SECOND,
            "text: Spreek uw eerste zin een keer uit. Wat op papier vriendelijk is, klinkt soms hard.",
            "text: |\n  Spreek uit.\n\n  :::{reflection}\n  id: x\n  prompt: y\n  :::",
        ),
    ),
    # ── module.yaml ──
    mistake(
        "curly quotes and a colon in the title",
        "SRC-023 module.yaml:3:8",
        change(MODULE, "title: Een goed gesprek", "title: “Samenwerken: hoe dan?”"),
    ),
    mistake(
        "curly quotes around the version",
        "MOD-001 module.yaml:4:10",
        change(MODULE, "version: 1.0.0", "version: “1.0.0”"),
    ),
    mistake(
        "a colon in the title",
        "SRC-012 module.yaml:3:19",
        change(MODULE, "title: Een goed gesprek", "title: Samenwerken: hoe dan?"),
    ),
    mistake(
        "version of two numbers", "MOD-001 module.yaml:4:10", change(MODULE, "version: 1.0.0", "version: 1.0")
    ),
    mistake(
        "version with a v", "MOD-001 module.yaml:4:10", change(MODULE, "version: 1.0.0", "version: v1.0.0")
    ),
    mistake("a section with .md", "SRC-116 module.yaml:28:5", change(MODULE, "- beginnen", "- beginnen.md")),
    mistake(
        "a section with a capital", "SRC-116 module.yaml:28:5", change(MODULE, "- beginnen", "- Beginnen")
    ),
    mistake("a file with a capital", "SEC-007 module.yaml:28:5", rename(SECOND, "sections/Beginnen.md")),
    mistake(
        "a file with a capital, listed so",
        "SEC-007 module.yaml:28:5",
        rename(SECOND, "sections/Beginnen.md"),
        change(MODULE, "- beginnen", "- Beginnen"),
    ),
    mistake(
        "a file with a space",
        "SEC-007 module.yaml:28:5",
        rename(SECOND, "sections/goed beginnen.md"),
        change(MODULE, "- beginnen", "- goed beginnen"),
    ),
    mistake(
        "a section that is not there", "SEC-001 module.yaml:28:5", change(MODULE, "- beginnen", "- begin")
    ),
    mistake(
        "a section that is not listed",
        "SEC-002 sections/beginnen.md:1:1",
        change(MODULE, "  - beginnen\n", ""),
    ),
    mistake(
        "a section twice",
        "MOD-010 module.yaml:29:5",
        change(MODULE, "  - beginnen\n", "  - beginnen\n  - beginnen\n"),
    ),
    mistake(
        "a section in a subfolder",
        "SRC-116 module.yaml:28:5",
        change(MODULE, "- beginnen", "- sections/beginnen"),
    ),
    mistake("auteur", "SRC-101 module.yaml:6:1", change(MODULE, "address: u", "auteur: Jan")),
    mistake("author", "SRC-101 module.yaml:6:1", change(MODULE, "address: u", "author: Jan")),
    mistake("empty module.yaml", "SRC-026 module.yaml:1:1", write(MODULE, "")),
    mistake("module.yaml with comments only", "SRC-026 module.yaml:1:1", write(MODULE, "# nog te doen\n")),
    mistake(
        "module.yaml indented by tabs",
        "SRC-011 module.yaml:16:1",
        change(MODULE, "  - id: doel\n    text:", "\t- id: doel\n\t  text:"),
    ),
    mistake(
        "no-break spaces in module.yaml",
        "SRC-025 module.yaml:4:9",
        change(MODULE, "version: 1.0.0", "version:\u00a01.0.0"),
    ),
    mistake(
        "no-break spaces as indent",
        "SRC-025 module.yaml:27:1",
        change(MODULE, "  - voorbereiden", "\u00a0\u00a0- voorbereiden"),
    ),
    mistake(
        "unknown language", "MOD-002 module.yaml:5:11", change(MODULE, "language: nl", "language: nederlands")
    ),
    mistake(
        "a language without words", "LOC-001 module.yaml:5:11", change(MODULE, "language: nl", "language: xx")
    ),
    mistake("a skin that is not there", "SKN-002 module.yaml:33:7", add(MODULE, "skin: bedrijf\n")),
    mistake(
        "theme without why",
        "MOD-012 module.yaml:23:5",
        change(
            MODULE,
            "    why: Wie een gesprek goed begint, zegt vaak ook iets dat de ander liever niet hoort.\n",
            "",
        ),
    ),
    mistake(
        "theme as a word",
        "SRC-107 module.yaml:23:5",
        change(
            MODULE,
            "  - id: feedback\n    title: Feedback geven\n    why: Wie een gesprek goed begint, zegt vaak ook iets dat de ander liever niet hoort.\n",
            "  - Feedback geven\n",
        ),
    ),
    mistake("module.yml", "SRC-028 module.yml:1:1", rename(MODULE, "module.yml")),
    mistake("Module.yaml", "SRC-028 Module.yaml:1:1", rename(MODULE, "Module.yaml")),
    mistake(
        "study load in hours",
        "SRC-104 module.yaml:14:13",
        change(MODULE, "study_load: 15", "study_load: 1,5 uur"),
    ),
    mistake(
        "study load as time",
        "SRC-104 module.yaml:14:13",
        change(MODULE, "study_load: 15", "study_load: 1:30"),
    ),
    mistake(
        "study load zero", "SRC-113 module.yaml:14:13", change(MODULE, "study_load: 15", "study_load: 0")
    ),
    mistake(
        "a Dutch date", "SRC-108 module.yaml:7:7", change(MODULE, "date: 2026-01-02", "date: 2 januari 2026")
    ),
    mistake(
        "a date the other way round",
        "SRC-108 module.yaml:7:7",
        change(MODULE, "date: 2026-01-02", "date: 02-01-2026"),
    ),
    mistake(
        "a date that does not exist",
        "SRC-108 module.yaml:7:7",
        change(MODULE, "date: 2026-01-02", "date: 2026-02-30"),
    ),
    mistake("a key twice", "SRC-014 module.yaml:33:1", add(MODULE, "title: Nog een titel\n")),
    mistake(
        "a key without a colon", "SRC-024 module.yaml:4:1", change(MODULE, "version: 1.0.0", "version 1.0.0")
    ),
    mistake(
        "a key without a space", "SRC-030 module.yaml:4:9", change(MODULE, "version: 1.0.0", "version:1.0.0")
    ),
    mistake(
        "titel",
        "SRC-101 module.yaml:3:1",
        change(MODULE, "title: Een goed gesprek", "titel: Een goed gesprek"),
    ),
    mistake("no title", "SRC-102 module.yaml:1:1", change(MODULE, "title: Een goed gesprek\n", "")),
    mistake("an empty title", "SRC-110 module.yaml:3:1", change(MODULE, "title: Een goed gesprek", "title:")),
    mistake(
        "keywords as a line",
        "SRC-106 module.yaml:11:11",
        change(MODULE, "keywords:\n  - gesprek\n  - voorbereiding\n", "keywords: gesprek, voorbereiding\n"),
    ),
    mistake(
        "objectives as sentences",
        "SRC-107 module.yaml:18:5",
        change(MODULE, "  - id: begin\n    text: U kiest", "  - U kiest"),
    ),
    mistake("standard misspelt", "SRC-109 module.yaml:33:13", add(MODULE, "standards: [scorm-1.2]\n")),
    mistake("standard as a word", "SRC-106 module.yaml:33:12", add(MODULE, "standards: scorm12\n")),
    mistake("address: jij", "SRC-109 module.yaml:6:10", change(MODULE, "address: u", "address: jij")),
    mistake("answers: none", "SRC-109 module.yaml:32:10", change(MODULE, "answers: lms", "answers: geen")),
    mistake(
        "a value over two lines", (), change(MODULE, "description: >-\n  In een", "description:\n In een")
    ),
    mistake(
        "the identifier with spaces",
        "SRC-116 module.yaml:2:13",
        change(MODULE, "identifier: les", "identifier: Mijn eerste les"),
    ),
    mistake(
        "the identifier with an underscore",
        "SRC-116 module.yaml:2:13",
        change(MODULE, "identifier: les", "identifier: mijn_les"),
    ),
    mistake("ignore without reason", "SRC-102 module.yaml:34:5", add(MODULE, "ignore:\n  - code: TXT-001\n")),
    mistake(
        "sections misspelt in completion",
        "SRC-109 module.yaml:30:13",
        change(MODULE, "  sections: all", "  sections: allemaal"),
    ),
    mistake(
        "base_iri without https", "MOD-008 module.yaml:33:11", add(MODULE, "base_iri: www.voorbeeld.nl\n")
    ),
    mistake("cmi5 without base_iri", "CM5-001 module.yaml:1:1", add(MODULE, "standards: [cmi5]\n")),
    mistake("pass mark above 100", "SRC-114 module.yaml:33:12", add(MODULE, "pass_mark: 700\n")),
    mistake("pass mark as a percentage", "SRC-104 module.yaml:33:12", add(MODULE, "pass_mark: 70%\n")),
    mistake(
        "unclosed quote",
        "SRC-013 module.yaml:3:8",
        change(MODULE, "title: Een goed gesprek", 'title: "Een goed gesprek'),
    ),
    mistake("Windows-1252 module.yaml", "SRC-002 module.yaml:17:1", recode(MODULE, "cp1252")),
    mistake("UTF-16 module.yaml", "SRC-001 module.yaml:1:1", recode(MODULE, "utf-16")),
    # ── Front matter ──
    mistake(
        "unclosed front matter",
        "SEC-006 sections/beginnen.md:7:1",
        change(SECOND, "begint.\n---\n", "begint.\n"),
    ),
    mistake("front matter opens with four dashes", (), change(SECOND, "---\n#", "----\n#")),
    mistake("front matter closes with four dashes", (), change(SECOND, "begint.\n---\n", "begint.\n----\n")),
    mistake("front matter after a blank line", (), change(SECOND, "---\n#", "\n---\n#")),
    mistake(
        "no front matter", "SEC-003 sections/beginnen.md:1:1", write(SECOND, "# Beginnen\n\nEen tekst.\n")
    ),
    mistake(
        "front matter after the title",
        "SEC-008 sections/beginnen.md:3:1",
        change(SECOND, "---\n#", "# Beginnen\n\n---\n#"),
    ),
    mistake(
        "an em dash as front matter", "SEC-003 sections/beginnen.md:1:1", change(SECOND, "---\n#", "—\n#")
    ),
    mistake(
        "curly quotes around minutes",
        "SRC-104 sections/beginnen.md:4:10",
        change(SECOND, "minutes: 7", "minutes: “7”"),
    ),
    mistake(
        "minutes in words",
        "SRC-104 sections/beginnen.md:4:10",
        change(SECOND, "minutes: 7", "minutes: 7 minuten"),
    ),
    mistake("minutes missing", "SRC-102 sections/beginnen.md:2:1", change(SECOND, "minutes: 7\n", "")),
    mistake(
        "minutes in Dutch", "SRC-101 sections/beginnen.md:4:1", change(SECOND, "minutes: 7", "minuten: 7")
    ),
    mistake(
        "goals as one sentence",
        "SRC-106 sections/beginnen.md:5:8",
        change(
            SECOND,
            "goals:\n  - U kiest de woorden waarmee u begint.",
            "goals: U kiest de woorden waarmee u begint.",
        ),
    ),
    mistake(
        "a goal with a colon",
        "SRC-012 sections/beginnen.md:6:12",
        change(SECOND, "  - U kiest de woorden waarmee u begint.", "  - U kiest: woorden waarmee u begint."),
    ),
    mistake(
        "a colon in the section's title",
        "SRC-012 sections/beginnen.md:3:14",
        change(SECOND, "title: Beginnen", "title: Stap 2: beginnen"),
    ),
    mistake("an empty section", "SEC-003 sections/beginnen.md:1:1", write(SECOND, "")),
    mistake(
        "only a head",
        "SEC-004 sections/beginnen.md:5:1",
        write(SECOND, "---\ntitle: Beginnen\nminutes: 7\n---\n"),
    ),
    mistake("Word's lock file", (), write("sections/~$ginnen.md", b"\x05Jan\0\0")),
    mistake(
        "a Word file in sections",
        "SEC-009 sections/beginnen.docx:1:1",
        write("sections/beginnen.docx", b"PK\x03\x04"),
    ),
    mistake(
        "a Windows-1252 section",
        "SRC-002 sections/beginnen.md:19:1",
        change(SECOND, "zonder oordeel", "zónder oordeel"),
        recode(SECOND, "cp1252"),
    ),
    # ── Text ──
    mistake(
        "heading of level 1", "A11Y-003 sections/beginnen.md:17:1", change(SECOND, "## Zeggen", "# Zeggen")
    ),
    mistake(
        "heading without a space",
        "TXT-007 sections/beginnen.md:17:1",
        change(SECOND, "## Zeggen", "##Zeggen"),
    ),
    mistake(
        "heading that skips a level",
        "A11Y-002 sections/beginnen.md:17:1",
        change(SECOND, "## Zeggen", "#### Zeggen"),
    ),
    mistake(
        "bold as a heading",
        "A11Y-010 sections/beginnen.md:17:1",
        change(SECOND, "## Zeggen, vragen, afspreken", "**Zeggen, vragen, afspreken**"),
    ),
    mistake(
        "bullets as characters",
        "TXT-003 sections/beginnen.md:19:1",
        change(SECOND, "1. **Zeggen.**", "• **Zeggen.**"),
        change(SECOND, "2. **Vragen.**", "• **Vragen.**"),
        change(SECOND, "3. **Afspreken.**", "• **Afspreken.**"),
    ),
    mistake(
        "HTML", "TXT-002 sections/beginnen.md:19:1", change(SECOND, "zonder oordeel", "<u>zonder oordeel</u>")
    ),
    mistake(
        "br in a text",
        "TXT-002 sections/beginnen.md:19:1",
        change(SECOND, "zonder oordeel", "zonder<br>oordeel"),
    ),
    mistake("an entity", (), change(SECOND, "zonder oordeel", "zonder&nbsp;oordeel")),
    mistake(
        "a link to a .docx",
        "LNK-011 sections/beginnen.md:42:1",
        add(SECOND, "\n[Het formulier](formulier.docx) helpt.\n"),
    ),
    mistake(
        "a link to a .docx in media",
        "LNK-011 sections/beginnen.md:42:1",
        write("media/formulier.docx", b"PK\x03\x04"),
        add(SECOND, "\n[Het formulier](media/formulier.docx) helpt.\n"),
    ),
    mistake(
        "a link to a section's file",
        "LNK-006 sections/beginnen.md:23:64",
        change(SECOND, "(section:voorbereiden)", "(voorbereiden.md)"),
    ),
    mistake(
        "a link without https",
        "LNK-006 sections/beginnen.md:42:1",
        add(SECOND, "\n[De wet](www.wetten.nl) zegt het.\n"),
    ),
    mistake(
        "a link over http",
        "LNK-004 sections/beginnen.md:42:1",
        add(SECOND, "\n[De wet](http://wetten.nl) zegt het.\n"),
    ),
    mistake(
        "a bare address",
        "LNK-012 sections/beginnen.md:42:5",
        add(SECOND, "\nZie https://wetten.nl voor meer.\n"),
    ),
    mistake(
        "a link with a space",
        "LNK-013 sections/beginnen.md:42:1",
        add(SECOND, "\n[De wet] (https://wetten.nl) zegt het.\n"),
    ),
    mistake(
        "a link the wrong way round",
        "LNK-013 sections/beginnen.md:42:1",
        add(SECOND, "\n(De wet)[https://wetten.nl] zegt het.\n"),
    ),
    mistake(
        "an unknown section",
        "LNK-001 sections/beginnen.md:23:64",
        change(SECOND, "(section:voorbereiden)", "(section:voorbereiding)"),
    ),
    mistake(
        "an unknown theme",
        "LNK-003 sections/beginnen.md:24:48",
        change(SECOND, "(theme:feedback)", "(theme:feed-back)"),
    ),
    mistake(
        "thema in Dutch",
        "LNK-005 sections/beginnen.md:24:48",
        change(SECOND, "(theme:feedback)", "(thema:feedback)"),
    ),
    mistake(
        "an unknown term",
        "LNK-002 sections/voorbereiden.md:18:82",
        change(FIRST, "(term:gespreksdoel)", "(term:doel-van-gesprek)"),
    ),
    mistake(
        "click here",
        "A11Y-005 sections/beginnen.md:42:18",
        add(SECOND, "\nMeer weten? Klik [hier](https://wetten.nl).\n"),
    ),
    mistake(
        "a table row with a missing cell",
        "TXT-005 sections/beginnen.md:45:1",
        add(SECOND, "\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |\n"),
    ),
    mistake(
        "a table without its rule",
        "TXT-008 sections/beginnen.md:42:1",
        add(SECOND, "\n| a | b |\n| 1 | 2 |\n"),
    ),
    mistake(
        "Pandoc's header attributes",
        "TXT-004 sections/beginnen.md:17:30",
        change(SECOND, "## Zeggen, vragen, afspreken", "## Zeggen, vragen, afspreken {#zeggen .unnumbered}"),
    ),
    mistake(
        "underline of Pandoc",
        "TXT-004 sections/beginnen.md:19:56",
        change(SECOND, "zonder oordeel", "[zonder oordeel]{.underline}"),
    ),
    mistake("a task list", "TXT-004 sections/beginnen.md:42:3", add(SECOND, "\n- [ ] te doen\n")),
    mistake(
        "a drawn table",
        "TXT-006 sections/beginnen.md:42:3",
        add(
            SECOND,
            "\n  -------- --------\n  Wie      Wanneer\n  -------- --------\n  Leider   Maandag\n  -------- --------\n",
        ),
    ),
    mistake(
        "a note that is not there",
        "LNK-007 sections/beginnen.md:19:55",
        change(SECOND, "zonder oordeel.", "zonder oordeel.[^1]"),
    ),
    mistake(
        "a note that nobody refers to",
        "LNK-008 sections/beginnen.md:42:1",
        add(SECOND, "\n[^1]: Een noot.\n"),
    ),
    mistake(
        "a picture without text",
        "A11Y-001 sections/beginnen.md:42:1",
        add(SECOND, "\n![](media/stappen.svg)\n"),
    ),
    mistake(
        "a picture elsewhere",
        "MED-005 sections/beginnen.md:42:1",
        add(SECOND, "\n![Een school](https://voorbeeld.nl/school.jpg)\n"),
    ),
    mistake(
        "a picture not in media",
        "MED-003 sections/beginnen.md:42:1",
        add(SECOND, "\n![Een school](school.jpg)\n"),
    ),
    mistake(
        "a picture with Windows' slashes",
        "MED-003 sections/beginnen.md:42:1",
        add(SECOND, "\n![Drie stappen](media\\stappen.svg)\n"),
    ),
    mistake(
        "a comment in HTML", "TXT-002 sections/beginnen.md:42:1", add(SECOND, "\n<!-- nog schrijven -->\n")
    ),
    mistake("lorem ipsum", (), add(SECOND, "\nLorem ipsum dolor sit amet.\n")),
    mistake(
        "bold with a space",
        "TXT-009 sections/beginnen.md:19:1",
        change(SECOND, "zonder oordeel", "** zonder oordeel **"),
    ),
    mistake(
        "code by indent",
        "TXT-010 sections/beginnen.md:42:5",
        add(SECOND, "\n    Deze alinea springt in zoals in Word.\n"),
    ),
    mistake(
        "a line of equals signs", "TXT-011 sections/beginnen.md:42:1", add(SECOND, "\nDit is een zin\n===\n")
    ),
    mistake(
        "a sentence above a rule",
        "TXT-011 sections/beginnen.md:42:1",
        add(SECOND, "\nDit is een zin.\n---\nEn nog een.\n"),
    ),
    # ── Citations ──
    mistake(
        "a citation without its end",
        "REF-013 sections/beginnen.md:32:55",
        change(SECOND, "[@rogers-farson-1957]", "[@rogers-farson-1957."),
    ),
    mistake(
        "a citation without its at sign",
        "REF-009 sections/beginnen.md:32:54",
        change(SECOND, "[@rogers-farson-1957]", "[rogers-farson-1957]"),
    ),
    mistake(
        "a citation without its comma",
        "REF-008 sections/beginnen.md:32:55",
        change(SECOND, "[@rogers-farson-1957]", "[@rogers-farson-1957 p. 3]"),
    ),
    mistake(
        "a citation typed",
        "REF-010 sections/beginnen.md:32:54",
        change(SECOND, "[@rogers-farson-1957]", "(Rogers & Farson, 1957)"),
    ),
    mistake(
        "a citation typed, no work",
        "REF-011 sections/beginnen.md:32:76",
        change(SECOND, "[@rogers-farson-1957]", "[@rogers-farson-1957] (Smeets & Marx, 2008)"),
    ),
    mistake(
        "a work that is not there",
        "REF-006 sections/beginnen.md:32:55",
        change(SECOND, "[@rogers-farson-1957]", "[@rogers-farson-1975]"),
    ),
    mistake(
        "a citation with a colon",
        "REF-008 sections/beginnen.md:32:55",
        change(SECOND, "[@rogers-farson-1957]", "[@rogers-farson-1957: 3]"),
    ),
    mistake(
        "a citation with two keys and a comma",
        "REF-008 sections/beginnen.md:32:55",
        change(SECOND, "[@rogers-farson-1957]", "[@rogers-farson-1957, @rogers-farson-1957]"),
    ),
    mistake(
        "LaTeX's cite",
        "TXT-004 sections/beginnen.md:32:54",
        change(SECOND, "[@rogers-farson-1957]", "\\cite{rogers-farson-1957}"),
    ),
    mistake(
        "a reference that is not cited",
        "REF-007 references.yaml:3:3",
        change(SECOND, " [@rogers-farson-1957]", ""),
    ),
    mistake(
        "a Windows-1252 references file",
        "SRC-002 references.yaml:7:1",
        change(REFERENCES, "Active listening", "Actief luisteren, één"),
        recode(REFERENCES, "cp1252"),
    ),
    mistake(
        "a reference type that is a list",
        "SRC-118 references.yaml:4:3",
        change(REFERENCES, "type: book", "type: [book]"),
    ),
    mistake(
        "a reference type in Dutch",
        "REF-002 references.yaml:4:9",
        change(REFERENCES, "type: book", "type: boek"),
    ),
    mistake(
        "an author as a word",
        "SRC-106 references.yaml:5:11",
        change(
            REFERENCES,
            "author: [{family: Rogers, given: C. R.}, {family: Farson, given: R. E.}]",
            "author: C. R. Rogers",
        ),
    ),
    mistake(
        "year",
        "SRC-101 references.yaml:6:3",
        change(REFERENCES, "issued: {date-parts: [[1957]]}", "year: 1957"),
    ),
    mistake(
        "a date in words",
        "REF-004 references.yaml:6:11",
        change(REFERENCES, "issued: {date-parts: [[1957]]}", "issued: voorjaar 1957"),
    ),
    mistake(
        "a comma lost in a list",
        "SRC-029 references.yaml:5:43",
        change(REFERENCES, "given: C. R.}, {", "given: C. R.} {"),
    ),
    mistake(
        "a title with a colon",
        "SRC-012 references.yaml:7:26",
        change(REFERENCES, "title: Active listening", "title: Active listening: a start"),
    ),
    mistake(
        "a reference without id",
        "SRC-102 references.yaml:3:3",
        change(REFERENCES, "- id: rogers-farson-1957\n  type: book", "- type: book"),
    ),
    mistake("references.yml", "REF-012 references.yml:1:1", rename(REFERENCES, "references.yml")),
    mistake(
        "a BibTeX file",
        "REF-012 references.bib:1:1",
        rename(REFERENCES, "references.bib"),
        write("references.bib", "@book{rogers-farson-1957, title={Active listening}}\n"),
    ),
    # ── Media ──
    mistake(
        "a file that is not there",
        "MED-003 sections/beginnen.md:12:6",
        change(SECOND, "src: media/stappen.svg", "src: media/stapen.svg"),
    ),
    mistake(
        "a file without media/",
        "MED-001 sections/beginnen.md:12:6",
        change(SECOND, "src: media/stappen.svg", "src: stappen.svg"),
    ),
    mistake(
        "a file with a capital in its name",
        "MED-002 media/Stappen 1.svg:1:1",
        rename("media/stappen.svg", "media/Stappen 1.svg"),
        change(SECOND, "src: media/stappen.svg", "src: media/Stappen 1.svg"),
    ),
    mistake(
        "a picture of 30 MB",
        "MED-022 media/foto.png:1:1",
        write(
            "media/foto.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x10\0\0\0\x10\0\x08\2\0\0\0" + b"\0" * 30_000_000,
        ),
        add(SECOND, "\n![Een foto](media/foto.png)\n"),
    ),
    mistake(
        "a picture in Word's format",
        "MED-006 sections/beginnen.md:42:1",
        write("media/foto.wmf", b"\xd7\xcd\xc6\x9a"),
        add(SECOND, "\n![Een foto](media/foto.wmf)\n"),
    ),
    mistake(
        "an iPhone's picture",
        "MED-006 sections/beginnen.md:42:1",
        write("media/foto.heic", b"\0\0\0\x18ftypheic"),
        add(SECOND, "\n![Een foto](media/foto.heic)\n"),
    ),
    mistake(
        "a HEIC that is called jpg",
        "MED-017 media/foto.jpg:1:1",
        write("media/foto.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 20),
        add(SECOND, "\n![Een foto](media/foto.jpg)\n"),
    ),
    mistake(
        "an empty picture",
        "MED-016 media/foto.png:1:1",
        write("media/foto.png", b""),
        add(SECOND, "\n![Een foto](media/foto.png)\n"),
    ),
    mistake(
        "a figure without alt",
        "SRC-102 sections/beginnen.md:12:1",
        change(SECOND, 'alt: "Drie stappen achter elkaar: zeggen, vragen, afspreken."\n', ""),
    ),
    mistake(
        "a figure with a colon in its alt",
        "SRC-012 sections/beginnen.md:13:18",
        change(
            SECOND,
            'alt: "Drie stappen achter elkaar: zeggen, vragen, afspreken."',
            "alt: Drie stappen: zeggen, vragen, afspreken.",
        ),
    ),
    mistake(
        "a picture nobody uses",
        "MED-004 media/over.svg:1:1",
        write("media/over.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"),
    ),
    mistake(
        "a picture in the wrong folder",
        "MED-003 sections/beginnen.md:12:6",
        rename("media/stappen.svg", "stappen.svg"),
    ),
)
