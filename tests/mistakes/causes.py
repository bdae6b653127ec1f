"""One mistake with consequences elsewhere: the cause is told, and what follows from it is not."""

from __future__ import annotations

from mistakes.edits import (
    FIRST,
    MODULE,
    REFERENCES,
    SECOND,
    Mistake,
    add,
    change,
    mistake,
    remove,
    rename,
    write,
)

CHOICE = """
:::{choice}
id: eerst
question: Wat eerst?
options:
  - id: a
    text: Zeggen
  - id: b
    text: Vragen
:::
"""

MISTAKES: tuple[Mistake, ...] = (
    mistake(
        "an answer in a section in another encoding",
        "SRC-002 sections/voorbereiden.md:6:1",
        write(
            FIRST,
            "---\ntitle: Voorbereiden\nminutes: 8\n---\n\nE\u00e9n.\n\n:::{reflection}\nid: doel\n".encode(
                "cp1252"
            ),
        ),
        change(SECOND, " [@rogers-farson-1957]", ""),
    ),
    mistake(
        "an answer in a file with a capital",
        "SEC-007 module.yaml:27:5",
        rename(FIRST, "sections/Voorbereiden.md"),
    ),
    mistake(
        "an answer in a file that ends in .markdown",
        "SEC-007 module.yaml:27:5",
        rename(FIRST, "sections/voorbereiden.markdown"),
    ),
    mistake(
        "an answer in a file that ends in .txt",
        "SEC-007 module.yaml:27:5",
        rename(FIRST, "sections/voorbereiden.txt"),
    ),
    mistake("an answer in a section that is gone", "SEC-001 module.yaml:27:5", remove(FIRST)),
    mistake(
        "an answer in a section without text",
        "SEC-004 sections/voorbereiden.md:5:1",
        write(FIRST, "---\ntitle: Voorbereiden\nminutes: 8\n---\n"),
    ),
    mistake(
        "an answer in a section that is not listed",
        "SEC-013 module.yaml:26:1",
        change(MODULE, "  - voorbereiden\n", ""),
    ),
    mistake(
        "an answer under two colons",
        "CMP-023 sections/voorbereiden.md:35:1",
        change(FIRST, ":::{reflection}", "::{reflection}"),
    ),
    mistake(
        "an answer between backticks",
        "CMP-023 sections/voorbereiden.md:35:1",
        change(FIRST, ":::{reflection}", "```{reflection}"),
        change(FIRST, "required: true\n:::", "required: true\n```"),
    ),
    mistake(
        "an answer that four spaces make code of",
        "CMP-026 sections/voorbereiden.md:35:5",
        change(
            FIRST,
            ':::{reflection}\nid: doel\nprompt: Wat wilt u met uw gesprek bereiken? Schrijf \u00e9\u00e9n zin.\nhint: Begin met "Na het gesprek".\nmax_length: 400\nrequired: true\n:::',
            "    :::{reflection}\n    id: doel\n    prompt: Wat wilt u?\n    :::",
        ),
    ),
    mistake(
        "an id behind the component's name",
        "CMP-025 sections/voorbereiden.md:35:1",
        change(FIRST, ":::{reflection}\nid: doel\n", ":::{reflection} id: doel\n"),
    ),
    mistake(
        "an id as an attribute",
        "CMP-025 sections/voorbereiden.md:35:1",
        change(FIRST, ":::{reflection}\nid: doel\n", ":::{reflection #doel}\n"),
    ),
    mistake(
        "an answer in a component of which the name is wrong",
        "CMP-001 sections/voorbereiden.md:35:1",
        change(FIRST, ":::{reflection}", ":::{open-vraag}"),
    ),
    mistake(
        "merge marks in a section",
        "SRC-034 sections/voorbereiden.md:9:1",
        change(FIRST, "Een lastig gesprek", "<<<<<<< HEAD\nEen goed gesprek\n=======\nEen lastig gesprek"),
        change(FIRST, "in gedachten.\n", "in gedachten.\n>>>>>>> jan\n"),
    ),
    mistake(
        "merge marks in module.yaml",
        "SRC-034 module.yaml:4:1",
        change(
            MODULE, "version: 1.0.0", "<<<<<<< HEAD\nversion: 1.0.0\n=======\nversion: 1.1.0\n>>>>>>> jan"
        ),
    ),
    mistake(
        "a base_iri that is none, for a standard that needs one",
        "MOD-008 module.yaml:34:11",
        add(MODULE, "standards: [cmi5, xapi]\nbase_iri: www.voorbeeld.nl/lessen\n"),
    ),
    mistake(
        "an objective that names nothing, another that names none",
        "MOD-014 module.yaml:18:18",
        change(MODULE, "bereiken.\n", "bereiken.\n    trained_by: [inleiding]\n"),
    ),
    mistake(
        "valid until a day before the module's own",
        "MOD-019 module.yaml:33:14",
        add(MODULE, "valid_until: 2025-12-31\n"),
    ),
    mistake(
        "more minutes for tasks than for the section",
        "SEC-012 sections/voorbereiden.md:5:15",
        change(FIRST, "minutes: 8", "minutes: 8\ntask_minutes: 30"),
    ),
    mistake("no right option, and no feedback", "CMP-010 sections/beginnen.md:45:1", add(SECOND, CHOICE)),
    mistake(
        "more rows asked than fit, and no time for them",
        "CMP-040 sections/beginnen.md:46:11",
        add(SECOND, "\n:::{plan}\nid: plan\nprompt: Plan.\nmin_rows: 6\nmax_rows: 3\n:::\n"),
    ),
    mistake(
        "a theme that is indented too little",
        "SRC-032 module.yaml:24:4",
        change(MODULE, "    title: Feedback geven", "   title: Feedback geven"),
    ),
    mistake(
        "a key that is indented too much",
        "SRC-032 module.yaml:4:3",
        change(MODULE, "version: 1.0.0", "  version: 1.0.0"),
    ),
    mistake(
        "a list item that is indented too much",
        "SRC-032 module.yaml:13:4",
        change(MODULE, "  - voorbereiding\n", "   - voorbereiding\n"),
    ),
    mistake(
        "an item without its hyphen",
        "SRC-035 module.yaml:18:3",
        change(MODULE, "  - id: begin\n", "  id: begin\n"),
    ),
    mistake(
        "hyphens without a space",
        "SRC-033 module.yaml:27:3",
        change(MODULE, "  - voorbereiden\n  - beginnen\n", "  -voorbereiden\n  -beginnen\n"),
    ),
    mistake(
        "a hyphen with keys, without a space",
        "SRC-033 module.yaml:16:3",
        change(MODULE, "  - id: doel\n", "  -id: doel\n"),
    ),
    mistake(
        "bullets in YAML",
        "SRC-033 module.yaml:12:3",
        change(MODULE, "  - gesprek\n  - voorbereiding\n", "  • gesprek\n  • voorbereiding\n"),
    ),
    mistake(
        "a decimal comma in a list",
        "SRC-119 sections/beginnen.md:45:12",
        add(SECOND, "\n:::{short-answer}\nid: uren\nquestion: Hoeveel uur?\naccepted: [1,5]\n:::\n"),
    ),
    mistake(
        "a citation in round brackets",
        "REF-014 sections/beginnen.md:32:54",
        change(SECOND, "[@rogers-farson-1957]", "(@rogers-farson-1957, p. 3)"),
    ),
    mistake(
        "a work without a title",
        "REF-015 references.yaml:3:3",
        change(REFERENCES, "  title: Active listening\n", ""),
    ),
    mistake(
        "alt is the file's name",
        "A11Y-011 sections/beginnen.md:13:6",
        change(SECOND, 'alt: "Drie stappen achter elkaar: zeggen, vragen, afspreken."', "alt: stappen.svg"),
    ),
    mistake(
        "a title to be made", "TXT-012 module.yaml:3:8", change(MODULE, "Een goed gesprek", "TODO titel")
    ),
    mistake(
        "a file with a space, named so in the text",
        ("LNK-013 sections/beginnen.md:42:1", "MED-002 media/mijn stappen.svg:1:1"),
        rename("media/stappen.svg", "media/mijn stappen.svg"),
        change(SECOND, "src: media/stappen.svg", "src: media/mijn stappen.svg"),
        add(SECOND, "\n![Drie stappen](media/mijn stappen.svg)\n"),
    ),
    mistake(
        "a film pasted as HTML",
        "MED-460 sections/beginnen.md:42:1",
        add(SECOND, '\n<iframe width="560" src="https://www.youtube.com/embed/abc"></iframe>\n'),
    ),
    mistake(
        "a link to one's own disk",
        "LNK-014 sections/beginnen.md:42:5",
        add(SECOND, "\nZie [het formulier](C:/Users/jan/formulier.docx).\n"),
    ),
    mistake(
        "a key twice, first with nothing",
        "SRC-014 module.yaml:23:1",
        change(MODULE, "themes:\n", "themes:\nthemes:\n"),
    ),
    mistake(
        "a misspelt key, and a link to what is under it",
        "SRC-101 module.yaml:22:1",
        change(MODULE, "themes:", "thema:"),
    ),
    mistake(
        "a misspelt key in references.yaml",
        "SRC-101 references.yaml:2:1",
        change(REFERENCES, "references:", "referenties:"),
    ),
    mistake(
        "a list whose key is gone, below a number",
        "SRC-037 sections/voorbereiden.md:5:3",
        change(FIRST, "goals:\n", ""),
    ),
    mistake(
        "a text whose key is gone, below a date",
        "SRC-037 module.yaml:8:3",
        change(MODULE, "description: >-\n", ""),
    ),
    mistake(
        "a key without a colon, above a list",
        "SRC-024 sections/voorbereiden.md:5:1",
        change(FIRST, "goals:\n", "goals\n"),
    ),
    mistake("two lines of hyphens above the head", (), change(FIRST, "---\n", "---\n---\n")),
    mistake("an indented end of the head", (), change(FIRST, "bereiken.\n---\n", "bereiken.\n ---\n")),
    mistake(
        "a scheme without its colon",
        "LNK-006 sections/voorbereiden.md:18:82",
        change(FIRST, "(term:gespreksdoel)", "(termgespreksdoel)"),
    ),
    mistake(
        "a term without its first line",
        "CMP-024 sections/voorbereiden.md:24:1",
        change(FIRST, ":::{term}\n", ""),
    ),
    mistake(
        "an answer without its id",
        "SRC-102 sections/voorbereiden.md:36:1",
        change(FIRST, "id: doel\n", ""),
    ),
    mistake(
        "an id without a space",
        "SRC-030 sections/voorbereiden.md:36:4",
        change(FIRST, "id: doel\n", "id:doel\n"),
    ),
    mistake(
        "a picture in a component that is shown as text",
        "CMP-023 sections/beginnen.md:11:1",
        change(SECOND, ":::{figure}", "::{figure}"),
    ),
    mistake(
        "a list in a text",
        "SRC-036 sections/beginnen.md:30:3",
        change(
            SECOND,
            "text: Spreek uw eerste zin een keer uit. ",
            "text: Spreek uw eerste zin uit.\n  - Nog eens. ",
        ),
    ),
    mistake(
        "module.yaml that cannot be read, of a module that says je",
        "SRC-012 module.yaml:3:16",
        change(MODULE, "title: Een goed gesprek", "title: Een goed: gesprek"),
        change(MODULE, "address: u", "address: je"),
        add(SECOND, "\nWat doe je als het stil blijft? Schrijf jouw zin op.\n"),
    ),
    mistake(
        "an address that is none, of a module that says je",
        "SRC-109 module.yaml:6:10",
        change(MODULE, "address: u", "address: jij"),
        add(SECOND, "\nWat doe je als het stil blijft? Schrijf jouw zin op.\n"),
    ),
    mistake(
        "a study load that agrees with nothing",
        "SEC-005 module.yaml:14:1",
        change(MODULE, "study_load: 15", "study_load: 60"),
    ),
)
