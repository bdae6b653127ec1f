"""JSON that a page sends, whoever wrote the page."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def read_json(text: bytes | str) -> Any:
    """The value, such as can be sent back (RFC 8259). Raises ``ValueError``, also where Python's own reader is lenient.

    Refused too: NaN and infinities, halves of a surrogate pair, brackets nested deeper than anybody means.
    """
    try:
        value = json.loads(text, parse_constant=no_number)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")
