"""Files that came back from a translator → the module's translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from modulebouwer.findings import Finding
from modulebouwer.placing import place
from modulebouwer.translating.exchange import taken_back
from modulebouwer.translating.formats import read
from modulebouwer.translating.work import work_in
from modulebouwer.wrong_use import WrongUse


def import_files(
    folder: str, language: str, files: Sequence[str], made_by: str | None = None, *, replace: bool = False
) -> tuple[Counter[str], list[Finding]]:
    """Take over ``files`` in ``folder``: how many files changed in each folder of translations (the module's, and its
    series'), and all that is wrong with its translations. ``made_by`` and ``replace``: see ``taken_back``.

    Raises ``WrongUse`` for a file that cannot be read or is in another language.
    """
    changed: set[str] = set()
    found: list[Finding] = []
    for name in files:
        try:
            into, returned = read(name, Path(name).read_bytes())
        except OSError as error:
            why = error.strerror or str(error)
            raise WrongUse("cannot_open", path=name, why=why) from error
        except UnicodeDecodeError as error:
            raise WrongUse("table_not_utf8", path=name) from error
        except ValueError as error:
            raise WrongUse("not_an_exchange_file", path=name, why=str(error)) from error
        if into and into.replace("_", "-") != language:
            raise WrongUse("other_language", path=name, language_into=into, language_asked=language)
        work, problems = work_in(folder, language)
        if work is None:
            return Counter(), problems
        written, told = taken_back(work, returned, name, made_by, replace=replace)
        found += told
        for path, text in written.items():
            place(Path(path), text.encode())
        changed |= written.keys()
    start = f"translations/{language}"
    return Counter(path.rpartition(f"{start}/")[0] + start for path in changed), [
        *found,
        *work_in(folder, language)[1],
    ]
