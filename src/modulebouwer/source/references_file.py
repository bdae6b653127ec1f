"""``references.yaml``: a bibliography in CSL-YAML, as Zotero (Better BibTeX) and Pandoc write it.

Dates may come in all the ways that these programs
write them; one form goes on.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.identifiers import slug
from modulebouwer.model.module import Reference
from modulebouwer.model.source_map import KeyPath, SourceMap
from modulebouwer.source.csl import DATE_PARTS, DATES, NAME_PARTS, NAMES, TEXTS, TYPES, VARIABLES
from modulebouwer.source.markdown_parser import KEY
from modulebouwer.source.meant import BROKEN_HOST, address_like, date_like, pages_like
from modulebouwer.source.yaml_file import YamlDocument, parse_yaml
from modulebouwer.source.yaml_writing import flow

# Words for a season, of which a list of works says only the year.
SEASONS = "voorjaar|lente|zomer|najaar|herfst|winter|spring|summer|autumn|fall"
ABOUT_A_YEAR = re.compile(
    rf"(?:(?:ca?\.?|circa|±) ?)?(?:(?:{SEASONS}),? )?(\d{{4}})(?:[a-z]|~|\?)?(?:,? (?:{SEASONS}))?",
    re.IGNORECASE,
)
WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
# What stands behind the first names in a list, and is nobody's.
OTHERS = re.compile(
    r"et al\.?|e\. ?a\.|en anderen|and others|et autres|u\. ?a\.|und andere|en oaren", re.IGNORECASE
)
# Several people in one name.
SEVERAL = re.compile(r",? (?:e\.\s?a\.|et al\.?)|\s+(?:en|and|&|et)\s+|\s*;\s*")
# Marks and entities that are shown as they stand.
MARKED = re.compile(r"\*\*|__|\]\(|`|&(?:amp|nbsp|quot|#\d{2,4}|[aeiou](?:uml|acute|grave));")
# What BibTeX has in a text and no list shows: braces around letters, accents as commands, signs behind a backslash.
TEX_BRACES = re.compile(r"\{((?:[^\w{}]|[\d_])*+[^\W\d_][^{}]*+)\}")
TEX = re.compile(rf"{TEX_BRACES.pattern}|\\[\"'`^~=.][A-Za-z]|\\[&%$#_]")
TEX_ACCENT = re.compile(r"\\(?:([\"'`^~=.])\\?([A-Za-z])|([\"'`^~=.cvu])\{\\?([A-Za-z])\})")
ACCENTS = dict(
    zip("\"'`^~=.cvu", "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0327\u030c\u0306", strict=True)
)
READ = frozenset({"title", "title-short", "container-title", "publisher", "genre"})
# What the list writes by itself before a number.
LABELS = frozenset({"page", "volume", "issue"})
LABELLED = re.compile(
    r"(?:blz|pag|pp?|pages?|pagina'?s?|jrg|jaargang|vol|volume|nr|no|nummer|number|issue)[. ]+(?P<rest>\d.*)",
    re.IGNORECASE,
)
# EDTF level 0: a year, a month or a day, or two with a slash between.
DATE = r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?"

# How reference managers write a list of works that is no YAML begins.
OTHER_FORMS = {
    "BibTeX": re.compile(r"\s*(?:%.*\s*)*@\s*\w+\s*[{(]"),
    "RIS": re.compile(r"\s*TY {1,2}- "),
    "XML": re.compile(r"\s*<\?xml|\s*<xml|\s*<records"),
}
# A work in another form, among those that are YAML.
OTHER_ENTRY = re.compile(r"^(?:(?P<bibtex>[ \t]*@\w+\s*\{)|TY {1,2}- )", re.MULTILINE)
# A line of a list of literature, as APA writes it, and what no such list has.
TYPED_ENTRY = re.compile(
    r"^[ \t]*(?:[-•*][ \t]+|\d{1,3}[.)][ \t]+)?[\"']?"
    r"(?P<entry>[^\W\d_][^()\n:#]{2,}\((?:1[89]|20)\d\d[a-z]?(?:,[^()\n]*)?\)\..*)",
    re.MULTILINE,
)
IN_PARTS = re.compile(
    r"^[ \t]*(?:-[ \t]+)?\{?[ \t]*[\"']?(?:id|type|title|author|issued)[\"']?[ \t]*:", re.MULTILINE
)
# What is said where there is no date.
NO_DATE = re.compile(
    r"[\[(]?(?:z\. ?d\.?|zd|z\. ?j\.?|n\. ?d\.?|nd|onbekend|geen|unknown|none)[\])]?", re.IGNORECASE
)
# What authors call a variable of CSL.
MEANT = {
    "auteur": "author", "auteurs": "author", "authors": "author", "datum": "issued", "date": "issued", "doi": "DOI",
    "isbn": "ISBN", "issn": "ISSN", "jaar": "issued", "journal": "container-title", "link": "URL", "number": "issue",
    "nummer": "issue", "pages": "page", "paginas": "page", "plaats": "publisher-place", "place": "publisher-place",
    "redacteur": "editor", "tijdschrift": "container-title", "titel": "title", "uitgever": "publisher", "url": "URL",
    "website": "URL", "year": "issued",
}  # fmt: skip
MEANT_TYPES = {
    "artikel": "article-journal", "article": "article-journal", "boek": "book", "hoofdstuk": "chapter",
    "proefschrift": "thesis", "rapport": "report", "website": "webpage", "wet": "legislation",
    "journal": "article-journal", "tijdschriftartikel": "article-journal", "krant": "article-newspaper",
    "film": "motion_picture", "webpagina": "webpage",
    # As Zotero calls them in its own files, and BibTeX.
    "journalarticle": "article-journal", "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper", "booksection": "chapter", "conferencepaper": "paper-conference",
    "blogpost": "post-weblog", "forumpost": "post", "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary", "videorecording": "motion_picture", "audiorecording": "song",
    "podcast": "broadcast", "tvbroadcast": "broadcast", "radiobroadcast": "broadcast", "presentation": "speech",
    "statute": "legislation", "case": "legal_case", "letter": "personal_communication",
    "email": "personal_communication", "artwork": "graphic", "computerprogram": "software", "preprint": "article",
    "inproceedings": "paper-conference", "incollection": "chapter", "inbook": "chapter", "phdthesis": "thesis",
    "mastersthesis": "thesis", "techreport": "report", "online": "webpage", "misc": "document",
}  # fmt: skip
# The variables of CSL that most works have.
USUAL = "id, type, title, author, editor, issued, container-title, publisher, volume, issue, page, DOI, URL, accessed …"


@dataclass(frozen=True)
class Bibliography:
    """The entries that are right, in order; what is wrong with the others, and their ids ("": any).

    ``remarks``: what the list would show as it is and should not.
    """

    references: tuple[Reference, ...] = ()
    problems: tuple[Finding, ...] = ()
    broken_ids: frozenset[str] = frozenset()
    remarks: tuple[Finding, ...] = ()


def bibliography_of(text: str, path: str) -> Bibliography:
    """The bibliography in a file's ``text``; ``path`` is where its findings are told."""
    if other := next((name for name, form in OTHER_FORMS.items() if form.match(text)), ""):
        problem = Finding("REF-016", Location(path), {"form": other})
        return Bibliography(problems=(problem,), broken_ids=frozenset({""}))
    if other_entry := OTHER_ENTRY.search(text):
        line = text.count("\n", 0, other_entry.start()) + 1
        form = "BibTeX" if other_entry["bibtex"] else "RIS"
        problem = Finding("REF-150", Location(path, line), {"form": form})
        return Bibliography(problems=(problem,), broken_ids=frozenset({""}))
    typed = TYPED_ENTRY.search(text)
    if typed and not IN_PARTS.search(text):
        place = Location(path, text.count("\n", 0, typed.start("entry")) + 1)
        problem = Finding("REF-430", place, {"written": shortened(typed["entry"])})
        return Bibliography(problems=(problem,), broken_ids=frozenset({""}))
    document = references_document(text, path)
    if document.data is None:
        return Bibliography(problems=document.problems, broken_ids=frozenset({""}))
    read = read_references(document.data, document.source)
    return replace(read, problems=(*document.problems, *read.problems))


def references_document(text: str, path: str) -> YamlDocument:
    """references.yaml; a list by itself, as Zotero's CSL JSON is, counts as what stands under ``references``."""
    if not re.match(r"(?:---[ \t]*\n|#.*\n|\s)*(?:- |\[)", text):
        return parse_yaml(text, path)
    # On a line of its own before the first, and indented below it.
    below = "\n".join(
        f" {line}" for line in re.sub(r"^---[ \t]*$", "", text, count=1, flags=re.MULTILINE).split("\n")
    )
    return parse_yaml(f"references:\n{below}", path, first_line=0, indent=-1)


def read_references(data: dict[str, Any], source: SourceMap) -> Bibliography:
    """The bibliography in the YAML document ``data``."""
    reader = _Reader(source)
    for key in data.keys() - {"references"}:
        if LISTED.fullmatch(key):
            place = source.at(key)
            reader.problems.append(Finding("REF-203", place, {"written": shortened(key)}))
            continue
        reader.report("SRC-101", (key,), key=key, suggestion=closest(key, ["references"]), known="references")
    if "references" not in data:
        if not reader.problems:
            reader.report("SRC-102", (), key="references", line="references: [{id: …, type: …}]")
        return Bibliography(problems=tuple(reader.problems), broken_ids=frozenset({""}))
    entries = data["references"]
    if isinstance(entries, dict) and entries and all(isinstance(entry, dict) for entry in entries.values()):
        # A list by keys, as a bibliography in BibTeX has them.
        first = str(next(iter(entries)))
        reader.report("REF-152", ("references", first), key=shortened(first))
        return Bibliography(problems=tuple(reader.problems), broken_ids=frozenset({""}))
    if not isinstance(entries, list):
        reader.report("SRC-106", ("references",), key="references", meant="no")
        return Bibliography(problems=tuple(reader.problems), broken_ids=frozenset({""}))
    found = [reader.entry(entry, ("references", number)) for number, entry in enumerate(entries)]
    right = tuple(reference for reference in found if reference is not None)
    return Bibliography(right, tuple(reader.problems), frozenset(reader.broken_ids), tuple(reader.remarks))


class _Reader:
    def __init__(self, source: SourceMap) -> None:
        self.source = source
        self.problems: list[Finding] = []
        self.broken_ids: set[str] = set()
        # What is wrong with works that can be cited all the same.
        self.remarks: list[Finding] = []

    def report(self, code: str, way: KeyPath, **values: str | int) -> None:
        place = self.source.at(*way) if code in ("SRC-101", "SRC-102") else self.source.value_at(*way)
        self.problems.append(Finding(code, place, values))

    def entry(self, entry: Any, way: KeyPath) -> Reference | None:
        if not isinstance(entry, dict):
            self.report("SRC-107", way, key="references", known="id: …, type: …")
            return None
        before = len(self.problems)
        for key in ("id", "type"):
            if entry.get(key) is None:
                self.report("SRC-102", way, key=key, line=f"{key}: …")
            elif isinstance(entry[key], list | dict | bool):
                self.not_a_text(entry[key], (*way, key), key)
        if len(self.problems) > before:
            self.broken_ids.add(str(entry.get("id") or ""))
            return None
        identifier = str(entry["id"])
        if identifier and not re.fullmatch(KEY, identifier):
            self.report("REF-001", (*way, "id"), value=shortened(identifier), suggestion=slug(identifier))
            # It is cited by a key that can be one.
            self.broken_ids.add(slug(identifier))
        kind = str(entry["type"])
        if kind not in TYPES:
            meant = MEANT_TYPES.get(kind.lower()) or closest(kind, TYPES)
            self.report("REF-002", (*way, "type"), value=shortened(kind), suggestion=meant)
        csl = {
            key: self.variable(key, value, (*way, key)) for key, value in entry.items() if value is not None
        }
        self.remarks += oddities(entry, way, self.source)
        if len(self.problems) > before:
            self.broken_ids.add(identifier)
            return None
        dated = self.source.value_at(*way, "issued") if "issued" in csl else None
        addressed = self.source.value_at(*way, "URL") if "URL" in csl else None
        return Reference(identifier, {**csl, "id": identifier}, self.source.at(*way), dated, addressed)

    def variable(self, key: str, value: Any, way: KeyPath) -> Any:
        if key in NAMES:
            return self.names(key, value, way)
        if key in DATES:
            return self.date(key, value, way)
        if key not in VARIABLES:
            meant = MEANT.get(key.lower()) or closest(key, VARIABLES)
            self.report("SRC-101", way, key=key, suggestion=meant, known=USUAL)
        elif (
            key in TEXTS
            and key != "categories"
            and (isinstance(value, bool) or not isinstance(value, str | int | float))
        ):
            self.not_a_text(value, way, key)
        return value

    def not_a_text(self, value: Any, way: KeyPath, key: str) -> None:
        if isinstance(value, list | dict):
            self.report("SRC-118", way, key=key)
        else:
            self.report("SRC-103", way, key=key, suggestion=f'"{self.source.scalars[way].text}"')

    def names(self, key: str, value: Any, way: KeyPath) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            name = name_like(value)
            meant = names_like(value) or (name and f"[{name}]")
            self.report("SRC-106", way, key=key, suggestion=meant, meant="yes" if meant else "no")
            return []
        return [self.name(key, item, (*way, number)) for number, item in enumerate(value)]

    def name(self, key: str, item: Any, way: KeyPath) -> dict[str, Any]:
        if not isinstance(item, dict) or not item.keys() & {"family", "literal"}:
            written = next(iter(item.values()), "") if isinstance(item, dict) else item
            person, other = names_like(written)[1:-1], name_like(written)[1:-1]
            known = person if person.count("{") == 1 else other or "literal: Onderwijsraad"
            self.report("REF-003", way, key=key, known=known)
            return {}
        for part, value in item.items():
            if part not in NAME_PARTS:
                self.report(
                    "SRC-101",
                    (*way, part),
                    key=part,
                    suggestion=closest(part, NAME_PARTS),
                    known=", ".join(sorted(NAME_PARTS)),
                )
            elif not isinstance(value, str | bool):
                self.not_a_text(value, (*way, part), part)
        return item

    def date(self, key: str, value: Any, way: KeyPath) -> dict[str, Any]:
        parts = date_parts(value)
        if parts is not None:
            return {"date-parts": parts}
        if isinstance(value, dict):
            for part in value.keys() - DATE_PARTS:
                self.report(
                    "SRC-101",
                    (*way, part),
                    key=part,
                    suggestion=closest(part, DATE_PARTS),
                    known=", ".join(sorted(DATE_PARTS)),
                )
            literal = value.get("literal", value.get("raw"))
            if isinstance(literal, str):
                return {"literal": literal}
        if isinstance(value, str) and NO_DATE.fullmatch(value.strip()):
            self.report("REF-151", way, key=key, value=value)
        else:
            self.report("REF-004", way, key=key, suggestion=year_like(str(value).strip("[]")))
        return {}


def oddities(entry: Mapping[str, Any], way: KeyPath, source: SourceMap) -> Iterator[Finding]:
    """What a list of works would show as it is and should not: of plain values alone."""
    for key, value in entry.items():
        if key in NAMES and isinstance(value, list):
            for number, name in enumerate(value):
                for part in name if isinstance(name, dict) else ():
                    if isinstance(name[part], str) and (tex := TEX.search(name[part])):
                        values = {"mark": shortened(tex[0]), "meant": without_tex(name[part])}
                        yield Finding("REF-560", source.value_at(*way, key, number, part), values)
                if isinstance(name, dict) and (odd := odd_name(name)):
                    code, part, meant = odd
                    values = {"written": shortened(str(name[part])), "meant": meant}
                    yield Finding(code, source.value_at(*way, key, number, part), values)
        elif key in DATES and (parts := date_parts(value)) and (day := impossible(parts)):
            yield Finding("REF-600", source.value_at(*way, key), {"key": key, **day})
        elif key in DATES and parts and parts[0][0] < 100 and (mark := next(filter(entry.get, OF_NOW), "")):
            place = source.value_at(*way, key)
            yield Finding("REF-640", place, {"key": key, "year": parts[0][0], "mark": mark})
        elif isinstance(value, str | int) and (found := odd_text(key, str(value).strip())):
            yield Finding(found[0], source.value_at(*way, key), {"value": shortened(str(value)), **found[1]})


# What no work of the first century has.
OF_NOW = ("DOI", "ISBN", "ISSN", "URL", "container-title")
# Months that are seasons, quarters and the like where no day is said (ISO 8601-2, 4.8).
SEASONS_AS_MONTHS = range(21, 42)


def impossible(dates: Sequence[Sequence[int]]) -> dict[str, str] | None:
    """The first of ``dates`` (year, month, day) that no calendar has, and what was meant by it."""
    for date in dates:
        year, month, day = (*date, 1, 1)[:3]
        season = len(date) == 2 and month in SEASONS_AS_MONTHS
        if season or year < 1 or (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            continue
        turned = (
            f"{year}-{day:02}-{month:02}"
            if len(date) == 3 and day <= 12 < month <= monthrange(year, max(day, 1))[1]
            else ""
        )
        return {"value": "-".join(f"{part:02}" for part in date), "suggestion": turned}
    return None


def without_tex(text: str) -> str:
    """A text as BibTeX shows it: braces group and are not shown, an accent is on its letter."""

    def letter(found: re.Match[str]) -> str:
        accent, plain = (one for one in found.groups() if one)
        return unicodedata.normalize("NFC", plain + ACCENTS[accent])

    text = re.sub(r"\\(?=[&%$#_])", "", TEX_ACCENT.sub(letter, text))
    while TEX_BRACES.search(text):
        text = TEX_BRACES.sub(r"\1", text)
    return text


def odd_name(name: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """The code for what is not one person's name, the part of ``name`` where it stands, and what was meant."""
    family, given, literal = (name.get(part) for part in ("family", "given", "literal"))
    for part in ("family", "literal"):
        if isinstance(name.get(part), str) and OTHERS.fullmatch(name[part].strip()):
            return "REF-650", part, "…"
    if isinstance(literal, str) and not family and (meant := people_like(literal)):
        return "REF-390", "literal", meant
    if not isinstance(family, str):
        return None
    if INITIALS.fullmatch(family) and isinstance(given, str) and not INITIALS.fullmatch(given):
        return "REF-391", "family", f"{{family: {given}, given: {family}}}"
    meant = family_like(family, name)
    return ("REF-192", "family", meant) if meant else None


def odd_text(key: str, text: str) -> tuple[str, dict[str, str]] | None:
    """The code for a text that is none of its kind, and what was meant."""
    if key == "URL":
        linked = re.fullmatch(r"\[[^\[\]]*\]\(\s*<?([^()<>\s]+)>?\s*\)|<([^<>\s]+)>", text)
        plain = next((one for one in linked.groups() if one), "") if linked else text
        if plain != text or not WEB.fullmatch(plain) or BROKEN_HOST.match(plain):
            found = re.search(r"https?://[^\s<>()]+", plain) if " " in plain else None
            return "REF-190", {
                "suggestion": plain
                if WEB.fullmatch(plain) and not BROKEN_HOST.match(plain)
                else address_like(plain) or (found[0] if found else "")
            }
        if bare := without_end(text):
            return "REF-602", {"key": key, "suggestion": bare}
    elif key == "DOI":
        if not re.search(r"10\.\d{4,9}/\S+", text):
            return "REF-191", {}
        if bare := without_end(text):
            return "REF-602", {"key": key, "suggestion": bare}
    elif key == "ISBN" and not is_isbn(text):
        return "REF-202", {}
    elif key in LABELS and (labelled := LABELLED.fullmatch(text)):
        return "REF-193", {"key": key, "suggestion": labelled["rest"]}
    elif key == "page" and (turned := pages_like(text)):
        return "REF-601", {"suggestion": turned}
    elif key == "publisher" and re.fullmatch(r"[A-Z][\w' -]+: [A-Z].*", text):
        return "REF-194", {}
    elif key in READ and (tex := TEX.search(text)):
        return "REF-560", {"mark": shortened(tex[0]), "meant": without_tex(text)}
    elif key in ("title", "container-title") and (marked := MARKED.search(text)):
        return "REF-195", {"key": key, "mark": marked[0]}
    return None


def without_end(address: str) -> str:
    """A DOI or an address without the mark of the sentence that it stood in; "" where it has none."""
    # Pages of an encyclopedia are called as things are: "Warner_Bros."
    bare = address if "wikipedia.org/" in address else address.rstrip(".,;:")
    if bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip(".,;:")
    return "" if bare == address else bare


def is_isbn(text: str) -> bool:
    """Whether the last digit of each number follows from the others (ISO 2108: ISBN-13 modulo 10, -10 modulo 11)."""
    plain = re.sub(r"ISBN(?:-1[03])?:?|[\s\u00ad\u2010-\u2015-]", "", text, flags=re.IGNORECASE)
    numbers_in_it = re.findall(r"97[89]\d{10}|\d{9}[\dXx]", plain)
    if not numbers_in_it or re.sub(r"[\W_]|\([^()]*\)", "", plain) != "".join(numbers_in_it):
        return False
    return all(is_checked(number) for number in numbers_in_it)


def is_checked(isbn: str) -> bool:
    digits = [10 if sign in "Xx" else int(sign) for sign in isbn]
    if len(digits) == len("9789031612344"):
        return sum(digit * (3 if n % 2 else 1) for n, digit in enumerate(digits)) % 10 == 0
    return sum(digit * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0


def family_like(family: str, name: Mapping[str, Any]) -> str:
    """How a family name should be written in which more than one stands, or a first name too; "" for none."""
    if SEVERAL.search(family):
        people = [one.strip() for one in SEVERAL.split(family) if one and one.strip()]
        return ", ".join(f"{{family: {one}}}" for one in people)
    if name.get("given"):
        return ""
    after = re.fullmatch(r"(?P<family>[^,]+), (?P<given>[^,]+)", family)
    before = re.fullmatch(r"(?P<given>(?:[A-Z]\. ?)+)(?P<family>[\w' -]+)", family)
    behind = re.fullmatch(r"(?P<family>[\w' -]+?) (?P<given>(?:[A-Z]\. ?)+)", family)
    found = after or before or behind
    return f"{{family: {found['family'].strip()}, given: {found['given'].strip()}}}" if found else ""


def year_like(text: str) -> str:
    """What was meant by "12 maart 2019", "maart 2019", "voorjaar 2019", "2019a" and "ca. 2019"; "" for none."""
    about = ABOUT_A_YEAR.fullmatch(text.strip())
    day = about[1] if about else date_like(text)
    # Where no day was written none is made up.
    return day.removesuffix("-01") if re.fullmatch(r"\D+\d{4}", text.strip()) else day


# People as APA writes them in a row: "Rogers, C. R., & Farson, R. E."
IN_A_ROW = re.compile(r"([^\W\d_][^,&;\d]*), ((?:[^\W\d_a-z]\.[ -]?)+(?<! ))(?:,? (?:&|en|and) |[,;] |$)")
# A work as a list of literature has it: "Geijsel, F. (2015). Leiderschap in onderwijs. Utrecht".
LISTED = re.compile(r"[^\W\d_][^()]*\((?:1[89]|20)\d\d[a-z]?(?:, [^()]*)?\)\. ?.*")


# "C. R. Rogers", of which an organisation that is called after somebody differs in nothing when it stands alone.
BY_INITIALS = re.compile(
    r"((?:[^\W\d_a-z]\.[ -]?)+) ?((?:(?:de|den|der|van|von|ten|ter) )*[^\W\d_a-z][\w'’-]+)"
)
INITIALS = re.compile(r"(?:[^\W\d_a-z]\.[ -]?)+")
# With what the name of an organisation begins, however many commas it has.
OF_ORGANISATIONS = re.compile(
    r"(?:ministerie|raad|inspectie|stichting|vereniging|universiteit|ministry|council|department|university)\b",
    re.IGNORECASE,
)


def people_like(literal: str) -> str:
    """The people in a name that is for an organisation, as CSL writes them; "" where none is plainly one."""
    row = list(IN_A_ROW.finditer(literal))
    if row and "".join(one[0] for one in row) == literal:
        pairs = [(one[1], one[2]) for one in row]
    else:
        found = [BY_INITIALS.fullmatch(one) for one in re.split(r",? (?:&|en|and) |[,;] ", literal)]
        pairs = [(one[2], one[1].strip()) for one in found if one]
        if len(pairs) < max(2, len(found)):
            return ""
    return ", ".join(f"{{family: {family}, given: {given}}}" for family, given in pairs)


def names_like(value: Any) -> str:
    """ "C. R. Rogers" and "Rogers, C. R." as CSL writes a person; "" for what is not plainly one."""
    text = value if isinstance(value, str) and not OF_ORGANISATIONS.match(value) else ""
    people = list(IN_A_ROW.finditer(text))
    if len(people) > 1 and "".join(one[0] for one in people) == text:
        return f"[{', '.join(f'{{family: {one[1]}, given: {one[2]}}}' for one in people)}]"
    before = re.fullmatch(
        r"((?:[A-Z][\w-]*\.? ?)+) ((?:(?:de|den|der|van|von|ten|ter) )*[A-Z][\w'’-]+)", text
    )
    after = re.fullmatch(r"([^,\d]+), ([^,\d]+)", text)
    if not before and not after:
        return ""
    given, family = before.groups() if before else reversed(after.groups() if after else ())
    return f"[{{family: {family}, given: {given}}}]"


def name_like(value: Any) -> str:
    """An organisation as CSL writes it; "" for what may be several names, or none."""
    text = value.strip() if isinstance(value, str) else ""
    several = re.search(r"[,;&/]|\b(?:en|and)\b", text) and not OF_ORGANISATIONS.match(text)
    return "" if several or not text else flow({"literal": text})


def date_parts(value: Any) -> list[list[int]] | None:
    """From ``2015``, ``"2015-03-12"``, ``"2015-03/2015-04"``, ``{year: 2015}``, a list of these, or ``date-parts``."""
    if (
        isinstance(value, dict)
        and "date-parts" in value
        and value.keys() <= {"date-parts", "season", "circa"}
    ):
        return numbers(value["date-parts"])
    if isinstance(value, list):
        return numbers([year_month_day(item) for item in value])
    if isinstance(value, dict) and isinstance(value.get("raw"), str):
        value = value["raw"]
    if isinstance(value, dict):
        return numbers([year_month_day(value)])
    dates = [re.fullmatch(DATE, part) for part in str(value).split("/")]
    if isinstance(value, bool) or not all(dates) or len(dates) > 2:
        return None
    return [[int(part) for part in match.groups() if part] for match in dates if match]


def year_month_day(item: Any) -> list[Any]:
    if not isinstance(item, dict) or not item.keys() <= {"year", "month", "day", "season"}:
        return []
    return [item[part] for part in ("year", "month", "day") if part in item]


def numbers(value: Any) -> list[list[int]] | None:
    """A list of one or two dates of one to three numbers, or None."""
    if not isinstance(value, list) or not 1 <= len(value) <= 2:
        return None
    result = []
    for date in value:
        if not isinstance(date, list) or not 1 <= len(date) <= 3:
            return None
        if not all(re.fullmatch(r"-?\d{1,4}", str(part)) for part in date):
            return None
        result.append([int(part) for part in date])
    return result
