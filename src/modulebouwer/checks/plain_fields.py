"""Markup in fields of plain text: readers would see its marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from modulebouwer.checks.texts import PlainText, plain_texts
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.module import LearningModule
from modulebouwer.source.backslashes import MORE_OF_A_WORD
from modulebouwer.source.markdown_parser import KEY

TAGS = (
    "a|abbr|b|big|blockquote|br|code|del|div|em|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|o:p|ol|p|pre|s|small|span|"
    "strike|strong|sub|sup|table|td|th|tr|tt|u|ul"
)
# What leads from a Markdown text to somewhere else, and its words.
# (Both patterns begin with one of few letters, which are looked for at once.)
LEADING = re.compile(
    r"(?=[!\[ ])(?:"
    r"!?\[(?P<words>[^\[\]\n]*)\]\((?=\S)[^()\n]*\)"
    rf"|(?P<citation>[ ]?\[[^\[\]\n@]*(?<![\w.])@{KEY}[^\[\]\n]*\])"
    r"|(?P<note>\[\^[^\s\[\]]+\])"
    r")"
)
# What gives a Markdown text its form, and the words in it.
MARKS = re.compile(
    r"(?=[*_~=^`# \\<&])(?:"
    r"\*\*(?=\S)(?P<bold>[^*\n]*[^\s*])\*\*"
    r"|(?<![\w*])\*(?P<italic>[\w\"'“‘(](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)__(?P<strong>[^\s_](?:[^_\n]*\s[^_\n]*)?[^\s_])__(?!\w)"
    r"|(?<!\w)_(?P<emphasis>[^\W_](?:[^_\n]*[^\s_])?)_(?!\w)"
    r"|~~(?=\S)(?P<struck>[^~\n]*[^\s~])~~"
    r"|(?<![=\w])==(?=[^\s=])(?P<marked>[^=\n]*[^\s=])==(?![=\w])"
    r"|(?<=[^\W_])~(?P<low>[\w+-]+)~|(?<=[^\W_])\^(?P<high>[\w+-]+)\^"
    r"|`+(?=[^\s`])(?P<code>[^`\n]+)`+"
    r"|^[ ]*#{1,6}[ ]+(?P<heading>\S.*)$"
    rf"|(?<!\b[A-Za-z]:)\\n(?=[A-Z\s]|$)(?!(?-i:{MORE_OF_A_WORD}))"
    r"|(?<!\b[A-Za-z]:)\\(?P<escaped>[*_#\[\]@`<>~^])"
    rf"|</?(?:{TAGS})(?:\s[^<>]*)?/?>"
    r"|(?P<entity>&(?!lt;|gt;)(?:[a-z]{2,8}|[A-Z][a-z]{2,7}|\#\d{2,5}|\#x[0-9a-fA-F]{2,4});)"
    r")",
    re.MULTILINE | re.IGNORECASE,
)
LABELS = frozenset({"title", "description", "publisher", "why", "alt", "caption", "term", "unit", "keywords"})
ITEM = r"[ ]*(?:[-*•]|\d{1,2}[.)])[ ]+\S"
ITEMS = re.compile(rf"^(?P<item>{ITEM}.*)\n(?:.*\n)*?{ITEM}", re.MULTILINE)


def plain_fields(module: LearningModule) -> Iterator[Finding]:
    """TXT-190: bold, tags and their kin; TXT-191: links, citations and notes; TXT-192: a list. Once a field each."""
    for text in plain_texts(module):
        if leading := LEADING.search(text.text):
            yield said("TXT-191", text, leading)
        elif marks := next((one for one in MARKS.finditer(text.text) if is_markup(one)), None):
            yield said("TXT-190", text, marks)
        if is_curly(text):
            yield Finding("SRC-200", text.at(0), {"key": text.key, "plain": shortened(text.text[1:-1])})
        if items := ITEMS.search(text.text):
            yield Finding("TXT-192", text.at(items.start("item")), {"key": text.key})


def is_curly(text: PlainText) -> bool:
    """Whether a label stands between curly double quotation marks alone: they were meant for YAML.

    Where somebody speaks, as in the text of an option, they belong to the text, and in straight ones too.
    """
    written = text.source.written(text.way)
    return bool(
        text.key in LABELS and written and not written.style and re.fullmatch(r"[“„”][^“„”]+[“”]", text.text)
    )


def said(code: str, text: PlainText, found: re.Match[str]) -> Finding:
    values = {
        "written": shortened(found.group()),
        "key": text.key,
        "plain": shortened(without_markup(text.text)),
    }
    return Finding(code, text.at(found.start()), values)


def is_markup(found: re.Match[str]) -> bool:
    """Whether an entity is one: "R&D;" is none."""
    return not found["entity"] or html.unescape(found["entity"]) != found["entity"]


def without_markup(text: str) -> str:
    """The words alone; marks may stand around each other."""
    before = ""
    while text != before:
        before = text
        text = LEADING.sub(lambda found: found["words"] or "", text)
        text = MARKS.sub(words_of, text)
    return re.sub(r" +", " ", text).strip()


def words_of(found: re.Match[str]) -> str:
    if found["entity"]:
        return html.unescape(found["entity"]).replace("\u00a0", " ")
    inside = next((words for words in found.groups() if words is not None), None)
    return " " if inside is None and found.group().lower().startswith(("<br", "\\n")) else inside or ""
