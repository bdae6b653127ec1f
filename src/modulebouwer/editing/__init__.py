"""``modulebouwer lsp`` and ``modulebouwer mcp``: help while writing, for every editor and for an assistant.

======================  ==============================================================================================
``server.py``           the language server: the protocol's questions, each answered by one of the files below
``workspace.py``        the modules that an editor has open, read anew when something changed
``document.py``         one text and its positions; ``cursor.py`` what the cursor stands in
``names.py``            where sections, terms, themes, works, media and components are named: definition, rename
``completion.py``       what can be typed here; ``snippets.py`` a whole component, ``new_ids.py`` an id for it
``diagnostics.py``      findings in the protocol's form; ``fixes.py`` what mends them
``hover.py``            what stands here; ``outline.py`` symbols, folding and code lens
``assistant.py``        the tools of ``modulebouwer mcp``
======================  ==============================================================================================
"""

from __future__ import annotations

from importlib.util import find_spec

from modulebouwer.wrong_use import WrongUse


def require_extra() -> None:
    """Raises ``WrongUse`` when the extra ``editor`` is not installed."""
    for package in ("pygls", "mcp"):
        if find_spec(package) is None:
            raise WrongUse("no_editor", package=package)
