"""A web page as its maker meant it: its text without what belongs to the site or the sheet of paper.

Menus and footers of a site (HTML, 4.3: ``nav``, ``header``, ``footer``, ``aside``), and the heads and feet of pages
that LibreOffice writes into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from lxml import etree, html

from modulebouwer.importing.linked_notes import NUMBER
from modulebouwer.importing.prepared import COMMENT, Prepared, hidden, running_heads
from modulebouwer.importing.site_name import without_site
from modulebouwer.importing.tree import Mark

EMBEDDED = ("iframe", "video", "audio", "object", "embed")
# The class of a list of Google Docs, and how its style sheet makes letters bold and italic.
GOOGLE_LIST = re.compile(r"(?:^|\s)lst-(?P<list>kix_\w+)-(?P<depth>\d)(?=\s|$)")
LOOKS = ((r"\.(c\d+)\{[^}]*font-weight:700", "b"), (r"\.(c\d+)\{[^}]*font-style:italic", "i"))
# Where a comment stands in a page of Google Docs and of Word, and the comment itself.
COMMENTED = re.compile(r"#(?P<name>cmnt\d+|_msocom_\d+)")
# What leads back from there.
BACK = re.compile(r"#(?:cmnt_ref\d|_msoanchor_\d)")
CONTROLS = ("dialog", "alertdialog", "navigation")
# What WordPress calls what it puts around a text.
MADE = re.compile(
    r"(?:^|\s)(?:(?:entry|post)-(?:meta|footer|navigation)|posted-on|byline|breadcrumbs?|sharedaddy|comments-area)(?=\s|$)"
)
AROUND = ("nav", "footer", "aside", "header")


def as_meant(data: bytes) -> Prepared:
    """The page, in UTF-8 and with an end to each tag."""
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding=encoding_of(data)))
    except etree.ParserError:
        return Prepared(data)
    unseen = [element for element in root.iter() if is_hidden(element)]
    told = hidden(" ".join(element.itertext()) for element in unseen)
    for element in unseen:
        element.drop_tree()
    with_listed_notes(root)
    gone = list(around(root))
    site = without_site(root, gone)
    told += running_heads((site, *(" ".join(element.itertext()) for element in gone)))
    with_numbers(root)
    comments = tuple(take_comments(root))
    as_google_meant(root)
    choices = list(root.iter("option"))
    for option in choices:
        option.tail = f" {option.tail or ''}"
    addresses = list(with_links(root))
    told += [Mark("IMP-035", {"url": address}) for address in addresses]
    for element in gone:
        element.drop_tree()
    data = etree.tostring(root, encoding="utf-8", method="html")
    return Prepared(data, tuple(told), comments=comments)


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether a page does not show the element (HTML, 6.1), and no element around it hides it already."""

    def hides(one: html.HtmlElement) -> bool:
        unseen = re.search(r"display\s*:\s*none", one.get("style", ""), re.IGNORECASE) is not None
        return unseen or one.get("hidden", "until-found").strip().lower() != "until-found"

    return isinstance(element.tag, str) and hides(element) and not any(map(hides, element.iterancestors()))


def with_numbers(root: html.HtmlElement) -> None:
    """Begin a list anew at each point that says its own number (HTML, 4.4.8)."""
    for point in list(root.iter("li")):
        number, holder = point.get("value", "").strip(), point.getparent()
        if holder is None or holder.tag != "ol" or not re.fullmatch(r"\d{1,9}", number):
            continue
        follows = [point, *point.itersiblings()]
        if point.getprevious() is None:
            holder.set("start", number)
            continue
        again = html.Element("ol", start=number)
        again.extend(follows)
        again.tail, holder.tail = holder.tail, None
        holder.addnext(again)


def as_google_meant(root: html.HtmlElement) -> None:
    """Put right what Google Docs writes in ways of its own.

    Lists within lists stand below each other, and only a class tells how deep; bold and italic letters are classes;
    a link goes by way of Google.
    """
    lists = [one for one in root.iter("ol", "ul") if list_of(one)]
    for one in lists:
        above = one.getprevious()
        if above is not None and list_of(above)[:1] == list_of(one)[:1]:
            place_list(above, one)
    sheet = "".join(style.text or "" for style in root.iter("style"))
    looks = [(name, tag) for pattern, tag in LOOKS for name in re.findall(pattern, sheet)]
    styled = [
        (span, tag)
        for span in root.iter("span")
        for name, tag in looks
        if name in span.get("class", "").split()
    ]
    for span, tag in styled:
        if tag == span.tag:
            continue
        inner = html.Element(tag)
        inner.text, span.text = span.text, None
        inner.extend(list(span))
        span.append(inner)
    links = [one for one in root.iter("a") if urlsplit(one.get("href", "")).netloc == "www.google.com"]
    for link in links:
        target = parse_qs(urlsplit(link.get("href", "")).query).get("q")
        if target:
            link.set("href", target[0])


def list_of(element: html.HtmlElement) -> tuple[str, int] | tuple[()]:
    """The list of Google Docs that an element is a part of, and how deep it stands in it; () for none."""
    match = GOOGLE_LIST.search(element.get("class", "")) if element.tag in ("ol", "ul") else None
    return (match["list"], int(match["depth"])) if match else ()


def place_list(above: html.HtmlElement, below: html.HtmlElement) -> None:
    """Put a piece of a list into the piece above it: its points go on there, or stand within the last of them."""
    points = list(above.iterchildren("li"))
    inner = next(points[-1].iterchildren("ol", "ul"), None) if points else None
    depths = [one[1] for element in (above, below) if (one := list_of(element))]
    if not points or depths[0] >= depths[-1]:
        above.extend(list(below))
        below.drop_tree()
    elif inner is not None:
        place_list(inner, below)
    else:
        tail, below.tail = below.tail, None
        points[-1].append(below)
        above.tail = f"{above.tail or ''}{tail or ''}"


def with_listed_notes(root: html.HtmlElement) -> None:
    """Put notes that are points of a list below the text as paragraphs, each with its number.

    A number in the text leads to each of them, and a sign in it leads back.
    """
    points = {point.get("id"): point for point in root.iter("li") if point.get("id")}
    for anchor in list(root.iter("a")):
        number = "".join(anchor.itertext()).strip()
        # Those that say what they are, Pandoc reads itself.
        known = anchor.get("role") == "doc-noteref" or "footnote-ref" in anchor.get("class", "")
        point = points.get(fragment(anchor)[1:]) if NUMBER.fullmatch(number) and not known else None
        backs = [] if point is None else [one for one in point.iter("a") if is_back(one, anchor)]
        if point is None or not backs:
            continue
        sign = html.Element("a", href=fragment(backs[0]))
        sign.text = number
        for back in backs:
            back.drop_tree()
        holder = next((one for one in point if one.tag == "p"), point)
        sign.tail, holder.text = f" {(holder.text or '').lstrip()}", None
        holder.insert(0, sign)
        del points[point.get("id")]
        listed = point.getparent()
        assert listed is not None  # a point stands in a list, or in the body at least
        point.tag = "p" if holder is point else "div"
        point.tail = None
        listed.addprevious(point)
        if next(listed.iterchildren(), None) is None:
            listed.drop_tree()


def is_back(anchor: html.HtmlElement, sign: html.HtmlElement) -> bool:
    """Whether a link leads back to the number ``sign`` or to what is around it."""
    names = {one.get("id") or one.get("name") for one in (sign, *sign.iterancestors("sup", "span"))} - {None}
    return fragment(anchor)[1:] in names


def take_comments(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Put a sign with its number in the place of each comment; the author and text of each.

    Google Docs says nobody's name, Word the first letters of it.
    """
    targets = {name: one for one in root.iter("a") for name in (one.get("id"), one.get("name")) if name}
    count = 0
    for anchor in list(root.iter("a")):
        match = COMMENTED.fullmatch(fragment(anchor))
        target = targets.get(match["name"]) if match else None
        if target is None or target is anchor:
            continue
        holder = holder_of(target)
        backs = [one for one in holder.iter("a") if BACK.match(fragment(one))]
        label = "".join(text for one in backs[:1] for text in one.itertext()).strip("[] ")
        said = "".join(holder.itertext()).replace(f"[{label}]", "", 1)
        author = re.sub(r"\d+$", "", label) if "_mso" in fragment(anchor) else ""
        anchor.text = f"{COMMENT}{count}{COMMENT}"
        for child in list(anchor):
            anchor.remove(child)
        anchor.tag = "span"
        yield author, " ".join(said.split())
        if holder.getparent() is not None:
            holder.drop_tree()
        count += 1


def fragment(anchor: etree._Element) -> str:
    """Where a link leads to in its own page, with the sign before it; else ""."""
    found = anchor.get("href", "")
    return found if found.startswith("#") else ""


def holder_of(target: html.HtmlElement) -> html.HtmlElement:
    """The paragraphs of the comment that begins with ``target``, and no more."""
    holder = target
    for around in target.iterancestors("p", "div"):
        begun = sum(
            re.match(r"cmnt\d|_msocom_", one.get("id") or one.get("name") or "") is not None
            for one in around.iter("a")
        )
        if begun > 1 or (
            around.tag != "p" and next(around.iter("h1", "h2", "h3", "table"), None) is not None
        ):
            break
        if any(COMMENTED.fullmatch(fragment(one)) for one in around.iter("a")):
            break
        holder = around
    return holder


def with_links(root: html.HtmlElement) -> Iterator[str]:
    """Put a link in the place of what a page shows from elsewhere (HTML, 4.8); the addresses."""
    for element in list(root.iter(*EMBEDDED)):
        sources = (
            element.get("src"),
            element.get("data"),
            *(one.get("src") for one in element.iter("source")),
        )
        address = next(filter(None, sources), "")
        parent = element.getparent()
        if not address or parent is None:
            continue
        link = html.Element("a", href=address)
        link.text = element.get("title") or address
        holder = html.Element("p")
        holder.append(link)
        holder.tail, element.tail = element.tail, None
        parent.replace(element, holder)
        yield address


def encoding_of(data: bytes) -> str | None:
    """UTF-8 where it is; else what the page says."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def around(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What stands around the text, none of it within another."""
    main = next(root.iter("main", "article"), None)
    inside = set() if main is None else {main, *main.iter(), *main.iterancestors()}
    held: set[html.HtmlElement] = set()
    for element in root.iter("div", "p", "span", "ul", "section", "button", "a", *AROUND):
        sheet = element.tag == "div" and element.get("title") in ("header", "footer")
        site = element.tag in AROUND and element not in inside and not is_of_text(element, main)
        if (
            sheet or site or is_control(element) or MADE.search(element.get("class", ""))
        ) and element not in held:
            held.update(element.iter())
            yield element


def is_control(element: html.HtmlElement) -> bool:
    """Whether it is what one clicks on, or what leads through the page or the site, wherever it stands."""
    skips = element.tag == "a" and "skip" in element.get("class", "") and fragment(element) != ""
    return skips or element.tag in ("nav", "button") or element.get("role") in CONTROLS


def is_of_text(element: html.HtmlElement, main: html.HtmlElement | None) -> bool:
    """Whether it holds a part of the text: notes; or the title, where nothing else says what the text is."""
    notes = "note" in f"{element.get('role', '')} {element.get('class', '')} {element.get('id', '')}"
    title = main is None and element.tag == "header" and next(element.iter("h1"), None) is not None
    return notes or title or (main is None and element.tag == "aside")
