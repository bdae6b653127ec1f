"""Links, terms and footnotes: each leads somewhere, and nowhere it should not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from markdown_it.token import Token

from modulebouwer.checks.lookalikes import terms_in_roles
from modulebouwer.checks.texts import (
    HTML,
    inline_tokens,
    is_escaped,
    location,
    place_of,
    plain_text,
    section_texts,
    texts,
    whole,
)
from modulebouwer.checks.typed_notes import begins_as_note, is_note_link
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.fields import FILM, PICTURE, SOUND
from modulebouwer.model.identifiers import DASHES, INVISIBLE, identifier_from
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, term_words
from modulebouwer.model.once import once
from modulebouwer.render.prose import LANGUAGE, OUTSIDE, PLACES
from modulebouwer.source.folder import media_name
from modulebouwer.source.meant import BROKEN_HOST, beyond_proxy, language_like, mended_address

SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)", re.DOTALL)
INSIDE = frozenset(PLACES)
NAMED = rf"(?:{'|'.join(PLACES)}):"
DOCUMENT = re.compile(r"[^:?]+\.(?:docx?|xlsx?|pptx?|od[tsp]|pdf|rtf|zip|mp3|mp4)", re.IGNORECASE)
UNKNOWN = {"section": "LNK-001", "term": "LNK-002", "theme": "LNK-003"}
# A path that leads somewhere on the author's own computer or network only.
OWN_DISK = re.compile(r"[A-Za-z]:[/\\]|file:|\\\\|~/|/(?:Users|home|mnt|Volumes)/", re.IGNORECASE)
# Pages that send one on, which mail programs and search engines put before an address, and where they keep it.
DETOURS = (
    (re.compile(r"safelinks\.protection\.outlook\.com"), ("url",)),
    (re.compile(r"^(?:www\.)?google\.[a-z.]+/url$"), ("url", "q")),
    (re.compile(r"^l\.(?:facebook|instagram)\.com/"), ("u",)),
    (re.compile(r"^(?:www\.)?linkedin\.com/(?:redir|safety/go)"), ("url",)),
)
# What looks like a hyphen, or like nothing at all.
STRANGE = re.compile(rf"[{INVISIBLE}{DASHES}\u00a0\u202f]")
# What a chatbot, a mailing or an advertisement hangs on an address to see who comes from there.
TAIL = re.compile(
    r"[?&](?:utm_[a-z]+|fbclid|gclid|mc_[ce]id)=[^&#]*(?:&(?:utm_[a-z]+|fbclid|gclid|mc_[ce]id)=[^&#]*)*"
)
# Where one works at what others are to read, and the address at which they do; "" where the site gives one of its own.
EDITED = (
    (r"docs\.google\.com/forms/d/(?P<rest>[^/]+)/edit\b", "https://docs.google.com/forms/d/{rest}/viewform"),
    (r"docs\.google\.com/(?P<rest>(?:document|spreadsheets|presentation|drawings)/d/[^/]+)/edit\b",
     "https://docs.google.com/{rest}/preview"),
    (r"(?:www\.)?canva\.com/(?P<rest>design/[^/]+/[^/]+)/edit\b", "https://www.canva.com/{rest}/view"),
    (r"app\.genial(?:ly\.com|\.ly)/editor/(?P<rest>\w+)", "https://view.genially.com/{rest}"),
    (r"studio\.youtube\.com/video/(?P<rest>[\w-]+)", "https://www.youtube.com/watch?v={rest}"),
    (r"vimeo\.com/manage/videos/(?P<rest>\d+)", "https://vimeo.com/{rest}"),
    (r"(?:sites\.google\.com/(?:d/|.*/edit\b)|forms\.(?:office|microsoft|cloud\.microsoft)(?:\.com)?/.*DesignPage"
     r"|(?:www\.)?canva\.com/design/[^/]+/edit\b|(?:www\.)?(?:mentimeter|wooclap|edpuzzle|thinglink|quizlet|prezi)"
     r"\.com/(?:.*/)?edit(?:or)?\b|create\.kahoot\.it/(?:creator|details)|admin\.typeform\.com/|padlet\.com/dashboard"
     r"|editor\.wix\.com/|learningapps\.org/create|app\.bookcreator\.com/|[^/]+/(?:.*/)?(?:wp-admin/|course/modedit\.php)"
     r"|[^/]+/(?:.*[?&])?(?:action=edit|veaction=edit)\b)", ""),
)  # fmt: skip
# A film or a recording by its code: where it stands in an address, the site, and the signs of a whole code.
CODES = (
    (re.compile(r"https://(?:(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/|v/)"
                r"|youtu\.be/)(?!videoseries|live_stream)(?P<code>[^?&#/]*)"), "YouTube", 11),
    (re.compile(r"https://open\.spotify\.com/(?:intl-\w+/)?(?:embed/)?(?:episode|show|track|album|playlist)/"
                r"(?P<code>[^?&#/]*)"), "Spotify", 22),
    (re.compile(r"https://(?:www\.)?loom\.com/(?:share|embed)/(?:[\w-]*-)?(?P<code>[^?&#/-]*)"), "Loom", 32),
)  # fmt: skip
# Where people keep files of their own: who is not of that organisation, or was not let in, meets a page to sign in.
KEPT = re.compile(
    r"https://(?:[\w-]+\.sharepoint\.com|onedrive\.live\.com|1drv\.ms|drive\.google\.com|(?:www\.)?dropbox\.com"
    r"|teams\.microsoft\.com|we\.tl|(?:www\.)?wetransfer\.com|(?:www\.)?icloud\.com)/."
)
# What answers on one computer or within one network alone.
PRIVATE = re.compile(
    r"https?://(?:[^/?#@\s]*@)?(?:localhost|127\.[\d.]+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+|\[(?:::1|f[cde][^\]]*)\]"
    r"|intranet|sharepoint|(?:[\w-]+\.)+(?:local|localhost|lan|internal|intern|test))\.?(?:[:/?#]|$)",
    re.IGNORECASE,
)
DUTCH_SCHEMES = {"sectie": "section", "hoofdstuk": "section", "begrip": "term", "thema": "theme"}
# "[words] (https://…)" and "(words)[https://…]".
ADDRESS = rf"(?:https?://|{NAMED})[^\s()\[\]]+"
NEARLY = re.compile(
    rf"\[(?P<words>[^\[\]\n]+)\]\s+\((?P<address>{ADDRESS})\)|\((?P<before>[^()\n]+)\)\[(?P<behind>{ADDRESS})\]"
    rf"|\{{(?P<braced>[^{{}}\n]+)\}}[ ]?\((?P<there>{ADDRESS})\)"
)
# A link of Markdown whose address stands elsewhere, "[words][1]", where it stands nowhere.
ELSEWHERE = re.compile(r"\[(?P<linked>[^\[\]\n]+)\]\[(?P<label>\w[\w-]*)\]")
# A picture or link whose address has a space in it: "![words](media/my picture.png)".
SPACED = re.compile(
    r"(?P<mark>!?)\[(?P<words>[^\[\]\n]*)\]"
    rf"\((?P<spaced>(?:media/|https?://|{NAMED})(?:[^()\n\"']*[^\s()\"'])?[ \u00a0]+"
    r"[^()\n\"']*[^\s()\"'])[ ]*\)"
)
# A link of a wiki, with or without other words: "[[name]]", "[[name|words]]".
WIKI = re.compile(r"!?\[\[(?P<wiki>[^\[\]\n|]+)(?:\|(?P<shown>[^\[\]\n|]+))?\]\]")
# An address inside the module between round brackets, without the square ones around the words.
UNLINKED = re.compile(rf"(?<![\w-])(?P<named>[\w-]+)[ ]?\((?P<inner>{NAMED}[a-z0-9-]+)\)")
BARE = re.compile(
    r"(?<![\w/@.])(?P<address>(?:https?://|www\.|doi:[ ]?10\.\d{4,}/)[^\s<>\"'“”‘’)\]]*[^\s<>\"'“”‘’)\].,;:!?])"
)
FOOTNOTE = re.compile(r"\[\^(?P<label>[^\s\]]+)\]")
DEFINITION = re.compile(r"^ {0,3}\[\^(?P<label>[^\s\]]+)\]:", re.MULTILINE)


@dataclass(frozen=True)
class Names:
    """What the links of a module can lead to.

    ``targets``: the names that there are, by scheme, without one of which not all are known; ``words``: by what each is
    called, its name; ``headings``: the section of each heading.
    """

    targets: Mapping[str, frozenset[str]]
    words: Mapping[str, Mapping[str, str]]
    headings: Mapping[str, str]


def names_in(module: LearningModule) -> Names:
    targets = {
        "section": frozenset(section.id for section in module.sections),
        "term": frozenset(term.id for term in module.glossary if term.id is not None),
        "theme": frozenset(theme.id for theme in module.definition.themes),
    }
    unread = {"module.yaml": ("section", "theme"), "terms.md": ("term",), "themes": ("theme",)}
    for scheme in {one for what in module.unread for one in unread.get(what, ())}:
        del targets[scheme]
    words = {
        "section": {identifier_from(section.head.title): section.id for section in module.sections},
        "term": {**module.shared.words, **term_words(module.glossary)},
        "theme": {identifier_from(theme.title): theme.id for theme in module.definition.themes},
    }
    headings = {
        identifier_from(words): section.id for section in module.sections for words in headed(section.body)
    }
    return Names(targets, words, headings)


def links(module: LearningModule) -> Iterator[Finding]:
    names = names_in(module)
    told_elsewhere = {id(text): set[str]() for text in texts(module)}
    for section in module.sections:
        yield from notes_elsewhere([*section_texts(section)], told_elsewhere)
    used: set[str] = set()
    for text in texts(module):
        for token in link_tokens(text):
            yield from followed(token, module, names, used)
        for token, said in linked_words(text):
            yield from named_otherwise(token, said, module, names)
        used |= terms_in_roles(text)
        yield from (one for one in footnotes(text) if one.values["label"] not in told_elsewhere[id(text)])
        for found in no_links(text):
            wiki = found.code == "LNK-013" and "wiki" in found.values
            yield (
                wiki_link(found, names.targets, names.words["section"], used)
                if wiki
                else leading_somewhere(found, names.targets, used)
            )
    for address, place in addresses(module):
        yield from elsewhere(address, place)
    # A link to a term that is not there may well be meant for one that nobody names.
    if whole(module) and not used - names.targets["term"]:
        yield from unused_terms(module, used)


def followed(token: Token, module: LearningModule, names: Names, used: set[str]) -> Iterator[Finding]:
    """What is wrong with where a link leads, in this module or its series; ``used``: the terms that links name."""
    if beside := to_another_module(token, module):
        yield beside
        return
    # The links of a note, as a word processor makes them, are told as such (LNK-370).
    if is_note_link(token):
        return
    heading = to_a_heading(token, names.targets, names.headings)
    for found in heading or link(token, names.targets, names.words, module.broken_ids, used):
        if found.code in UNKNOWN.values():
            name, anywhere = str(found.values["id"]), found.code == UNKNOWN["term"]
            yield from module.siblings.missing(name, found, anywhere=anywhere)
        else:
            yield found


@once
def headed(text: Markdown) -> Iterator[str]:
    """The words of each heading."""
    return (words.content for opening, words in pairwise(text.tokens) if opening.type == "heading_open")


@once
def linked_words(text: Markdown) -> Iterator[tuple[Token, str]]:
    """Each link to something in the module, with its words."""
    for block in text.tokens:
        opened: Token | None = None
        words: list[Token] = []
        for token in block.children or ():
            if token.type == "link_open" and str(token.attrs.get("href", "")).partition(":")[0] in INSIDE:
                opened, words = token, []
            elif token.type == "link_close" and opened:
                yield opened, plain_text(words)
                opened = None
            else:
                words.append(token)


def named_otherwise(token: Token, words: str, module: LearningModule, names: Names) -> Iterator[Finding]:
    """LNK-602: the words of a link are what another section, term or theme is called than the one it leads to."""
    address, called = str(token.attrs["href"]), identifier_from(words)
    scheme, _, target = address.partition(":")
    meant = names.words[scheme].get(called, target) if target in names.targets.get(scheme, ()) else target
    # Two may be called the same.
    own = [section.head.title for section in module.sections if section.id == target and scheme == "section"]
    if meant != target and called not in (target, *map(identifier_from, own)):
        values = {"words": shortened(words), "address": address, "suggestion": f"{scheme}:{meant}"}
        yield Finding("LNK-602", location(token), values)


def to_a_heading(
    token: Token, targets: Mapping[str, frozenset[str]], headings: Mapping[str, str]
) -> tuple[Finding, ...]:
    """LNK-340, for an address that begins as one within a page; ``headings``: the section of each heading."""
    address = unquote(str(token.attrs.get("href", "")))
    sections = sorted(targets.get("section", ()))
    # The name of a section, term or theme behind the hash is told as what it is (LNK-006).
    if not address.startswith("#") or not sections or any(address[1:] in names for names in targets.values()):
        return ()
    section = headings.get(identifier_from(address), sections[0])
    return (Finding("LNK-340", location(token), {"address": shortened(address), "section": section}),)


def to_another_module(token: Token, module: LearningModule) -> Finding | None:
    """LNK-440, for a path to another module of the series: a theme leads there."""
    # Of a theme that cannot be read nothing is known, not even that it is missing.
    if module.unread & {"module.yaml", "themes"}:
        return None
    address = unquote(str(token.attrs.get("href", "")))
    names = re.split(
        r"[/#?:]+", re.sub(r"^(?:(?:section|sectie|module|theme|thema):|(?:\.{1,2}/)+)", "", address)
    )
    own = {section.id for section in module.sections} | {theme.id for theme in module.definition.themes}
    leads = names[1:] or address.startswith(("../", "module:")) or (":" in address and names[0] not in own)
    if (
        names[0] not in module.shared.modules
        or not leads
        or address.removeprefix("theme:") in module.broken_ids
    ):
        return None
    theme = next((one for one, member in module.shared.linked.items() if member.name == names[0]), "")
    values = {
        "address": shortened(address),
        "module": names[0],
        "theme": theme or names[0],
        "listed": "yes" if theme else "no",
    }
    return Finding("LNK-440", location(token), values)


@once
def link_tokens(text: Markdown) -> Iterator[Token]:
    return (token for token in inline_tokens(text) if token.type == "link_open")


def link(
    token: Token,
    targets: Mapping[str, frozenset[str]],
    words: Mapping[str, Mapping[str, str]],
    broken: frozenset[str],
    used: set[str],
) -> Iterator[Finding]:
    """``words``: by what a section, term or theme is called, its id."""
    address = unquote(str(token.attrs.get("href", "")))
    place = location(token)
    match = SCHEME.match(address)
    if wrong := wrong_address(address, place):
        yield wrong
    elif address.startswith("https:"):
        yield from elsewhere(address, place)
    elif match is None:
        meant = address_like(address, targets)
        used.add(meant.removeprefix("term:"))
        yield Finding("LNK-006", place, {"address": shortened(address), "suggestion": meant})
    elif (scheme := match["scheme"].lower()) in INSIDE:
        if scheme == "term" and scheme in targets:
            used.add(match["rest"])
        if scheme in targets and match["rest"] not in targets[scheme] | broken:
            found = unknown(scheme, match["rest"], place, targets[scheme], words.get(scheme, {}))
            if scheme == "term":
                used.add(str(found.values["suggestion"]))
            yield found
    elif scheme not in OUTSIDE and not LANGUAGE.fullmatch(address):
        yield other_scheme(scheme, match["rest"], place, used)


def wrong_address(address: str, place: Location) -> Finding | None:
    """What is wrong with an address whatever there is in the module: LNK-400, LNK-190, LNK-014, LNK-011, LNK-004."""
    shown = {"address": shortened(address)}
    if PRIVATE.match(address):
        return Finding("LNK-400", place, shown)
    if (meant := mended_address(address)) or BROKEN_HOST.match(address):
        return Finding("LNK-190", place, {**shown, "suggestion": meant})
    if OWN_DISK.match(address):
        return Finding("LNK-014", place, shown)
    if address.startswith("media/") or DOCUMENT.fullmatch(address):
        return Finding("LNK-011", place, {"path": shortened(address)})
    return Finding("LNK-004", place, shown) if address.lower().startswith("http:") else None


def unknown(
    scheme: str, name: str, place: Location, names: frozenset[str], words: Mapping[str, str]
) -> Finding:
    """LNK-001 to LNK-003 for a name that is none of ``names``; LNK-150: to who reads it, it looks like one."""
    suggestion = words.get(identifier_from(name)) or closest(name, names.union(words.values()))
    if strange := STRANGE.search(name):
        character = f"U+{ord(strange.group()):04X}"
        values = {"id": shortened(name), "character": character, "suggestion": suggestion}
        return Finding("LNK-150", place, values)
    return Finding(UNKNOWN[scheme], place, {"id": shortened(name), "suggestion": suggestion})


def other_scheme(scheme: str, rest: str, place: Location, used: set[str]) -> Finding:
    """LNK-203 for another way to name a language, LNK-005 for a scheme that no page follows."""
    if scheme in ("lang", "taal") and (language := language_like(rest)):
        return Finding("LNK-203", place, {"written": shortened(rest), "language": language})
    used.add(rest)
    meant = DUTCH_SCHEMES.get(scheme) or closest(scheme, [*INSIDE, *OUTSIDE])
    return Finding("LNK-005", place, {"scheme": scheme, "suggestion": meant})


def elsewhere(address: str, place: Location) -> Iterator[Finding]:
    """What a learner meets who follows an address of the web."""
    if PRIVATE.match(address):
        yield Finding("LNK-400", place, {"address": shortened(address)})
        return
    if public := beyond_proxy(address):
        yield Finding("LNK-600", place, {"address": shortened(address), "page": public})
        return
    if beyond := beyond_detour(address):
        yield Finding("LNK-191", place, {"address": shortened(address), "page": shortened(beyond)})
        return
    if tail := TAIL.search(address):
        yield Finding("LNK-200", place, {"tail": shortened(tail[0]), "page": without_tail(address)})
    if KEPT.match(address):
        yield Finding("LNK-230", place, {"address": shortened(address)})
    elif (page := to_read(address)) is not None:
        # Whole, where it can be replaced.
        values = {"address": address if page else shortened(address), "suggestion": page}
        yield Finding("LNK-201", place, values)
    yield from broken_code(address, place)


def to_read(address: str) -> str | None:
    """Where others read what an address opens to edit it: "" where that is not known; None for any other address."""
    for pattern, page in EDITED:
        if found := re.match(f"https://{pattern}", address):
            return page.format(**found.groupdict())
    return None


def broken_code(address: str, place: Location) -> Iterator[Finding]:
    """LNK-601: a film or a recording whose code lacks a part, or has one too many."""
    for pattern, site, length in CODES:
        found = pattern.match(address)
        if found and len(found["code"]) != length:
            values = {"code": found["code"], "site": site, "signs": len(found["code"]), "wanted": length}
            yield Finding("LNK-601", place, values)


def addresses(module: LearningModule) -> Iterator[tuple[str, Location]]:
    """The addresses of the web that are fields: of themes, of components such as embed, and of works."""
    for number, theme in enumerate(module.definition.themes):
        if theme.url:
            yield theme.url, module.source.value_at("themes", number, "url")
    for placed in module.components:
        if url := getattr(placed.model, "url", None):
            yield str(url), placed.source.value_at("url")
    for reference in module.references:
        if reference.addressed:
            yield str(reference.csl["URL"]).strip(), reference.addressed


def without_tail(address: str) -> str:
    """An address less ``TAIL``; what came behind the tail keeps a question mark before it."""
    found = TAIL.search(address)
    if found is None:
        return address
    before, behind = address[: found.start()], address[found.end() :]
    if found[0].startswith("?") and behind.startswith("&"):
        behind = f"?{behind[1:]}"
    return before + behind


def beyond_detour(address: str) -> str:
    """Where an address leads that goes by a mail program's or a search engine's page, or ""."""
    if not address.startswith("https://"):
        return ""
    parts = urlsplit(address)
    names = next((keys for site, keys in DETOURS if site.search(f"{parts.hostname}{parts.path}")), ())
    found = (parse_qs(parts.query).get(name, [""])[0] for name in names)
    return next((one for one in found if one.startswith("https://")), "")


def address_like(address: str, targets: Mapping[str, frozenset[str]]) -> str:
    """The address that was meant by one without its beginning, or between quotation marks."""
    if (plain := address.strip("\"'“”„‘’<> ")) != address:
        return plain if SCHEME.match(plain) else address_like(plain, targets)
    if re.fullmatch(r"(?:www\.|[\w-]+\.(?:nl|com|org|eu|net)\b)\S*", address):
        return f"https://{address}"
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", address):
        return f"mailto:{address}"
    for scheme in sorted(targets):
        rest = address.removeprefix(scheme).lstrip(":;,./ ")
        if rest != address and rest in targets[scheme]:
            return f"{scheme}:{rest}"
    name = address.rpartition("/")[2].removesuffix(".md").lstrip("#")
    return next((f"{scheme}:{name}" for scheme in sorted(targets) if name in targets[scheme]), "")


@once
def no_links(text: Markdown) -> Iterator[Finding]:
    """LNK-012: an address that nobody can follow; LNK-013: a link that is not quite one, LNK-620: a file instead.

    Once a paragraph each.
    """
    for block in text.tokens:
        depth = 0
        typed = []
        for token in block.children or ():
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            typed.append(token.content if token.type == "text" and not depth else "\n")
        running = HTML.sub("\n", "".join(typed))
        # One of these stands in all that is sought: most paragraphs are done with at once.
        if not any(sign in running for sign in (":", "[", "www.")):
            continue
        for code, pattern in (
            ("LNK-013", NEARLY),
            ("LNK-013", SPACED),
            ("LNK-013", WIKI),
            ("LNK-013", UNLINKED),
            ("LNK-012", BARE),
        ):
            match = pattern.search(running)
            if match and not (pattern is WIKI and is_escaped(match.group(), block.content)):
                written = match.group()
                values = {"written": shortened(written), "link": link_of(match.groupdict())}
                if pattern is WIKI:
                    values["wiki"] = match["wiki"].strip()
                    if component := shown_as(values["wiki"]):
                        code = "LNK-620"
                        values |= {"component": component, "src": f"media/{media_name(values['wiki'])}"}
                yield Finding(code, place_of(written, block, text), values)
                break
        nowhere = ELSEWHERE.search(running)
        # "[1][2]" is a row of notes (LNK-371).
        if nowhere and not nowhere["linked"].isdigit() and not is_escaped(nowhere.group(), block.content):
            values = {"written": shortened(nowhere.group()), "words": shortened(nowhere["linked"])}
            place = place_of(nowhere.group(), block, text)
            yield Finding("LNK-202", place, {**values, "label": nowhere["label"]})


def shown_as(name: str) -> str:
    """The component that shows a file of this name, or "" for what is no such file."""
    extension = PurePosixPath(name).suffix.lower()
    shown = {"figure": PICTURE.extensions, "video": FILM.extensions, "audio": SOUND.extensions}
    documents = "download" if DOCUMENT.fullmatch(name) else ""
    return next((component for component, known in shown.items() if extension in known), documents)


def leading_somewhere(found: Finding, targets: Mapping[str, frozenset[str]], used: set[str]) -> Finding:
    """``found`` with the nearest target in the link that it proposes; that is not also one that nobody names."""
    link = str(found.values.get("link", ""))
    inside = re.search(r"\((?P<scheme>section|term|theme):(?P<name>[^)]*)\)", link)
    if inside is None:
        return found
    known = targets.get(inside["scheme"], frozenset())
    name = inside["name"] if inside["name"] in known else closest(inside["name"], known)
    if inside["scheme"] == "term":
        used.add(name or inside["name"])
    near = link.replace(inside.group(), f"({inside['scheme']}:{name or inside['name']})")
    return replace(found, values={**found.values, "link": near})


def wiki_link(
    found: Finding, targets: Mapping[str, frozenset[str]], titles: Mapping[str, str], used: set[str]
) -> Finding:
    """``found`` with the link that is meant by ``[[name]]`` or ``[[name|words]]``, in either order.

    ``titles``: the section of each title. LNK-372 where nothing has that name.
    """
    words = str(found.values["link"])[1:].partition("](")[0]
    named = str(found.values["wiki"]).partition("#")[0].removesuffix(".md")
    # Of one name, the section goes before the term, and an identifier before a title.
    names = {title: f"section:{section}" for title, section in titles.items()}
    names |= {
        one: f"{scheme}:{one}" for scheme in ("theme", "term", "section") for one in targets.get(scheme, ())
    }
    for name, shown, nearly in ((named, words, False), (words, named, False), (named, words, True)):
        wanted = identifier_from(name)
        if target := names.get(closest(wanted, names) if nearly else wanted, ""):
            used.add(target.removeprefix("term:"))
            return replace(found, values={**found.values, "link": f"[{shown}]({target})"})
    known = shortened(", ".join(sorted(targets.get("section", ()))))
    values = {"written": found.values["written"], "words": words, "known": known}
    return Finding("LNK-372", found.location, values)


def link_of(parts: Mapping[str, str | None]) -> str:
    """The link that was meant by ``NEARLY``, ``SPACED``, ``WIKI`` or ``BARE``."""
    if wiki := parts.get("wiki"):
        words = (parts.get("shown") or wiki).strip()
        return f"[{words}](section:{identifier_from(wiki) or '…'})"
    if parts.get("inner"):
        return f"[{parts['named']}]({parts['inner']})"
    if parts.get("spaced"):
        address = parts["spaced"] or ""
        if address.startswith("media/"):
            address = f"media/{media_name(address.removeprefix('media/'))}"
        scheme, colon, name = address.partition(":")
        if scheme in INSIDE:
            address = f"{scheme}{colon}{identifier_from(name)}"
        return f"{parts['mark'] or ''}[{parts['words']}]({address.replace(' ', '%20')})"
    if (address := parts["address"] or "").startswith("doi:"):
        return f"[…](https://doi.org/{address.removeprefix('doi:').strip()})"
    address = address or parts.get("behind") or parts.get("there") or ""
    words = parts.get("words") or parts.get("before") or parts.get("braced") or "…"
    return f"[{words}]({'https://' if address.startswith('www.') else ''}{address})"


def unused_terms(module: LearningModule, used: set[str]) -> Iterator[Finding]:
    for section in module.sections:
        for term in section.terms:
            if term.id is not None and term.id not in used:
                yield Finding("LNK-009", term.location, {"id": term.id})


def notes_elsewhere(texts: list[Markdown], told: dict[int, set[str]]) -> Iterator[Finding]:
    """LNK-373: the mark of a note in one text of a section, and the note in another; ``told``: labels, by text."""
    found = {id(text): [*footnotes(text)] for text in texts}
    notes = {label for text in texts for label in DEFINITION.findall(text.text) if "[^" in text.text}
    for text in texts:
        for one in found[id(text)]:
            label = str(one.values["label"])
            if one.code == "LNK-007" and label in notes:
                told[id(text)].add(label)
                yield Finding("LNK-373", one.location, {"label": label})
                for other in texts:
                    if any(
                        note.code == "LNK-008" and note.values["label"] == label for note in found[id(other)]
                    ):
                        told[id(other)].add(label)


@once
def footnotes(text: Markdown) -> Iterator[Finding]:
    """A note without a mark would not be shown, and a mark without a note stands there as it was typed."""
    marks = {token.meta.get("label") for token in inline_tokens(text) if token.type == "footnote_ref"}
    defined: set[str] = set()
    for match in DEFINITION.finditer(text.text) if "[^" in text.text else ():
        label, place = match["label"], text.at(match.start() + match.group().index("["))
        if label in defined:
            yield Finding("LNK-010", place, {"label": label})
        elif label not in marks:
            yield Finding("LNK-008", place, {"label": label})
        defined.add(label)
    without_colon = {begins_as_note(block) for block in text.tokens if block.type == "inline"}
    for block in text.tokens:
        for child in block.children or ():
            for match in FOOTNOTE.finditer(child.content) if child.type == "text" else ():
                # A note whose colon is missing is told as such (LNK-370).
                if match.group() in without_colon or is_escaped(match.group(), block.content):
                    continue
                mark = re.search(re.escape(match.group()) + r"(?!:)", text.text)
                yield Finding(
                    "LNK-007", text.at(mark.start()) if mark else location(block), {"label": match["label"]}
                )
