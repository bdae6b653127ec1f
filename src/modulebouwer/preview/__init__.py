"""``modulebouwer preview``: a module or a package in the LMS of ``modulebouwer.lms``, with a panel beside it.

==================  ==================================================================================================
``run.py``          the command: terminal, browser, Ctrl-C
``app.py``          the preview's own pages, and the watch over the files
``asking.py``       whether one of our own pages asks, and the words of the page
``playing.py``      one module under preview: the last good package, its launches, its findings as links
``sources.py``      a module's folder, or any tool's zip, as a package to play
``documents.py``    documents in: a new module; a module out: the document for reviewers, or the package
``desk.py``         the routes of who writes in the page
``forms.py``        a component or a head as a form; ``pictures.py`` pictures that come in
``shaping.py``      what is done in the outline, as texts to save
``writing.py``      a module's texts, read and saved for who writes in the page; ``merging.py``: two who wrote at once
``helping.py``      the language server for that page
``page/``           the page around the package: its frame, its panel, and in ``writing/`` the editor
==================  ==================================================================================================
"""

from __future__ import annotations

EDITOR_VARIABLE = "MODULEBOUWER_EDITOR"
DEFAULT_EDITOR = "vscode://file{path}:{line}:{column}"
