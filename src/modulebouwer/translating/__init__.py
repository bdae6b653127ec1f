"""A module's texts out to who translates, and back: the work that there is, the files for it, and what comes back."""

from __future__ import annotations

from modulebouwer.wrong_use import WrongUse


def require_extra() -> None:
    """Raises ``WrongUse`` when the programs for exchange files are not installed."""
    try:
        import translate.storage  # noqa: F401
    except ImportError as error:
        raise WrongUse("no_translate", package=error.name or "translate-toolkit") from error
