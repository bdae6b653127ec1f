"""What looks like something and is something else: readers would see it as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it.token import Token

from modulebouwer.checks.formulas import USUAL, as_typed, bracketed, told
from modulebouwer.checks.texts import (
    is_dialogue,
    is_escaped,
    location,
    place_of,
    plain_text,
    start_of,
    texts,
    typed_blocks,
)
from modulebouwer.components.checklist.model import Item
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.identifiers import identifier_from
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once
from modulebouwer.source.markdown_file import AS_CODE, CODE_INFO, SHORT_FENCE
from modulebouwer.source.samples import sample

TIGHT_HEADING = re.compile(r"^(?P<at>#{1,6}(?:[^\s#\d]|[\u00a0\u2007\u202f]\s*\S).*)$", re.MULTILINE)
# Two rows of cells, or a row and a line of dashes for its first cell alone.
BARE_ROWS = re.compile(
    r"^(?P<at>\|?[^|\n]+\|[^|\n]+(?:\|.*)?)\n"
    r"(?P<below>\|?[^|\n]+\|[^|\n]+.*|[ \t]*(?:\|[ \t]*:?[—–−‐‑_=-]+:?[ \t]*\|?|:?[—–−‐‑_=-]+:?[ \t]*\|)[ \t]*$)",
    re.MULTILINE,
)
# What was meant for the rule below a table's head: dashes of a word processor, or too few cells.
NO_RULE = re.compile(r"[\s|:—–−‐‑_=-]+")
LOOSE_MARKS = re.compile(
    r"(?P<at>\*\*(?<!\S\*\*)(?:\s[^*\n]+\*\*|[^*\s][^*\n]*\s\*\*|[^*\s][^*\n]*$))", re.MULTILINE
)
# Marks of bold or italic with a mark of punctuation within and a letter without: they open or close nothing there
# (CommonMark 6.2, left- and right-flanking). "**Wie?**Het team", "Zo**“dan”** weer".
GLUED_MARKS = re.compile(
    r"(?<![\w*])(?P<closed>(?P<stars>\*{1,3})(?=[^\s*])[^*\n]*[^\w\s*](?P=stars)(?!\*))(?P<after>[^\W\d_]+)"
    r"|(?P<before>[^\W\d_]{2,})(?P<opened>\*\*(?=[^\w\s*])[^*\n]*[^\s*]\*\*(?!\*))"
)
# A remark of Word's reviewer, when its text is copied: "[FP1: Is this still right?]", "Opmerking [MP1]: …"; and its
# mark in the text, "schreef al [MP1] dat", which is no formula, as "[CO2]" is.
BY_WORD = r"(?:Met opmerkingen?|Opmerking(?:en)?|Commented|Comments?|Kommentar|Kommentiert|Commentaire)"
BY = r"[A-Za-z]{1,4}\d{1,3}(?:R\d{1,2})?"
REMARK = re.compile(
    r"\[[A-Z]{2,3}\d{1,3}: [^\[\]\n]+\](?!\()"
    rf"|^{BY_WORD} \[{BY}\]:?[^\n]*"
    rf"|\[{BY_WORD} {BY}\](?!\()(?::[^\n]*)?|(?<=\s){BY_WORD} \[{BY}\](?!\()(?::[^\n.?!]*[.?!]?)?"
    r"|(?<=[\w.,;:!?…)”’\"])[ ]?(?P<lone>\[(?!(?:CO|SO|NO|NH|PO|CH|HCO|CFK|ISO|NEN|EU|CdS|CdO)\d)"
    r"(?:[A-Z]{2,3}|[A-Z](?:vd|[vdt])[A-Z])\d{1,2}(?:R\d{1,2})?\])(?![(\[:\w])"
    # One letter may be a model's, or a level's: only right behind a word it is nobody's.
    r"|(?:(?<=[^\W\d_][.,;:!?…)”’\"])|(?<=[a-zà-ÿ]{3}))(?:\[[A-Z]\d{1,2}(?:R\d{1,2})?\])(?![(\[:\w])",
    re.MULTILINE,
)
# Markdown with a backslash before each mark, as a chat program or a converter hands it over; who writes about Markdown
# wants just that.
ESCAPED = re.compile(
    r"(?<!\w)\\\*\\\*(?=[^\s\\])[^*\n\\]*[^\s*\\]\\\*\\\*(?!\w)"
    r"|(?<![\w*\\])\\\*(?=\w)[^*\n\\]*[^\s*\\]\\\*(?![\w*\\])"
    r"|\\\[(?=[^\s\\])[^\[\]\n\\]+\\\]\\?\((?:https?://|section:|term:|theme:)[^\s()]+\)"
    r"|^\\#(?:\\?#){0,5}[ ]+\S.*|^(?:\\[-*+]|\d{1,2}\\[.)])[ ]+\S.*(?=\n(?:\\[-*+]|\d{1,2}\\[.)])[ ]+\S)",
    re.MULTILINE,
)
OF_MARKDOWN = re.compile(r"sterretje|asteris|hekje|backslash|markdown|opmaakteken", re.IGNORECASE)
# What an encyclopedia of everybody has between brackets: "[bewerken | brontekst bewerken]", "[citation needed]".
WIKI_MARK = re.compile(
    r"\[(?:(?:brontekst )?bewerken|edit(?: source)?)(?: \| (?:(?:brontekst )?bewerken|edit(?: source)?))?\](?![(\[:])"
    r"|\[(?:bron(?:nen)? (?:gevraagd|gezocht|nodig)|citation needed|clarification needed|better source needed"
    r"|(?:according to whom|by whom|door wie|volgens wie)\?)\](?![(\[:])"
)
BULLET = re.compile(r"^[ \t]*(?P<sign>[•◦▪‣·●○■\ue000-\uf8ff])(?:[ \t]+\S|[^\W\d_])", re.MULTILINE)
# What begins the items of a list where two lines in a row have it: dashes, letters, a word processor's signs, pictures.
IN_A_ROW = (
    (r"[–—]", r"[–—]"),
    (r"\(?[aA][.)]", r"\(?[bB][.)]"),
    (r"\(?[iI][.)]", r"\(?(?:ii|II)[.)]"),
    (r"\(1\)", r"\(2\)"),
    (r"[oØüqv§](?!\s*\d)", r"[oØüqv§](?!\s*\d)"),
    (r"(?:->|=>|→|⇒)", r"(?:->|=>|→|⇒)"),
)
PICTURED = r"[\u2190-\u21ff\u2460-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?"
ROWS = re.compile(
    "|".join(rf"^[ \t]*(?:{one})[ \t]+\S.*\n[ \t]*(?:{other})[ \t]+\S" for one, other in IN_A_ROW)
    + rf"|^[ \t]*{PICTURED}[ \t]*\S.*\n[ \t]*{PICTURED}[ \t]*\S"
    + r"|^[ \t]*(?:[-+*]|\d{1,2}[.)])[\u00a0\u2007\u202f]+\S",
    re.MULTILINE,
)
# A numbered list that begins below a sentence with another number than 1 is more of the sentence (CommonMark 5.3).
LATE_NUMBER = re.compile(r":\n[ \t]*(?P<sign>(?:0|[2-9]|[1-9]\d)[.)])[ \t]+\S.*\n[ \t]*\d{1,2}[.)][ \t]+\S")
# What a chatbot writes behind the backticks around Markdown.
MARKDOWN = frozenset({"", "markdown", "md", "myst", "text", "txt", "plaintext"})
# The kinds of a callout, as GitHub, Docusaurus and MkDocs call them.
KINDS = {
    "tip": "tip",
    "warning": "warning",
    "caution": "warning",
    "danger": "warning",
    "important": "warning",
}
# An emoji by its name, as chat programs write it.
EMOJI = {
    "smiley": "😃", "smile": "😄", "grin": "😁", "wink": "😉", "heart": "❤️", "warning": "⚠️", "bulb": "💡",
    "rocket": "🚀", "star": "⭐", "tada": "🎉", "fire": "🔥", "point_right": "👉", "white_check_mark": "✅",
    "thumbsup": "👍", "thumbsdown": "👎", "clap": "👏", "thinking": "🤔", "eyes": "👀", "memo": "📝", "pencil": "📝",
    "pencil2": "✏️", "information_source": "ℹ️", "+1": "👍", "-1": "👎", "heavy_check_mark": "✔️", "dart": "🎯",
    "sparkles": "✨", "speech_balloon": "💬", "raised_hands": "🙌", "wave": "👋", "books": "📚", "mag": "🔍",
    "pushpin": "📌", "exclamation": "❗",
}  # fmt: skip
# A task, as GitHub has them: an item of a list with a box before it.
TASK = r"^\[[ xX]\][ ]"
# A sentence about that box: "[x] is how some tools write a ticked box".
OF_A_BOX = r"^\[[ xX]\] (?:is|staat|betekent|means|stands|heißt|bedeutet|steht|est|signifie|betsjut|stiet)\b"
# Marks of Pandoc, LaTeX, wikis, site builders and chatbots, and of pages made by Word, which mean nothing here; and
# what does here what each does there.
LEFTOVERS: tuple[tuple[str, str], ...] = (
    (r"\{:?[ ]*[#.][\w.:-]+[^{}\n]*\}", ""),
    # A picture's width is what its place on the page has room for.
    (r"\{:?[ ]*(?:width|height|align|scale|fig-align|fig-alt)[ ]?=[ ]?[^{}\n]*\}", ":::{figure}"),
    (r"\{:?[ ]*(?:class|id|style|target|rel|title|alt|loading|lang|dir|download)[ ]?=[ ]?[^{}\n]*\}", ""),
    (r"(?<=\])\{\.(?:underline|ul|mark|smallcaps)\}", "**…**"),
    (r"(?<=\])\{[^{}\n]*\}", ""),
    (r"(?P<formula>\$\$[^$]+\$\$)", USUAL),
    # A formula, but not an amount of money.
    (r"(?<![\w$])\$(?P<tex>[^\s$](?:[^$\n]*[^\s$])?)\$(?![\w$])", USUAL),
    (TASK, ":::{checklist}, :::{choice}"),
    (r"^!!![ ]\"?(?P<admonition>\w+)[^\n]*", "callout"),
    (r"^\[!(?P<alert>(?i:note|tip|important|warning|caution|info|danger|example|quote|question))\][+-]?", "callout"),
    (r"^\[TOC\]", ""),
    (r"\{\{[^{}\n]+\}\}", ""),
    (r"\\cite\w*\{(?P<cited>[^{}\n]*)\}?", "[@{cited}]"),
    (r"\\(?:times|cdot|leq|geq|approx)\b", "×, ≤, ≥, ≈"),
    (r"\\(?:frac|sqrt|sum|text|mathrm)\b", USUAL),
    (r"\{(?:\+\+|--|~~|>>|==)[^{}\n]*(?:\+\+|--|~~|<<|==)\}", ""),
    (r"(?<!\*)\*{4}(?!\*)", ""),
    (rf"(?<![\w:]):(?P<emoji>{'|'.join(map(re.escape, EMOJI))}):(?![\w:])", "{emoji}"),
    (r"\\textbf\{", "**…**"),
    (r"\\(?:textit|emph)\{", "*…*"),
    (r"\\section\{", "## …"),
    (r"\\begin\{(?:itemize|enumerate)\}", "- …"),
    (r"\\(?:begin|ref)\{", ""),
    # Short codes of site builders, and of forums.
    (r"\[(?P<player>video|audio|embed|gallery|accordion|tabs|quote)(?:[ =][^\[\]\n]*)?\](?!\()", ":::{{{player}}}"),
    (r"\[(?:youtube|vimeo|h5p|iframe|embedyt)(?:[ =][^\[\]\n]*)?\](?!\()", ":::{embed}"),
    (r"\[(?:img|caption|image|afbeelding)(?:[ =:][^\[\]\n]*)?\](?!\()|\[cid:[^\[\]\n]*\]", ":::{figure}"),
    (r"\[url(?:=[^\[\]\n]*)?\]", "[…](https://…)"),
    (r"\[(?:b|strong)\](?=[^\n]*\[/)", "**…**"),
    (r"\[(?:i|em|u)\](?=[^\n]*\[/)", "*…*"),
    (r"\[[a-z][\w-]* [\w-]+=[\"“”'][^\[\]\n]*\](?!\()", ""),
    (r"^==[ ]?[^\s=][^=\n]*==$", "## …"),
    (r"(?<![=\w])==[^\s=](?:[^=\n]*[^\s=])?==(?![=\w])", "**…**"),
    (r"^h[1-6]\.[ ]", "## …"),
    # What a chatbot leaves of its sources.
    (r"【[^【】\n]*】|:contentReference\[oaicite[^\n]*?\}|\[oaicite[^\[\]\n]*\]|cite(?:turn\d+\w+)+", "[@…]"),
    # Questions within a text, as Moodle has them: cloze, GIFT and Aiken.
    (r"\{\d*:(?:SHORTANSWER|SA|MW|NUMERICAL|NM)(?:_?C|_?[A-Z])?:[^{}]*\}|\{#-?\d[\d.,:]*\}", ":::{short-answer}"),
    (r"\{\d*:(?:MULTICHOICE|MC|MULTIRESPONSE|MR)(?:_?[A-Z]{1,2})?:[^{}]*\}"
     r"|\{\s*(?:~[^{}=]*)?=(?!=)[^{}\s][^{}]*\}|\{\s*~%-?\d[^{}]*\}|^ANSWER: ?[A-Z](?=\s|$)", ":::{choice}"),
    (r"(?<=[.?:)] )\{(?:T|F|TRUE|FALSE)\}", ":::{true-false}"),
    # Fields of Word.
    (r"\{ ?(?:HYPERLINK|TOC|PAGEREF|REF|SEQ|INCLUDEPICTURE|FORMTEXT|MERGEFIELD|PAGE)\b[^{}\n]*\}?", ""),
)  # fmt: skip
# Compiled when one is met: it takes longer than looking through a module.
LEFTOVER = "|".join(f"(?P<mark{number}>{pattern})" for number, (pattern, _) in enumerate(LEFTOVERS))
# One of these stands in each of them: most paragraphs are done with at once.
SIGN = re.compile(
    r"(?=[${\[\\=【*!:hcA])(?:[${\[\\=【*]|!!!|:[a-z+-]|^h[1-6]\.|citeturn|^ANSWER:)", re.MULTILINE
)
# A role of MyST or Sphinx stands before code: {term}`word`, :term:`word`.
ROLE = re.compile(r"(?:\{(?P<myst>[a-z]+)\}|:(?P<sphinx>[a-z]+):)$")
ROLES = {
    "term": "[{0}](term:{1})", "abbr": "[{0}](term:{1})", "ref": "[{0}](section:{1})", "doc": "[{0}](section:{1})",
    "numref": "[{0}](section:{1})", "cite": "[@{0}]", "sub": "~{0}~", "sup": "^{0}^", "math": "x^2^, H~2~O, ½",
    "footcite": "[@{0}]", "kbd": "**{0}**", "guilabel": "**{0}**", "download": ":::{{download}}",
}  # fmt: skip
# What a chatbot says around the text that was asked for.
CHAT = re.compile(
    r"(?=[ACHILNOPSUWZ])(?:"
    r"^(?:Natuurlijk|Zeker|Uiteraard|Absoluut|Prima|Certainly|Sure|Of course|Absolutely)[!,.]+ .*"
    r"\b(?:[Hh]ier (?:is|zijn|vind je|volgt)|[Hh]ieronder|[Hh]ere(?: is|'s|’s| are)|[Bb]elow)\b.*"
    r"|^Hier is (?:de|een|het|je|uw) (?:herschreven|aangepaste|verbeterde|vertaalde|uitgewerkte|herziene|nieuwe) "
    r"(?:tekst|versie|paragraaf|sectie|module)\b.*"
    r"|\b(?:Als (?:AI-)?taalmodel|As an? (?:AI|large) language model)\b.*"
    r"|^(?:Wil je|Wilt u) dat ik (?:dit|deze|het|nog|ook|er|de)\b.*\?|^Would you like me to\b.*"
    r"|^(?:Laat (?:het )?me (?:gerust )?weten (?:als|of|wat|welke)|Let me know (?:if|which|what))\b.*"
    r"|^(?:Ik kan (?:ook|eventueel|desgewenst)|I can also)\b.*"
    r"\b(?:als je (?:dat )?wilt|voor je|if you(?:[’']d)? (?:like|want))\b.*)",
    re.MULTILINE,
)
# What announces an example.
EXAMPLE = re.compile(r"\b(?:voorbeeld(?:en)?|example)\b", re.IGNORECASE)
# What Word puts where a reference has lost its target.
LOST = re.compile(r"(?:Fout|Error)! [A-Z][^\n.!]*[.!]")
# Cells with tabs between, or with a row of spaces, on two lines in a row: a spreadsheet's or a word processor's.
TABBED = re.compile(
    r"^(?P<at>[^\t\n]+(?:\t[^\t\n]*)+)\n[^\t\n]*(?:\t[^\t\n]*)+$"
    r"|^(?P<spaced>[^\s|][^\n|]*?\S {3,}\S[^\n|]*)\n[^\s|][^\n|]*?\S {3,}\S[^\n|]*$",
    re.MULTILINE,
)


def lookalikes(module: LearningModule) -> Iterator[Finding]:
    all_code = {id(section.body) for section in module.sections if is_all_code(section.body)}
    for text in texts(module):
        for found in in_text(text):
            whole = found.code == "CMP-200" and id(text) in all_code
            yield replace(found, code="CMP-400") if whole else found


def is_all_code(text: Markdown) -> bool:
    """Whether a text is one block of code for Markdown, as a chatbot hands it over."""
    return [one.info.strip().lower() in ("markdown", "md", "myst") for one in text.tokens] == [True]


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    for number, block in enumerate(text.tokens):
        if block.type == "fence":
            if not is_example(block, text.tokens[:number]):
                yield from code_with_a_component(block)
            if not block.content.strip():
                yield Finding("TXT-463", location(block), {"written": shortened(block.markup + block.info)})
        elif block.type == "code_block" and (fence := AS_CODE.match(block.content)):
            yield Finding("CMP-026", location(block), {"name": fence["name"]})
        elif block.type == "code_block" and not is_a_program(block.content):
            begin = text.text.split("\n")[block.map[0]] if block.map else ""
            by = "tab" if begin[: len(begin) - len(begin.lstrip())].endswith("\t") else "spaces"
            yield Finding("TXT-010", location(block), {"text": shortened(block.content), "by": by})
    lists = task_lists(text)
    tasks = {id(task) for each in lists for task in each}
    for block, typed in typed_blocks(text):
        boxed = id(block) in tasks or re.match(OF_A_BOX, typed)
        shown = re.sub(TASK, "", typed) if boxed else typed
        yield from in_a_paragraph(text, block, shown.replace("\0", ""))
    yield from (task_list(each) for each in lists)
    yield from sentences_as_headings(text)
    yield from uneven_rows(text)
    yield from drawn_tables(text)


# A line that only a program has: a call, a comparison, a value with quotation marks, what begins or ends a block.
OF_A_PROGRAM = re.compile(
    r"^\s*(?:[\w.\[\]\"']+\s*[-+*/]?=\s*(?:[\"'\[{(]|f[\"']|[\w.]+\().*|[\w.]*\w\(.*\);?"
    r"|.*[^\s=<>!]\s*(?:==|!=|:=|\+=)\s*\S.*|(?:if|elif|for|while|def|class|with|except) \S.*:"
    r"|(?:from [\w.]+ )?import [\w.]+(?:, ?[\w.]+)*|(?:const|let|var|function) \w.*[=({].*|.*[\w)\]]\s*\{|\}[;,)]*"
    r"|\$ \w.*|(?:SELECT|INSERT INTO|CREATE TABLE) .*|<\?php.*)$"
)
SENTENCE = re.compile(r"^\s*[A-ZÀ-Þ“‘][^=(){}\[\];#]*[.?!…]$")


def is_a_program(code: str) -> bool:
    """Whether indented lines are those of a program, and so are meant to be shown as code."""
    lines = [line.rstrip() for line in code.split("\n") if line.strip()]
    return any(map(OF_A_PROGRAM.match, lines)) and not any(map(SENTENCE.match, lines))


def task_lists(text: Markdown) -> list[list[Token]]:
    """The items with a box before them, by list; those of a list within a list belong to the outer one."""
    lists: list[list[Token]] = [[]]
    depth = 0
    for before, token in pairwise(text.tokens):
        depth += {"bullet_list_open": 1, "ordered_list_open": 1}.get(before.type, 0)
        depth -= before.type in ("bullet_list_close", "ordered_list_close")
        if depth and before.type == "paragraph_open" and is_task(token.content):
            lists[-1].append(token)
        elif not depth and lists[-1]:
            lists.append([])
    return [each for each in lists if each]


def is_task(text: str) -> bool:
    return re.match(TASK, text) is not None and not re.match(OF_A_BOX, text)


def task_list(tasks: list[Token]) -> Finding:
    """TXT-500, once for a list, at its first task."""
    said = [shortened(re.sub(TASK, "", task.content)) for task in tasks]
    values = {"box": tasks[0].content[:3], "items": "; ".join(said), "item": sample(Item, said[0])}
    return Finding("TXT-500", location(tasks[0]), values)


def is_example(block: Token, before: Sequence[Token]) -> bool:
    """Whether code shows on purpose how a component is written.

    It has a language and nothing but components in it, and the paragraph or heading ``before`` it announces it. What
    a chatbot says before what it hands over is no such paragraph.
    """
    if not block.info.strip() or not re.fullmatch(r"\s*:::.*:::\s*", block.content, re.DOTALL):
        return False
    said = before[-2].content.strip() if len(before) > 1 and before[-2].type == "inline" else ""
    return bool(said.endswith(":") or EXAMPLE.search(said)) and not CHAT.search(said)


def code_with_a_component(block: Token) -> Iterator[Finding]:
    """CMP-023, CMP-200: a fence of backticks shows its contents as code."""
    info = CODE_INFO.fullmatch(block.info.strip())
    if info and info["name"] in COMPONENTS and re.search(r"^\s*[\w-]+:", block.content, re.MULTILINE):
        yield Finding("CMP-023", location(block), {"written": block.markup, "name": info["name"]})
    if block.info.strip().lower() not in MARKDOWN:
        return
    fence = next((one for one in AS_CODE.finditer(block.content) if one["name"] in COMPONENTS), None)
    if fence:
        written = f"{block.markup}{block.info.strip()}"
        yield Finding("CMP-200", location(block), {"written": written, "name": fence["name"]})


def in_a_paragraph(text: Markdown, block: Token, typed: str) -> Iterator[Finding]:
    """What a paragraph shows as it was typed: once of each kind, and each mark of another program."""
    if fence := SHORT_FENCE.search(typed) if "{" in typed else None:
        written = fence.group().strip().partition("{")[0].strip()
        yield Finding("CMP-023", location(block), {"written": written, "name": fence["name"]})
    for code, pattern in (("TXT-007", TIGHT_HEADING), ("TXT-009", LOOSE_MARKS)):
        if match := pattern.search(typed):
            values = {"written": shortened(match["at"])}
            yield Finding(code, line_at(match.start("at"), block, typed), values)
    bullet = BULLET.search(typed) or (None if is_dialogue(block) else ROWS.search(typed))
    if bullet:
        sign = bullet.groupdict().get("sign") or bullet.group().split()[0][:2].strip("\ufe0f")
        # The first line of the paragraph may be a sentence before the list.
        yield Finding("TXT-003", line_at(bullet.start(), block, typed), {"sign": sign})
    if "\n" in typed:
        yield from in_lines(block, typed, listed=bullet is not None)
    if lost := LOST.search(typed) if "!" in typed else None:
        yield Finding("TXT-151", place_of(lost.group(), block, text), {"written": lost.group()})
    if chat := CHAT.search(typed):
        values = {"written": shortened(chat.group())}
        yield Finding("TXT-152", place_of(chat.group(), block, text), values)
    yield from remarks(text, block, typed)
    yield from glued_marks(text, block, typed)
    if "\\" in block.content and not OF_MARKDOWN.search(typed):
        yield from escaped_marks(text, block)
    yield from (finding for _, finding in roles(text, block))
    yield from leftovers(text, block, typed)


def line_at(index: int, block: Token, typed: str) -> Location:
    """The line of a block on which a character stands of what was typed in it."""
    place = location(block)
    return Location(place.path, place.line + typed.count("\n", 0, index), place.column)


def in_lines(block: Token, typed: str, *, listed: bool) -> Iterator[Finding]:
    """What takes two lines: rows without a rule (TXT-008, TXT-461) or with tabs (TXT-150), a late number (TXT-195)."""
    if rows := BARE_ROWS.search(typed):
        is_rule = NO_RULE.fullmatch(rows["below"])
        code, part = ("TXT-461", "below") if is_rule else ("TXT-008", "at")
        values = {"written": shortened(rows[part]), "rule": rule_below(rows["at"])}
        yield Finding(code, line_at(rows.start(part), block, typed), values)
    if number := LATE_NUMBER.search(typed):
        yield Finding("TXT-195", line_at(number.start("sign"), block, typed), {"sign": number["sign"]})
    if tabbed := None if listed else TABBED.search(typed):
        row = tabbed["at"] or tabbed["spaced"]
        cells = " | ".join(cell.strip() for cell in re.split(r"\t| {3,}", row))
        values = {"written": shortened(row), "row": shortened(f"| {cells} |"), "rule": rule_below(cells)}
        yield Finding("TXT-150", line_at(tabbed.start(), block, typed), values)


def leftovers(text: Markdown, block: Token, typed: str) -> Iterator[Finding]:
    """TXT-004, at each formula (TXT-591 and TXT-592 with a slip) and each mark of another program."""
    for formula in bracketed(block.content):
        typed = typed.replace(as_typed(formula.group()), "\0")
        yield told(formula.group(), text.at(start_of(block, text) + formula.start()))
    if SIGN.search(typed):
        for mark, place in typed_at(text, block, typed, re.compile(LEFTOVER, re.MULTILINE)):
            values = {"written": shortened(mark.group()), "instead": instead_of(mark)}
            is_formula = mark["formula"] or mark["tex"]
            yield told(mark.group(), place) if is_formula else Finding("TXT-004", place, values)


def typed_at(
    text: Markdown, block: Token, typed: str, pattern: re.Pattern[str], group: str = ""
) -> Iterator[tuple[re.Match[str], Location]]:
    """Where ``pattern``, or its ``group``, is met in a block as it was ``typed``, unless with backslashes."""
    after = start_of(block, text)
    for found in pattern.finditer(typed):
        written = (found[group] if group else "") or found.group()
        offset = text.text.find(written, after)
        after = offset + 1 if offset >= 0 else after
        if not is_escaped(written, block.content):
            yield found, text.at(offset) if offset >= 0 else location(block)


def remarks(text: Markdown, block: Token, typed: str) -> Iterator[Finding]:
    """TXT-431, at each remark of Word's reviewer and at its mark; TXT-440, at each mark of a wiki."""
    if "[" not in typed:
        return
    for remark, place in typed_at(text, block, typed, REMARK, "lone"):
        written = remark["lone"] or remark.group()
        yield Finding("TXT-431", place, {"written": shortened(written)})
    for mark, place in typed_at(text, block, typed, WIKI_MARK):
        yield Finding("TXT-440", place, {"written": mark.group()})


def glued_marks(text: Markdown, block: Token, typed: str) -> Iterator[Finding]:
    """TXT-430, at asterisks that stay because of what stands against them."""
    for glued, place in typed_at(text, block, typed, GLUED_MARKS) if "*" in typed else ():
        parts = (glued["closed"], glued["after"]) if glued["closed"] else (glued["before"], glued["opened"])
        values = {"written": shortened(glued.group()), "meant": shortened(" ".join(parts))}
        yield Finding("TXT-430", place, values)


def escaped_marks(text: Markdown, block: Token) -> Iterator[Finding]:
    """TXT-602, once a paragraph; what stands in code there is meant."""
    code = "\n".join(one.content for one in block.children or () if one.type == "code_inline")
    found = next((one for one in ESCAPED.finditer(block.content) if one[0] not in code), None)
    if found:
        meant = re.sub(r"\\(?=[^\w\s])", "", found[0])
        values = {"written": shortened(found[0]), "meant": shortened(meant)}
        yield Finding("TXT-602", place_of(found[0], block, text), values)


def rule_below(row: str) -> str:
    """The line of dashes that belongs below the first row of a table: as many cells as that has."""
    return f"|{' --- |' * (row.strip().strip('|').count('|') + 1)}"


def instead_of(match: re.Match[str]) -> str:
    """What does here what a mark of another program does there; "Markdown" where nothing does."""
    named = {name: value for name, value in match.groupdict().items() if value is not None}
    instead = next(there for number, (_, there) in enumerate(LEFTOVERS) if f"mark{number}" in named)
    if instead == "callout":
        kind = named.get("admonition") or named.get("alert") or ""
        return f":::{{callout}} (kind: {KINDS.get(kind.lower(), 'note')})"
    if "cited" in named:
        return instead.format(cited="; @".join(one.strip() for one in named["cited"].split(",")))
    if "emoji" in named:
        return EMOJI[named["emoji"]]
    return instead.format(**named) if "player" in named else instead or "Markdown"


def terms_in_roles(text: Markdown) -> set[str]:
    """What terms are meant by roles: they are not also terms that nobody names."""
    return {target for block in text.tokens if block.type == "inline" for target, _ in roles(text, block)}


def roles(text: Markdown, block: Token) -> Iterator[tuple[str, Finding]]:
    """TXT-004 for the roles of MyST and Sphinx, which are marks around code; and what each is about."""
    for before, code in pairwise(block.children or ()):
        role = ROLE.search(before.content) if before.type == "text" and code.type == "code_inline" else None
        name = (role["myst"] or role["sphinx"]) if role else ""
        if role and name in ROLES:
            written = f"{role.group()}`{code.content}`"
            said = re.match(r"(?P<words>[^<>]+?)\s*(?:<(?P<target>[^<>]+)>)?$", code.content)
            words, target = (said["words"], said["target"] or said["words"]) if said else (code.content, "")
            about = identifier_from(target)
            instead = ROLES[name].format(words, about)
            values = {"written": shortened(written), "instead": instead}
            yield about, Finding("TXT-004", place_of(written, block, text), values)


# The head of a section in its text; its list of goals, or a blank line, keeps the rule below from making it a heading.
HEAD = re.compile(r"(?:title|titel|minutes|minuten|goals):")
HEAD_OF_LINES = re.compile(r"(?:title|titel|minutes|minuten):.*(?:\n[a-z_]+:.*)*$")


def sentences_as_headings(text: Markdown) -> Iterator[Finding]:
    """TXT-011: a rule right below a sentence makes it a heading (CommonMark 4.3). SEC-190: a second head."""
    for before, opening, inline in zip((None, *text.tokens), text.tokens, text.tokens[1:], strict=False):
        if (
            before
            and before.type == "hr"
            and opening.type == "paragraph_open"
            and HEAD_OF_LINES.match(inline.content)
        ):
            yield Finding(
                "SEC-190", location(opening), {"text": shortened(plain_text(inline.children or ()))}
            )
        if made := made_by_a_rule(opening, inline, text):
            typed = plain_text(inline.children or ()).rstrip()
            mark = {"mark": opening.markup * 3} if made == "TXT-011" else {}
            yield Finding(made, location(opening), {"text": shortened(typed), **mark})


def made_by_a_rule(opening: Token, inline: Token, text: Markdown) -> str:
    """TXT-011 or SEC-190, where what begins at ``opening`` is no heading but for the rule below it; otherwise ""."""
    if opening.type != "heading_open" or opening.markup not in ("-", "="):
        return ""
    typed = plain_text(inline.children or ()).rstrip()
    if HEAD.match(typed):
        return "SEC-190"
    is_text = "\n" in inline.content or typed.endswith((".", "!", "?", ":", ",", ";"))
    return "TXT-011" if (is_text or opening.markup == "=") and not is_underlined(opening, text) else ""


def is_underlined(heading: Token, text: Markdown) -> bool:
    """Whether the rule is as long as the line above: who types that means a heading."""
    first, behind = heading.map or (0, 0)
    *_, above, rule = ("", "", *(line.strip(" \t>") for line in text.text.split("\n")[first:behind]))
    return len(rule) > FEWEST_UNDERLINED and abs(len(rule) - len(above)) <= 1


# Three are a rule, whatever stands above them.
FEWEST_UNDERLINED = 3
# The ruled lines of Pandoc's tables: "------- ------" and "+-----+----+".
DRAWN = re.compile(r"^[ \t]*(?:-{3,}(?:[ \t]+-{2,})+|\+(?:[-=]{3,}\+)+)[ \t]*$", re.MULTILINE)


def drawn_tables(text: Markdown) -> Iterator[Finding]:
    """TXT-006: a table that is drawn, once each."""
    code = [range(*token.map) for token in text.tokens if token.type in ("fence", "code_block") and token.map]
    previous = -10
    for match in DRAWN.finditer(text.text):
        line = text.text.count("\n", 0, match.start())
        if line - previous > 8 and not any(line in lines for lines in code):
            yield Finding(
                "TXT-006", text.at(match.start() + len(match.group()) - len(match.group().lstrip()))
            )
        previous = line


def goes_on(rows: list[str], cells: int) -> bool:
    """Whether the first of two lines of a table stops in a cell, and the second has the ``cells`` that are left."""
    first, second = rows[0].rstrip(), "".join(rows[1:]).strip()
    return (
        not first.endswith("|")
        and not second.startswith("|")
        and len(CELLS.findall(re.sub(r"(?<!\\)\|$", "", second))) + 1 == cells
    )


CELLS = re.compile(r"(?<!\\)\|")


def uneven_rows(text: Markdown) -> Iterator[Finding]:
    """TXT-005: a row of a table with other cells than its head; missing ones would be empty, others would be lost.

    TXT-370: a row that goes on on the next line.
    """
    lines = text.text.split("\n")
    wanted = broken = 0
    for token in text.tokens:
        if token.type == "tr_open" and token.map:
            line = lines[token.map[0]].strip().removeprefix("|")
            found = len(CELLS.findall(re.sub(r"(?<!\\)\|$", "", line))) + 1
            if not wanted:
                wanted = found
            elif broken and found + broken - 1 == wanted:
                broken = 0
            elif found < wanted and goes_on(lines[token.map[0] : token.map[0] + 2], wanted - found + 1):
                broken = found
                yield Finding(
                    "TXT-370",
                    location(token),
                    {"row": shortened(" ".join(lines[token.map[0] : token.map[0] + 2]))},
                )
            elif found != wanted:
                yield Finding("TXT-005", location(token), {"found": found, "wanted": wanted})
        elif token.type == "table_open":
            wanted = 0
