"""A module's texts as the preview reads and saves them: whole, inside its folder, and over nobody's words."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from harness.lms import eventually
from harness.previewing import previewing
from modulebouwer.preview import writing
from modulebouwer.preview.app import Preview
from modulebouwer.preview.merging import Conflict, Edit
from modulebouwer.preview.writing import Outcome, Unreadable, Wish, keep, place_in, read
from modulebouwer.restructuring import add_component
from modulebouwer.wrong_use import WrongUse
from unit.preview.test_app import ask, token

SECTION = "sections/preparing.md"


@pytest.fixture
def served(lesson: Path) -> Iterator[tuple[Preview, str]]:
    with previewing(lesson) as running:
        yield running


@pytest.fixture
def place(lesson: Path) -> Path:
    place = place_in(lesson, SECTION)
    assert place is not None
    return place


def saved(place: Path, base: str | None, text: str) -> Outcome:
    return keep(place, Wish(path=SECTION, text=text, base=base), "en")


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_what_was_read_and_changed_is_the_file(lesson: Path, place: Path) -> None:
    before = files(lesson)
    text = read(place, "en")
    assert text is not None
    assert saved(place, text, text + "More.\n") == Outcome("saved", text + "More.\n", text + "More.\n")
    assert files(lesson) == {**before, SECTION: (text + "More.\n").encode()}


def test_line_ends_and_the_byte_order_mark_stay(place: Path) -> None:
    place.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\nthree\n")
    assert read(place, "en") == "one\ntwo\nthree\n"
    assert saved(place, "one\ntwo\nthree\n", "one\n2\nthree\n").text == "one\n2\nthree\n"
    assert place.read_bytes() == b"\xef\xbb\xbfone\r\n2\r\nthree\n"


def test_nothing_changed_is_nothing_written(place: Path) -> None:
    text, stamp = read(place, "en"), place.stat().st_ino
    assert text is not None
    assert saved(place, text, text).state == "saved"
    assert place.stat().st_ino == stamp


def test_what_another_saved_meanwhile_stands_beside_it(place: Path) -> None:
    place.write_text("one\ntwo\nthree\n", "utf-8")
    place.write_text("one\ntwo\nTHREE\n", "utf-8")
    outcome = saved(place, "one\ntwo\nthree\n", "ONE\ntwo\nthree\n")
    assert outcome.state == "saved"
    assert [(edit.first, edit.last, edit.lines) for edit in outcome.changes] == [(2, 3, ("THREE\n",))]
    assert place.read_bytes() == b"ONE\ntwo\nTHREE\n"


def test_the_same_lines_by_two_are_told_and_the_file_left_alone(place: Path) -> None:
    place.write_text("one\ntwo of another\n", "utf-8")
    outcome = saved(place, "one\ntwo\n", "one\ntwo of mine\n")
    edit = Edit(1, 2, ("two of another\n",))
    said = "one\ntwo of another\n"
    assert outcome == Outcome("both", said, "one\ntwo\n", conflicts=(Conflict(edit, edit),))
    assert place.read_bytes() == said.encode()


def test_what_is_not_in_conflict_is_saved_beside_what_is(place: Path) -> None:
    place.write_text("one\ntwo\nthree of another\n", "utf-8")
    outcome = saved(place, "one\ntwo\nthree\n", "one of mine\ntwo\nthree of mine\n")
    assert (outcome.state, outcome.base) == ("both", "one of mine\ntwo\nthree\n")
    assert place.read_bytes() == b"one of mine\ntwo\nthree of another\n"


def test_who_saves_in_between_is_not_overwritten(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program writes after the file was read, before it is put in its place."""
    place.write_text("one\ntwo\nthree\n", "utf-8")
    whole = writing.writable

    def and_another(target: Path) -> None:
        monkeypatch.setattr(writing, "writable", whole)
        target.write_text("one\ntwo\nTHREE\n", "utf-8")

    monkeypatch.setattr(writing, "writable", and_another)
    assert saved(place, "one\ntwo\nthree\n", "ONE\ntwo\nthree\n").text == "ONE\ntwo\nTHREE\n"
    assert place.read_bytes() == b"ONE\ntwo\nTHREE\n"


def test_many_at_once_lose_nothing(served: tuple[Preview, str], lesson: Path) -> None:
    """Twenty windows, each with a line of its own."""
    place = lesson / SECTION
    base = "".join(f"line {number}\nbetween\n" for number in range(20))
    place.write_text(base, "utf-8")
    own, told = token(served[1], "les"), []

    def window(number: int) -> None:
        mine = base.replace(f"line {number}\n", f"LINE {number}\n")
        told.append(save(served[1], own, path=SECTION, base=base, text=mine)["state"])

    windows = [threading.Thread(target=window, args=(number,)) for number in range(20)]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert told == ["saved"] * 20
    assert place.read_text("utf-8") == base.replace("line", "LINE")


def test_a_file_that_vanished_is_told_and_comes_back_when_asked(place: Path) -> None:
    place.unlink()
    assert saved(place, "one\n", "two\n") == Outcome("gone", "")
    assert not place.exists()
    assert saved(place, None, "two\n").state == "saved"
    assert place.read_bytes() == b"two\n"
    # And what is there already is not taken for what vanished.
    assert saved(place, None, "three\n").state == "both"


@pytest.mark.parametrize("more", ["", "\nAnd a line that was written there since.\n"])
def test_where_the_words_of_a_file_that_is_gone_stand_now(
    served: tuple[Preview, str], lesson: Path, more: str
) -> None:
    text, own = read(lesson / SECTION, "en") or "", token(served[1], "les")
    target = lesson / "sections" / "ready.md"
    (lesson / SECTION).rename(target)
    target.write_text(text.replace("title: Preparing", "title: Ready") + more, "utf-8")
    told = save(served[1], own, path=SECTION, base=text, text=text + "Mine.\n")
    assert (told["state"], told["moved"]) == ("gone", "sections/ready.md")
    # A text that says something else is not where they went, and one without words went nowhere.
    target.unlink()
    assert save(served[1], own, path=SECTION, base=text, text=text)["moved"] == ""
    (lesson / "sections" / "empty.md").write_text("---\ntitle: Empty\nminutes: 1\n---\n", "utf-8")
    base = "---\ntitle: Preparing\nminutes: 8\n---\n"
    assert save(served[1], own, path=SECTION, base=base, text=base)["moved"] == ""


def test_a_read_only_file_stays_as_it_is(lesson: Path, place: Path) -> None:
    before = files(lesson)
    place.chmod(0o444)
    text = read(place, "en")
    assert text is not None
    with pytest.raises(WrongUse, match="cannot_write"):
        saved(place, text, "other\n")
    assert files(lesson) == before


def test_a_full_disk_leaves_the_old_file_and_nothing_half(
    lesson: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(lesson)
    text = read(place, "en")
    assert text is not None
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WrongUse, match="cannot_write"):
        saved(place, text, "other\n")
    monkeypatch.undo()
    assert files(lesson) == before


def full(path: Path, data: bytes) -> int:
    with path.open("wb") as file:
        file.write(data[:1])
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_could_not_be_read_back_is_not_written(place: Path) -> None:
    before, text = place.read_bytes(), read(place, "en")
    assert text is not None
    with pytest.raises(Unreadable, match=r"U\+0007"):
        saved(place, text, text + "\x07")
    assert place.read_bytes() == before
    place.write_bytes(b"\xff\xfe")
    with pytest.raises(Unreadable, match="UTF-8"):
        saved(place, text, "other\n")
    with pytest.raises(Unreadable, match="UTF-8"):
        read(place, "en")
    assert place.read_bytes() == b"\xff\xfe"


OUTSIDE = [
    "../module.yaml",
    "sections/../module.yaml",
    "sections/../../x.md",
    "/etc/passwd",
    "sections//etc/x.md",
    "sections/.hidden.md",
    "sections/a/b.md",
    "sections/a\\b.md",
    "sections/x.txt",
    "sections/a\n.md",
    "media/a.svg",
    "templates/page.html.j2",
    "module.yaml\n",
    "other.yaml",
    "",
    ".",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_and_no_other_kind_is_read_or_written(
    served: tuple[Preview, str], lesson: Path, path: str
) -> None:
    assert place_in(lesson, path) is None
    before = files(lesson.parent)
    own = token(served[1], "les")
    assert ask(f"{served[1]}/preview/les/text?path={quote(path)}")[0] == 404
    body = json.dumps({"path": path, "text": "x", "base": None}).encode()
    headers = {"Origin": served[1], "X-Preview-Token": own}
    assert ask(f"{served[1]}/preview/les/save", body, **headers)[0] == 404
    assert files(lesson.parent) == before


@pytest.mark.parametrize("link", [SECTION, "sections", "module.yaml"])
def test_a_link_leads_nowhere(lesson: Path, tmp_path: Path, link: str) -> None:
    target = tmp_path / "elsewhere"
    (lesson / link).rename(target)
    (lesson / link).symlink_to(target)
    assert place_in(lesson, SECTION if link == "sections" else link) is None


def save(address: str, own: str, **wish: str | None) -> dict[str, Any]:
    headers = {"Origin": address, "X-Preview-Token": own}
    status, body = ask(f"{address}/preview/les/save", json.dumps(wish).encode(), **headers)
    assert status == 200
    told: dict[str, Any] = json.loads(body)
    return told


def test_only_its_own_page_saves(served: tuple[Preview, str], lesson: Path) -> None:
    before, own = files(lesson), token(served[1], "les")
    body = json.dumps({"path": SECTION, "text": "x", "base": read(lesson / SECTION, "en")}).encode()
    to = f"{served[1]}/preview/les/save"
    for headers in (
        {"Origin": "https://evil.example", "X-Preview-Token": own},
        {"Origin": served[1].replace("127.0.0.1", "localhost"), "X-Preview-Token": own},
        {"Origin": served[1], "X-Preview-Token": "0" * 32},
        {"Origin": served[1]},
        {"X-Preview-Token": own},
    ):
        assert ask(to, body, **headers)[0] == 403
    assert files(lesson) == before


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"path": 1}', b'{"path": "module.yaml", "text": "\\ud800", "base": ""}']
)
def test_what_is_no_wish_is_refused(served: tuple[Preview, str], body: bytes) -> None:
    headers = {"Origin": served[1], "X-Preview-Token": token(served[1], "les")}
    assert ask(f"{served[1]}/preview/les/save", body, **headers)[0] == 400


def test_the_page_is_told_why_not(served: tuple[Preview, str], lesson: Path) -> None:
    own = token(served[1], "les")
    text = read(lesson / SECTION, "en")
    (lesson / SECTION).chmod(0o444)
    told = save(served[1], own, path=SECTION, base=text, text="other\n")
    assert told["state"] == "refused"
    assert "cannot be written: the computer does not allow it" in told["why"]
    (lesson / SECTION).chmod(0o644)
    told = save(served[1], own, path=SECTION, base=text, text="a\n" * 600_000)
    assert told["state"] == "refused"
    assert "at most 1 MB" in told["why"]
    assert read(lesson / SECTION, "en") == text
    (lesson / SECTION).unlink()
    assert save(served[1], own, path=SECTION, base=text, text="other\n")["state"] == "gone"


def test_the_texts_of_a_module_and_what_stands_in_them(served: tuple[Preview, str], lesson: Path) -> None:
    (lesson / "sections" / "forgotten.md").write_text("---\ntitle: Forgotten\nminutes: 1\n---\n", "utf-8")
    found = json.loads(ask(f"{served[1]}/preview/les/texts")[1])
    assert [one["path"] for one in found] == [
        "module.yaml",
        "references.yaml",
        "sections/preparing.md",
        "sections/beginning.md",
        "sections/forgotten.md",
    ]
    assert [one["inModule"] for one in found] == [False, False, True, True, False]
    section = (lesson / SECTION).read_text("utf-8").split("\n")
    component = found[2]["components"][0]
    assert section[component["line"] - 1].startswith(f":::{{{component['component']}}}")
    # References are told of before there are any: findings send their reader there.
    assert [one["there"] for one in found] == [True] * 5
    (lesson / "references.yaml").unlink()
    (told,) = (one for one in writing.texts(lesson, None, {}) if not one["there"])
    assert told["path"] == "references.yaml"
    (lesson / "references.yaml").write_text("", "utf-8")
    # A module that cannot be read still has its texts: there one mends it.
    (lesson / "module.yaml").write_text("title: [\n", "utf-8")
    assert [one["path"] for one in writing.texts(lesson, None, {})] == [
        "module.yaml",
        "references.yaml",
        "sections/beginning.md",
        "sections/forgotten.md",
        "sections/preparing.md",
    ]


def test_a_package_has_no_texts(tmp_path: Path) -> None:
    (tmp_path / "les.zip").write_bytes(b"")
    with previewing(tmp_path / "les.zip") as (_, address):
        assert ask(f"{address}/preview/les/texts")[0] == 404
        assert ask(f"{address}/preview/les/text?path=module.yaml")[0] == 404


def test_a_new_component_has_an_id_that_is_free(served: tuple[Preview, str], lesson: Path) -> None:
    at = f"{served[1]}/preview/les/component?kind="
    assert ask(f"{at}reflection")[1].startswith(b":::{reflection}\n")
    assert b"\nid: reflection\n" in ask(f"{at}reflection")[1]
    assert ask(f"{at}nothing")[0] == ask(f"{at}")[0] == 404
    add_component(lesson, "preparing", "reflection", "en")
    eventually(lambda: b"\nid: reflection-2\n" in ask(f"{at}reflection")[1])


def test_a_component_that_cannot_be_read_yet_is_told_too(served: tuple[Preview, str], lesson: Path) -> None:
    broken = "\n:::{reflection}\nid: begun\nprompt:\n:::\n\n```\n:::{reflection}\n:::\n```\n"
    before = writing.texts(lesson, None, {})
    text = (lesson / SECTION).read_text("utf-8")
    (lesson / SECTION).write_text(text + broken, "utf-8")
    (entry,) = (one for one in told_texts(served[1]) if one["path"] == SECTION)
    line = text.count("\n") + 2
    assert entry["components"][-1] == {
        "component": "reflection",
        "name": "Question to the reader",
        "id": "begun",
        "line": line,
        "answers": True,
    }
    assert len(entry["components"]) == 1 + len(next(o for o in before if o["path"] == SECTION)["components"])


def told_texts(address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ask(f"{address}/preview/les/texts")[1])
    return found
