"""Numbers as places in a drawing: everything in per cent of its width and height, so that it fits any screen."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

# Lines on the page to read a value by: as many as one takes in at a glance.
MOST_STEPS = 5
# How many letters stand beside each other below a drawing: at the width of a line of text, and on a phone.
WIDE, NARROW = 64, 32
ROUND = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """From the lowest to the highest of ``ticks``, which are round numbers at equal distances."""

    ticks: tuple[float, ...]

    @classmethod
    def of(cls, values: Sequence[float], *, from_zero: bool) -> Scale:
        """A scale that holds all of ``values``, and zero with them when ``from_zero``: a bar's length is what it says.

        Lines begin at zero too, unless all that they show would then be in the upper half.
        """
        low, high = min(values, default=0), max(values, default=0)
        if from_zero or 0 <= low <= high / 2:
            low, high = min(low, 0), max(high, 0)
        if low == high:
            low, high = min(low, 0), max(high, 0) or 1
        step = _step(high - low)
        first, last = math.floor(low / step), math.ceil(high / step)
        return cls(tuple(_exact(number * step) for number in range(first, last + 1)))

    def height(self, value: float) -> float:
        """How high a value stands above the lowest tick, in per cent."""
        return round((value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]) * 100, 2)


def _step(range_: float) -> float:
    size: float = 10 ** math.floor(math.log10(range_ / MOST_STEPS))
    return next(size * factor for factor in ROUND if range_ / (size * factor) <= MOST_STEPS)


def _exact(number: float) -> float:
    """Without what binary fractions add: 0.30000000000000004 is 0.3."""
    return float(f"{number:.12g}")


@dataclass(frozen=True)
class Place:
    """What stands below a line; ``roomy``: not on a phone."""

    label: str
    roomy: bool


def places(labels: Sequence[str]) -> Sequence[Place]:
    """The first and the last of ``labels``, and those between them at equal distances, as many as fit.

    None between names of which two do not fit beside each other on a phone: those go on more lines.
    """
    if 2 * max(map(len, labels)) + 2 > NARROW:
        return [Place(labels[0], roomy=False), Place(labels[-1], roomy=False)]
    wide = _distance(labels, WIDE, 1)
    narrow = _distance(labels, NARROW, wide)
    return [Place(labels[at], at % narrow > 0) for at in range(0, len(labels), wide)]


def _distance(labels: Sequence[str], room: int, times: int) -> int:
    """From one name to the next, in places: a multiple of ``times`` that ends at the last one.

    The first and the last stand inside the drawing: beside them is room for half a name more.
    """
    last, widest = len(labels) - 1, max(map(len, labels))
    fitting = (
        step
        for step in range(times, last, times)
        if not last % step and last / step * (1.5 * widest + 2) <= room
    )
    return next(fitting, last)


@dataclass(frozen=True)
class Bar:
    """Where a bar begins and how long it is, in per cent."""

    start: float
    length: float


def bar(value: float, scale: Scale) -> Bar:
    """From zero to ``value``, to the left where it is below zero."""
    zero, end = scale.height(0), scale.height(value)
    return Bar(min(zero, end), round(abs(end - zero), 2))


@dataclass(frozen=True)
class Line:
    """``path``: SVG's ``d`` through all that is known, broken where it is not; ``dots``: where each is."""

    path: str
    dots: Sequence[tuple[float, float]]

    @classmethod
    def of(cls, values: Sequence[float | None], scale: Scale) -> Line:
        width = 100 / max(1, len(values) - 1)
        places = [
            (round(number * width, 2), round(100 - scale.height(value), 2)) if value is not None else None
            for number, value in enumerate(values)
        ]
        pieces = [list(group) for known, group in itertools.groupby(places, key=bool) if known]
        path = " ".join("M" + " L".join(f"{x:g} {y:g}" for x, y in filter(None, piece)) for piece in pieces)
        return cls(path, [place for place in places if place])
