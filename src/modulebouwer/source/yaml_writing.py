"""Plain data → YAML as a person would write it, and a changed value back into a text that somebody wrote.

What is written here, ``yaml_file`` reads as the same data: one key a line in the order given, long texts one sentence
a line, texts of more lines as they are, quotes only where YAML needs them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from modulebouwer.model.source_map import KeyPath
from modulebouwer.source.yaml_file import parse_yaml, plain_value

# A text that goes past this is written one sentence a line.
WIDTH = 100

# Not behind an abbreviation: "o.a. kinderopvang".
SENTENCE = re.compile(r"(?<=[.!?…]) (?=[\"'‘“(]?[^\Wa-z_])|(?<=[:;]) (?=\S)")
# What libyaml refuses as it stands, or reads as a line break (YAML 1.2.2, 5.1 and 5.4).
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# Where a plain scalar may not begin (YAML 1.2.2, 7.3.3).
INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`")
FLOW_MARKS = re.compile(r"[,\[\]{}:]")
# A key with its value on the lines below it.
BLOCK_KEY = re.compile(r"[^#]*:\s*(#.*)?")
# In a component it would be its end (``markdown_parser``).
FENCE = re.compile(r"\s*:{3,}\s*")
ESCAPES = {"\\": "\\\\", '"': '\\"'}

Comments = Mapping[KeyPath, str]


def write_yaml(data: Mapping[str, Any], comments: Comments | None = None) -> str:
    """A document of ``data`` (texts, numbers, booleans, lists and mappings with plain keys).

    ``comments`` stand above the key or item of their way, that of ``()`` above all.
    """
    known = comments or {}
    return "".join(f"{line}\n" for line in [*_comment(known, (), 0), *_mapping(data, (), 0, known)])


def rewrite_yaml(text: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """``text``, which says ``before``, made to say ``after``; the lines of a key that keeps its value stay as they are.

    A key that ``text`` spells out and both leave to its default stays too.
    """
    if before == after:
        return text
    lines = text.removesuffix("\n").split("\n")
    starts = _key_lines(text)
    if not starts:
        return write_yaml(after)
    first = min(starts.values())
    kept = {key: lines[start:end] for key, start, end in _blocks(starts, len(lines))}
    order = list(kept)
    written: dict[str, list[str]] = {}
    for key, block in kept.items():
        value, was = after.get(key), before.get(key)
        if (key in after) == (key in before) and _key(value) == _key(was):
            written[key] = block
        else:
            trailing = _trailing(block)
            own = block[: len(block) - len(trailing)]
            fresh = list(_mapping({key: value}, (), 0, {})) if key in after else []
            inner = _within(own, was, value) if key in after else None
            written[key] = [*(fresh if inner is None else inner), *trailing]
    previous = -1
    for key in after:
        if key in written:
            previous = order.index(key)
        else:
            previous += 1
            order.insert(previous, key)
            written[key] = list(_mapping({key: after[key]}, (), 0, {}))
    return "\n".join([*lines[:first], *(line for key in order for line in written[key])]).rstrip("\n") + "\n"


def flow(value: Any) -> str:
    """``value`` on one line: ``[{family: Smeets, given: E.}]``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, str):
        return value if _is_plain(value) and not FLOW_MARKS.search(value) else quoted(value)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _number(value)


def entry_lines(data: Mapping[str, Any], comment: str = "") -> list[str]:
    """A list item of a mapping, whose own lists and mappings stand on one line."""
    lines: list[str] = []
    for key, value in data.items():
        one_line = isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str))
        lines += [f"{key}: {flow(value)}"] if one_line else _mapping({key: value}, (), 0, {})
    return [*_comment({(): comment}, (), 0), *_item(lines)]


def _blocks(starts: Mapping[str, int], end: int) -> Iterator[tuple[str, int, int]]:
    ends = [*list(starts.values())[1:], end]
    for (key, start), following in zip(starts.items(), ends, strict=True):
        yield key, start, following


def _key_lines(text: str) -> dict[str, int]:
    """The line (from 0) of each key of the top level; none when they do not each begin a line."""
    places = {way[0]: place for way, place in parse_yaml(text, "").source.keys.items() if len(way) == 1}
    lines = [line for line, _ in places.values()]
    if len(set(lines)) < len(lines) or any(column != 1 for _, column in places.values()):
        return {}
    return {str(key): line - 1 for key, (line, _) in places.items()}


def _within(block: Sequence[str], was: Any, value: Any) -> list[str] | None:
    """A key whose value stands in the lines below it, of which only those change that must; None where it cannot be."""
    head, below = block[0], list(block[1:])
    if not BLOCK_KEY.fullmatch(head) or not below or not was or not value:
        return None
    if isinstance(was, Mapping) and isinstance(value, Mapping):
        inner = _indented(below, lambda text: rewrite_yaml(text, was, value))
    elif isinstance(was, list) and isinstance(value, list):
        inner = _indented(below, lambda text: _rewrite_list(text, was, value))
    else:
        return None
    if inner is None:
        return None
    read = parse_yaml("\n".join([head, *inner, ""]), "").data
    return [head, *inner] if read is not None and _same(next(iter(read.values())), value) else None


def _indented(lines: Sequence[str], rewrite: Callable[[str], str | None]) -> list[str] | None:
    """``lines`` rewritten as if they stood at the left edge."""
    said = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not said:
        return None
    indent = len(said[0]) - len(said[0].lstrip(" "))
    if any(line[:indent].strip() for line in lines):
        return None
    text = rewrite("".join(f"{line[indent:]}\n" for line in lines))
    if text is None:
        return None
    return [f"{' ' * indent}{line}" if line else "" for line in text.removesuffix("\n").split("\n")]


def _rewrite_list(text: str, was: Sequence[Any], value: Sequence[Any]) -> str | None:
    """A list with an item on each line or on several; items that stay keep their lines."""
    lines = text.removesuffix("\n").split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"-(\s|$)", line)]
    if len(starts) != len(was):
        return None
    ends = [*starts[1:], len(lines)]
    blocks = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    written = lines[: starts[0]]
    matcher = SequenceMatcher(None, [_key(one) for one in was], [_key(one) for one in value], autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            written += [line for block in blocks[first:last] for line in block]
            continue
        for number in range(start, end):
            old = first + number - start
            if old < last:
                written += _rewrite_item(blocks[old], was[old], value[number])
            else:
                written += _list([value[number]], (), 0, {})
        # What stood behind an item that goes belongs to the one that follows.
        for old in range(first + max(0, end - start), last):
            written += _trailing(blocks[old])
    return "".join(f"{line}\n" for line in written)


def _rewrite_item(block: Sequence[str], was: Any, value: Any) -> list[str]:
    trailing = _trailing(block)
    own = block[: len(block) - len(trailing)]
    fresh = list(_list([value], (), 0, {}))
    if not (isinstance(was, Mapping) and isinstance(value, Mapping) and was and value):
        return [*fresh, *trailing]
    mark = re.match(r"- +(?=[^\s#])", own[0])
    if mark is None:
        return [*fresh, *trailing]
    inner = _indented([f" {own[0][1:]}", *own[1:]], lambda text: rewrite_yaml(text, was, value))
    return [*(fresh if inner is None else [f"-{inner[0][1:]}", *inner[1:]]), *trailing]


def _key(value: Any) -> str:
    """Equal for what YAML writes alike: 1 is not true."""
    return repr(value)


def _same(one: Any, other: Any) -> bool:
    return repr(_plain(one)) == repr(_plain(other))


def _plain(value: Any) -> Any:
    """Without regard to the order of keys, which a person chooses."""
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _trailing(block: Sequence[str]) -> list[str]:
    """The empty lines and comments with which a block ends: they belong to what follows."""
    count = 0
    while count < len(block) - 1 and (not block[-1 - count].strip() or block[-1 - count].startswith("#")):
        count += 1
    return list(block[len(block) - count :])


def _comment(comments: Comments, way: KeyPath, indent: int) -> list[str]:
    return [f"{' ' * indent}# {line}".rstrip() for line in comments.get(way, "").splitlines()]


def _mapping(data: Mapping[str, Any], way: KeyPath, indent: int, comments: Comments) -> Iterator[str]:
    for key, value in data.items():
        here = (*way, key)
        yield from _comment(comments, here, indent) if here else ()
        if isinstance(value, Mapping) and value:
            yield f"{' ' * indent}{key}:"
            yield from _mapping(value, here, indent + 2, comments)
        elif isinstance(value, Sequence) and not isinstance(value, str) and value:
            yield f"{' ' * indent}{key}:"
            yield from _list(value, here, indent + 2, comments)
        else:
            first, *rest = _value(value, indent + 2)
            yield f"{' ' * indent}{key}: {first}"
            yield from rest


def _list(items: Sequence[Any], way: KeyPath, indent: int, comments: Comments) -> Iterator[str]:
    for number, item in enumerate(items):
        here = (*way, number)
        yield from _comment(comments, here, indent)
        if isinstance(item, Mapping) and item:
            yield from (
                " " * indent + line if line else "" for line in _item(list(_mapping(item, here, 0, comments)))
            )
        elif isinstance(item, Sequence) and not isinstance(item, str):
            yield f"{' ' * indent}- {flow(item)}"
        else:
            first, *rest = _value(item, indent + 2)
            yield f"{' ' * indent}- {first}"
            yield from rest


def _item(lines: Sequence[str]) -> list[str]:
    """The lines of a mapping as those of a list item."""
    return [f"- {lines[0]}", *(f"  {line}" if line else "" for line in lines[1:])]


def _value(value: Any, indent: int) -> list[str]:
    """What stands behind a key's colon, and the lines below it."""
    if isinstance(value, Mapping | list | tuple):
        return [flow(value)]
    if not isinstance(value, str):
        return [_number(value)]
    if _is_literal(value):
        lines = value.removesuffix("\n").split("\n")
        return [
            "|" if value.endswith("\n") else "|-",
            *(" " * indent + line if line else "" for line in lines),
        ]
    sentences = SENTENCE.split(value)
    if len(value) > WIDTH and len(sentences) > 1 and _is_foldable(value, sentences):
        return [">-", *(" " * indent + sentence for sentence in sentences)]
    return [value if _is_plain(value) else quoted(value)]


def _is_plain(text: str) -> bool:
    return (
        bool(text)
        and text == text.strip()
        and not text.startswith(INDICATORS)
        and not re.search(r":\s|:$|\s#|[\n\t]", text)
        and not UNPRINTABLE.search(text)
        and isinstance(plain_value(text), str)
    )


def _is_literal(text: str) -> bool:
    lines = text.removesuffix("\n").split("\n")
    return (
        "\n" in text
        and bool(lines[0])
        and not lines[0][0].isspace()
        and bool(lines[-1])
        and not any((line and line.isspace()) or FENCE.fullmatch(line) for line in lines)
        and not UNPRINTABLE.search(text)
    )


def _is_foldable(text: str, sentences: Sequence[str]) -> bool:
    return (
        "\n" not in text
        and text == text.strip()
        and not UNPRINTABLE.search(text)
        and all(sentence == sentence.strip() and sentence for sentence in sentences)
        and not any(FENCE.fullmatch(sentence) for sentence in sentences)
    )


def quoted(text: str) -> str:
    """``text`` on one line; a line or a tab in it by its number, which nobody takes for a path (``backslashes``)."""
    return '"' + re.sub(rf'["\\\n\t]|{UNPRINTABLE.pattern}', _escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return ESCAPES.get(character) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def _number(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)
