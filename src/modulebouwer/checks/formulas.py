r"""Formulas as LaTeX and chatbots write them, "\( a^2 \)" and "$a^2$": here they are written with ordinary signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.checks.typed_notes import without_code

# Between brackets with a backslash, which are ordinary brackets here (CommonMark 2.4); with in it what no text has.
BRACKETED = re.compile(
    r"(?<!\\)(?:\\\((?P<inline>(?:[^\n\\]|\\(?!\)))*)\\\)|\\\[(?P<display>(?:[^\\]|\\(?!\]))*)\\\])",
    re.DOTALL,
)
COMMAND = re.compile(r"\\[A-Za-z]{2,}|\w[\^_][\w{]")
EQUALS = re.compile(r"\s=\s")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
SIGNS = {
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "approx": "≈", "to": "→", "rightarrow": "→", "left": "", "right": "", "quad": " ",
}  # fmt: skip
FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
WORDS = re.compile(r"\\(?:text|mathrm|operatorname)\s*\{([^{}]*)\}")
ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
RAISED = re.compile(r"\^(?:\{([^{}\s]*)\}|(\w))")
LOWERED = re.compile(r"_(?:\{([^{}\s]*)\}|(\w))")


def bracketed(source: str) -> Iterator[re.Match[str]]:
    """The formulas between brackets with a backslash in a Markdown text, its code aside."""
    for found in BRACKETED.finditer(without_code(source)) if "\\" in source else ():
        inline = found["inline"]
        if COMMAND.search(found.group()[2:-2]) or (inline is not None and EQUALS.search(inline)):
            yield found


def as_typed(formula: str) -> str:
    """What becomes of a formula's source where nothing in it has a meaning."""
    return ESCAPED.sub(r"\1", formula)


def in_signs(formula: str) -> str:
    """A formula of LaTeX in ordinary signs, "a^2^ = b/c"; "" where that takes more than a few signs."""
    inside = re.sub(r"^(?:\$\$?|\\[(\[])|(?:\$\$?|\\[)\]])$", "", formula.strip())
    inside = ROOT.sub(r"√(\1)", WORDS.sub(r"\1", inside))
    inside = FRACTION.sub(
        lambda parts: "/".join(in_brackets(part.strip()) for part in parts.groups()), inside
    )
    inside = re.sub(r"\\([a-z]+)\b", lambda sign: SIGNS.get(sign[1], sign.group()), inside)
    inside = RAISED.sub(lambda part: f"^{part[1] or part[2]}^", inside)
    inside = LOWERED.sub(lambda part: f"~{part[1] or part[2]}~", inside)
    inside = re.sub(r"\\[,;! ]", " ", inside)
    return "" if re.search(r"[\\{}$]", inside) else " ".join(inside.split())


def in_brackets(part: str) -> str:
    return part if re.fullmatch(r"[\w^~.,]+", part) else f"({part})"
