"""``index.html`` in the folder of the packages: each with what it is, and what it does to who is half-way."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from modulebouwer.build import Package, Unbuilt
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


def index_page(packages: Sequence[Package], unbuilt: Sequence[Unbuilt], output: Path, talk: Words) -> str:
    """The packages of one run, in ``output`` or a folder there, as a page in HTML, in the order they were built.

    The brand has a column where any has one. Below the table stand the modules that failed (``unbuilt``).
    """
    words = talk["index"]
    branded = any(package.about.brand for package in packages)
    heads = ["module", "version", "language", "standard", "size", "update", "digest"]
    heads[1:1] = ["brand"] if branded else []
    head = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in heads)
    rows = "\n".join(row(package, output, talk, branded=branded) for package in packages)
    failed = "".join(f"<li>{escape(named(one, talk))}</li>\n" for one in unbuilt)
    left = f"<h2>{escape(words['unbuilt'])}</h2>\n<ul>\n{failed}</ul>\n" if failed else ""
    title = escape(words["title"])
    return (
        f'<!DOCTYPE html>\n<html lang="{talk["language"]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>\n{left}'
        "</body>\n</html>\n"
    )


def changed(package: Package, language: str) -> list[str] | None:
    """What is otherwise in the texts than in the package in use, in ``language``; None when there is none."""
    difference = package.about.difference
    if difference is None:
        return None
    from modulebouwer.diff.report import changed_lines, outside_items, translated_lines

    outside = [line for item in outside_items(difference, language) for line in item]
    return [*changed_lines(difference, language), *outside, *translated_lines(difference, language)]


def unbranded(packages: Sequence[Package]) -> list[Package]:
    """Those of a module beside the series, when others have a brand."""
    without = [package for package in packages if not package.about.brand]
    return without if len(without) < len(packages) else []


def named(one: Unbuilt, talk: Words) -> str:
    """The folder of a module that failed, with the brand and the language that it failed in."""
    words = talk["index"]
    told = [(words["brand"], one.brand), (words["language"], one.language)]
    where = ", ".join(f"{name.lower()} {value}" for name, value in told if value)
    return f"{one.folder} ({where})" if where else one.folder


def row(package: Package, output: Path, talk: Words, *, branded: bool) -> str:
    words, path = talk["index"], escape(package.path.relative_to(output).as_posix())
    about = package.about
    lines = changed(package, talk["language"])
    change = escape(words["updates"][about.update or "unknown"])
    if lines:
        told = escape("\n".join(lines))
        change += f"<details><summary>{escape(words['changed'])}</summary><pre>{told}</pre></details>"
    size = number(package.size / 1000, talk["language"])
    brand = f"<td>{escape(about.brand or words['no_brand'])}</td>" if branded else ""
    return (
        f'<tr><th scope="row"><a href="{path}">{escape(about.title)}</a></th>{brand}'
        f"<td>{escape(about.version)}</td>"
        f"<td>{escape(', '.join(about.languages))}</td><td>{escape(package.standard.title)}</td>"
        f'<td class="number">{size} kB</td><td>{change}</td>'
        f"<td><code>sha256:{package.digest}</code></td></tr>"
    )
