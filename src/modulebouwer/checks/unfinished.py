"""A paragraph that stops before its sentence does: a part of it was lost when it was copied or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from markdown_it.token import Token

from modulebouwer.checks.texts import location, start_of, texts
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

# Words behind which a sentence cannot end, by the language of the text.
CANNOT_END = {
    language: frozenset(words.split())
    for language, words in {
        "nl": "de een en of te welk welke wiens omdat zodat doordat want tenzij hoewel terwijl mits noch uw mijn hun "
        "onze jouw elke iedere",
        "en": "the a an and or of because although whose your my our their every",
        "de": "und oder den dem ein eine einen einem weil obwohl zum zur im vom sowie",
        "fr": "et ou les une des du de à au aux que qui car",
        "fy": "de en of te hokker hokfoar omdat want troch'tst wylst jo myn har",
    }.items()
}
FEWEST_WORDS = 4
SHOWN_WORDS = 4
# What a paragraph can lead to, in which its sentence goes on.
GOES_ON = frozenset(
    {"bullet_list_open", "ordered_list_open", "blockquote_open", "table_open", "fence", "code_block"}
)
NESTS = re.compile(r"(?:bullet_list|ordered_list|blockquote|footnote)_(?P<way>open|close)")
LAST_WORD = re.compile(r"(?:^|(?<=\s))[^\W\d_]+$")


def unfinished(module: LearningModule) -> Iterator[Finding]:
    """TXT-603, at a word behind which no sentence ends and a paragraph does."""
    words = CANNOT_END.get(module.definition.language.partition("-")[0], frozenset())
    for text in texts(module):
        for place, said in open_ends(text):
            if said.rpartition(" ")[2].lower() in words:
                yield Finding("TXT-603", place, {"written": shortened(f"… {said}")})


@once
def open_ends(text: Markdown) -> Iterator[tuple[Location, str]]:
    """The last words of each paragraph that ends in a word, and the place of the last one."""
    depth = 0
    for before, block, behind in zip_longest((None, *text.tokens), text.tokens, text.tokens[2:]):
        if block is None:
            return
        if nests := NESTS.fullmatch(block.type):
            depth += 1 if nests["way"] == "open" else -1
        if before is None or before.type != "paragraph_open" or depth or (behind and behind.type in GOES_ON):
            continue
        word, words = LAST_WORD.search(ending(block)), block.content.split()
        if word and len(words) >= FEWEST_WORDS:
            yield end_of(block, text, len(word[0])), " ".join(words[-SHOWN_WORDS:])


def ending(block: Token) -> str:
    """What was typed last in a block; "" where it ends in a link, a citation or other marks, or is a verse."""
    children = block.children or ()
    if not children or children[-1].type != "text" or any(one.type == "hardbreak" for one in children):
        return ""
    return children[-1].content.rstrip()


def end_of(block: Token, text: Markdown, length: int) -> Location:
    """The place of the last ``length`` signs of a block; its own where its lines stand otherwise in ``text``."""
    start = start_of(block, text)
    typed = text.text[start:].startswith(block.content)
    return text.at(start + len(block.content.rstrip()) - length) if typed else location(block)
