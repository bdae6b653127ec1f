r"""Formulas as LaTeX and chatbots write them, "\( a^2 \)" and "$a^2$": here they are written with ordinary signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.checks.typed_notes import without_code
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest, shortened

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
# What formulas are written with here, so that a slip in one of them is seen.
COMMANDS = frozenset(SIGNS) | frozenset(re.findall(
    r"\w+",
    "frac dfrac tfrac sqrt text mathrm mathbf mathit mathbb operatorname sum prod int lim log ln exp sin cos tan min "
    "alpha beta gamma delta epsilon theta lambda mu pi rho sigma tau phi chi psi omega Delta Gamma Sigma Omega Phi Pi "
    "max infty partial nabla in notin subset cup cap forall exists neg land lor Rightarrow Leftrightarrow leftarrow "
    "mapsto sim simeq equiv propto ne ll gg mp ast circ bar hat vec overline underline dot ddot tilde over binom begin "
    "end ldots cdots dots mid cos cot sec angle degree percent qquad big Big bigl bigr langle rangle lfloor rfloor "
    "lceil rceil prime star bullet perp parallel choose limits displaystyle",
))  # fmt: skip
ANY_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]{3,})")
USUAL = "x^2^, H~2~O, ½"


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


def told(formula: str, place: Location) -> Finding:
    """TXT-004 about a formula; TXT-591 and TXT-592 where it has a slip, with what it says without."""
    values: dict[str, str | int] = {"written": shortened(formula)}
    for found in ANY_COMMAND.finditer(formula):
        meant = "" if found["name"] in COMMANDS else closest(found["name"], COMMANDS)
        if meant:
            whole = formula.replace(found.group(), f"\\{meant}")
            values |= {
                "command": found.group(),
                "meant": f"\\{meant}",
                "instead": in_signs(whole) or USUAL,
            }
            return Finding("TXT-592", place, values)
    if sign := lacking(formula):
        return Finding(
            "TXT-591", place, {**values, "sign": sign, "instead": completed(formula, sign) or USUAL}
        )
    return Finding("TXT-004", place, {**values, "instead": in_signs(formula) or USUAL})


def lacking(formula: str) -> str:
    """The sign of which a formula has too few: a brace, or a bracket that grows along; "" where all are paired."""
    for opening, closing in (("{", "}"), (r"\left", r"\right")):
        signs = re.findall(r"\\(?:left|right)(?![a-z])|\\.|[{}]", formula)
        if signs.count(opening) != signs.count(closing):
            return closing if signs.count(opening) > signs.count(closing) else opening
    return ""


def completed(formula: str, sign: str) -> str:
    """The formula in ordinary signs with the ``sign`` that it lacks, where that makes one; "" otherwise."""
    if sign not in "{}":
        return in_signs(formula)
    end = re.search(r"(?:\$\$?|\\[)\]])?$", formula)
    before = [one.start() for one in re.finditer(r"\{", formula)]
    behind = [one.end() for one in re.finditer(r"\\[a-z]+|[\^_]", formula)]
    places = [end.start() if end else len(formula), *reversed(before)] if sign == "}" else behind
    return next(filter(None, (in_signs(f"{formula[:at]}{sign}{formula[at:]}") for at in places)), "")
