"""The forms of exchange files by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from modulebouwer.translating import tables, xliff
from modulebouwer.translating.exchange import Batch, Returned

# Name → how its files end, and who writes one.
FORMATS: Mapping[str, tuple[str, Callable[[Batch], bytes]]] = {
    "xliff": (".xlf", xliff.write2),
    "xliff-1.2": ("-1.2.xlf", xliff.write12),
    "po": (".po", tables.write_po),
    "csv": (".csv", tables.write_csv),
}


def read(name: str, data: bytes) -> tuple[str, list[Returned]]:
    """The target language ("" when the file does not say) and the texts in a file. Raises ``ValueError``."""
    suffix = name.lower().rpartition(".")[2]
    readers = {"po": tables.read_po, "csv": tables.read_csv}
    return readers.get(suffix, xliff.read)(data)
