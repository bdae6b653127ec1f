"""What designers do wrong in the head of a section."""

from __future__ import annotations

from mistakes.edits import SECOND, Mistake, change, mistake, recode, write

MISTAKES: tuple[Mistake, ...] = (
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
        "an em dash as front matter", "SEC-151 sections/beginnen.md:1:1", change(SECOND, "---\n#", "—\n#")
    ),
    mistake(
        "curly quotes around minutes",
        "SRC-126 sections/beginnen.md:4:10",
        change(SECOND, "minutes: 7", "minutes: “7”"),
    ),
    mistake(
        "minutes in words",
        "SRC-126 sections/beginnen.md:4:10",
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
)
