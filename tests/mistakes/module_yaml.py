"""What designers do wrong in module.yaml."""

from __future__ import annotations

from mistakes.edits import MODULE, SECOND, Mistake, add, change, mistake, recode, rename, write

MISTAKES: tuple[Mistake, ...] = (
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
        "MOD-018 module.yaml:29:5",
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
        "SRC-126 module.yaml:14:13",
        change(MODULE, "study_load: 15", "study_load: 1,5 uur"),
    ),
    mistake(
        "study load as time",
        "SRC-126 module.yaml:14:13",
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
    mistake("cmi5 without base_iri", "CM5-001 module.yaml:33:13", add(MODULE, "standards: [cmi5]\n")),
    mistake("pass mark above 100", "SRC-114 module.yaml:33:12", add(MODULE, "pass_mark: 700\n")),
    mistake("pass mark as a percentage", "SRC-127 module.yaml:33:12", add(MODULE, "pass_mark: 70%\n")),
    mistake(
        "unclosed quote",
        "SRC-013 module.yaml:3:8",
        change(MODULE, "title: Een goed gesprek", 'title: "Een goed gesprek'),
    ),
    mistake("Windows-1252 module.yaml", "SRC-002 module.yaml:17:1", recode(MODULE, "cp1252")),
    mistake("UTF-16 module.yaml", "SRC-001 module.yaml:1:1", recode(MODULE, "utf-16")),
    mistake(
        "keywords in a row",
        "MOD-601 module.yaml:12:5",
        change(MODULE, "  - gesprek\n  - voorbereiding\n", "  - gesprek, voorbereiding\n"),
    ),
    mistake(
        "the title again below the title",
        "TXT-600 module.yaml:4:11",
        change(MODULE, "version:", "subtitle: Een goed gesprek\nversion:"),
    ),
    mistake(
        "a whole number of hours for a study load",
        "MOD-600 module.yaml:14:13",
        change(MODULE, "study_load: 15", "study_load: 1"),
    ),
    mistake(
        "a code with a digit too few",
        "MOD-004 module.yaml:34:11",
        add(MODULE, "ignore:\n  - code: TXT-01\n    reason: Dat mag hier.\n"),
    ),
    mistake(
        "five sections of two",
        "MOD-602 module.yaml:8:14",
        change(MODULE, "In een kwartier", "De module telt vijf secties. In een kwartier"),
    ),
)
