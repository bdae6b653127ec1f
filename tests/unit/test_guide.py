"""The component guide's examples and pictures (that what is made of them is fresh: test_fresh.py)."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import make_examples
import make_guide
import pytest

from modulebouwer.build import Options, build_languages
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.schema import schemas
from modulebouwer.standards import REGISTRY

DOCS = make_guide.ROOT / "docs"
MOST_BYTES = 40_000


@pytest.mark.parametrize("language", make_guide.PAGES)
def test_every_component_has_a_small_picture_and_no_picture_is_left_over(language: str) -> None:
    folder = DOCS / make_guide.PICTURES[language]
    pictures = {path.stem: path.read_bytes() for path in folder.iterdir()}
    assert set(COMPONENTS) - set(pictures) == set(), "no picture: make fresh WHAT=guide-pictures"
    assert set(pictures) - set(COMPONENTS) == set(), (
        "pictures of no component: make fresh WHAT=guide-pictures"
    )
    for kind, data in pictures.items():
        assert data.startswith(b"\x89PNG"), kind
        assert len(data) < MOST_BYTES, kind
        width, height = struct.unpack(">II", data[16:24])
        assert width >= 300, kind
        assert height >= 40, kind


@pytest.mark.parametrize("together", [False, True])
def test_the_guide_is_a_module_in_english_and_dutch(together: bool, tmp_path: Path) -> None:
    """For every LMS; also as one package, in which the files with words in them stand beside each other."""
    options = Options(standards=tuple(REGISTRY), strict=True)
    guide = [str(make_guide.ROOT / make_examples.MODULE)]
    packages, report = build_languages(
        guide, tmp_path, options, lambda _: None, (), ["all"], together=together
    )
    assert report.findings == ()
    languages = [one.about.languages for one in packages]
    assert languages == ([("en", "nl")] * 5 if together else [("en",)] * 5 + [("nl",)] * 5)
    names = zipfile.ZipFile(packages[-1].path).namelist()
    pictures = {name for name in names if name.startswith("media/three-steps") and name.endswith(".svg")}
    assert pictures == {"media/three-steps.svg", *(["media/three-steps-nl.svg"] if together else [])}


def test_the_dutch_page_has_dutch_examples() -> None:
    page = (DOCS / "componenten.md").read_text("utf-8")
    assert "question: Zet deze feedback in de volgorde van de drie stappen." in page
    assert "Put this feedback in the order" not in page


def test_an_example_takes_the_place_of_the_first_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Later ones are the story's own, and a kind that the story does not have yet comes last."""
    monkeypatch.setattr(make_examples, "COMPONENTS", ["quote", "short-answer"])
    monkeypatch.setattr(make_examples, "example", lambda kind: f":::{{{kind}}}\nnew: 1\n:::")
    first = "One.\n\n:::{quote}\ntext: a\n:::\n\nTwo.\n"
    second = ":::{quote}\ntext: b\n:::\n"
    assert make_examples.told({"a.md": first, "b.md": second}) == {
        "a.md": "One.\n\n:::{quote}\nnew: 1\n:::\n\nTwo.\n",
        "b.md": ":::{quote}\ntext: b\n:::\n\n:::{short-answer}\nnew: 1\n:::\n",
    }


@pytest.mark.parametrize(
    "text", ["", "Words.\n", ":::{term}\nid: a\n:::\n", ":::{quote}\n:::\n:::{quote}\n:::\n"]
)
def test_an_example_is_one_fence_of_its_kind(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_examples, "FOLDER", tmp_path)
    with pytest.raises(SystemExit, match="quote: no example"):
        make_examples.example("quote")
    (tmp_path / "quote").mkdir()
    (tmp_path / "quote" / "example.md").write_text(text)
    with pytest.raises(SystemExit, match="quote: no example"):
        make_examples.example("quote")


@pytest.mark.parametrize("language", make_guide.PAGES)
def test_that_nothing_is_kept_is_said_once(language: str) -> None:
    """The page says it below each component that keeps nothing; its description does not say so too."""
    read = make_guide.WORDS[language]["read"].rstrip(".")
    told = {kind: schema["description"] for kind, schema in schemas(language).items() if kind in COMPONENTS}
    assert [kind for kind, text in told.items() if read[0].lower() + read[1:] in text] == []
