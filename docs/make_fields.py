"""The reference of fields, docs/fields.md and docs/velden.md: module.yaml, a section's head, references.yaml.

``make fresh`` writes it from the schemas. What a learner sees of a field stands in ``SEEN``, by the field's name; the
examples can be pasted into a fresh module, and a test does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from make_guide import WORDS as GUIDE_WORDS
from make_guide import holds, tables

from modulebouwer.model.fields import ANY_FILE, CAPTIONS, FILM, PICTURE, SOUND
from modulebouwer.schema import Schema, schemas
from modulebouwer.standards import REGISTRY

PAGES = {"en": "fields.md", "nl": "velden.md"}
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "made": "<!-- Made by `make fresh` from the schema and docs/make_fields.py; change those. -->",
        "title": "The fields you write",
        "intro": "What can stand in `module.yaml`, in the head of a section and in `references.yaml`. Keys are "
        "English, whatever the language of the module. An editor with a YAML language server completes them, and "
        "`modulebouwer check` tells what is wrong, with its line. The components have [a guide of their own]"
        "(components.md). ([In het Nederlands](velden.md).)",
        "seen": "What a learner sees of it, and who uses it",
        "seen_head": "| field | |",
        "example": "An example to paste",
        "section": "The head of a section",
        "section_intro": "A file in `sections/` begins with it, between two lines of `---`.",
        "references": "references.yaml",
        "references_intro": "A bibliography in CSL-YAML, as Zotero (with Better BibTeX) exports it: a list of works, "
        "each with an `id` that is cited as `[@id, p. 12]`, a `type` and variables of CSL.",
        "series": "series.yaml",
        "series_intro": "Modules whose folders stand beside each other can be a series. `series.yaml` beside them says "
        "which take part, and in which order. A module of the series takes its `defaults` where it has no such field, "
        "and finds beside `series.yaml` what they share: terms in `terms.md` (only `:::{term}`), works in "
        "`references.yaml`, files in `media/`, looks and words in `templates/`. It takes along only what it uses, and "
        "its own goes before. A theme names another module of the series with `module`; `check` then compares the "
        "titles. Every command that takes a module takes the folder of the series too, and "
        "`modulebouwer list --origin` tells where everything comes from. A field that each module needs may come from "
        "`defaults` as well; an editor with the schema of module.yaml asks for it all the same.",
        "brands": "brands/*.yaml",
        "brands_intro": "A series can be built for several clients: `brands/<name>.yaml` beside `series.yaml` says "
        "what is different for one of them, and `modulebouwer build --brand <name>` (or `--brand all`) puts the "
        "packages in a folder of that name. The modules stay the same files. Contrast is checked for the skin of each "
        "brand. A card of a linked module leads to the address that it has in the client's LMS.",
        "media_intro": "What a module shows, plays or gives along. A file's name has lower-case letters without "
        "accents, digits, hyphens, underscores and points, and an extension: `media/plan-of-room-2.svg`. A space, a "
        "capital or an accent goes wrong in some LMSs; `check` tells of it and proposes a name (MED-002), which you "
        "also write where the file is named. A file is named with `media/` before it, from the folder of the module, "
        "wherever it is named.",
        "media_head": "| what | extensions |",
        "media_kinds": "pictures | sound | film | captions | to download",
        "any": "any, but no program (MED-374)",
        "people": "People",
        "dates": "Dates",
        "texts": "Texts",
        "types": "Types",
    },
    "nl": {
        "made": "<!-- Gemaakt door `make fresh` uit het schema en docs/make_fields.py; verander die. -->",
        "title": "De velden die u schrijft",
        "intro": "Wat er kan staan in `module.yaml`, in de kop van een sectie en in `references.yaml`. Sleutels zijn "
        "Engels, welke taal de module ook heeft. Een editor met een taalserver voor YAML vult ze aan, en "
        "`modulebouwer check` zegt wat er niet klopt, met de regel. De componenten hebben [een "
        "eigen gids](componenten.md). "
        "([In English](fields.md).)",
        "seen": "Wat een deelnemer ervan ziet, en wie het gebruikt",
        "seen_head": "| veld | |",
        "example": "Een voorbeeld om te plakken",
        "section": "De kop van een sectie",
        "section_intro": "Een bestand in `sections/` begint ermee, tussen twee regels `---`.",
        "references": "references.yaml",
        "references_intro": "Een literatuurlijst in CSL-YAML, zoals Zotero (met Better BibTeX) die exporteert: een "
        "lijst van werken, elk met een `id` dat wordt aangehaald als `[@id, p. 12]`, een `type` en variabelen van CSL.",
        "series": "series.yaml",
        "series_intro": "Modules waarvan de mappen naast elkaar staan, kunnen een reeks zijn. In `series.yaml` ernaast "
        "staat welke meedoen, en in welke volgorde. Een module van de reeks neemt de `defaults` over waar zij zelf zo’n"
        " veld niet heeft, en vindt naast `series.yaml` wat ze delen: begrippen in `terms.md` (alleen `:::{term}`), "
        "werken in `references.yaml`, bestanden in `media/`, uiterlijk en woorden in `templates/`. Zij neemt alleen "
        "mee wat zij gebruikt, en wat zij zelf heeft, gaat voor. Een thema noemt een andere module van de reeks met "
        "`module`; `check` vergelijkt dan de titels. Elke opdracht die een module aanneemt, neemt ook de map van de "
        "reeks aan, en `modulebouwer list --origin` zegt waar alles vandaan komt. Ook een veld dat elke module nodig "
        "heeft, mag uit `defaults` komen; een editor met het schema van module.yaml vraagt er dan toch om.",
        "brands": "brands/*.yaml",
        "brands_intro": "Een reeks kan voor meer opdrachtgevers worden gebouwd: `brands/<naam>.yaml` naast "
        "`series.yaml` zegt wat er voor één van hen anders is, en `modulebouwer build --brand <naam>` (of `--brand "
        "all`) zet de pakketten in een map van die naam. De modules blijven dezelfde bestanden. Het contrast wordt "
        "gecontroleerd voor het uiterlijk van elk merk. Een kaart van een andere module leidt naar het adres dat zij "
        "in de leeromgeving van de opdrachtgever heeft.",
        "media_intro": "Wat een module laat zien of horen, of meegeeft. De naam van een bestand heeft kleine letters "
        "zonder accent, cijfers, streepjes en punten, en een extensie: `media/plattegrond-zaal-2.svg`. Een spatie, een "
        "hoofdletter of een accent gaat in sommige leeromgevingen mis; `check` meldt het en stelt een naam voor "
        "(MED-002), die u ook schrijft waar het bestand genoemd wordt. Een bestand wordt overal genoemd met `media/` "
        "ervoor, vanuit de map van de module.",
        "media_head": "| wat | extensies |",
        "media_kinds": "beelden | geluid | film | ondertiteling | om te downloaden",
        "any": "elke, maar geen programma (MED-374)",
        "people": "Personen",
        "dates": "Datums",
        "texts": "Teksten",
        "types": "Typen",
    },
}
# Field of module.yaml → what a learner sees of it, or who uses it; English, then Dutch.
SEEN: Mapping[str, tuple[str, str]] = {
    "identifier": (
        "Nothing. Every standard names the module by it, and the LMS keeps answers under it: never change it.",
        "Niets. Elke standaard noemt de module zo, en de leeromgeving bewaart antwoorden eronder: verander hem nooit.",
    ),
    "title": (
        "The heading of the first page and the tab of the browser. All standards give it to the LMS.",
        "De kop van de eerste bladzijde en het tabblad van de browser. Alle standaarden geven hem aan de leeromgeving.",
    ),
    "subtitle": ("The line below the title.", "De regel onder de titel."),
    "version": (
        "At the bottom of the first page. It stands in the name of the zip; `diff` compares by it.",
        "Onder aan de eerste bladzijde. Hij staat in de naam van de zip; `diff` vergelijkt ermee.",
    ),
    "language": (
        "The words of the interface, and how a screen reader speaks. All standards give it to the LMS.",
        "De woorden van de interface, en hoe een schermlezer voorleest. Alle standaarden geven haar door.",
    ),
    "address": (
        "Whether the Dutch interface says *u* or *je*.",
        "Of de interface *u* of *je* zegt.",
    ),
    "date": ("At the bottom of the first page.", "Onder aan de eerste bladzijde."),
    "description": (
        "The paragraph on the first page. SCORM 1.2, cmi5 and xAPI give it to the LMS.",
        "De alinea op de eerste bladzijde. SCORM 1.2, cmi5 en xAPI geven haar aan de leeromgeving.",
    ),
    "keywords": ("Nothing. SCORM 1.2 gives them to catalogues.", "Niets. SCORM 1.2 geeft ze aan catalogi."),
    "study_load": ("The time on the first page.", "De tijd op de eerste bladzijde."),
    "publisher": (
        "Above the title on the first page, and on the proof of participation.",
        "Boven de titel op de eerste bladzijde, en op het bewijs van deelname.",
    ),
    "objectives": (
        "What one can do afterwards, on the first page. cmi5 gives them to the LMS.",
        "Wat men na afloop kan, op de eerste bladzijde. cmi5 geeft ze aan de leeromgeving.",
    ),
    "authors": (
        "Nothing. The dossier and the metadata beside a package name them.",
        "Niets. Het dossier en de metadata naast een pakket noemen hen.",
    ),
    "provenance": (
        "A line at the end of the first page. What nobody has checked is said to be so, and `check` warns.",
        "Een regel onder aan de eerste bladzijde. Wat niemand nakeek, heet daar zo, en `check` waarschuwt.",
    ),
    "audience": (
        "Nothing. The dossier and the metadata say it.",
        "Niets. Het dossier en de metadata zeggen het.",
    ),
    "level": ("Nothing. The dossier says it.", "Niets. Het dossier zegt het."),
    "register": ("Nothing. The dossier says it.", "Niets. Het dossier zegt het."),
    "licence": (
        "Nothing. The dossier and the metadata say it.",
        "Niets. Het dossier en de metadata zeggen het.",
    ),
    "valid_until": (
        "Nothing. From the day after it, `check` and `build` warn.",
        "Niets. Vanaf de dag erna waarschuwen `check` en `build`.",
    ),
    "guiding_questions": ("The questions on the first page.", "De kernvragen op de eerste bladzijde."),
    "themes": (
        "Cards at the end; `[word](theme:id)` leads there.",
        "Kaarten aan het eind; `[woord](theme:id)` leidt ernaartoe.",
    ),
    "cover": ("The first page: its picture and its scene.", "De eerste bladzijde: het beeld en de scène."),
    "sections": ("The contents, in this order.", "De inhoudsopgave, in deze volgorde."),
    "completion": (
        "What is still to do before *Finish*; nobody finishes but the learner.",
        "Wat er nog te doen is vóór *Afronden*; niemand rondt af dan de deelnemer zelf.",
    ),
    "pass_mark": (
        "The score that is needed, where `completion` asks for one. All standards but web report the score.",
        "De score die nodig is, als `completion` erom vraagt. Alle standaarden behalve web melden de score.",
    ),
    "answers": (
        "One sentence on who can read what one writes, true for this setting.",
        "Eén zin over wie kan lezen wat men schrijft, die klopt voor deze instelling.",
    ),
    "standards": ("Nothing. `build` makes a zip for each.", "Niets. `build` maakt van elk een zip."),
    "base_iri": (
        "Nothing. cmi5 and xAPI cannot do without; SCORM does not use it. Never change it.",
        "Niets. cmi5 en xAPI kunnen niet zonder; SCORM gebruikt het niet. Verander het nooit.",
    ),
    "skin": ("The colours and typefaces.", "De kleuren en letters."),
    "ignore": (
        "Nothing. `check` leaves out the findings that are accepted here.",
        "Niets. `check` laat de bevindingen weg die hier geaccepteerd zijn.",
    ),
    # What can be set for one standard, by its name.
    **{
        standard.name: (
            f"Nothing. Only {standard.title} uses it.",
            f"Niets. Alleen {standard.title} gebruikt het.",
        )
        for standard in REGISTRY.values()
        if standard.settings() is not None
    },
}
# Optional fields of module.yaml, to be put below those of a fresh module.
DEFINITION = {
    "en": """\
subtitle: What you say first
authors:
  - name: Sanne de Vries
    role: author
  - name: Joris Hoekstra
    role: reviewer
    organisation: De Brug
    reviewed_on: 2026-09-15
provenance:
  made_by: Sanne de Vries
  checked_by: Joris Hoekstra
  checked_on: 2026-09-15
audience: School leaders in their first three years.
level: NLQF 6
register:
  name: Schoolleidersregister PO
  themes: [Persoonlijk leiderschap]
licence: CC BY-SA 4.0
valid_until: 2036-12-31
cover:
  scene: It is ten to four. In ten minutes somebody comes in with whom you have put off a talk.
  take_home:
    - Your first sentence
pass_mark: 70
standards: [scorm12, cmi5]
base_iri: https://example.org/modules
skin: helder
ignore:
  - code: CMP-017
    reason: The graded questions come in the next version.""",
    "nl": """\
subtitle: Wat u als eerste zegt
authors:
  - name: Sanne de Vries
    role: auteur
  - name: Joris Hoekstra
    role: beoordelaar
    organisation: De Brug
    reviewed_on: 2026-09-15
provenance:
  made_by: Sanne de Vries
  checked_by: Joris Hoekstra
  checked_on: 2026-09-15
audience: Schoolleiders in hun eerste drie jaar.
level: NLQF 6
register:
  name: Schoolleidersregister PO
  themes: [Persoonlijk leiderschap]
licence: CC BY-SA 4.0
valid_until: 2036-12-31
cover:
  scene: Het is tien voor vier. Over tien minuten komt iemand binnen met wie u een gesprek hebt uitgesteld.
  take_home:
    - Uw eerste zin
pass_mark: 70
standards: [scorm12, cmi5]
base_iri: https://example.org/modules
skin: helder
ignore:
  - code: CMP-017
    reason: De vragen die meetellen komen in de volgende versie.""",
}
BRAND = {
    "en": """\
publisher: The Linden Academy
skin: helder
standards: [scorm12]
colophon: Made for The Linden Academy.
words:
  page:
    begin: Off we go
where: Look for it by its title in your LMS.""",
    "nl": """\
publisher: Academie De Linde
skin: helder
standards: [scorm12]
colophon: Gemaakt voor Academie De Linde.
words:
  page:
    begin: Aan de slag
where: Zoek in uw leeromgeving op de titel.""",
}
SERIES = {
    "en": """\
title: Talks that help
groups:
  - title: To begin with
    modules: [les]
defaults:
  publisher: School leaders together""",
    "nl": """\
title: Gesprekken die helpen
groups:
  - title: Om mee te beginnen
    modules: [les]
defaults:
  publisher: Schoolleiders samen""",
}
HEAD = {
    "en": "---\ntitle: Beginning\nminutes: 7\ngoals:\n  - You choose the words with which you begin.\n---",
    "nl": "---\ntitle: Beginnen\nminutes: 7\ngoals:\n  - U kiest de woorden waarmee u begint.\n---",
}
REFERENCES = """\
references:
- id: rogers-farson-1957
  type: book
  author: [{family: Rogers, given: C. R.}, {family: Farson, given: R. E.}]
  issued: 1957
  title: Active listening
  publisher: Industrial Relations Center, University of Chicago
  language: en"""


def made() -> dict[str, bytes]:
    """Path from the root of the project → the page."""
    return {f"docs/{name}": page(language).encode() for language, name in PAGES.items()}


def page(language: str) -> str:
    words, guide, found = WORDS[language], GUIDE_WORDS[language], schemas(language)
    parts = [words["made"], f"# {words['title']}", words["intro"]]
    parts += ["## module.yaml", found["module"]["description"], *tables(found["module"], guide)]
    parts += [f"### {words['seen']}", seen(language)]
    parts += [f"### {words['example']}", f"```yaml\n{DEFINITION[language]}\n```"]
    parts += [f"## {words['section']}", words["section_intro"], *tables(found["section"], guide)]
    parts += [f"```markdown\n{HEAD[language]}\n```"]
    parts += [f"## {words['references']}", words["references_intro"], f"```yaml\n{REFERENCES}\n```"]
    parts += list(variables(found["references"], language))
    parts += [f"## {words['series']}", words["series_intro"], *tables(found["series"], guide)]
    parts += [f"```yaml\n{SERIES[language]}\n```"]
    parts += [f"## {words['brands']}", words["brands_intro"], *tables(found["brand"], guide)]
    parts += [f"```yaml\n{BRAND[language]}\n```"]
    parts += ["## media/", words["media_intro"], media(words)]
    return "\n\n".join(parts) + "\n"


def media(words: Mapping[str, str]) -> str:
    """The kinds of file, with the extensions of each."""
    forms = (PICTURE, SOUND, FILM, CAPTIONS, ANY_FILE)
    rows = (
        f"| {kind} | {', '.join(f'`{one}`' for one in sorted(form.extensions)) or words['any']} |"
        for kind, form in zip(words["media_kinds"].split(" | "), forms, strict=True)
    )
    return "\n".join([words["media_head"], "|---|---|", *rows])


def seen(language: str) -> str:
    number = ["en", "nl"].index(language)
    rows = (f"| `{field}` | {texts[number]} |" for field, texts in SEEN.items())
    return "\n".join([WORDS[language]["seen_head"], "|---|---|", *rows])


def variables(schema: Schema, language: str) -> Iterator[str]:
    """The variables of CSL by what they hold, and the types."""
    words = WORDS[language]
    work = schema["properties"]["references"]["items"]["properties"]
    kinds: dict[str, list[str]] = {}
    for name, value in work.items():
        if name not in ("id", "type"):
            kinds.setdefault(value["description"], []).append(name)
    titles = (words["people"], words["dates"], words["texts"])
    for title, (text, names) in zip(titles, kinds.items(), strict=False):
        yield f"**{title}.** {text} {', '.join(f'`{name}`' for name in names)}"
    yield f"**{words['types']}.** {holds(work['type'], GUIDE_WORDS[language])}"
