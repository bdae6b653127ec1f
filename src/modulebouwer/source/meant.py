"""What an author meant by a value that cannot stand where it stands: a day, a number, a name in the right form.

A function for each form, text in and text out; "" when nothing is plainly meant.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit, urlunsplit

from modulebouwer.findings import Finding
from modulebouwer.findings.record import families, is_code
from modulebouwer.findings.wording import closest
from modulebouwer.model.identifiers import DASHES, identifier_from

YES_OR_NO = {
    **dict.fromkeys(
        ("true", "ja", "j", "yes", "y", "on", "waar", "juist", "goed", "correct", "right", "1"), "true"
    ),
    **dict.fromkeys(("false", "nee", "n", "no", "off", "onwaar", "onjuist", "fout", "wrong", "0"), "false"),
}
# What Dutch authors write where one of a few words is asked.
DUTCH_CHOICES = {
    "alle": "all", "allemaal": "all", "alles": "all", "apparaat": "device", "artikel": "article-journal",
    "attention": "warning", "caution": "warning", "danger": "warning", "gevaar": "warning", "important": "warning",
    "belangrijk": "warning", "info": "note", "information": "note", "informatie": "note", "hint": "tip",
    "geen": "none", "jij": "je", "jou": "je", "let op": "warning", "niets": "none", "opmerking": "note",
    "rapport": "report", "uw": "u", "verplicht": "required", "waarschuwing": "warning", "website": "webpage",
}  # fmt: skip
LANGUAGES = {
    "nederlands": "nl", "dutch": "nl", "engels": "en", "english": "en", "frans": "fr", "french": "fr", "duits": "de",
    "german": "de", "deutsch": "de", "fries": "fy", "frysk": "fy", "frisian": "fy", "vlaams": "nl-BE",
}  # fmt: skip
# What is written for a region → its code (ISO 3166-1).
REGIONS = {
    "UK": "GB", "EN": "GB", "ENG": "GB", "GBR": "GB", "VL": "BE", "BEL": "BE", "HO": "NL", "HL": "NL", "NE": "NL",
    "NED": "NL", "NLD": "NL", "DU": "DE", "DEU": "DE", "FRA": "FR", "DA": "DK", "EL": "GR", "JA": "JP", "KO": "KR",
    "ZH": "CN",
}  # fmt: skip
CENTURY = 2000
WHOLE = 100
# Said where a number is not known.
UNKNOWN = frozenset(
    {
        "onbekend",
        "geen",
        "n.v.t.",
        "nvt",
        "-",
        "–",
        "?",
        "leeg",
        "niets",
        "unknown",
        "none",
        "n/a",
        "na",
        "nb",
        "n.b.",
    }
)
# How the months begin in Dutch and English.
MONTHS = ("jan", "feb", "maa|mar|mrt", "apr", "mei|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "dec")
# What a word processor, or a telephone, makes of a hyphen.
OTHER_DASHES = re.compile(rf"[\u00ad{DASHES}\ufe58\ufe63\uff0d]")
# What stands for "https://", as it should be and as it is not: "https:/", "http:", "https//", "https://https://".
BEGINNING = re.compile(
    r"https?(?:://?|:?/{1,4})(?:https?:?/{1,3})+|https?:/?(?!/)(?=[\w-]+\.)|https?(?::///+|;//|//(?=\w))|https?: +//",
    re.IGNORECASE,
)
# An address without a whole name of a site: "https://", "https://poraad", "https://www,poraad.nl".
BROKEN_HOST = re.compile(
    r"https?://(?:[^/?#.:\s\[\]]*|[^/?#\s]*[,;][^/?#\s]*|[^/?#\s]*\.\.[^/?#\s]*)(?:[/?#:]|$)", re.IGNORECASE
)
UNITS = {"uur": 60, "uren": 60, "hour": 60, "hours": 60, "u": 60, "h": 60}


def choice_like(written: str, choices: Sequence[str]) -> str:
    """The choice that was meant, in Dutch too."""
    dutch = DUTCH_CHOICES.get(written.strip().lower(), "")
    return dutch if dutch in choices else closest(written, choices)


def version_like(text: str) -> str:
    """Three numbers, for one or two with or without what goes around them: "v1.2" is 1.2.0, "2.0.0-beta.1" 2.0.0."""
    if test := re.match(r"[vV]?([0-9]+\.[0-9]+\.[0-9]+)[-+]", text.strip()):
        return test[1]
    numbers = re.findall(r"[0-9]+", text)
    return ".".join([*numbers, "0", "0"][:3]) if 1 <= len(numbers) <= 3 else ""


def amount_like(text: str) -> str:
    """The number that was meant, with a point: "9,5" and "9.5 %" are 9.5, "12.500" is 12500."""
    if text.strip().lower() in UNKNOWN:
        return "null"
    plain = re.sub(r"\s*([A-Za-z]+|%)$", "", text.strip(" \t\"'“”„‘’€"))
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", plain):
        plain = plain.replace(".", "")
    return plain.replace(",", ".") if re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", plain) else ""


def unit_of(text: str) -> str:
    """What an amount is counted in: "%" of "45%", "teams" of "12 teams"; "" for a bare number, or for none."""
    found = re.search(r"(?<=[0-9])\s*(?P<unit>[A-Za-z]+|%)$|^(?P<money>€)", text.strip(" \t\"'“”„‘’"))
    return (found["unit"] or found["money"]) if found and amount_like(text) else ""


def number_like(text: str) -> str:
    """The whole number that was meant: without quotation marks, points and units; hours and 1:30 are minutes."""
    plain = text.strip(" \t\"'“”„‘’,;").lower()
    if re.fullmatch(r"[0-9]{1,3}([., ][0-9]{3})+", plain):
        return re.sub(r"[., ]", "", plain)
    if between := re.fullmatch(r"[0-9]{1,6} ?(?:-|–|/|à|a|tot|to) ?([0-9]{1,6})(?: ?[a-z]+\.?)?", plain):
        return between[1]
    if duration := re.fullmatch(r"pt(?:([0-9]+)h)?(?:([0-9]+)m)?", plain):
        return str(int(duration[1] or 0) * 60 + int(duration[2] or 0) or "")
    if clock := re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])", plain):
        return str(int(clock[1]) * 60 + int(clock[2]))
    match = re.fullmatch(r"([0-9]{1,6})(?:[.,]([0-9]))?\s*([a-z%]*)\.?", plain)
    if match is None or (match[2] and match[3] not in UNITS and match[2] != "0"):
        return ""
    tenths = int(match[1]) * 10 + int(match[2] or 0)
    return str(tenths * UNITS.get(match[3], 1) // 10)


# A fraction from here on is of a minute, not of an hour.
MOST_HOURS = 5


def minutes_like(text: str) -> str:
    """As ``number_like``; a small fraction is of an hour: 0.25 and "1,5" are 15 and 90, 7.5 is 8."""
    fraction = re.fullmatch(r"([0-9]{1,2})[.,]([0-9]{1,2})", text.strip(" \t\"'“”„‘’"))
    if fraction is None:
        return number_like(text)
    number = float(f"{fraction[1]}.{fraction[2]}")
    # Rounded up: who is given a minute too much is not late.
    return str(math.ceil(number * 60 if number < MOST_HOURS else number) or "")


def percentage_like(text: str) -> str:
    """As ``number_like``; 0.7 is 70, "7/10" and "7 van 10" too."""
    plain = text.strip(" \t\"'“”„‘’%").replace(",", ".")
    part = re.fullmatch(r"([0-9]+) ?(?:/|van|of|out of) ?([0-9]+)", plain)
    if part and 0 < int(part[1]) <= int(part[2]):
        return str(round(int(part[1]) / int(part[2]) * 100))
    if re.fullmatch(r"0?\.[0-9]+|1\.0+", plain):
        return str(round(float(plain) * 100))
    return str(round(float(plain))) if re.fullmatch(r"[0-9]{2}\.[0-9]+", plain) else number_like(text)


# Characters of a word with the space behind it.
A_WORD = 6


def length_like(text: str) -> str:
    """As many characters as "150 woorden" have; "" for what is no number of words."""
    words = re.fullmatch(r"(\d+) ?(?:woord(?:en)?|words?|w)\.?", text.strip(" \t\"'“”„‘’").lower())
    return str(int(words[1]) * A_WORD) if words else ""


def part_like(text: str) -> str:
    """As ``percentage_like``, from 0 to 100; "" for pixels."""
    found = percentage_like(text)
    return found if found and int(found) <= WHOLE and "px" not in text else ""


def date_like(text: str) -> str:
    """2026-01-02 for "2 januari 2026", 02-01-2026, 2/1/2026 and 2026/1/2, when there is such a day."""
    plain = OTHER_DASHES.sub("-", text.strip(" \t\"'“”„‘’").lower())
    plain = re.sub(r"^(\d{4}-\d\d-\d\d)[t ].*", r"\1", plain)
    numbers = re.fullmatch(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})", plain)
    plain = re.sub(r"^(?=[a-z]+\.? \d{4}$)", "1 ", plain)
    words = re.fullmatch(r"(\d{1,2})\.? ([a-z]+)\.? (\d{4})", plain)
    if numbers:
        year, month, day = (int(part) for part in numbers.groups())
        if len(numbers[1]) < 4:
            year, day = day, year
        year += CENTURY if year < 100 else 0
    elif words:
        month = next((n for n, name in enumerate(MONTHS, 1) if re.match(name, words[2])), 0)
        year, day = int(words[3]), int(words[1])
    else:
        return ""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def language_like(text: str) -> str:
    """The code of a language's name, or a code in another form of letters."""
    plain = text.strip()
    code = re.fullmatch(r"([A-Za-z]{2})(?:[_-]([A-Za-z]{2,3}))?", plain)
    if code and not code[2]:
        return code[1].lower()
    if code:
        language, region = code[1].lower(), code[2].upper()
        return f"{language}-{'AT' if (language, region) == ('de', 'AU') else REGIONS.get(region, region)}"
    return LANGUAGES.get(plain.lower(), "")


def is_misnamed(tag: str) -> bool:
    """Whether ``tag``, which has the form of a language's code, names a region that does not exist: "en-UK"."""
    meant = language_like(tag)
    return bool(meant) and meant.lower() != tag.lower()


def list_like(text: str, choices: Sequence[str] = ()) -> str:
    """The list that a text with commas is meant to be; where there are ``choices``, of these."""
    if text.startswith("-"):
        return ""
    parts = [part.strip() for part in re.split(r"[,;]", text)]
    if choices:
        parts = [choice_like(part, choices) for part in parts]
    numbers = ("true", "false", "null", "~")
    parts = [
        f'"{part}"' if part.lower() in numbers or re.fullmatch(r"[-.\d]+", part) else part for part in parts
    ]
    return (
        f"[{', '.join(parts)}]" if all(re.fullmatch(r"\"?[\w .-]{1,40}\"?", part) for part in parts) else ""
    )


def media_like(text: str) -> str:
    """The file below media/ that is meant by a name alone, or by a path with the slashes of Windows."""
    name = re.split(r"[/\\]", text)[-1]
    return f"media/{name}" if re.fullmatch(r"[\w .-]+\.\w{2,5}", name) else ""


def mended_address(address: str) -> str:
    """The address that was meant by one whose beginning is there twice, or with too few or too many marks; or ""."""
    found = BEGINNING.match(address)
    plain = f"https://{address[found.end() :]}" if found else address
    return plain if found and plain != address and not BROKEN_HOST.match(plain) else ""


def address_like(text: str) -> str:
    """A web address for one without its beginning, or with http; of code to embed a page, the page's."""
    if embedded := re.search(r"""<[a-z]+\s[^>]*?\bsrc=["'](?P<url>[^"'\s]+)""", text):
        return address_like(re.sub(r"^//", "https://", embedded["url"]))
    if mended := mended_address(text.strip()):
        return mended
    host = re.fullmatch(
        r"(?:https?:/{0,2})?((?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?)", text.strip(), re.IGNORECASE
    )
    return f"https://{host[1]}" if host else ""


def namespace_like(text: str) -> str:
    """As ``address_like``, without what no names can stand under."""
    return re.sub(r"[?#].*", "", address_like(text))


def quoted(text: str) -> str:
    return f'"{text}"' if re.fullmatch(r"[\w.+-]+", text) else ""


def truth_like(text: str) -> str:
    return YES_OR_NO.get(text.strip(" \"'“”„‘’,;.").lower(), "")


# Letters of other alphabets that look like ours (Unicode, UTS 39): they come along from a web page.
LOOKALIKES = str.maketrans("асеорхуіјѕԁһԛԝοαν", "aceopxyijsdhqwoav")


def identifier_like(text: str) -> str:
    """An identifier for a name; a section is called by its file's name without folder and .md."""
    text = OTHER_DASHES.sub("-", text.replace("\u00ad", "").translate(LOOKALIKES))
    name = re.split(r"[/\\#]|:(?=\S)", text)[-1].removesuffix(".md")
    # "EersteZin" is two words; a number for the order may go before ("02 beginnen").
    return identifier_from(re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "-", re.sub(r"^[\W\d_]+", "", name)))


def named_by_title(found: Finding, ids: Mapping[str, str]) -> Finding:
    """A finding about a title where an id belongs, with the id; ``ids``: by titles in small letters."""
    return replace(
        found, values={**found.values, "suggestion": ids.get(str(found.values["value"]).lower(), "")}
    )


def folder_like(text: str) -> str:
    """The name of a folder, of a path to it: "./gesprek/", "../gesprek/module.yaml"."""
    path = text.strip().replace("\\", "/").removesuffix("/module.yaml")
    return next((part for part in reversed(path.split("/")) if part.strip(". ")), "")


# What a Creative Commons licence can ask besides the name of the maker.
LICENCE_PARTS = ("", "-SA", "-ND", "-NC", "-NC-SA", "-NC-ND")


def licence_like(text: str) -> str:
    """A Creative Commons licence by its usual name: of "cc-by-sa" is that "CC BY-SA 4.0"."""
    plain = re.sub(r"[^a-z0-9]+|(?<=[a-z])(?=[0-9])", "-", text.lower())
    if re.match(r"cc-?0|public-domain", plain):
        return "CC0 1.0"
    found = re.search(r"\b(?P<cc>cc-)?by\b(?P<parts>(?:-(?:nc|sa|nd)\b)*)(?P<slip>(?:-[a-z]{1,3}\b)*)", plain)
    if found is None:
        return ""
    parts, slip = found["parts"].upper(), found["slip"].upper().removesuffix("-NL")
    ordered = {frozenset(one.split("-")): f"CC BY{one} 4.0" for one in LICENCE_PARTS}
    if not slip:
        return ordered.get(frozenset(parts.split("-")), "")
    # Not less than what was written: "by-as" is no "by".
    return closest(f"CC BY{parts}{slip} 4.0", ordered.values()) if found["cc"] else ""


# Where the host begins behind which a library lets its own readers in: EZproxy and its kin, and those of OCLC.
PROXY = re.compile(
    r"(?:^|\.)(?:(?:login|www)\.)?(?:(?:[a-z]+-)?(?:ez|lib|library|bib)-?proxy\d*\.|proxy\d*\."
    r"|[\w-]+\.idm\.oclc\.org$|go\.openathens\.net$)"
)


def beyond_proxy(address: str) -> str:
    """The address of the site itself, for one by way of a library: "https://www-jstor-org.ezproxy.rug.nl/1"; or ""."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.hostname or ""
    found = PROXY.search(host)
    if found is None:
        return ""
    asked = parse_qs(parts.query)
    if inside := next((asked[key][0] for key in ("url", "qurl") if key in asked), ""):
        return inside
    before = host[: found.start()]
    if not before:
        return ""
    # With https the points of a name are hyphens, and its own hyphens two.
    site = before if "." in before else re.sub(r"(?<!-)-(?!-)", ".", before).replace("--", "-")
    return urlunsplit(("https", site, parts.path, parts.query, parts.fragment))


PAGES = re.compile(
    r"(?:(?:pp?|blz|pag|S)\.?|pagina(?:['’]s)?|pages?|Seiten?|siden?)?\s*\d+(?:\s*[-–—]\s*\d+)?"
    r"(?:\s*(?:,|en|and|und|et|&)\s*\d+(?:\s*[-–—]\s*\d+)?)*"
)
FROM_TO = re.compile(r"(?P<first>\d+)(?P<dash>\s*[-–—]\s*)(?P<last>\d+)")


def pages_like(text: str) -> str:
    """Pages of which the last was written before the first, the right way round: "p. 18-12"; "" for any other.

    "118-22" is short for 118-122.
    """
    if not PAGES.fullmatch(text.strip()):
        return ""

    def turned(found: re.Match[str]) -> str:
        first, last = found["first"], found["last"]
        back = len(first) == len(last) and last < first
        return f"{last}{found['dash']}{first}" if back else found.group()

    meant = FROM_TO.sub(turned, text.strip())
    return "" if meant == text.strip() else meant


# What the eye takes for a digit.
LIKE_DIGITS = str.maketrans("OIL", "011")


def code_like(text: str) -> str:
    """The code of a finding in another form: "cmp17", "CMP-O17" and "CMPP-017" are CMP-017."""
    found = re.fullmatch(r"([A-Z][A-Z0-9]*?)[-_ –.:]*(\d[\dOIL]{0,3}|[\dOIL]{3})", text.strip().upper())
    if found is None:
        return ""
    number = int(found[2].translate(LIKE_DIGITS))
    meant = (f"{family}-{number:03}" for family in (found[1], closest(found[1], families())))
    return next((code for code in meant if is_code(code)), "")


def skin_like(text: str) -> str:
    """The name of a skin; of its file in templates/skins/, the folder's."""
    file = re.search(r"([\w-]+)[/\\]skin\.css$", text.strip())
    return file[1] if file else identifier_from(text) if re.fullmatch(r"[\w -]+", text) else ""


# Code of a form → what was probably meant by a value.
SUGGESTIONS: Mapping[str, Callable[[str], str]] = {
    "SER-191": folder_like,
    "SRC-103": quoted,
    "SRC-104": number_like,
    "SRC-140": amount_like,
    "SRC-321": amount_like,
    "SRC-105": truth_like,
    "SRC-108": date_like,
    "SRC-116": identifier_like,
    "SKN-005": skin_like,
    "SRC-126": minutes_like,
    "SRC-127": percentage_like,
    "SRC-155": part_like,
    "MED-001": media_like,
    "MED-026": media_like,
    "MOD-001": version_like,
    "MOD-002": language_like,
    "MOD-003": address_like,
    "MOD-004": code_like,
    "MOD-008": namespace_like,
    "MOD-016": licence_like,
}
