"""Documents that come in and go out of a preview, asked as its page does."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest

from harness.previewing import previewing
from modulebouwer.findings import Report
from modulebouwer.preview.app import Preview
from modulebouwer.preview.documents import free_folder, place_of_new
from modulebouwer.wrong_use import WrongUse

TEXT = b"Deel een\n\nEen alinea met tekst die gewoon een zin is.\n"


def ask(preview: Preview, address: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
    headers = {"Origin": address, "X-Preview-Token": preview.token}
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{address}/{path}", body, headers)) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def bring(preview: Preview, address: str, name: str, body: bytes = TEXT) -> dict[str, object]:
    status, answer = ask(preview, address, f"import?name={quote(name)}", body)
    assert status == 200
    told: dict[str, object] = json.loads(answer)
    return told


def test_modules_come_beside_a_single_one_and_among_several(lesson: Path, tmp_path: Path) -> None:
    assert place_of_new(lesson.as_posix()) == tmp_path
    assert place_of_new(tmp_path.as_posix()) == tmp_path
    (tmp_path / "a.zip").touch()
    assert place_of_new((tmp_path / "a.zip").as_posix()) == tmp_path


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Verslag 2026.txt", "verslag-2026"),
        ("../../etc/passwd.txt", "passwd"),
        ("C:\\Users\\a\\Thema.txt", "thema"),
        ("les.txt", "les-2"),
        ("2026.txt", "module"),
        ("", "module"),
    ],
)
def test_a_folder_is_named_after_the_document(lesson: Path, tmp_path: Path, name: str, folder: str) -> None:
    with previewing(lesson) as (preview, address):
        told = bring(preview, address, name)
    known = name.endswith(".txt")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({"les", folder} if known else {"les"})
    assert told["address"] == (f"/preview/{folder}/" if known else "")


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "thema").mkdir()
    assert free_folder(tmp_path, "thema.docx", ("thema-2",)).name == "thema-3"


def test_what_is_left_is_told_in_the_terminal_too(lesson: Path) -> None:
    heard: list[Report] = []
    with previewing(lesson, "en", heard.append) as (preview, address):
        told = bring(preview, address, "verslag.txt")
    codes = [entry["code"] for entry in told["findings"]]  # type: ignore[attr-defined]
    assert "IMP-001" in codes
    assert [finding.code for finding in heard[-1].findings] == codes


def test_an_empty_folder_is_where_a_first_module_comes(tmp_path: Path) -> None:
    with previewing(tmp_path) as (preview, address):
        told = bring(preview, address, "verslag.txt")
        with urllib.request.urlopen(f"{address}/") as answer:
            assert answer.geturl() == f"{address}{told['address']}"
    assert (tmp_path / "verslag" / "module.yaml").is_file()


def test_a_document_that_is_too_large_is_refused_while_it_comes(
    lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modulebouwer.importing.importing.LARGEST_DOCUMENT", 1_000_000)
    with previewing(lesson, "nl") as (preview, address):
        told = bring(preview, address, "boek.txt", b"a" * 1_000_001)
    assert told["told"] == "Er is geen module gemaakt."
    assert [entry["code"] for entry in told["findings"]] == ["IMP-105"]  # type: ignore[attr-defined]
    assert [path.name for path in tmp_path.iterdir()] == ["les"]


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "Installeer modulebouwer opnieuw"), ("en", "Install modulebouwer again")]
)
def test_without_the_extra_both_say_what_to_install(
    lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setattr("modulebouwer.importing.find_spec", lambda _: None)
    with previewing(lesson, language) as (preview, address):
        told = str(bring(preview, address, "verslag.txt")["told"])
        status, answer = ask(preview, address, "preview/les/review")
    assert said in told
    assert "pip install '.[import]'" in told
    assert (status, answer.decode()) == (409, told)
    assert [path.name for path in tmp_path.iterdir()] == ["les"]


def test_a_folder_that_cannot_be_written_is_told(
    lesson: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object) -> None:
        raise WrongUse("cannot_write", path="verslag", why="No space left on device")

    monkeypatch.setattr("modulebouwer.importing.importing.place_new", refuse)
    with previewing(lesson, "nl") as (preview, address):
        told = bring(preview, address, "verslag.txt")
    assert "kan niet geschreven worden" in str(told["told"])
    assert told["address"] == ""
    assert [path.name for path in tmp_path.iterdir()] == ["les"]


def test_nobody_but_its_page_gets_the_document(lesson: Path) -> None:
    with previewing(lesson) as (preview, address):
        assert ask(preview, address, "preview/nergens/review")[0] == 404
        status, answer = ask(preview, address, "preview/les/review")
    assert status == 200
    assert answer.startswith(b"PK")
