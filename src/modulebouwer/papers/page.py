"""A paper as a web page on its own: no script, no other file."""

from __future__ import annotations

from html import escape

from modulebouwer.papers.document import Document, Heading, Inline, Listing, Paragraph, Table

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1c1c1c }
h1, h2, h3 { color: #1f3a5f; line-height: 1.2 } table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
th, td { border: 1px solid #8a94a3; padding: .4rem .6rem; text-align: left; vertical-align: top }
th { background: #e8edf3 } td { white-space: pre-line } .number { text-align: right }
.work { padding-left: 1.6em; text-indent: -1.6em; overflow-wrap: anywhere } @media print { tr { break-inside: avoid } }
"""


def web_page(document: Document) -> bytes:
    blocks = "\n".join(markup(block) for block in document.blocks)
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n"
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(document.title)}</h1>\n"
        f"<p>{escape(document.subtitle)}</p>\n{blocks}\n</main>\n"
        f"<footer><p>{escape(document.footer)}</p></footer>\n</body>\n</html>\n"
    ).encode()


def markup(block: Heading | Paragraph | Listing | Table) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
    if isinstance(block, Paragraph):
        return f"<p{' class=work' if block.hanging else ''}>{inline(block.text)}</p>"
    if isinstance(block, Listing):
        return "<ul>" + "".join(f"<li>{inline(item)}</li>" for item in block.items) + "</ul>"
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.head)
    rows = "".join(row(cells, block.numbers, named=not block.head) for cells in block.rows)
    return f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{rows}</tbody></table>"


def row(cells: tuple[Inline, ...], numbers: frozenset[int], *, named: bool) -> str:
    first = f'<th scope="row">{inline(cells[0])}</th>' if named else f"<td>{inline(cells[0])}</td>"
    others = "".join(
        f"<td{' class=number' if place in numbers else ''}>{inline(cell)}</td>"
        for place, cell in enumerate(cells[1:], 1)
    )
    return f"<tr>{first}{others}</tr>"


def inline(runs: Inline) -> str:
    return "".join(
        f'<a href="{escape(run.link)}">{escape(run.text)}</a>'
        if run.link
        else f"<em>{escape(run.text)}</em>"
        if run.italic
        else f"<strong>{escape(run.text)}</strong>"
        if run.bold
        else escape(run.text)
        for run in runs
    )
