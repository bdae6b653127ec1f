"""Numbers and plurals as a language writes them, and what other programs say, in our words."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import random
import re
import zipfile
from string import Formatter

import pytest
from lxml import etree

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.cli import main
from modulebouwer.findings import Finding, Location, codes, message, record
from modulebouwer.findings.wording import closest, explained, filled, number
from modulebouwer.package.archive import archive
from modulebouwer.package.lms_facts import effects, package_cells
from modulebouwer.package.verify import BROKEN
from modulebouwer.package.xml import parse_xml
from modulebouwer.standards import REGISTRY

# What is said of the unknown.
UNKNOWN = "het is niet te lezen zoals het hoort"


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (1, "1", "1"),
        (999, "999", "999"),
        (20_000, "20.000", "20,000"),
        (30.6, "30,6", "30.6"),
        (1234.5, "1.234,5", "1,234.5"),
    ],
)
def test_numbers(value: float, nl: str, en: str) -> None:
    assert (number(value, "nl"), number(value, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "0 bestanden"),
        (1, "1 bestand"),
        (2, "2 bestanden"),
        ("1", "1 bestand"),
        (20_000, "20.000 bestanden"),
    ],
)
def test_plurals(count: int | str, told: str) -> None:
    assert filled("{count:bestand|bestanden}", {"count": count}, "nl") == told


def test_an_address_is_no_quantity() -> None:
    assert filled("regel {line:d}", {"line": 12_345}, "nl") == "regel 12345"


def test_a_size_in_a_finding_is_written_as_the_language_does() -> None:
    finding = Finding("MED-009", Location("a.png"), {"path": "a.png", "size": 30.6})
    assert "30,6 MB" in message(finding, "nl")[0]
    assert "30.6 MB" in message(finding, "en")[0]


# Words that follow a number and can be one or many: a text that has a number before them must know both.
NOUNS = (
    "antwoorden|bestanden|onderdelen|tekens|vragen|minuten|seconden|elementen|beelden|hekjes|ankers|lagen|rijen|dagen|keren"
    "|answers|files|parts|characters|prompts|questions|minutes|seconds|elements|pictures|anchors|levels|rows|days|times"
)
BEFORE_A_NOUN = re.compile(r"\{(\w+)\} (" + NOUNS + r")\b")
# These are never one: a limit of ours, or a rule that speaks only of more.
NEVER_ONE = {
    "PKG-005 count", "PKG-006 most", "PKG-025 ratio", "PKG-028 most", "IMP-004 words", "IMP-106 seconds",
    "S12-015 length", "S24-015 length", "S12-046 count", "S24-046 count", "S12-181 count", "S24-181 count",
    "CMP-011 count", "CMP-040 min",
    "MOD-009 length", "TRN-163 length", "BUD-001 characters",
}  # fmt: skip


# What an LMS opens, of a finding that a package has once.
NAMED_IN_AN_LMS = {"file", "opened"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_with_a_number_knows_one_and_many(language: str) -> None:
    for code in codes():
        words = record(code).words[language]
        for found in BEFORE_A_NOUN.finditer(f"{words.text} {words.hint}"):
            assert f"{code} {found[1]}" in NEVER_ONE, (code, found[0])
    cells = [cell for row in effects().values() for cells in row.values() for cell in cells]
    cells += [cell for standard in REGISTRY for cell in package_cells(standard).values()]
    for cell in cells:
        names = {name for _, name, _, _ in Formatter().parse(cell.seen.get(language, "")) if name}
        assert names <= {"count", *NAMED_IN_AN_LMS}, cell.seen


XML = [
    b"", b"hallo", b"<a>", b"<a></b>", b"<a>&b;</a>", b"<a>&</a>", b"<a b=c/>", b"<a b='1' b='2'/>", b"<a/><b/>",
    b"<a>\x01</a>", b"<?xml version='1.0' encoding='xyz'?><a/>", b"\xff\xff<a/>", b"<a:b/>", b"<a b='<'/>", b"<a",
    b"<a><!-- x", b"<a>" * 300, b"<a b='1'", b"<a><![CDATA[x", b"<1a/>", b"\n<?xml version='1.0'?><a/>", b"<a>\xe9</a>",
]  # fmt: skip


@pytest.mark.parametrize("data", XML, ids=lambda data: repr(data[:24]))
def test_what_an_xml_parser_says(data: bytes) -> None:
    with pytest.raises(etree.XMLSyntaxError) as caught:
        parse_xml(data)
    told = explained(caught.value.msg or "", "nl")
    assert not told.startswith(UNKNOWN), told
    assert told.endswith("’)")


def test_what_a_zip_reader_says() -> None:
    """Two bytes of a sound zip changed, a thousand times."""
    sound = archive({"a.txt": b"hello world" * 100, "b.txt": b"x" * 1000})
    said = {"File is not a zip file"}
    for seed in range(1_000):
        source, data = random.Random(seed), bytearray(sound)
        for _ in range(2):
            data[source.randrange(len(data))] = source.randrange(256)
        try:
            with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
                for entry in package.infolist():
                    package.read(entry)
        except BROKEN as error:
            said.add(str(error))
    assert len(said) > 20
    assert [one for one in said if explained(one, "nl").startswith(UNKNOWN)] == []


@pytest.mark.parametrize(
    "number_of_error",
    [
        "ENOENT",
        "EACCES",
        "EPERM",
        "ENOSPC",
        "EROFS",
        "EISDIR",
        "ENOTDIR",
        "EEXIST",
        "ENAMETOOLONG",
        "ELOOP",
        "EADDRINUSE",
        "EIO",
    ],
)
def test_what_the_operating_system_says(number_of_error: str) -> None:
    told = explained(os.strerror(getattr(errno, number_of_error)), "nl")
    assert not told.startswith(UNKNOWN)


def test_the_unknown_is_quoted_and_bounded() -> None:
    told = explained("Frobnication failed\n\x00" + "x" * 1000, "nl")
    assert told.startswith(f"{UNKNOWN} (‘Frobnication failed �x")
    assert len(told) < 260


def test_what_is_left_out_leaves_no_empty_quotes() -> None:
    told = explained("Element 'b': [facet 'maxLength'] The value has a length of '9'.", "nl")
    assert told.startswith("de waarde van ‘b’ mag hier niet (‘Element 'b': [facet")


def test_a_report_and_a_command_speak_dutch_first(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["verify", f"{tmp_path}/weg.zip", "--lang", "nl"])
    assert (
        "Dit bestand kan niet geopend worden: het bestaat niet (‘No such file or directory’)."
        in capsys.readouterr().out
    )
    with contextlib.suppress(SystemExit):
        main(["preview", "x", "--port", "99999", "--lang", "nl"])
    told = capsys.readouterr().err
    assert "99999 kan niet, het getal moet tussen 0 en 65535 liggen." in told
    assert "is not in the range" not in told


def test_letters_that_changed_places_are_near_in_a_short_name_too() -> None:
    assert closest("lse", ["les", "media"]) == "les"
    assert closest("xyz", ["les", "media"]) == ""
    assert closest("sel", ["les", "els"]) == ""


@pytest.mark.parametrize(
    ("written", "known", "told"),
    [
        ("les-3", ["les-1", "les-2", "media"], "‘les-1’ of ‘les-2’"),
        ("les-4", ["les-1", "les-2", "les-3"], "‘les-1’, ‘les-2’ of ‘les-3’"),
        ("les-2a", ["les-1", "les-2"], "‘les-2’"),
        # Two letters that changed places are one edit, as is one left out.
        ("stpa-1", ["sta-1", "stap-1"], "‘sta-1’ of ‘stap-1’"),
    ],
)
def test_of_words_that_are_as_near_all_are_asked_after(written: str, known: list[str], told: str) -> None:
    finding = Finding("LNK-001", Location("a.md"), {"id": written, "suggestion": closest(written, known)})
    assert message(finding, "nl")[1].startswith(f"Bedoelde u {told}?")
