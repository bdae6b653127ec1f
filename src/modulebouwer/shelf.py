"""``index.html`` in the folder of the packages: each with what it is, and what it does to who is half-way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from modulebouwer.build import Package, Unbuilt
from modulebouwer.catalogue import Words
from modulebouwer.findings.wording import number

INDEX = "index.html"
STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1c2326; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid #ccd3d0; vertical-align: top; }
td.number { text-align: right; white-space: nowrap; }
code { overflow-wrap: anywhere; font-size: 0.8rem; }
pre { white-space: pre-wrap; font: inherit; max-width: 40rem; }
"""


# A package's path without its version, by which a newer one takes the place of it.
VERSION = re.compile(r"-\d+\.\d+\.\d+(?=-[^/]+$)")
# What a page lists, for the build that comes after; "<" is written as its code, so that nothing in it ends the element.
DATA = '<script type="application/json" id="shelf">'


class Listed(BaseModel):
    """A package as the page tells it. ``path``: from the page; ``changed``: see there."""

    model_config = ConfigDict(frozen=True)

    path: str
    title: str
    brand: str
    version: str
    languages: tuple[str, ...]
    standard: str
    size: int
    update: str
    changed: tuple[str, ...]
    digest: str


class Shelf(BaseModel):
    """What the folder holds as far as builds have told, and the modules that failed when they were last built."""

    model_config = ConfigDict(frozen=True)

    packages: tuple[Listed, ...] = ()
    unbuilt: tuple[Unbuilt, ...] = ()


def shelf_in(output: Path) -> Shelf | None:
    """What the page there lists and is there still; None without a page of ours."""
    try:
        data = (output / INDEX).read_text("utf-8").partition(DATA)[2].partition("</script>")[0]
        shelf = Shelf.model_validate_json(data)
    except (OSError, ValueError):
        return None
    return shelf.model_copy(
        update={"packages": tuple(one for one in shelf.packages if (output / one.path).is_file())}
    )


def filled_up(
    before: Shelf,
    packages: Sequence[Package],
    unbuilt: Sequence[Unbuilt],
    folders: Sequence[str],
    output: Path,
    language: str,
) -> Shelf:
    """The shelf after a build of ``folders``: what is new stands where its former version stood, else at the end."""
    made = [listed(package, output, language) for package in packages]
    rows = {VERSION.sub("", one.path): one for one in (*before.packages, *made)}
    failed = [one for one in before.unbuilt if one.folder not in folders]
    return Shelf(packages=tuple(rows.values()), unbuilt=(*failed, *unbuilt))


def listed(package: Package, output: Path, language: str) -> Listed:
    about = package.about
    return Listed(
        path=package.path.relative_to(output).as_posix(),
        title=about.title,
        brand=about.brand,
        version=about.version,
        languages=about.languages,
        standard=package.standard.title,
        size=package.size,
        update=about.update,
        changed=tuple(changed(package, language) or ()),
        digest=package.digest,
    )


def index_page(shelf: Shelf, talk: Words) -> str:
    """The packages as a page in HTML. The brand has a column where any has one. Below the table stand the modules that
    failed.
    """
    words = talk["index"]
    branded = any(one.brand for one in shelf.packages)
    heads = ["module", "version", "language", "standard", "size", "update", "digest"]
    heads[1:1] = ["brand"] if branded else []
    head = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in heads)
    rows = "\n".join(row(one, talk, branded=branded) for one in shelf.packages)
    failed = "".join(f"<li>{escape(named(one, talk))}</li>\n" for one in shelf.unbuilt)
    left = f"<h2>{escape(words['unbuilt'])}</h2>\n<ul>\n{failed}</ul>\n" if failed else ""
    title = escape(words["title"])
    data = shelf.model_dump_json().replace("<", "\\u003c")
    return (
        f'<!DOCTYPE html>\n<html lang="{talk["language"]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>\n{left}'
        f"{DATA}{data}</script>\n</body>\n</html>\n"
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


def row(one: Listed, talk: Words, *, branded: bool) -> str:
    words = talk["index"]
    change = escape(words["updates"][one.update or "unknown"])
    if one.changed:
        told = escape("\n".join(one.changed))
        change += f"<details><summary>{escape(words['changed'])}</summary><pre>{told}</pre></details>"
    size = number(one.size / 1000, talk["language"])
    brand = f"<td>{escape(one.brand or words['no_brand'])}</td>" if branded else ""
    return (
        f'<tr><th scope="row"><a href="{escape(one.path)}">{escape(one.title)}</a></th>{brand}'
        f"<td>{escape(one.version)}</td>"
        f"<td>{escape(', '.join(one.languages))}</td><td>{escape(one.standard)}</td>"
        f'<td class="number">{size} kB</td><td>{change}</td>'
        f"<td><code>sha256:{one.digest}</code></td></tr>"
    )
