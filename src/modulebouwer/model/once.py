"""What follows from a value that never changes is worked out once, and kept with it.

Who checks the same module again and again (an editor, the preview) then pays for the texts that changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TypeVar

Owner = TypeVar("Owner")
Found = TypeVar("Found")


def once(work: Callable[[Owner], Iterator[Found]]) -> Callable[[Owner], tuple[Found, ...]]:
    """A generator over a frozen value: what it gives, kept in the value's ``__dict__`` as a cached property is."""
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def kept(owner: Owner) -> tuple[Found, ...]:
        known = vars(owner)
        if name not in known:
            known[name] = tuple(work(owner))
        found: tuple[Found, ...] = known[name]
        return found

    return kept
