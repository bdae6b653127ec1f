"""What designers do wrong in components."""

from __future__ import annotations

from mistakes.edits import FIRST, SECOND, Mistake, add, change, mistake

MISTAKES: tuple[Mistake, ...] = (
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
        "SRC-372 sections/voorbereiden.md:38:7",
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
        "SRC-400 sections/voorbereiden.md:32:1",
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
        "the right option by another name, in other words",
        "SRC-101 sections/beginnen.md:48:5",
        add(
            SECOND,
            "\n:::{choice}\nid: taak\nquestion: Welke taak?\noptions:\n  - id: a\n    text: Leiden\n    correct: ja\n"
            "  - id: b\n    text: Volgen\n    feedback: Nee.\n:::\n",
        ),
    ),
    mistake(
        "a component before the end of another",
        "CMP-004 sections/beginnen.md:46:1",
        add(
            SECOND,
            "\n:::{accordion}\nitems:\n  - title: Denk na\n    text: Lees dit.\n:::{reflection}\nid: x\nprompt: Wat?\n:::\n:::\n",
        ),
    ),
    mistake(
        "ticks of Markdown",
        "SRC-320 sections/beginnen.md:46:5",
        add(
            SECOND,
            "\n:::{checklist}\nid: klaar\ntitle: Klaar?\nitems:\n  - [ ] Gezien.\n  - [x] Gevraagd.\n:::\n",
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
    mistake(
        "the next part without its dash",
        "SRC-341 sections/beginnen.md:46:5",
        add(
            SECOND,
            "\n:::{accordion}\nitems:\n  - title: Wie?\n    text: Een naam.\n    title: Wanneer?\n    text: Een dag.\n:::\n",
        ),
    ),
    mistake(
        "two questions count and there is no mark",
        "CMP-016 sections/beginnen.md:45:1",
        add(
            SECOND,
            "\n:::{true-false}\nid: een\nstatement: Het kan.\ngraded: true\nanswer: true\nif_true: Ja.\nif_false: Nee.\n:::\n"
            "\n:::{true-false}\nid: twee\nstatement: Het moet.\nanswer: true\nif_true: Ja.\nif_false: Nee.\ngraded: true\n:::\n",
        ),
    ),
    mistake(
        "a path of Windows between double quotes",
        "SRC-340 sections/beginnen.md:29:25",
        change(SECOND, "text: Spreek uw eerste zin een keer uit.", 'text: "U vindt het in C:\\Gedeeld." #'),
    ),
    mistake(
        "somebody is addressed with an at sign",
        (),
        change(SECOND, "text: Spreek uw eerste zin", 'text: "@iedereen: spreek uw eerste zin'),
        change(SECOND, "soms hard.", 'soms hard."'),
    ),
    mistake(
        "a question for two, and one that is right",
        "CMP-376 sections/beginnen.md:44:11",
        add(
            SECOND,
            "\n:::{choice}\nid: vraag\nquestion: Welke twee vragen stelt u het eerst?\nexplanation: Zo.\noptions:\n"
            "  - {id: a, text: Hoe gaat het?, right: true}\n  - {id: b, text: Wat is er?}\n  - {id: c, text: Waarom?}\n:::\n",
        ),
    ),
    mistake(
        "a scale from much to little",
        "CMP-621 sections/beginnen.md:45:11",
        add(
            SECOND,
            "\n:::{scale}\nid: schaal\ntitle: Hoe vaak?\nanchors: [Altijd, Soms, Nooit]\nstatements:\n"
            "  - {id: a, text: Ik vraag door.}\n:::\n",
        ),
    ),
    mistake(
        "weeks in the wrong order",
        "CMP-202 sections/beginnen.md:45:12",
        add(
            SECOND,
            "\n:::{timeline}\nitems:\n  - {date: Week 6, title: Plan}\n  - {date: Week 1, title: Gesprek}\n:::\n",
        ),
    ),
    mistake(
        "a prompt for somebody's number",
        "CMP-622 sections/beginnen.md:36:27",
        change(
            SECOND, "prompt: Hoe luidt uw eerste zin?", "prompt: Noteer de naam en het BSN van uw collega."
        ),
    ),
    mistake(
        "an evaluation that asks for a name",
        "CMP-623 sections/beginnen.md:47:5",
        add(
            SECOND,
            "\n:::{evaluation}\ntitle: Evaluatie\nanchors: [Oneens, Neutraal, Eens]\nstatements: [De tijd klopte.]\n"
            "lines:\n  - Wat is uw naam?\n:::\n",
        ),
    ),
    mistake(
        "a match that differs in a capital",
        "CMP-620 sections/beginnen.md:48:37",
        add(
            SECOND,
            "\n:::{match}\nid: paren\nquestion: Wat hoort bij elkaar?\nexplanation: Zo.\npairs:\n"
            "  - {id: a, text: Vragen, match: Horen}\n  - {id: b, text: Luisteren, match: horen}\n"
            "  - {id: c, text: Zwijgen, match: Niets}\n:::\n",
        ),
    ),
)
