"""What is wrong in a template of a designer, in the words of who reads it, and not in Jinja's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError

from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.look import Templates, TextFile
from modulebouwer.render.environment import environment

# What closes what opens a tag, a value and a comment.
CLOSES = {"{%": "%}", "{{": "}}", "{#": "#}"}
OPENING = re.compile(r"\{[%{#]")
TAG = re.compile(r"\{#.*?#\}|\{%[-+]?\s*(?P<name>\w+)(?P<rest>.*?)%\}", re.DOTALL)
TAGS = (
    "if", "elif", "else", "endif", "for", "endfor", "set", "include", "import", "from", "macro", "endmacro", "block",
    "endblock", "extends", "call", "endcall", "filter", "endfilter", "with", "endwith", "raw", "endraw",
    "autoescape", "endautoescape",
)  # fmt: skip
UNKNOWN_TAG = re.compile(r"Encountered unknown tag '(\w+)'")
UNKNOWN_FILTER = re.compile(r"No (?P<kind>filter|test) named '(?P<name>\w+)'")
NO_FIELD = re.compile(r"'(?:[\w.]+\.)?(?P<model>\w+) object' has no attribute '(?P<field>[^\W_]\w*)'")


def broken_templates(templates: Templates) -> Iterator[Finding]:
    """Of each template of the designer that cannot be compiled, the first mistake."""
    jinja = environment(templates)
    for file in (file for name, file in templates.own.items() if name.endswith(".j2")):
        try:
            jinja.compile(file.text, file.path, file.path, raw=True)
        except TemplateSyntaxError as error:
            yield syntax_finding(error, file, jinja)


def syntax_finding(error: TemplateSyntaxError, file: TextFile, jinja: Environment) -> Finding:
    """SKN-640 to SKN-643, or SKN-003 with what Jinja says of it."""
    message = error.message or ""
    lines = file.text.split("\n")
    place = Location(file.path, error.lineno)
    if (at := unclosed(file.text, error.lineno)) is not None:
        sign = file.text[at : at + 2]
        line = file.text.count("\n", 0, at)
        written = shortened(file.text[at:].split("\n", 1)[0].strip())
        column = at - (file.text.rfind("\n", 0, at) + 1) + 1
        return Finding(
            "SKN-640", Location(file.path, line + 1, column), {"written": written, "close": CLOSES[sign]}
        )
    if UNKNOWN_TAG.match(message) or message.startswith("Unexpected end of template"):
        tag = UNKNOWN_TAG.match(message)
        if tag is not None and tag[1] not in TAGS:
            values = {"tag": tag[1], "suggestion": closest(tag[1], TAGS)}
            return Finding("SKN-641", place, values)
        name, line = left_open(file.text)
        if name:
            values = {"tag": name, "written": shortened(lines[line - 1].strip())}
            return Finding("SKN-642", Location(file.path, line), values)
    if found := UNKNOWN_FILTER.match(message):
        known = jinja.filters if found["kind"] == "filter" else jinja.tests
        values = {
            "kind": found["kind"],
            "name": found["name"],
            "suggestion": closest(found["name"], [*known]),
        }
        return Finding("SKN-643", place, values)
    return Finding("SKN-003", place, {"error": message.rstrip(".")})


def unclosed(text: str, last: int) -> int | None:
    """Where a tag, value or comment begins that nothing closes before the next one does, up to line ``last``."""
    at = 0
    while found := OPENING.search(text, at):
        if text.count("\n", 0, found.start()) >= last:
            return None
        close = text.find(CLOSES[found[0]], found.end())
        following = OPENING.search(text, found.end())
        # A comment may speak of tags.
        if close < 0 or (found[0] != "{#" and following and following.start() < close):
            return found.start()
        at = close + 2
    return None


def left_open(text: str) -> tuple[str, int]:
    """The innermost block that is not closed where the first tag does not fit, and its line; or "" and 0."""
    stack: list[tuple[str, int]] = []
    for found in TAG.finditer(text):
        name, line = found["name"] or "", text.count("\n", 0, found.start()) + 1
        if name.startswith("end"):
            if not stack or stack[-1][0] != name[3:]:
                return stack[-1] if stack else ("", 0)
            stack.pop()
        elif f"end{name}" in TAGS or (name == "set" and "=" not in found["rest"]):
            stack.append((name, line))
    return stack[-1] if stack else ("", 0)


def field_finding(error: Exception, place: Location) -> Finding | None:
    """SKN-644, for a field that a component does not have."""
    found = NO_FIELD.search(str(error))
    if found is None:
        return None
    model = next((one for one in COMPONENTS.values() if one.__name__ == found["model"]), None)
    if model is None:
        return None
    known = sorted(model.model_fields)
    values = {
        "name": model.component,
        "field": found["field"],
        "known": ", ".join(known),
        "suggestion": closest(found["field"], known),
    }
    return Finding("SKN-644", place, values)
