r"""A backslash between double quotes that YAML takes for an escape (YAML 1.2.2, 5.7), and its author for a backslash.

``"C:\nieuw\verslag"`` would be shown as "C:", a new line, "ieuw", a control character and "erslag".
"""

from __future__ import annotations

import re

from modulebouwer.findings.wording import shortened

# A run without spaces between double quotes, in which a backslash goes with the sign behind it; a new line behind a
# sentence, or before what is no word, was meant and ends it, and so does one by its number, or a tab, as the program
# itself writes them (``yaml_writing.quoted``). One sign alone was meant too, even if nothing can hold it.
NEW_LINE = r"(?<=[.?!;,)…])\\n|\\n(?!\w)|\\x0[9A]"
RUN = re.compile(rf'{NEW_LINE}|(?:(?!{NEW_LINE})\\.|[^\s\\"])+')
ESCAPE = re.compile(r"\\(.)")
# What is a control character, or a break that no line of text has: nobody writes these on purpose.
NEVER_MEANT = frozenset("0abvfeNLP")
# A drive, a computer, or a file at the end: all that has a backslash in it is a path.
PATH = re.compile(
    r"(?:^|[^A-Za-z])[A-Za-z]:\\|^[^\w\\]*\\\\\w|\.(?:docx?|xlsx?|pptx?|pdf|txt|md|csv|png|jpe?g|gif|svg|mp[34]|zip|od[tsp])\W*$"
)
# An underscore as Markdown has it, within a word.
UNDERSCORE = re.compile(r"[^\W\d_]\\_[^\W\d_]")
# What makes a word with an n before it, "nieuw", and is none by itself that a line often begins with.
MORE_OF_A_WORD = (
    r"(?=[aeiou])(?!(?:aan|achter|al|alle|als|and|at|een|eerst|elk|elke|en|er|ik|if|in|is|it|of|on|ook|om|onder|op|or|our|over|u|"
    r"uit|uw)\b)"
)
# A tab or a return within a word, a new line: "map\nieuw", and a word of a formula.
IN_A_WORD = re.compile(
    rf"(?<=.)\\[tr](?=[a-z])|\\(?:times|text|theta|tau|rho|neq|nabla)\b|(?<=[^\W\d_])\\n{MORE_OF_A_WORD}"
)


def unmeant(raw: str) -> tuple[str, int, dict[str, str | int]] | None:
    """SRC-340 or SRC-460 about ``raw``, a value with its double quotes: the code, where in it, and the values."""
    lines = raw.count("\\n")
    for run in RUN.finditer(raw, 1):
        escapes = [one for one in ESCAPE.finditer(run.group()) if one[1] not in '\\"/']
        if not escapes or ESCAPE.fullmatch(run.group()):
            continue
        sure = next((one for one in escapes if one[1] in NEVER_MEANT), None)
        if sure or PATH.search(run.group()) or UNDERSCORE.search(run.group()):
            return "SRC-340", run.start() + escapes[0].start(), written(run.group())
        word = IN_A_WORD.search(run.group())
        # Who writes more lines than one wrote them on purpose.
        if word and not (lines > 1 and word.group() == r"\n"):
            return "SRC-460", run.start() + word.start(), written(run.group())
    return None


def unknown(text: str, start: int, index: int) -> tuple[str, int, dict[str, str | int]]:
    """SRC-340 about the escape at ``index``, which YAML does not know, of the value that begins at ``start``."""
    runs = (one for one in RUN.finditer(text, start + 1) if one.end() > index)
    run = next(runs, None)
    return "SRC-340", index, written(run.group() if run else text[index : index + 2])


def written(run: str) -> dict[str, str | int]:
    """A run as it was written, and as it gives what was meant: each backslash twice, or none before an underscore."""
    path = run.rstrip(".,;:?!)")
    known = path if PATH.search(path) else UNDERSCORE.sub(lambda found: found.group().replace("\\", ""), path)
    known = re.sub(r'\\(\\?)(?!")', r"\\\\", known)
    # Two of them begin the name of a computer, where four are needed.
    if path.startswith("\\\\") and ESCAPE.search(path[2:]):
        known = "\\\\" + known
    return {"written": shortened(path), "known": known}
