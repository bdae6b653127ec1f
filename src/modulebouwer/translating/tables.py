"""PO, by translate-toolkit, and CSV: texts stand there as they are, with their marks.

A place is ``path#name``: the file from the module's folder, and the name of the text in it.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from modulebouwer.translating.exchange import Batch, Item, Returned, sent_in

# As translate-toolkit and the tools that build on it name them.
COLUMNS = (
    "location",
    "source",
    "target",
    "id",
    "fuzzy",
    "context",
    "translator_comments",
    "developer_comments",
)
HEADER = """\
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
"""


def write_po(batch: Batch) -> bytes:
    from translate.storage import pypo

    # A header of the library's own would hold the time: same texts, same file.
    store: Any = pypo.pofile(noheader=True)
    store.addsourceunit("").target = HEADER.format(language=batch.target_language)
    for item in batch.items:
        unit = store.addsourceunit(item.source)
        fill(unit, item)
        unit.setcontext(place(item))
        if item.longest:
            unit.typecomments.append(f"#, max-length:{item.longest}\n")
    return bytes(store)


def write_csv(batch: Batch) -> bytes:
    """In the columns of translate-toolkit; its own writer takes a backslash for an escape, and Markdown has those."""
    table = io.StringIO(newline="")
    rows = csv.DictWriter(table, COLUMNS, quoting=csv.QUOTE_ALL)
    rows.writeheader()
    for item in batch.items:
        uncertain = "True" if item.target and item.state != "done" else "False"
        texts = {"source": item.source, "target": item.target, "context": place(item)}
        rows.writerow({**texts, "fuzzy": uncertain, "developer_comments": "\n".join(item.notes)})
    return table.getvalue().encode()


def fill(unit: Any, item: Item) -> None:
    unit.target = item.target
    unit.addnote("\n".join(item.notes), origin="developer")
    if item.target and item.state != "done":
        unit.markfuzzy()


def place(item: Item) -> str:
    return f"{item.path}#{item.at}"


def read_po(data: bytes) -> tuple[str, list[Returned]]:
    """The target language and what stands in the file. Raises ``ValueError`` for what is no PO."""
    from translate.storage import base, pypo

    form: Any = pypo.pofile
    try:
        store = form.parsestring(data)
    except (base.ParseError, ValueError) as error:
        raise ValueError(str(error)) from error
    language = store.parseheader().get("Language", "") if store.header() else ""
    return language, [returned(unit) for unit in store.units if not unit.isheader()]


def read_csv(data: bytes) -> tuple[str, list[Returned]]:
    """A table says no language. Raises ``ValueError`` for what is no table with these columns.

    That is a ``UnicodeDecodeError`` when it is not in UTF-8.
    """
    text = data.decode("utf-8-sig")
    # A spreadsheet in Dutch, German or French saves a table with semicolons.
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    if not {"source", "target", "context"} <= {*(rows.fieldnames or ())}:
        raise ValueError("source, target, context")
    found = []
    for row in rows:
        path, _, name = (row["context"] or "").partition("#")
        uncertain = (row.get("fuzzy") or "").lower() in ("true", "yes", "1", "fuzzy")
        texts = (row["source"] or "", row["target"] or "")
        sent = sent_in([row.get("developer_comments") or ""])
        found.append(Returned(path, name, *texts, "yes" if uncertain else "no", sent))
    return "", found


def returned(unit: Any) -> Returned:
    path, _, name = str(unit.getcontext()).partition("#")
    source, target = str(unit.source), str(unit.target or "")
    sent = sent_in([str(unit.getnotes("developer"))])
    return Returned(path, name, source, target, "yes" if unit.isfuzzy() else "no", sent)
