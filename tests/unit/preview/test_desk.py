"""What the page that writes asks of the server beside reading and saving a text: acts, forms, pictures, the package."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from harness.previewing import previewing
from modulebouwer.build import Options, build
from modulebouwer.preview.app import Preview
from unit.preview.test_app import ask, token

SECTION = "sections/preparing.md"
ROUTES = ("shape", "named", "form", "fill", "picture?name=a.png", "paste", "package")


@pytest.fixture
def served(lesson: Path) -> Iterator[tuple[Preview, str]]:
    with previewing(lesson) as running:
        yield running


def post(address: str, route: str, body: bytes) -> tuple[int, bytes]:
    headers = {"Origin": address, "X-Preview-Token": token(address, "les")}
    return ask(f"{address}/preview/les/{route}", body, **headers)


def told(address: str, route: str, **values: Any) -> dict[str, Any]:
    status, answer = post(address, route, json.dumps(values).encode())
    assert status == 200
    found: dict[str, Any] = json.loads(answer)
    return found


def test_an_act_tells_how_it_is_taken_back_and_what_it_broke(
    served: tuple[Preview, str], lesson: Path
) -> None:
    before = {path: path.read_bytes() for path in lesson.rglob("*") if path.is_file()}
    done = told(served[1], "shape", act="remove_section", section="preparing")
    assert done["state"] == "done"
    assert not (lesson / SECTION).exists()
    # What speaks of it: a link, and a question that builds on an answer in it.
    assert {"LNK-001", "CMP-006"} <= {one["code"] for one in done["findings"]}
    back = told(served[1], "shape", act="take_back", wishes=done["back"])
    assert (back["state"], back["findings"]) == ("done", [])
    assert {path: path.read_bytes() for path in lesson.rglob("*") if path.is_file()} == before


def test_an_act_that_cannot_be_is_told(served: tuple[Preview, str], lesson: Path) -> None:
    act = {"act": "rename_section", "section": "preparing", "title": "Beginning", "name": "beginning"}
    assert told(served[1], "shape", **act) == {"state": "refused", "why": "‘beginning’ is already there."}
    text = (lesson / SECTION).read_text("utf-8")
    wish = {"path": SECTION, "text": "Other.", "base": text + "Never said.\n"}
    refused = told(served[1], "shape", act="take_back", wishes=[wish])
    assert refused["state"] == "refused"
    assert (lesson / SECTION).read_text("utf-8") == text
    outside = {"path": "../outside.md", "text": "x", "base": None}
    assert told(served[1], "shape", act="take_back", wishes=[outside])["state"] == "refused"
    assert not (lesson.parent / "outside.md").exists()


def test_an_act_on_a_module_with_an_error_sends_to_the_findings(
    served: tuple[Preview, str], lesson: Path
) -> None:
    (lesson / "sections/beginning.md").write_text("---\ntitle: [\n---\n", "utf-8")
    done = told(served[1], "shape", act="add_section", title="Other", after="")
    assert done["state"] == "refused"
    assert done["why"].endswith("Mend what stands under Findings first.")


def test_a_form_and_a_filled_field(served: tuple[Preview, str]) -> None:
    text = ":::{quote}\ntext: One.\n:::\n"
    form = told(served[1], "form", path=SECTION, text=text, line=1)
    assert (form["title"], form["data"]) == ("Quotation", {"text": "One."})
    filled = told(served[1], "fill", path=SECTION, text=text, line=1, way=["text"], value="Two.")
    assert filled["changes"] == [{"first": 1, "last": 2, "lines": ["text: Two.\n"]}]


def test_a_picture_comes_with_the_component_that_shows_it(served: tuple[Preview, str], lesson: Path) -> None:
    held = io.BytesIO()
    Image.new("L", (9, 9)).save(held, "PNG")
    status, answer = post(served[1], "picture?name=image.png&section=preparing", held.getvalue())
    assert (status, json.loads(answer)) == (
        200,
        {
            "path": "media/preparing.png",
            "component": ':::{figure}\nsrc: media/preparing.png\nalt: ""\n:::\n',
            "why": "",
            "findings": [],
        },
    )
    assert (lesson / "media/preparing.png").read_bytes() == held.getvalue()
    _, answer = post(served[1], "picture?name=a.png", b"words")
    assert [one["code"] for one in json.loads(answer)["findings"]] == ["MED-024"]


def test_a_folder_that_was_moved_gets_no_other_in_its_place(
    served: tuple[Preview, str], lesson: Path
) -> None:
    text = (lesson / SECTION).read_text("utf-8")
    wish = {"path": SECTION, "text": f"{text}More.", "base": text}
    elsewhere = lesson.rename(lesson.with_name("elsewhere"))
    held = io.BytesIO()
    Image.new("L", (9, 9)).save(held, "PNG")
    answers = [
        told(served[1], "save", **wish),
        # Also where one asks for the file to be made again.
        told(served[1], "save", **{**wish, "base": None}),
        told(served[1], "shape", act="add_section", title="Other", after=""),
        json.loads(post(served[1], "picture?name=a.png&section=preparing", held.getvalue())[1]),
    ]
    assert [one["state"] for one in answers] == ["refused"] * 4
    assert all(f"The folder {lesson} is no longer there" in one["why"] for one in answers)
    assert not lesson.exists()
    elsewhere.rename(lesson)
    assert told(served[1], "save", **wish)["state"] == "saved"


def test_more_than_a_picture_is_not_taken_in(
    served: tuple[Preview, str], lesson: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modulebouwer.preview.pictures.LARGEST", 10)
    assert post(served[1], "picture?name=a.png", b"x" * 10)[0] == 200
    assert post(served[1], "picture?name=a.png", b"x" * 200_000)[0] == 413
    assert not (lesson / "media/a.png").exists()


def test_the_package_is_that_of_the_command_line(
    served: tuple[Preview, str], lesson: Path, tmp_path: Path
) -> None:
    packages, _ = build(
        [lesson.as_posix()], tmp_path / "dist", Options(standards=("scorm12",)), lambda _: None
    )
    assert post(served[1], "package", b"") == (200, packages[0].path.read_bytes())
    (lesson / SECTION).write_text("---\ntitle: [\n---\n", "utf-8")
    assert post(served[1], "package", b"")[0] == 409


@pytest.mark.parametrize("route", ROUTES)
def test_only_its_own_page_asks(served: tuple[Preview, str], lesson: Path, route: str) -> None:
    before = {path: path.read_bytes() for path in lesson.rglob("*") if path.is_file()}
    own, to = token(served[1], "les"), f"{served[1]}/preview/les/{route}"
    assert ask(to, b"{}", Origin="https://evil.example", **{"X-Preview-Token": own})[0] == 403
    assert ask(to, b"{}", Origin=served[1])[0] == 403
    assert {path: path.read_bytes() for path in lesson.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("route", ["shape", "named", "form", "fill"])
@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"act": "everything"}', b'{"act": "take_back", "wishes": []}']
)
def test_what_is_no_question_is_refused(served: tuple[Preview, str], route: str, body: bytes) -> None:
    assert post(served[1], route, body)[0] == 400
