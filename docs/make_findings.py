"""The pages that explain every finding, docs/findings.md and docs/bevindingen.md, as ``make fresh`` writes them.

What a code means and its cure come from its record; the example is its folder in tests/cases, which the tests run.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import modulebouwer
from modulebouwer.findings import Record, Severity, codes, record
from modulebouwer.findings.page import PAGES
from modulebouwer.findings.report import SEVERITIES
from modulebouwer.standards import REGISTRY

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
# How a file of a case is shown.
FENCES = {".md": "markdown", ".yaml": "yaml", ".csv": "text"}
# Longer files are made by a case on purpose; what is wrong in them is told by the text.
MOST_LINES = 40

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "made": "<!-- Made by `make fresh` from src/modulebouwer/findings/records and tests/cases; change those. -->",
        "title": "# The findings",
        "intro": "Every code that modulebouwer prints, with what it means, an example that gives it, and the cure. An "
        "*error* stops the build; a *warning* does with `--strict`; *advice* never does. Warnings and advice can be "
        "accepted under `ignore` in `module.yaml`, with a reason. Words in the place of … depend on what was found.",
        "example": "For example in `{path}`:",
        "gives": "This gives:",
        "cure": "**The cure.**",
    },
    "nl": {
        "made": "<!-- Gemaakt door `make fresh` uit src/modulebouwer/findings/records en tests/cases; "
        "verander die. -->",
        "title": "# De bevindingen",
        "intro": "Elke code die modulebouwer toont, met wat zij betekent, een voorbeeld dat haar geeft, en hoe u het "
        "verhelpt. Een *fout* houdt het bouwen tegen; een *waarschuwing* doet dat met `--strict`; een *advies* nooit. "
        "Waarschuwingen en adviezen kunt u aanvaarden onder `ignore` in `module.yaml`, met een reden. Wat op de plaats "
        "van … staat, hangt af van wat gevonden is.",
        "example": "Bijvoorbeeld in `{path}`:",
        "gives": "Dat geeft:",
        "cure": "**Zo verhelpt u het.**",
    },
}
# Families in the order in which an author meets them; a heading in both languages.
FAMILIES: Mapping[str, tuple[str, str]] = {
    "IMP": ("Imported documents", "Geïmporteerde documenten"),
    "REV": ("What reviewers say", "Wat beoordelaars zeggen"),
    "SRC": ("Files, YAML and fields", "Bestanden, YAML en velden"),
    "MOD": ("module.yaml", "module.yaml"),
    "SEC": ("Sections", "Secties"),
    "SER": ("Series", "Reeksen"),
    "BRD": ("Brands", "Merken"),
    "TRN": ("Translations", "Vertalingen"),
    "CMP": ("Components", "Componenten"),
    "REF": ("References", "Literatuur"),
    "LNK": ("Links, terms and notes", "Verwijzingen, begrippen en noten"),
    "MED": ("Pictures, sound and film", "Beeld, geluid en film"),
    "A11Y": ("Accessibility", "Toegankelijkheid"),
    "TXT": ("The text", "De tekst"),
    "BUD": ("Room for answers", "Ruimte voor antwoorden"),
    "LOC": ("Words of the page", "Woorden van de pagina"),
    "SKN": ("Skins and templates", "Uiterlijk en sjablonen"),
    "PKG": ("Packages", "Pakketten"),
    "S12": ("SCORM 1.2 and SCORM 2004", "SCORM 1.2 en SCORM 2004"),
    "CM5": ("cmi5", "cmi5"),
    "TIN": ("xAPI (Tin Can)", "xAPI (Tin Can)"),
    "WEB": ("Stand-alone pages", "Losse pagina's"),
    "EVA": ("Evaluations", "Evaluaties"),
    "PAP": ("The papers", "De papieren"),
    "ACR": ("The accessibility report", "Het toegankelijkheidsrapport"),
    "ATT": ("Who completed", "Wie klaar is"),
    "UPD": ("A new version of a module", "Een nieuwe versie van een module"),
}
SOURCE = Path(modulebouwer.__file__).parent


def made(cases: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path from the root of the project → the page; ``cases`` are the outputs of the cases by their paths."""
    return {PAGES[language]: page(language, cases).encode() for language in PAGES}


def page(language: str, cases: Mapping[str, bytes]) -> str:
    """All findings in ``language`` as Markdown."""
    words = WORDS[language]
    parts = [words["made"], words["title"], words["intro"]]
    families = grouped()
    headed = {**FAMILIES, **dict(of_standards(families.keys() - FAMILIES.keys()))}
    if unnamed := families.keys() - headed.keys():
        raise SystemExit(f"docs/make_findings.py: no heading for {sorted(unnamed)}")
    for family, headings in headed.items():
        parts.append(f"## {headings[list(WORDS).index(language)]}")
        for shared in families.get(family, []):
            parts += entry(shared, language, cases)
    return "\n\n".join(parts) + "\n"


def of_standards(unnamed: Iterable[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Families in a standard's own folder, under its title."""
    for family in sorted(unnamed):
        for standard in REGISTRY.values():
            if (SOURCE / "standards" / standard.name / "findings" / f"{family}.yaml").is_file():
                yield family, (standard.title, standard.title)


def grouped() -> dict[str, list[list[str]]]:
    """Family → its records, each as the codes that share it."""
    families: dict[str, list[list[str]]] = {}
    records: dict[int, list[str]] = {}
    for code in codes():
        found = records.setdefault(id(record(code).words), [])
        if not found:
            families.setdefault(family_of(code), []).append(found)
        found.append(code)
    return families


def family_of(code: str) -> str:
    family = code.partition("-")[0]
    return "S12" if family == "S24" else family


def entry(shared: list[str], language: str, cases: Mapping[str, bytes]) -> Iterator[str]:
    words, first = WORDS[language], record(shared[0])
    anchors = "".join(f'<a id="{code.lower()}"></a>' for code in shared)
    severity: Severity = first.severity
    yield f"{anchors}\n### {', '.join(shared)}"
    yield f"*{first.name}*, {SEVERITIES[language][severity]}. {filled(first, language, 'text')}"
    yield from example(shared[0], language, cases)
    yield f"{words['cure']} {filled(first, language, 'hint')}"


def filled(record: Record, language: str, part: str) -> str:
    text = re.sub(r"\{\w+:([^{}|]*=[^{}]*)\}", choices, getattr(record.words[language], part))
    text = re.sub(r"\{\w+:[^{}|]*\|([^{}]*)\}", r"… \1", text)
    return re.sub(r"\{\w+(:d)?\}", "…", text.replace("{{", "{").replace("}}", "}")).replace("<", "&lt;")


def choices(found: re.Match[str]) -> str:
    """All words that a value may be told as."""
    return "/".join(one.partition("=")[2] for one in found[1].split("|"))


def example(code: str, language: str, cases: Mapping[str, bytes]) -> Iterator[str]:
    """What the case changes in the base module, and what is printed about it."""
    folder, words = CASES / code, WORDS[language]
    if not folder.is_dir():
        return
    for path in sorted(path for path in folder.rglob("*") if path.suffix in FENCES):
        name = path.relative_to(folder)
        before = text_of(CASES / "base" / name)
        lines = changed(before, text_of(path))
        if lines:
            yield words["example"].format(path=name.as_posix().removeprefix("series/"))
            yield fenced("\n".join(lines), FENCES[path.suffix])
    yield words["gives"]
    yield fenced(cases[f"tests/cases/{code}/expected.{language}.txt"].decode().strip(), "text")


def text_of(path: Path) -> str:
    """A file as far as it can be shown: the bytes of some cases are no text."""
    return path.read_text("utf-8", errors="replace") if path.exists() else ""


def changed(before: str, after: str) -> list[str]:
    """The lines that are not in the base, with those between two that are near each other."""
    lines = after.splitlines()
    matcher = difflib.SequenceMatcher(a=before.splitlines(), b=lines, autojunk=False)
    spans = [
        (start, end) for tag, _, _, start, end in matcher.get_opcodes() if tag != "equal" and end > start
    ]
    if not spans:
        return []
    shown = lines[spans[0][0] : spans[-1][1]]
    while shown and not shown[0].strip():
        shown = shown[1:]
    return shown if len(shown) <= MOST_LINES else [*shown[:MOST_LINES], "…"]


def fenced(text: str, language: str) -> str:
    ticks = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", text)), 3)
    printable = "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)
    return f"{ticks}{language}\n{printable}\n{ticks}"
