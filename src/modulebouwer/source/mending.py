"""What can be mended in a module's files without judgement: what the author means is plain, and only form changes.

A byte order mark and line ends of Windows go, non-breaking spaces where YAML needs ordinary ones, curly quotation marks
around a whole value become straight ones, a key gets the space behind its colon and a heading that behind its hashes.
Letters that a PDF has as one sign are letters again.
A DOI loses the mark of the sentence that it was copied from.
From the answers that a learner's is held against go the signs that nobody sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.identifiers import UNSEEN
from modulebouwer.source.text_file import LARGEST_TEXT, decode

# YAML in a section: its head, and what stands in a fence of colons.
HEAD = re.compile(r"\A(?:[ \t]*\n)*-{3,}[ \t]*\n.*?^(?:-{3,}|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^:{3,}[ \t]*\{(?P<kind>[\w-]+)\}[ \t]*\n.*?^:{3,}[ \t]*$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)

SPACES = re.compile(r"^(?:[ \u00a0]*(?:-[ \u00a0]+)?(?:[\w-]+:)?[ \u00a0]*)", re.MULTILINE)
# Digits alone are left to the author: they are a number or a text.
CURLY = re.compile(
    r"^(?P<before>[ ]*(?:- +)?[\w-]+: +)[“”„](?P<text>(?!\d+[“”])[^“”„\"\\\n]*)[“”](?P<after>[ ]*)$",
    re.MULTILINE,
)
# A key that begins its line: what is indented may be running text.
GLUED = re.compile(r"^(?P<key>[a-z_]+:)(?=[^\s:/])", re.MULTILINE)
# Letters that are one sign, as a PDF has them (Unicode, alphabetic presentation forms); code and names of files stay.
LIGATURE = re.compile(r"media/\S*|`[^`\n]*`|[\ufb00-\ufb06]")
# The full stop or comma behind a DOI that was copied out of a list of literature.
DOI_END = re.compile(
    r"^(?P<doi>[ ]*(?:- +)?DOI:[ ]+[\"']?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/[^\s\"']*[^\s\"'.,;:])[.,;:]+"
    r"(?=[\"']?[ ]*$)",
    re.MULTILINE,
)
PROSE = re.compile(rf"^#{{2,6}}(?=[^\s#])|{LIGATURE.pattern}", re.MULTILINE)


def mended(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of ``files`` (path in the module's folder → contents) that change, as they should be."""
    changed = {}
    for path, data in files.items():
        text, _ = decode(data, path)
        if text is None:
            continue
        fixed = mend_section(text) if path.endswith(".md") else mend_yaml(text)
        if fixed.encode() != data:
            changed[path] = fixed.encode()
    return changed


def mend_section(text: str) -> str:
    """A section's text: its YAML as YAML, and the headings between."""
    head = HEAD.match(text)
    yaml = [*([head] if head else []), *FENCE.finditer(text)]
    code = [match.span() for match in CODE.finditer(text)]
    pieces, at = [], 0
    for match in yaml:
        if match.start() < at or any(start <= match.start() < end for start, end in code):
            continue
        kind = COMPONENTS.get(match.groupdict().get("kind", ""))
        typed = kind.typed if kind else ()
        pieces += [mend_prose(text[at : match.start()], code, at), mend_yaml(match.group(), typed)]
        at = match.end()
    return "".join([*pieces, mend_prose(text[at:], code, at)])


def mend_prose(text: str, code: Sequence[tuple[int, int]] = (), start: int = 0) -> str:
    """A text at ``start`` in a section, in which ``code`` stands between those places and stays as it is."""

    def mend(match: re.Match[str]) -> str:
        if any(first <= start + match.start() < last for first, last in code):
            return match[0]
        return f"{match[0]} " if match[0].startswith("#") else letters(match)

    return PROSE.sub(mend, text)


def letters(ligature: re.Match[str]) -> str:
    """The letters of a sign that ``LIGATURE`` finds; what else it finds as it is."""
    return unicodedata.normalize("NFKC", ligature[0]) if len(ligature[0]) == 1 else ligature[0]


def mend_yaml(text: str, typed: Sequence[str] = ()) -> str:
    """``typed``: the keys of texts that are held against what a learner types, in which no sign is unseen then."""
    text = SPACES.sub(lambda match: match.group().replace("\u00a0", " "), text)
    text = CURLY.sub(lambda match: f'{match["before"]}"{match["text"]}"{match["after"]}', text)
    text = LIGATURE.sub(letters, text)
    text = DOI_END.sub(lambda match: match["doi"], text)
    if typed:
        answers = rf"^[ ]*(?:- +)?(?:{'|'.join(typed)}):.*(?:\n[ ]*- .*)*"
        text = re.sub(answers, lambda match: UNSEEN.sub("", match.group()), text, flags=re.MULTILINE)
    return GLUED.sub(lambda match: f"{match['key']} ", text)


def read_texts(folder: Path) -> dict[str, bytes]:
    """The text files of a module: module.yaml, references.yaml and its sections."""
    sections = sorted(path.relative_to(folder).as_posix() for path in folder.glob("sections/*.md"))
    return read(folder, ["module.yaml", "references.yaml", *sections])


def read_shared(folder: Path) -> dict[str, bytes]:
    """The text files that the modules in ``folder`` share; none where that is no series."""
    return (
        read(folder, ["series.yaml", "references.yaml", "terms.md"])
        if (folder / "series.yaml").is_file()
        else {}
    )


def read(folder: Path, files: Iterable[str]) -> dict[str, bytes]:
    """Those of ``files`` (paths in ``folder``) that are there and no larger than a text is."""
    paths = [folder / file for file in files]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST_TEXT
    }


def difference(path: str, before: bytes, after: bytes) -> str:
    """What changes, as ``diff -u`` shows it; line ends and byte order marks as signs that can be seen."""
    old, new = (
        data.decode("utf-8").replace("\r", "␍").replace("\ufeff", "␛BOM ") for data in (before, after)
    )
    lines = unified_diff(old.splitlines(), new.splitlines(), path, path, n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines)
