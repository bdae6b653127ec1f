"""What designers do wrong in citations and references.yaml."""

from __future__ import annotations

from mistakes.edits import REFERENCES, SECOND, Mistake, add, change, mistake, recode, rename, write

MISTAKES: tuple[Mistake, ...] = (
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
        "a month that is none",
        "REF-600 references.yaml:6:3",
        change(REFERENCES, "issued: {date-parts: [[1957]]}", "issued: {date-parts: [[1957, 13]]}"),
    ),
    mistake(
        "a month that is none, in a text",
        "REF-600 references.yaml:6:11",
        change(REFERENCES, "issued: {date-parts: [[1957]]}", "issued: 1957-20"),
    ),
    mistake(
        "a year of two digits",
        "REF-640 references.yaml:6:3",
        change(
            REFERENCES, "issued: {date-parts: [[1957]]}", "issued: {date-parts: [[57]]}\n  DOI: 10.1000/182"
        ),
    ),
    mistake(
        "a season as a month",
        (),
        change(REFERENCES, "issued: {date-parts: [[1957]]}", "issued: 1957-21"),
    ),
    mistake(
        "a quarter as a month",
        (),
        change(REFERENCES, "issued: {date-parts: [[1957]]}", "issued: 1957-33"),
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
    mistake(
        "pages the wrong way round",
        "REF-601 sections/beginnen.md:32:76",
        change(SECOND, "[@rogers-farson-1957]", "[@rogers-farson-1957, pp. 18-12]"),
    ),
    mistake(
        "a DOI with the full stop of the list",
        "REF-602 references.yaml:9:8",
        change(REFERENCES, "  language: en", "  DOI: 10.1037/0022-3514.1957.12.\n  language: en"),
    ),
    mistake(
        "a month and a day that changed places",
        "REF-600 references.yaml:6:11",
        change(REFERENCES, "{date-parts: [[1957]]}", "1957-13-10"),
    ),
    mistake(
        "one work twice, and the second never cited",
        "REF-311 references.yaml:10:3",
        add(
            REFERENCES,
            "- id: rogers-1957\n  type: book\n  title: Active listening\n  author: [{family: Rogers, given: C. R.}, "
            "{family: Farson, given: R. E.}]\n  issued: {date-parts: [[1957]]}\n",
        ),
    ),
    mistake(
        "a work by way of a library",
        "LNK-600 references.yaml:9:8",
        change(REFERENCES, "  language: en", "  URL: https://www-jstor-org.ezproxy.rug.nl/1\n  language: en"),
    ),
    mistake(
        "another year in the sentence than the work has",
        "REF-603 sections/beginnen.md:32:11",
        change(SECOND, "Dat luisteren meer is", "Rogers en Farson (1975) wisten dat luisteren meer is"),
    ),
)
