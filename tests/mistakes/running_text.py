"""What designers do wrong in the running text."""

from __future__ import annotations

from mistakes.edits import FIRST, SECOND, Mistake, add, change, mistake, write

MISTAKES: tuple[Mistake, ...] = (
    mistake(
        "an address that is no link, in two paragraphs",
        ("LNK-012 sections/beginnen.md:42:6", "LNK-012 sections/beginnen.md:44:5"),
        add(SECOND, "\nKijk https://www.poraad.nl eens.\n\nOok https://www.poraad.nl zegt dit.\n"),
    ),
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
        "HTML",
        "TXT-002 sections/beginnen.md:19:40",
        change(SECOND, "zonder oordeel", "<u>zonder oordeel</u>"),
    ),
    mistake(
        "br in a text",
        "TXT-460 sections/beginnen.md:19:46",
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
        write("media/formulier.docx", b"PK\x03\x04PK\x05\x06" + bytes(18)),
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
    mistake("a task list", "TXT-500 sections/beginnen.md:42:1", add(SECOND, "\n- [ ] te doen\n")),
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
        "a comment in HTML", "TXT-193 sections/beginnen.md:42:1", add(SECOND, "\n<!-- nog schrijven -->\n")
    ),
    mistake(
        "lorem ipsum", "TXT-012 sections/beginnen.md:42:1", add(SECOND, "\nLorem ipsum dolor sit amet.\n")
    ),
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
    mistake(
        "a link to a heading",
        "LNK-340 sections/beginnen.md:42:5",
        add(SECOND, "\nZie [hoe u begint](#zeggen-vragen-afspreken).\n"),
    ),
    mistake(
        "what Word puts around words",
        "TXT-340 sections/beginnen.md:42:5",
        add(SECOND, '\nZeg <span lang="NL">dit</span>.<o:p></o:p>\n'),
    ),
    mistake(
        "two footnotes of one name",
        "LNK-010 sections/beginnen.md:45:1",
        add(SECOND, "\nZeg dit.[^a]\n\n[^a]: Een.\n[^a]: Twee.\n"),
    ),
    mistake(
        "a table of tabs, whose cells are not held against the address",
        "TXT-150 sections/beginnen.md:42:1",
        add(SECOND, "\nVraag\tMag dat?\nHoe lang denk je weg te zijn?\tja\nWat heb je?\tnee\n"),
    ),
    mistake(
        "a figure on a page",
        ("TXT-372 sections/beginnen.md:42:11", "TXT-201 sections/beginnen.md:42:20"),
        add(SECOND, "\nMeer, zie figuur 3 op pagina 12, wilt u nu niet weten.\n"),
    ),
    mistake(
        "an alt in English",
        "TXT-620 sections/beginnen.md:13:6",
        change(
            SECOND,
            'alt: "Drie stappen achter elkaar: zeggen, vragen, afspreken."',
            "alt: Three steps that follow each other in the order of a talk.",
        ),
    ),
    mistake(
        "a link to another section than its words say",
        "LNK-602 sections/beginnen.md:42:10",
        add(SECOND, "\nKijk bij [Beginnen](section:voorbereiden).\n"),
    ),
    mistake(
        "a film whose code lost its end",
        "LNK-601 sections/beginnen.md:42:11",
        add(SECOND, "\nKijk naar [een gesprek](https://www.youtube.com/watch?v=dQw4w9WgXc).\n"),
    ),
    mistake(
        "a design as its maker sees it",
        "LNK-201 sections/beginnen.md:42:10",
        add(SECOND, "\nKijk bij [de kaart](https://www.canva.com/design/DAGx/aB3d/edit).\n"),
    ),
    mistake(
        "a field of a mailing",
        "TXT-601 sections/beginnen.md:42:7",
        add(SECOND, "\nBeste «Voornaam», wat zegt u?\n"),
    ),
    mistake(
        "what a colleague asks, between square brackets",
        "TXT-233 sections/beginnen.md:42:11",
        add(SECOND, "\nZo is 't. [Joris: klopt dit nog na de wetswijziging?]\n"),
    ),
    mistake(
        "Markdown with backslashes",
        "TXT-602 sections/beginnen.md:19:4",
        change(SECOND, "1. **Zeggen.**", "1. \\*\\*Zeggen.\\*\\*"),
    ),
    mistake(
        "a sentence that was cut off",
        "TXT-603 sections/voorbereiden.md:10:39",
        change(FIRST, "het bij het lezen in gedachten.", "het gesprek en"),
    ),
    mistake(
        "four things above a list of three",
        "TXT-604 sections/beginnen.md:19:9",
        change(SECOND, "1. **Zeggen.**", "Onthoud deze vier dingen:\n\n1. **Zeggen.**"),
    ),
    mistake(
        "Word's mark of a comment behind a full stop",
        "TXT-431 sections/beginnen.md:42:15",
        add(SECOND, "\nDat helpt ons.[MK1] Daarna niet.\n"),
    ),
    mistake(
        "Word's mark of an answer to a comment",
        "TXT-431 sections/beginnen.md:42:14",
        add(SECOND, "\nDat helpt ons[SJ3R2].\n"),
    ),
    mistake(
        "Word's mark of a comment by who has a prefix to their name",
        "TXT-431 sections/beginnen.md:42:15",
        add(SECOND, "\nDat helpt ons [MdV1] wel.\n"),
    ),
    mistake(
        "Word's mark of a comment with one letter",
        "TXT-431 sections/beginnen.md:42:15",
        add(SECOND, "\nDat helpt ons.[A1]\n"),
    ),
    mistake(
        "Word's comment with its word between the brackets",
        "TXT-431 sections/beginnen.md:42:15",
        add(SECOND, "\nDat helpt ons [Opmerking MK1] wel.\n"),
    ),
    mistake(
        "Word's comment in a sentence",
        "TXT-431 sections/beginnen.md:42:16",
        add(SECOND, "\nDat helpt ons. Opmerking [MK1]: klopt dit? Verder.\n"),
    ),
    mistake(
        "Word's comment in English",
        "TXT-431 sections/beginnen.md:42:16",
        add(SECOND, "\nDat helpt ons. Commented [MK1]: klopt dit? Verder.\n"),
    ),
    mistake(
        "a level, a model and a matter between brackets",
        (),
        add(SECOND, "\nOp niveau [A2] las zij. In model [B1] is [CO2] hoog, en [NO3] laag.\n"),
    ),
    mistake(
        "Pandoc's width of a picture",
        "TXT-004 sections/beginnen.md:42:36",
        add(SECOND, "\n![Drie stappen](media/stappen.svg) {width=50%}\n"),
    ),
    mistake(
        "Pandoc's width of a picture, with spaces",
        "TXT-004 sections/beginnen.md:42:35",
        add(SECOND, "\n![Drie stappen](media/stappen.svg){ width=50% }\n"),
    ),
    mistake(
        "kramdown's width of a picture",
        "TXT-004 sections/beginnen.md:42:35",
        add(SECOND, '\n![Drie stappen](media/stappen.svg){: width="50%"}\n'),
    ),
    mistake(
        "kramdown's class of a picture",
        "TXT-004 sections/beginnen.md:42:35",
        add(SECOND, "\n![Drie stappen](media/stappen.svg){:.center}\n"),
    ),
    mistake("a set between braces", (), add(SECOND, "\nDe verzameling {x = 3, y = 4} heeft twee leden.\n")),
    mistake(
        "a program that is indented",
        (),
        add(
            SECOND,
            '\nTyp dit over:\n\n    # Vier regels\n    naam = input("Hoe heet je? ")\n    if naam == "Noor":\n        print("Dag Noor!")\n',
        ),
    ),
    mistake(
        "a program of one line that is indented",
        (),
        add(SECOND, '\nTyp dit over:\n\n    print("Dag Noor!")\n'),
    ),
    mistake(
        "a formula in words that is indented",
        "TXT-010 sections/beginnen.md:42:5",
        add(SECOND, "\n    omzet = prijs maal aantal\n"),
    ),
    mistake(
        "words of who forgets them, named",
        (),
        add(SECOND, '\n“Lorem ipsum” blijft vaker staan dan u denkt. Zoek op ‘TODO’ of op "XXX".\n'),
    ),
    mistake(
        "a sentence of nobody, named",
        (),
        add(SECOND, "\nDe zin “Lorem ipsum dolor sit amet” zegt niemand iets.\n"),
    ),
    mistake(
        "words to do between quotation marks, alone",
        "TXT-012 sections/beginnen.md:42:2",
        add(SECOND, "\n‘TODO’\n"),
    ),
    mistake(
        "words to do in a quotation",
        "TXT-012 sections/beginnen.md:42:12",
        add(SECOND, "\nZij zegt: “TODO zin van Anna”, en gaat weg.\n"),
    ),
    mistake(
        "a dialogue with dashes and breaks",
        (),
        add(SECOND, "\n— Mag ik iets zeggen?\\\n— Ja ja, ga zitten.\\\n— Zeg je niks?\\\n— Jouw beurt.\n"),
    ),
    mistake(
        "a list with dashes and breaks",
        "TXT-003 sections/beginnen.md:42:1",
        add(SECOND, "\n– Zeggen.\\\n– Vragen.\\\n– Afspreken.\n"),
    ),
    mistake(
        "a list of questions with dashes and breaks",
        "TXT-003 sections/beginnen.md:42:1",
        add(SECOND, "\n– Wat ziet u?\\\n– Wat vraagt u?\n"),
    ),
    mistake(
        "arithmetic with signs that look like a tag",
        (),
        add(SECOND, "\nAls x<y en y>z, is a<b en c>d dan ook zo?\n"),
    ),
    mistake(
        "a tag right behind a word",
        "TXT-002 sections/beginnen.md:42:4",
        add(SECOND, "\nEen<b>vet</b> woord.\n"),
    ),
    mistake(
        "a tag with an attribute right behind a word",
        "TXT-340 sections/beginnen.md:42:4",
        add(SECOND, '\nEen<span class="x">vet</span> woord.\n'),
    ),
    mistake("je of anybody", (), add(SECOND, "\nU krijgt de vraag of je dan doodgaat.\n")),
    mistake(
        "je of a reader, in an order",
        "TXT-313 sections/beginnen.md:42:1",
        add(SECOND, "\nPlan het vandaag, ook als je week vol is.\n"),
    ),
    mistake(
        "je of a reader, in a question",
        "TXT-313 sections/beginnen.md:42:1",
        add(SECOND, "\nWat doe je als het stil blijft?\n"),
    ),
    mistake(
        "je that recurs",
        "TXT-313 sections/beginnen.md:42:1",
        add(SECOND, "\nHet is stil als je wacht, en dan hoor je meer.\n"),
    ),
    mistake(
        "a word that is never right",
        "TXT-640 sections/beginnen.md:42:11",
        add(SECOND, "\nDat helpt zowiezo.\n"),
    ),
    mistake(
        "a verb without its t", "TXT-641 sections/beginnen.md:42:5", add(SECOND, "\nDus hij vind dat goed.\n")
    ),
    mistake(
        "a verb without a t",
        (),
        add(SECOND, "\nIk weet waar ik ze vind. Dat vind ik goed, en u vindt dat ook.\n"),
    ),
    mistake(
        "two letters that changed places",
        "TXT-642 sections/beginnen.md:42:5",
        add(SECOND, "\nHet gesrpek is morgen.\n"),
    ),
    mistake(
        "two letters that changed places in a name", (), add(SECOND, "\nMevrouw Gesrpek is er morgen.\n")
    ),
)
