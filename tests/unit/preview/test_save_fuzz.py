"""Whatever is saved, by whom, and whatever fails: the file on the disk is always one of the two last texts."""

from __future__ import annotations

import random
import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from modulebouwer.preview.merging import done, lines_of, merged, plain
from modulebouwer.preview.writing import Wish, keep
from modulebouwer.wrong_use import WrongUse

PATH = "sections/a.md"
LINES = st.lists(st.sampled_from(["one", "two", "three", "", "é: 1", ":::"]), max_size=5)
# Who writes (another program writes straight on the disk), what is done to their text, and what of the disk fails.
STEPS = st.tuples(
    st.sampled_from(["first", "second", "another"]),
    st.integers(0, 1 << 30),
    st.sampled_from(["", "", "", "write", "replace", "fsync"]),
)


def edited(text: str, seed: int) -> str:
    """``text`` with a few lines more, fewer or other."""
    chance = random.Random(seed)
    lines = lines_of(text)
    at = chance.randint(0, len(lines))
    more = [f"{chance.choice('abc')} {chance.randint(0, 9)}\n" for _ in range(chance.randint(0, 2))]
    now = [*lines[:at], *more, *lines[at + chance.randint(0, 2) :]]
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in now)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.lists(STEPS, max_size=12))
def test_the_file_is_always_one_of_the_two_last_texts(
    lines: list[str], end: str, steps: list[tuple[str, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as held:
        place = Path(held) / "a.md"
        begin = "".join(f"{line}\n" for line in lines)
        place.write_bytes(begin.replace("\n", end).encode())
        # What each window has, and what it read or saved last.
        texts = dict.fromkeys(("first", "second"), (begin, begin))
        for who, seed, fault in steps:
            before = place.read_bytes()
            if who == "another":
                place.write_bytes(edited(plain(before.decode()), seed).replace("\n", end).encode())
                continue
            base, mine = texts[who]
            mine = edited(mine, seed)
            wish = Wish(path=PATH, text=mine, base=base)
            wanted = merged(base, mine, before.decode())
            try:
                with failing(fault):
                    outcome = keep(place, wish, "en")
            except WrongUse:
                # Told, and nothing happened: what was typed is still with who typed it.
                assert place.read_bytes() == before
                texts[who] = base, mine
                continue
            assert place.read_bytes().decode() == wanted.text
            assert plain(wanted.text) == outcome.text
            assert outcome.state == ("both" if wanted.conflicts else "saved")
            texts[who] = outcome.base, "".join(done(lines_of(mine), outcome.changes))
            assert [one.name for one in Path(held).iterdir()] == ["a.md"]


def failing(fault: str) -> AbstractContextManager[object]:
    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if not fault:
        return nullcontext()
    if fault == "fsync":
        return patch("os.fsync", fails)
    return patch.object(Path, {"write": "write_bytes", "replace": "replace"}[fault], fails)
