"""What a package says of itself steers no terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.findings.wording import filled, printed
from modulebouwer.package.archive import archive
from packages import faults


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A\x9b31mB", r"A\x9b31mB"),
        ("\x1b]0;x\x07", r"\x1b]0;x\x07"),
        ("a\u202eb\u2066c", r"a\u202eb\u2066c"),
        ("één\n\tregel – ‘zo’ 👩‍🏫", "één\n\tregel – ‘zo’ 👩‍🏫"),
    ],
)
def test_printed(text: str, shown: str) -> None:
    assert printed(text) == shown
    assert filled("‘{name}’", {"name": text}, "nl") == f"‘{shown}’"


def test_an_identifier_and_a_title_with_codes_for_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = faults.one_sco()
    (tmp_path / "oud.zip").write_bytes(archive(tree))
    manifest = tree["imsmanifest.xml"].replace(b'"i1"', b'"A&#x9b;31mB"').replace(b"Proef", b"&#x202e;x")
    (tmp_path / "nieuw.zip").write_bytes(archive({**tree, "imsmanifest.xml": manifest}))
    main(["verify", str(tmp_path / "nieuw.zip"), "--lang", "en"])
    main(["diff", str(tmp_path / "oud.zip"), str(tmp_path / "nieuw.zip"), "--lang", "en"])
    told = capsys.readouterr().out
    assert told.count(r"A\x9b31mB") >= 2
    assert r"Title: Proef → \u202ex" in told
    assert not {"\x9b", "\u202e"} & set(told)


def test_json_without_codes_for_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = faults.one_sco()
    manifest = tree["imsmanifest.xml"].replace(b'"i1"', b'"A&#x9b;31mB&#x202e;"')
    (tmp_path / "a.zip").write_bytes(archive({**tree, "imsmanifest.xml": manifest}))
    main(["verify", str(tmp_path / "a.zip"), "--lang", "en", "--format", "json"])
    told = capsys.readouterr().out
    assert not {"\x9b", "\u202e"} & set(told)
    (finding,) = (one for one in json.loads(told)["findings"] if one["code"] == "S12-009")
    assert finding["values"]["identifier"] == "A\x9b31mB\u202e"


def test_a_word_that_no_line_holds_loses_its_middle() -> None:
    """An identifier of a stranger's package is one word, of any length; words that a line breaks between stay."""
    long = f"begin{'x' * 300}eind"
    told = filled("‘{a}’", {"a": f"een {long} twee"}, "nl")
    assert told.startswith("‘een beginxxx")
    assert told.endswith("xxxeind twee’")
    assert len(told) < 160
    assert "…" in told
    whole = " ".join(["woord"] * 100)
    assert filled("{a} {b}", {"a": whole, "b": "y" * 160}, "en") == f"{whole} {'y' * 160}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_line_of_verify_and_diff_holds_a_word_that_none_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    tree, long = faults.one_sco(), b"x" * 300
    (tmp_path / "oud.zip").write_bytes(archive(tree))
    manifest = tree["imsmanifest.xml"].replace(b'"i1"', b'"%s"' % long).replace(b"Proef", long)
    page = faults.page(f'<img alt="" src="https://a.example/{"x" * 300}"><img alt="" src="{"x" * 200}.png">')
    (tmp_path / "nieuw.zip").write_bytes(archive({**tree, "imsmanifest.xml": manifest, "a.html": page}))
    main(["verify", str(tmp_path / "nieuw.zip"), "--lang", language])
    main(["diff", str(tmp_path / "oud.zip"), str(tmp_path / "nieuw.zip"), "--lang", language])
    told = capsys.readouterr().out
    assert "xx…xx" in told
    assert "x" * 161 not in told
