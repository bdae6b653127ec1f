"""What an author meant to fill in later: readers would see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from markdown_it.token import Token

from modulebouwer.checks.texts import (
    HTML,
    is_escaped,
    location,
    place_of,
    plain_text,
    texts,
    typed_blocks,
    written_fields,
)
from modulebouwer.checks.typed_notes import without_code
from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.fields import Given, is_prose
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once
from modulebouwer.model.source_map import KeyPath, SourceMap

# What an author leaves open between brackets: "[naam van uw school]", "<School name>", "[VUL HIER IN]". One word alone
# ("[naam]") is left to model letters, and "[...]" to who quotes.
OPEN = (
    "naam|namen|titel|datum|tijd|tijdstip|plaats|locatie|adres|e-?mailadres|telefoonnummer|functie|bedrag|aantal|"
    "link|url|logo|foto|voorbeeld|(?:korte? )?(?:beschrijving|omschrijving|samenvatting|inleiding)|name|title|date|"
    "time|place|address|phone number|e-?mail|photo|example|(?:short )?(?:description|summary|introduction)"
).replace(" ", "[ ]")
WHOSE = (
    "school|organisatie|stichting|bestuur|schoolbestuur|samenwerkingsverband|team|bedrijf|auteur|begeleider|trainer|"
    "schoolleider|module|sectie|les|cursus|organi[sz]ation|company|author|section|lesson|course"
)
# What authors say to each other, and not to a learner: "(Sanne: klopt dit? bron nog zoeken!)".
TO_DO = (
    r"(?:nog|even|nog[ ]even)[ ](?:(?:te|samen|goed|een[ ]keer)[ ])?(?:checken|controleren|nakijken|nazoeken|opzoeken|"
    r"zoeken|navragen|bespreken|overleggen|aanpassen|aanvullen|invullen|nalezen|vertalen|toevoegen)"
    r"|bron(?:vermelding)?[ ](?:zoeken|opzoeken|checken|toevoegen|ontbreekt)|bron\?"
    r"|(?:still[ ]to|to|please)[ ](?:check|verify|confirm)|(?:add|find|check)[ ](?:a[ ]|the[ ])?source|source\?"
)
# What is brought in later, as an author calls it without an article.
BROUGHT = (
    r"voorbeeld(?:en)?|cijfers|gegevens|tekst|bron(?:nen)?|links?|foto(?:.?s)?|afbeelding(?:en)?|plaatje|schema|filmpje|"
    r"video|citaat|tabel|example|figures|text|source|links?|photo|picture|quote|table"
)
# A note of a draft fills its brackets; what it is about may stand behind it: "[NOG INVULLEN: een voorbeeld]".
ABOUT = r"(?:[ :,.;!–—][^\[\]<>{}\n]*)?"
DRAFT = rf"""(?i:
      (?:[^\[\]<>{{}}\n]*[ ])?(?:in[ ]?(?:te[ ]?)?vullen|aan[ ]?(?:te[ ]?)?vullen|invoegen|toevoegen|uitwerken|uitzoeken
        |volgt|fill[ ]in|to[ ]be[ ]added|insert|placeholder){ABOUT}
    | (?:to-?do|tbd|fixme){ABOUT} | to[ ]do:[^\[\]<>{{}}\n]*
    | nog[ ](?:even[ ])?(?:doen|maken|schrijven|afmaken|bedenken|kiezen|plaatsen){ABOUT}
    | n(?:og|ader)[ ]te[ ](?:doen|maken|schrijven|bedenken|bepalen|kiezen|plaatsen)(?:[:,.;!–—][^\[\]<>{{}}\n]*)?
    | nog[ ]niet[ ](?:af|ingevuld|aangevuld|geschreven|uitgewerkt){ABOUT}
    | (?:{BROUGHT})[ ]volgen(?:[ ](?:nog|later))?
    | to[ ]be[ ](?:written|confirmed|determined|announced|completed|filled[ ]in|provided|supplied){ABOUT}
    | (?:still[ ])?add[ ](?:\w+[ ])?(?:{BROUGHT}){ABOUT}
    )"""
NAMED = r"(?:[\w.-]+:[ ])?"
NOTED = rf"""[\[(](?i:
      {NAMED}(?:[^()\[\]\n]*[?.!;,–][ ])?(?:(?:dit|hier|deze|bron|bronnen|cijfers|datum|naam|tekst|link|voorbeeld)[ ])?
        (?:{TO_DO})[ .!?]*
    | {NAMED}klopt[ ]dit(?:[ ](?:nog|zo|wel))?\?[^()\[\]\n]*
    | nog[ ](?:te[ ]|even[ ])?(?:invullen|aanvullen|toevoegen|uitwerken|schrijven):[ ][^()\[\]\n]*
    | (?:{BROUGHT})[ ]volg(?:t|en)(?:[ ]nog)?[ .!]*
    | [\w.-]+:[ ]klopt[ ]dat(?:[ ](?:nog|zo|wel))?\?[^()\[\]\n]*
    | (?:opm\.|opmerking|noot|note|comment)[ ](?:aan|voor|to|for)[ ](?:mezelf|mijzelf|self|myself)[^()\[\]\n]*
    )[\])](?!\()"""
# What a colleague asks about the text, between square brackets: behind a name with what the colleague is to look at,
# or as a question about "this"; and words before a colon that are no name.
NO_NAME = (
    "noot|opmerking|bron|vraag|antwoord|let[ ]op|tip|voorbeeld|stap|figuur|afbeelding|foto|tabel|muziek|stem|"
    "beeld|red|vert|lees|zie|oefening|opdracht|casus|interviewer|docent|leerling|deelnemer|note|question|answer|"
    "source|example|step|figure|image|photo|music|voice|ed|see|teacher|student|frage|antwort|quelle|beispiel|"
    "bild|hinweis|exemple|étape|musique|fraach|foarbyld"
)
LOOK_AT = (
    "klopt|kloppen|nog|checken|check|nakijken|aanpassen|weg|erin|eruit|toevoegen|aanvullen|actueel|juist|"
    "verouderd|(?:wil|kun|kan|zou)[ ](?:jij|je|u)|svp|s\\.v\\.p\\.|graag|dit|deze|hier|akkoord|still|right|"
    "correct|update|outdated|add|remove|(?:could|can)[ ]you|please|this|here|stimmt|noch|prüfen|bitte|aktuell|"
    "richtig|vérifier|encore|kloppet|neisjen"
)
NAME_OF_ONE = r"[A-ZÀ-Þ](?:[^\W\d_]|[.’'-])*"
ASKED_OF = rf"""\[(?:
      (?!(?i:{NO_NAME})\b){NAME_OF_ONE}(?:(?:[ ](?:van|de|der|den|ten|ter|von))*[ ]{NAME_OF_ONE})?[ ]?:[ ]
        (?=[^\[\]\n]*(?<!\w)(?i:{LOOK_AT})(?!\w))[^\[\]\n]*
    | (?i:(?:klopt|kloppen|geldt|gelden|is|zijn|staat|moet|kan|mag)[ ](?:dit|dat|deze|die|het|hier|er)
        |(?:is|are|does|do|should|can)[ ](?:this|that|these|it)|(?:stimmt|ist|sind|gilt)[ ](?:das|dies\w*)
        |(?:est-ce|c[’']est)|(?:kloppet|is|binne|jildt)[ ](?:dit|dat|dizze))\b[^\[\]\n]*\?
    )\s*\](?![(\[:])"""
BRACKETED = rf"""(?<!\{{)(?:<<|[\[<{{])(?![ ])(?:
      {DRAFT}
    | (?i:(?:{OPEN})[ ](?:van|voor|of|for|met|with)[ ](?:(?:de|het|the)[ ](?:{WHOSE})|(?:uw|jouw|your)[ ][^\[\]<>\n]+)
        |(?:link|url|logo|foto|photo|voorbeeld|example)[ ](?:van|voor|of|for|naar|to|met|with)[ ][^\[\]<>\n]+
        |(?:{OPEN})[ ](?:{WHOSE})|(?:{WHOSE})[ ]?(?:name|naam)
        |(?:uw|your)[ ](?:[^\[\]<>\n]+[ ])?(?:{OPEN}|{WHOSE}))
    | [A-Z]{{3,}}(?:[ ][A-Z]{{2,}})+
    | (?i:(?:vul|voeg|schrijf|noem|zet|plak|kies|beschrijf|vermeld)[ ](?:hier|een|uw|de|het)[ ][^\[\]<>\n]+
        |hier[ ](?:een|uw|de|het|komt|nog)[ ][^\[\]<>\n]+
        |(?:insert|add|enter|describe|choose)[ ](?:here|your|a|an|the)[ ][^\[\]<>\n]+)
    )(?:>>|[\]>}}])(?![(\[])"""
# What begins alike stands together: most places of a text are done with after two questions.
PLACEHOLDER = re.compile(
    rf"""(?=[CFHKLNTXYhlnty\[<{{?])(?:\b(?:
        (?:TODO|ToDo|TBD|FIXME|XX+|NTB|N\.T\.B\.|n\.t\.b\.)(?![\w-])
        | (?i:lorem[ ]ipsum|tekst[ ]volgt(?:[ ]nog)?|hier[ ]komt[ ]nog|nog[ ]in[ ]te[ ]vullen|your[ ]text[ ]here
            |hier[ ]moet(?:en)?[ ]nog[ ](?:een[ ]|het[ ]|de[ ]|wat[ ])?(?:{BROUGHT})
            |hier[ ]nog[ ](?:een[ ]|het[ ]|de[ ]|wat[ ])?(?:{BROUGHT})[ ](?:bij|toevoegen|invoegen|plaatsen|zoeken))\b
        | (?:Klik|Tik)\ (?:of\ (?:tik|klik)\ )?(?:hier\ )?(?:om|als\ u)\ (?:een\ |de\ )?(?:tekst|datum|titel|naam)\b
            [^.\n]*  # fields of Word
        | Click\ or\ tap\ (?:here\ )?to\ enter\b[^.\n]*
        )
    | (?=[\[<{{])(?:
      {BRACKETED}
    | \[(?:Typ|Type)\ (?:hier|here|de|the|een|text|tekst)\b[^\[\]\n]*\](?!\())
    | \?{{3,}})
    | ^(?:
        (?:todo|te\ doen|nog\ doen|(?i:nog\ (?:invullen|aanvullen|toevoegen|uitwerken|schrijven)))[ ]*:
        | [\s(*_…]*(?i:(?:transcript(?:ie)?\ )?volgt(?:\ (?:nog|later))?|komt\ (?:nog|later)
            |(?:moet\ )?nog\ (?:te\ )?(?:doen|maken|schrijven|invullen|uitwerken|aanvullen|toevoegen)
            |nog\ niet\ (?:klaar|af|ingevuld|beschikbaar)
            |wordt\ (?:nog\ )?(?:aangevuld|ingevuld|toegevoegd|uitgewerkt)
            |to\ follow|coming\ soon|bla(?:\ bla)+|asdf\w*|onder\ constructie)[^\w>]*$
        )""",
    re.VERBOSE | re.MULTILINE,
)
# What goes before twenty in Roman numerals: "deel XX", "onder Johannes XX".
NUMBERED = re.compile(
    r"(?:\b(?:deel|band|boek|hoofdstuk|artikel|titel|bijlage|akte|zang|part|volume|book|chapter|article|title|annex|"
    r"appendix|act)|[^.!?\s]\s+[A-Z][a-zà-ÿ]+)\s+$",
)
NOTE = re.compile(f"{NOTED} | {ASKED_OF}", re.VERBOSE)
# A field that a mailing fills in for each reader, from a word processor or a site: "«Voornaam»", "*|FNAME|*".
FILLED_IN = (
    "naam|namme|name|vorname|prénom|nom|aanhef|anrede|salutation|civilité|tussenvoegsel|voorletters|adres|address|adresse|"
    "straat|street|straße|huisnummer|postcode|plz|zip|woonplaats|plaats|city|ort|ville|bedrijf|company|firma|société|"
    "organisatie|organi[sz]ation|school|functie|datum|date|nummer|number|e-?mail|telefoon|phone"
)
MERGED = re.compile(
    rf"«(?:\w*(?:{FILLED_IN})\d?|\w+_\w*)»|(?<![{{$%#])\{{(?:\w*(?:naam|name|prénom|namme)|aanhef|anrede|salutation)\}}(?!\}})"
    rf"|%{{1,2}}\w*(?:naam|name|namme)%{{1,2}}|\*\|[A-Z][A-Z0-9_:]*\|\*",
    re.IGNORECASE,
)
MAY_MERGE = re.compile(r"[«{%]|\*\|")
# Words between angle brackets, "<voornaam>", unless HTML or SVG has an element of that name.
WORDS_IN_ANGLES = re.compile(r"<(?P<name>[A-Za-z][A-Za-z-]*[A-Za-z])(?:[ ][^<>=/\"]+)?>")
ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "abbr acronym address animate applet area article aside audio base basefont bdi bdo big blink blockquote body "
        "br button canvas caption center circle cite clippath code col colgroup data datalist dd defs del desc "
        "details dfn dialog dir div dl dt ellipse em embed fieldset figcaption figure filter font footer "
        "foreignobject form frame frameset head header hgroup hr html iframe image img input ins kbd label legend li "
        "line link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup option "
        "output param path pattern picture polygon polyline pre progress rect rp rt ruby samp script search section "
        "select slot small source span stop strike strong style sub summary sup svg symbol table tbody td template "
        "textarea text tfoot th thead time title tr track tspan tt ul use var video wbr",
    )
)
# A whole value between brackets, of more than a word: what a template asked for.
ASKED = re.compile(r"\[[^\[\]\n]*\w[ ]\w[^\[\]\n]*\]")
# What `new section` and `import` write where the author's words belong, in the languages of authors.
OURS = frozenset(
    {
        "Schrijf hier de tekst.", "Write the text here.",
        "Uit het document, nog zonder plaats", "From the document, without a place yet",
        "In het document stond onder deze kop geen tekst.", "There was no text below this heading in the document.",
        "Beschrijf hier wat dit beeld vertelt", "Describe here what this picture tells",
    }
)  # fmt: skip
# What `new component` puts where a text or an address belongs.
UNTOUCHED = re.compile(r"\s*(?:https://example\.org/)?…(?: \d+)?\s*")


def placeholders(module: LearningModule) -> Iterator[Finding]:
    """TXT-012, TXT-233 and TXT-590, once a paragraph or value."""
    for text in texts(module):
        yield from in_text(text)
    for given, source in written_fields(module):
        yield from in_fields(given, source)
    for placed in module.shown_components:
        yield from untouched(placed)


def untouched(placed: PlacedComponent) -> Iterator[Finding]:
    """TXT-180, at each text that is still as `new component` wrote it."""
    for way, _, value in placed.fields:
        for number, one in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(one, str) and UNTOUCHED.fullmatch(one):
                place = placed.source.value_at(*way, *([number] if isinstance(value, tuple) else ()))
                what = "address" if "://" in one else "text"
                yield Finding("TXT-180", place, {"written": one.strip(), "what": what})


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    for block, lines in typed_blocks(text):
        typed = lines.replace("\0", " ")
        if typed.strip() in OURS:
            yield Finding("TXT-194", location(block), {"written": typed.strip()})
        for picture in block.children or ():
            if picture.type == "image" and (words := plain_text(picture.children or ()).strip()) in OURS:
                yield Finding("TXT-194", location(picture), {"written": words})
        found = open_place(HTML.sub(kept_if_open, typed) if "<" in typed else typed)
        # What is quoted, as a letter to fill in is, has its open places on purpose.
        marked = found is not None and found.group()[0] in "[<{"
        if found and not (
            marked and (is_quoted(block, text) or is_escaped(found.group(), without_code(block.content)))
        ):
            whole = is_whole(found.group(), text.text)
            values = {
                "written": shortened(found.group()),
                "whole": whole,
                "marked": found.group()[0] if found.group()[0] in "[<" else "no",
            }
            yield Finding("TXT-012", place_of(found.group(), block, text), values)
        elif note := NOTE.search(typed):
            values = {"written": shortened(note.group())}
            yield Finding("TXT-233", place_of(note.group(), block, text), values)
        if "<" in typed:
            yield from words_in_angles(text, block, typed)
        if MAY_MERGE.search(typed) and (field := MERGED.search(typed)) and not is_quoted(block, text):
            yield Finding("TXT-601", place_of(field[0], block, text), {"written": field[0]})


def words_in_angles(text: Markdown, block: Token, typed: str) -> Iterator[Finding]:
    """TXT-590, once a paragraph."""
    tags = [one.group() for one in HTML.finditer(typed) if looks_open(one.group(), typed)]
    left = [one for one in dict.fromkeys(tags) if not is_escaped(one, without_code(block.content))]
    if left and not is_quoted(block, text):
        values = {"written": ", ".join(map(shortened, left)), "escaped": f"\\{shortened(left[0])}"}
        yield Finding("TXT-590", place_of(left[0], block, text), values)


def looks_open(tag: str, text: str) -> bool:
    """Whether words between angle brackets are no tag of HTML, nor one of XML that ``text`` closes."""
    found = WORDS_IN_ANGLES.fullmatch(tag)
    return (
        found is not None
        and found["name"].lower() not in ELEMENTS
        and f"</{found['name']}>" not in text
        and not is_open_place(tag)
    )


def is_quoted(block: Token, text: Markdown) -> bool:
    before = [one.type for one in takewhile(lambda one: one is not block, text.tokens)]
    return before.count("blockquote_open") > before.count("blockquote_close")


def open_place(text: str) -> re.Match[str] | None:
    """The first place in ``text`` that is still to be filled in."""
    for found in PLACEHOLDER.finditer(text):
        numbered = found.group() == "XX" and NUMBERED.search(text[: found.start()])
        if not numbered and not is_named(found, text):
            return found
    return None


# What an author names stands between quotation marks, with a sentence around it: "zoek op ‘TODO’".
NAMED_WORDS = re.compile(
    r"“[^“”]+”|„[^„“”]+[“”]|‘[^‘’]+’(?!\w)|(?<![\w\"])\"[^\"]+\"(?!\w)|(?<![\w'])'[^']+'(?!\w)"
)


def is_named(found: re.Match[str], text: str) -> bool:
    """Whether a sentence speaks of the words that were ``found``, and does not wait for them."""
    if found.group()[0] in "[<{" or not found.group()[0].isalnum():
        return False
    for quote in NAMED_WORDS.finditer(text):
        if quote.start() + 1 == found.start() and found.end() <= quote.end():
            around = text[: quote.start()] + text[quote.end() :]
            rest = text[found.end() : quote.end() - 1]
            latin = found.group().lower() == "lorem ipsum"
            return len(re.findall(r"\w+", around)) > 2 and (latin or not re.search(r"\w", rest))
    return False


def kept_if_open(tag: re.Match[str]) -> str:
    return tag.group() if is_open_place(tag.group()) else " "


def is_open_place(tag: str) -> bool:
    """Whether what looks like a tag is surely a place to fill in."""
    # Few modules have either: compiled when one is met.
    return re.fullmatch(BRACKETED, tag, re.VERBOSE) is not None


def in_fields(given: Iterable[Given], source: SourceMap) -> Iterator[Finding]:
    """The plain texts of fields, at their place."""
    for way, field, value in given:
        if is_prose(field):
            continue
        for number, one in enumerate(value if isinstance(value, tuple) else (value,)):
            for code, written in in_value(one) if isinstance(one, str) else ():
                here = (*way, number) if isinstance(value, tuple) else way
                values = {"written": written, "whole": is_whole(written, one), "marked": "no"}
                yield Finding(code, line_of(written, here, source), values)


def is_whole(written: str, text: str) -> str:
    """Whether a text has nothing else in it, "yes" or "no": a field that is needed cannot be left empty."""
    return "yes" if written.strip(" .…\n") == text.strip(" .…\n") else "no"


def line_of(written: str, way: KeyPath, source: SourceMap) -> Location:
    """The place of a value; of what is written in it, when that is on a later line."""
    place = source.value_at(*way)
    if source.written(way) is None:
        return place
    places = source.text_of(*way)
    at = places.at(max(0, places.text.find(written)))
    return at if at.line > place.line else place


def in_value(text: str) -> Iterator[tuple[str, str]]:
    """The code and what is written, for a plain text."""
    if text.strip() in OURS:
        yield "TXT-194", text.strip()
    if found := ASKED.fullmatch(text.strip()) or open_place(text):
        yield "TXT-012", shortened(found.group())
    elif note := NOTE.search(text):
        yield "TXT-233", shortened(note.group())
    if MAY_MERGE.search(text) and (field := MERGED.search(text)):
        yield "TXT-601", field[0]
