"""Documents that exist already → a module folder.

A reader a kind of source (``pandoc``, ``pdf``, ``plain``) makes a ``Document``: one tree, whatever came in. ``shaping``
and ``literature`` recognise in it what its maker meant, ``proposal`` makes a ``LearningModule`` of it, and
``source.writing`` the files.
"""

from __future__ import annotations

from importlib.util import find_spec

from modulebouwer.wrong_use import WrongUse


def require_extra() -> None:
    """Raises ``WrongUse`` when the packages of the extra ``import`` are not there."""
    for name, package in (
        ("pypandoc", "pypandoc_binary"),
        ("pypdfium2", "pypdfium2"),
        ("docx", "python-docx"),
    ):
        if find_spec(name) is None:
            raise WrongUse("no_import", package=package)
