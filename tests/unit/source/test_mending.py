"""What is mended without judgement: form only, and never what a learner reads."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest

from modulebouwer.build import Options, check
from modulebouwer.cli import main
from modulebouwer.new import scaffold
from modulebouwer.source.mending import mend_section, mend_yaml, mended, read_texts


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("version:\u00a01.0.0\n", "version: 1.0.0\n"),
        ("sections:\n\u00a0\u00a0-\u00a0begin\n", "sections:\n  - begin\n"),
        ("title: “Samen: hoe?”\n", 'title: "Samen: hoe?"\n'),
        ("version:1.0.0\n", "version: 1.0.0\n"),
        ("- DOI: 10.1080/13540602.2019.\n", "- DOI: 10.1080/13540602.2019\n"),
        (
            '  DOI: "https://doi.org/10.1016/S0140-6736(05).,"\n',
            '  DOI: "https://doi.org/10.1016/S0140-6736(05)"\n',
        ),
    ],
)
def test_yaml(written: str, meant: str) -> None:
    assert mend_yaml(written) == meant
    assert mend_section(f"---\n{written}---\n\nTekst.\n") == f"---\n{meant}---\n\nTekst.\n"
    assert (
        mend_section(f"Tekst.\n\n:::{{callout}}\n{written}:::\n") == f"Tekst.\n\n:::{{callout}}\n{meant}:::\n"
    )


def test_unseen_signs_go_from_what_a_component_holds_against_what_is_typed() -> None:
    fence = ":::{{{}}}\naccepted:\n  - da{}tum\n  - dag{}\nmistakes:\n  - answers: [ja{}ar]\n:::\n"
    written = fence.format("short-answer", "\u00ad", "\u200b", "\ufeff")
    assert mend_section(written) == fence.format("short-answer", "", "", "")
    elsewhere = fence.format("callout", "\u00ad", "\u200b", "\ufeff")
    assert mend_section(elsewhere) == elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "title: De “goede” school\n",
        "minutes: “8”\n",
        "url: https://x.nl\n",
        "accepted: [dag]\ntitle: werk\u00addruk\n",
        "text: |\n  “Zo zei zij het.”\n  nb:zo staat het er\n  drie\u00a0kilo\n",
    ],
)
def test_what_an_author_may_mean_stays(text: str) -> None:
    assert mend_yaml(text) == text


def test_running_text_stays() -> None:
    text = (
        "---\ntitle: x\n---\n\nkey:waarde\n“Zo.”\ndrie\u00a0kilo #een\n\n```\n##code\n:::{x}\na:b\n:::\n```\n"
    )
    assert mend_section(text) == text
    assert mend_section("##Kop\n\n#tag en\n") == "## Kop\n\n#tag en\n"


def test_letters_that_are_one_sign() -> None:
    text = "##ﬁets\n\nDe oﬃciële [ﬁlm](media/ﬁlm.mp4), ‘ﬂink’: `ﬁ`.\n\n```\nﬁ\n##a\n```\n\n##Eﬀect\n"
    assert mend_section(text) == (
        "## fiets\n\nDe officiële [film](media/ﬁlm.mp4), ‘flink’: `ﬁ`.\n\n```\nﬁ\n##a\n```\n\n## Effect\n"
    )
    assert mend_yaml("src: media/ﬁlm.mp4\ntitle: De ﬁlm\n") == "src: media/ﬁlm.mp4\ntitle: De film\n"


def test_line_ends_and_a_byte_order_mark() -> None:
    assert mended({"module.yaml": b"\xef\xbb\xbftitle: x\r\n", "sections/a.md": b"x\n"}) == {
        "module.yaml": b"title: x\n"
    }
    assert mended({"module.yaml": b"\xff\xfet\0"}) == {}


@pytest.mark.parametrize("given", ["les", "./les", "les/", "."])
def test_a_section_is_mended_however_its_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    section = next((tmp_path / "les/sections").glob("*.md"))
    section.write_text(section.read_text("utf-8") + "\nEen speci\ufb01ek plan.\n", encoding="utf-8")
    if given == ".":
        monkeypatch.chdir(tmp_path / "les")
    assert main(["check", given, "--fix", "--yes", "--lang", "en"]) == 0
    assert "Files mended: 1" in capsys.readouterr().err
    assert section.read_text("utf-8").endswith("\nEen specifiek plan.\n")
    assert main(["check", given, "--fix", "--yes", "--lang", "en"]) == 0
    assert "nothing here that --fix can mend" in capsys.readouterr().err


def test_it_is_shown_first_and_done_when_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    right = read_texts(Path("les"))
    assert mended(right) == {}
    path = Path("les/module.yaml")
    path.write_bytes(
        path.read_bytes().replace(b"version: ", "version:\u00a0".encode()).replace(b"\n", b"\r\n")
    )
    wrong = path.read_bytes()
    assert main(["check", "les", "--fix", "--lang", "en"]) == 1
    shown = capsys.readouterr().err
    assert "+version: 1.0.0" in shown
    assert "Nothing was changed yet" in shown
    assert path.read_bytes() == wrong
    assert main(["check", "les", "--fix", "--yes", "--lang", "en"]) == 0
    assert read_texts(Path("les")) == right
    assert check(["les"], Options(), lambda _: None).findings == ()


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("language", "typed", "agreed"),
    [
        ("nl", "j\n", True),
        ("nl", "Ja\n", True),
        ("nl", "\n", False),
        ("en", "y\n", True),
        ("en", "n\n", False),
    ],
)
def test_it_asks_in_the_language_that_was_chosen(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    typed: str,
    agreed: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("les").mkdir()
    path = Path("les/module.yaml")
    path.write_bytes(b"title:\xc2\xa0x\n")
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    main(["check", "les", "--fix", "--lang", language])
    assert path.read_bytes() == (b"title: x\n" if agreed else b"title:\xc2\xa0x\n")
    said = capsys.readouterr()
    asked = {"nl": "Zo veranderen? [j/N]", "en": "Change it so? [y/N]"}
    assert asked[language] in said.err + said.out
    assert ("y/N" in said.err + said.out) == (language == "en")


def test_what_the_modules_of_a_series_share_is_mended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("een", "twee"):
        scaffold(Path("reeks") / name, "nl", datetime.date(2026, 1, 2))
    works = Path("reeks/references.yaml")
    wrong = "references:\n  - id: bos-2020\n    type: book\n    title: Eﬃciënt leren\n"
    works.write_text(wrong, "utf-8")
    main(["check", "reeks/een", "--fix", "--yes"])
    assert works.read_text("utf-8") == wrong  # No series: whose file this is, is not known.
    Path("reeks/series.yaml").write_text("groups: [{title: Alle, modules: [een, twee]}]\n", "utf-8")
    capsys.readouterr()
    main(["check", "reeks/een", "reeks/twee", "--fix", "--yes"])
    assert capsys.readouterr().err.count("+    title: Efficiënt leren") == 1
    assert works.read_text("utf-8") == wrong.replace("ﬃ", "ffi")
