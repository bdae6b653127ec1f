"""``index.html`` in the folder of the packages: each with what it is, and what it does to who is half-way."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from modulebouwer.build import Package
from modulebouwer.catalogue import Words
from modulebouwer.findings.wording import number

STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1c2326; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid #ccd3d0; vertical-align: top; }
td.number { text-align: right; white-space: nowrap; }
code { overflow-wrap: anywhere; font-size: 0.8rem; }
pre { white-space: pre-wrap; font: inherit; max-width: 40rem; }
"""


def index_page(packages: Sequence[Package], output: Path, talk: Words) -> str:
    """The packages of one run, in ``output`` or a folder there, as a page in HTML, in the order they were built."""
    words = talk["index"]
    heads = ("module", "version", "language", "standard", "size", "update", "digest")
    head = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in heads)
    rows = "\n".join(row(package, output, talk) for package in packages)
    title = escape(words["title"])
    return (
        f'<!DOCTYPE html>\n<html lang="{talk["language"]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>\n'
        "</body>\n</html>\n"
    )


def changed(package: Package, language: str) -> list[str] | None:
    """What is otherwise in the texts than in the package in use, in ``language``; None when there is none."""
    difference = package.about.difference
    if difference is None:
        return None
    from modulebouwer.diff.report import changed_lines, translated_lines

    return [*changed_lines(difference, language), *translated_lines(difference, language)]


def row(package: Package, output: Path, talk: Words) -> str:
    words, path = talk["index"], escape(package.path.relative_to(output).as_posix())
    about = package.about
    lines = changed(package, talk["language"])
    change = escape(words["updates"][about.update or "unknown"])
    if lines:
        told = escape("\n".join(lines))
        change += f"<details><summary>{escape(words['changed'])}</summary><pre>{told}</pre></details>"
    size = number(package.size / 1000, talk["language"])
    return (
        f'<tr><th scope="row"><a href="{path}">{escape(about.title)}</a></th><td>{escape(about.version)}</td>'
        f"<td>{escape(', '.join(about.languages))}</td><td>{escape(package.standard.title)}</td>"
        f'<td class="number">{size} kB</td><td>{change}</td>'
        f"<td><code>sha256:{package.digest}</code></td></tr>"
    )
