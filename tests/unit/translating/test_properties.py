"""Any module: what goes out comes back in its place, and in another language it is the same module."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from harness.pseudo import pseudo, stretched
from modulebouwer.cli.language import words
from modulebouwer.source.loader import load
from modulebouwer.source.translatable import module_texts
from modulebouwer.source.translations import marks, translated
from modulebouwer.source.yaml_writing import write_yaml
from modulebouwer.translating.exchange import Batch, batch, taken_back
from modulebouwer.translating.formats import FORMATS, read
from modulebouwer.translating.segments import pieces
from modulebouwer.translating.work import work_in

# Shrinking a module of five blocks takes minutes, and its example is no clearer.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
WORDS = st.sampled_from(
    ["school", "de", "-", "#", "+ en", "*", "**echt** waar", ">", "==", "ouders", "Één", "10", "& co", "a|b",
     "snel,", "1. eerst", "C#", "x < y", "'t", '"zo"']
)  # fmt: skip
MARKED = st.sampled_from(
    ["[het *doel*](section:begin)", "**echt**", "`a*b`", "[^n]", "~~weg~~", "H~2~O", "\\*", "[x](https://x.nl/a_b)",
     "&amp;", "zin.  \nNieuw", "zin\\\nNieuw"]
)  # fmt: skip
PHRASE = st.lists(st.one_of(WORDS, WORDS, MARKED), min_size=1, max_size=8).map(" ".join)
PLAIN = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A block of Markdown, or a component."""
    kind = draw(st.sampled_from(["text", "heading", "list", "quote", "table", "component", "inner"]))
    phrase = draw(PHRASE)
    line = phrase.replace("\\\n", " ").replace("  \n", " ")
    if kind == "heading":
        return f"## {line}"
    if kind == "list":
        return f"- {line}\n- {draw(PLAIN)}\n  en verder"
    if kind == "quote":
        return f"> {line}\n> {draw(PLAIN)}"
    if kind == "table":
        cell = line.replace("|", "\\|")
        return f"| A | Kop |\n|---|---|\n| {cell} | {draw(PLAIN).replace('|', ' ')} |"
    if kind == "text":
        return phrase
    data = {"title": draw(PLAIN), "text": f"{phrase}\n\n- {draw(PLAIN)}\n"}
    fence = ":::{callout}\n" + write_yaml(data) + ":::"
    return fence if kind == "component" else "- punt\n\n" + "\n".join(f"  {row}" for row in fence.split("\n"))


def lay_out(folder: Path, title: str, body: list[str]) -> None:
    head = {
        "identifier": "praten", "title": title, "version": "1.0.0", "language": "nl", "date": "2026-09-01",
        "description": "Over praten.", "study_load": 10, "sections": ["begin"],
    }  # fmt: skip
    (folder / "sections").mkdir(exist_ok=True)
    (folder / "module.yaml").write_text(write_yaml(head), "utf-8")
    numbered = (
        f":::{{reflection}}\nid: vraag-{n}\nprompt: Wat {n}?\n:::\n\n{block}" for n, block in enumerate(body)
    )
    text = "\n\n".join(["---\ntitle: Begin\nminutes: 10\n---", *numbered, "[^n]: Een noot.\n"])
    (folder / "sections" / "begin.md").write_text(text, "utf-8")


def made(text: str, *, markdown: bool) -> str:
    return pseudo(text) if markdown else stretched(text)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(PLAIN, st.lists(blocks(), min_size=1, max_size=5), st.data(), st.sampled_from(list(FORMATS)))
def test_round(title: str, body: list[str], data: st.DataObject, form: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, title, body)
        work, problems = work_in(name, "fy")
        assert work is not None, problems
        suffix, write = FORMATS[form]
        out = batch(work, words("nl")["exchange"])
        # A tool gives back what it got, with the words of each text translated.
        _, returned = read(f"x{suffix}", write(with_targets(out)))
        # Meanwhile a block is gone, and another one came.
        kept = body[:]
        kept.pop(data.draw(st.integers(0, len(kept) - 1)))
        kept.insert(data.draw(st.integers(0, len(kept))), "Een nieuwe alinea, die er nog niet was.")
        lay_out(folder, title, kept)
        work, _ = work_in(name, "fy")
        assert work is not None
        changed, _ = taken_back(work, returned, f"x{suffix}")
        for path, text in changed.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text, "utf-8")
        module, _ = load(folder, name)
        assert module is not None
        there = translated(module, folder, "fy")
        for pair in (pair for one in there.by_file.values() for pair in one.pairs):
            if pair.placed and not pair.stale:
                assert (
                    pair.placed.unit.text.strip() == made(pair.text.text, markdown=pair.text.markdown).strip()
                )
            if pair.placed is None:
                assert pair.text.text not in {item.source for item in out.items}
        again, found = load(folder, name, files=there.files)
        assert again is not None
        assert [one.code for one in found] == []
        assert [one.id for one in again.components] == [one.id for one in module.components]
        assert [type(one.model) for one in again.components] == [type(one.model) for one in module.components]
        assert [t.type for t in again.sections[0].body.tokens] == [
            t.type for t in module.sections[0].body.tokens
        ]
        for ours, theirs in zip(
            module_texts(again)["sections/begin.md"], module_texts(module)["sections/begin.md"], strict=True
        ):
            assert Counter(marks(ours.text)) == Counter(marks(theirs.text))


def with_targets(out: Batch) -> Batch:
    items = (replace(i, target=made(i.source, markdown=i.markdown), state="done") for i in out.items)
    return replace(out, items=tuple(items))


@settings(max_examples=150, deadline=None)
@given(st.one_of(blocks(), st.text(max_size=60)))
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text
