"""Mistakes of a kind: a key of another component or file, a value of another scale, a file or folder out of place."""

from __future__ import annotations

from mistakes.edits import (
    FIRST,
    MODULE,
    REFERENCES,
    SECOND,
    Mistake,
    add,
    change,
    copy,
    mistake,
    rename,
    write,
)

CHOICE = "\n:::{{choice}}\nid: vraag\nquestion: Wat eerst?\n{}options:\n  - id: a\n    text: Vragen\n    right: true\n{}  - id: b\n    text: Zeggen\n    feedback: Vraag eerst.\n:::\n"

MISTAKES: tuple[Mistake, ...] = (
    mistake(
        "the right answer at the question",
        "CMP-043 sections/beginnen.md:45:1",
        add(SECOND, CHOICE.format("answer: a\n", "")),
    ),
    mistake(
        "points for a question",
        "CMP-047 sections/beginnen.md:45:1",
        add(SECOND, CHOICE.format("points: 5\n", "")),
    ),
    mistake(
        "a key of the question at an option",
        "SRC-122 sections/beginnen.md:49:5",
        add(SECOND, CHOICE.format("", "    required: true\n")),
    ),
    mistake(
        "places in an order, told once",
        "CMP-044 sections/beginnen.md:49:5",
        add(
            SECOND,
            "\n:::{order}\nid: stappen\nquestion: Hoe?\nexplanation: Zo.\nitems:\n  - id: a\n    text: A\n    position: 1\n"
            "  - id: b\n    text: B\n    position: 2\n  - id: c\n    text: C\n    position: 3\n:::\n",
        ),
    ),
    mistake(
        "items below their category, and nothing about the list that is missing",
        "CMP-046 sections/beginnen.md:49:5",
        add(
            SECOND,
            "\n:::{categorise}\nid: soort\nquestion: Sorteer.\nexplanation: Zo.\ncategories:\n  - id: feit\n    title: Feit\n"
            "    items: [Negen uur]\n  - id: mening\n    title: Mening\n    items: [Te laat]\n:::\n",
        ),
    ),
    mistake(
        "a plan that is filled in already",
        "CMP-045 sections/beginnen.md:45:1",
        add(SECOND, "\n:::{plan}\nid: plan\nprompt: Wat gaat u doen?\nrows:\n  - Bellen\n:::\n"),
    ),
    mistake(
        "a mark for a reflection",
        "SRC-120 sections/beginnen.md:39:1",
        change(SECOND, "required: true", "graded: true\nrequired: true"),
    ),
    mistake(
        "a callout that must be done",
        "SRC-124 sections/beginnen.md:28:1",
        change(SECOND, "kind: tip", "kind: tip\nrequired: true"),
    ),
    mistake(
        "who said it",
        "SRC-101 sections/beginnen.md:44:1",
        add(SECOND, "\n:::{quote}\ntext: Luisteren is werken.\nauthor: Carl Rogers\n:::\n"),
    ),
    mistake(
        "a key of module.yaml in a section",
        "SRC-123 sections/beginnen.md:5:1",
        change(SECOND, "minutes: 7", "minutes: 7\npublisher: De school"),
    ),
    mistake("a key one level too high", "SRC-121 module.yaml:33:1", add(MODULE, "full_score: true\n")),
    mistake(
        "a key one level too deep",
        "SRC-122 module.yaml:32:3",
        change(MODULE, "components: required\n", "components: required\n  pass_mark: 70\n"),
    ),
    mistake("a pass mark as a fraction", "SRC-127 module.yaml:33:12", add(MODULE, "pass_mark: 0.7\n")),
    mistake(
        "study load as a part of an hour",
        "SRC-126 module.yaml:14:13",
        change(MODULE, "study_load: 15", "study_load: 0.25"),
    ),
    mistake("an author as a text", "SRC-128 module.yaml:33:10", add(MODULE, "authors: Sanne de Vries\n")),
    mistake(
        "sections with keys",
        "SRC-125 module.yaml:27:5",
        change(MODULE, "  - voorbereiden\n", "  - id: voorbereiden\n"),
    ),
    mistake(
        "a section by its title",
        "SEC-014 module.yaml:27:5",
        change(MODULE, "  - voorbereiden\n", "  - Voorbereiden van een gesprek\n"),
    ),
    mistake("a colour for a skin", "SKN-005 module.yaml:33:7", add(MODULE, 'skin: "#0055aa"\n')),
    mistake(
        "a style sheet for a skin", "SKN-005 module.yaml:33:7", add(MODULE, "skin: media/huisstijl.css\n")
    ),
    mistake(
        "a standard by its full name", "SRC-106 module.yaml:33:12", add(MODULE, "standards: SCORM 1.2\n")
    ),
    mistake("a list behind its key", "SRC-042 module.yaml:33:12", add(MODULE, "standards: - scorm12\n")),
    mistake(
        "a text that begins with an apostrophe",
        "SRC-022 module.yaml:33:12",
        add(MODULE, "publisher: 's Heerenloo\n"),
    ),
    mistake(
        "a film on another site, and nothing about its captions",
        "MED-027 sections/beginnen.md:43:6",
        add(SECOND, "\n:::{video}\nsrc: https://www.youtube.com/watch?v=abc\ntitle: Een gesprek\n:::\n"),
    ),
    mistake(
        "BibTeX for references",
        "REF-016 references.yaml:1:1",
        write(REFERENCES, "@book{rogers-farson-1957,\n  title = {Active listening},\n}\n"),
    ),
    mistake(
        "the year of a work left out of its key",
        "REF-006 sections/beginnen.md:32:55",
        change(SECOND, "[@rogers-farson-1957]", "[@rogers]"),
    ),
    mistake(
        "a term with spaces",
        "LNK-013 sections/voorbereiden.md:18:82",
        change(FIRST, "(term:gespreksdoel)", "(term:gespreksdoel van u)"),
    ),
    mistake(
        "a text with a colon below its key",
        "SRC-039 sections/voorbereiden.md:31:9",
        change(FIRST, "text: |\n  Een collega", "text:\n  Let op: een collega"),
    ),
    mistake("sections in a folder by another name", "SRC-040 secties:1:1", rename("sections", "secties")),
    mistake("media in a folder with a capital", "SRC-040 Media:1:1", rename("media", "Media")),
    mistake("references by a Dutch name", "SRC-040 bronnen.yaml:1:1", rename(REFERENCES, "bronnen.yaml")),
    mistake("a section beside module.yaml", "SEC-015 module.yaml:27:5", rename(FIRST, "voorbereiden.md")),
    mistake(
        "brands in the folder of a module",
        "SRC-041 brands:1:1",
        write("brands/gemeente.yaml", "publisher: De gemeente\n"),
    ),
    mistake(
        "translations by the name of the language",
        "TRN-010 translations/Engels:1:1",
        write("translations/Engels/module.yaml", "units: []\n"),
    ),
    mistake(
        "the other version of a section, as iCloud keeps it",
        "SEC-320 sections/beginnen 2.md:1:1",
        copy(SECOND, "sections/beginnen 2.md"),
    ),
    mistake(
        "the other version of a section, as Dropbox keeps it",
        "SEC-320 sections/voorbereiden (Conflicterende kopie van Jan 2026-11-18).md:1:1",
        copy(FIRST, "sections/voorbereiden (Conflicterende kopie van Jan 2026-11-18).md"),
    ),
    mistake(
        "the other version of a section, as OneDrive keeps it",
        "SEC-320 sections/voorbereiden-LAPTOP-4F2A.md:1:1",
        copy(FIRST, "sections/voorbereiden-LAPTOP-4F2A.md"),
    ),
    mistake(
        "a second part, under a name with a space",
        "SEC-321 sections/beginnen 2.md:1:1",
        write("sections/beginnen 2.md", "---\ntitle: Beginnen, vervolg\nminutes: 3\n---\n\nEn dan verder.\n"),
    ),
    mistake(
        "translations for a region that does not exist",
        "TRN-010 translations/en-UK:1:1",
        write("translations/en-UK/module.yaml", "units: []\n"),
    ),
    mistake(
        "a language of another country's code",
        "MOD-002 module.yaml:5:11",
        change(MODULE, "language: nl", "language: nl-NLD"),
    ),
)
