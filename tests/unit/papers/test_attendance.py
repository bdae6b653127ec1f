"""Presence is what the LMS's database says, whatever the export looks like; and no answer is ever opened."""

from __future__ import annotations

import ast
import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.papers.attendance.days import day
from modulebouwer.papers.attendance.presence import Asked, Attendance, attendance, met
from modulebouwer.papers.attendance.table import read_table
from unit.papers import moodle_exports as moodle
from unit.test_imports import python_imports

SOURCES = Path(__file__).parents[3] / "src"
ASKED = Asked(moodle.TITLE, {})
MEMBERS = "Registratienummer;Naam;E-mail\r\n" + "".join(
    f"{100_000 + number};{name};{moodle.email(user).upper()}\r\n"
    for number, (user, name) in enumerate(moodle.USERS.items())
)
NUMBERS = {moodle.email(user): str(100_000 + number) for number, user in enumerate(moodle.USERS)}


def semicolons(rows: list[list[str]]) -> bytes:
    """As a Dutch Excel saves it: Windows-1252 and semicolons."""
    return moodle.separated(rows, ";").replace("\n", "\r\n").encode("cp1252")


FORMS: dict[str, Callable[[list[list[str]]], bytes]] = {
    "tabs": lambda rows: moodle.separated(rows, "\t").encode(),
    "commas with a byte order mark": lambda rows: moodle.separated(rows, ",").encode("utf-8-sig"),
    "UTF-16 with tabs, Moodle's form for Excel": lambda rows: moodle.separated(rows, "\t").encode("utf-16"),
    "Windows-1252 with semicolons": semicolons,
    "with Excel's own first line": lambda rows: b"sep=;\r\n" + semicolons(rows),
    "workbook": moodle.workbook,
}
REPORTS = {"interactions": moodle.interactions, "progress": moodle.progress}


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def found(
    tmp_path: Path, data: bytes, members: str = MEMBERS, asked: Asked = ASKED
) -> tuple[Attendance, list[str]]:
    export = written(tmp_path, "export.csv", data)
    numbers = written(tmp_path, "leden.csv", members.encode("cp1252"))
    result, findings = attendance([export], numbers, asked)
    return result, [finding.code for finding in findings]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("report", REPORTS)
def test_presence_equals_the_database(report: str, form: str, tmp_path: Path) -> None:
    result, findings = found(tmp_path, FORMS[form](REPORTS[report]()))
    assert findings == []
    assert {(one.number, one.day) for one in result.present} == {
        (NUMBERS[address], day) for address, day in moodle.completed().items()
    }
    assert {one.name for one in result.present} == {
        "Sanne de Vries",
        "Zoë Brønsted-Çelik",
        "Piet van der Berg",
    }
    assert {(one.person.name, one.why) for one in result.left_out} == {
        (name, "not_completed") for name in ("Joris Hoekstra", "Noor El Amrani", "Tineke Docent")
    }


def test_a_report_without_a_status_says_so(tmp_path: Path) -> None:
    assert found(tmp_path, FORMS["tabs"](moodle.basic())) == (Attendance((), ()), ["ATT-006"])


def test_double_rows_count_once_and_several_exports_go_together(tmp_path: Path) -> None:
    rows = moodle.progress()
    first = written(tmp_path, "een.csv", semicolons([*rows, *rows[1:]]))
    second = written(tmp_path, "twee.xlsx", moodle.workbook(moodle.interactions()))
    members = written(tmp_path, "leden.csv", (MEMBERS + MEMBERS.partition("\n")[2]).encode())
    result, findings = attendance([first, second], members, ASKED)
    assert findings == []
    assert sorted(one.number for one in result.present) == sorted(NUMBERS[one] for one in moodle.completed())
    assert len(result.left_out) == 3


def test_no_answer_is_kept(tmp_path: Path) -> None:
    for name, form in FORMS.items():
        path = written(tmp_path, "export", form(moodle.interactions()))
        table, _ = read_table(path, lambda headings: {"status": headings.index(moodle.TITLE)})
        assert table is not None, name
        assert {cell for row in table.rows for cell in row.cells.values()} == set(moodle.WORDS.values())


def test_what_is_printed_and_written_holds_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, "module.yaml", f"identifier: regio\ntitle: {moodle.TITLE}\nversion: 1.2.0\n".encode())
    export = written(tmp_path, "export.tsv", FORMS["tabs"](moodle.interactions()))
    numbers = written(tmp_path, "leden.csv", MEMBERS.encode("utf-16"))
    command = [
        "attendance",
        str(tmp_path),
        str(export),
        "--numbers",
        str(numbers),
        "--output",
        str(tmp_path / "uit"),
    ]
    assert main([*command, "--lang", "nl"]) == 0
    told = capsys.readouterr()
    assert told.out == "100003\t2026-11-24\n100000\t2026-11-25\n100004\t2026-11-26\n"
    assert told.err.splitlines()[0] == "Aanwezig: 3. Niet meegeteld: 3."
    files = {path.name: path.read_bytes() for path in (tmp_path / "uit").iterdir()}
    assert files["regio-1.2.0-nummers.txt"] == b"100003\n100000\n100004\n"
    assert files["regio-1.2.0-aanwezig.csv"].decode("utf-8-sig").splitlines()[1] == (
        f"100003;Zoë Brønsted-Çelik;zoe@example.invalid;2026-11-24;{moodle.TITLE};regio;1.2.0"
    )
    assert "Joris Hoekstra;joris@example.invalid;Incomplete;nog niet afgerond" in files[
        "regio-1.2.0-niet-geteld.csv"
    ].decode("utf-8-sig")
    everything = told.out + told.err + "".join(data.decode() for data in files.values())
    assert "wethouder" not in everything


def test_it_shares_no_path_with_what_knows_answers() -> None:
    """Not by any import, at any depth, of the package or of the command."""
    graph = python_imports(SOURCES)
    here = {name for name in graph if name.startswith("modulebouwer.papers.attendance")}
    assert len(here) >= 6
    waiting, reached = [*here, *direct_imports("cli/attendance.py")], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += graph.get(name, ())
    knowing = re.compile(
        r"modulebouwer\.(components|render|player|lms|preview|standards|reviewing|importing|diff|model\.module|checks)\b"
    )
    assert {name for name in reached if knowing.match(name)} == set()


def test_no_other_paper_knows_of_people() -> None:
    """Names of learners are read by ``attendance`` and ``certify`` alone."""
    graph = python_imports(SOURCES)
    papers = {name for name in graph if name.startswith("modulebouwer.papers")}
    named = ("modulebouwer.papers.attendance", "modulebouwer.papers.certify")
    others = {name for name in papers if not name.startswith(named)}
    assert len(others) > 10
    assert {name for name in others if any(one.startswith(named) for one in graph[name])} == set()


def direct_imports(file: str) -> set[str]:
    """What the command itself asks for, without what all commands share."""
    tree = ast.parse((SOURCES / "modulebouwer" / file).read_text("utf-8"))
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {
        name for name in named if name.startswith("modulebouwer.") and not name.startswith("modulebouwer.cli")
    }


def rows(*people: str) -> bytes:
    return ("Deelnemer;Mail;Voortgang;Afgerond op\n" + "".join(f"{one}\n" for one in people)).encode("cp1252")


def test_any_csv_with_its_columns_named(tmp_path: Path) -> None:
    asked = Asked(moodle.TITLE, {"email": "Mail", "status": "Voortgang"}, frozenset({"100%"}))
    data = rows("Sanne;sanne@example.invalid;100%;3-9-2026", "Joris;joris@example.invalid;40%;")
    result, findings = found(tmp_path, data, asked=asked)
    assert [(one.number, one.day) for one in result.present] == [("100000", datetime.date(2026, 9, 3))]
    assert [(one.person.name, one.why) for one in result.left_out] == [("Joris", "unknown_status")]
    assert findings == ["ATT-004"]


def test_numbers_in_the_export_itself(tmp_path: Path) -> None:
    text = b"Name,ID number,Status\nSanne,007123,Completed\nJoris,,Completed\n"
    export = written(tmp_path, "export.csv", text)
    result, findings = attendance([export], None, ASKED)
    assert [one.number for one in result.present] == ["007123"]
    assert [one.why for one in result.left_out] == ["no_number"]
    assert [finding.code for finding in findings] == ["ATT-005"] * 2
    without = written(tmp_path, "zonder.csv", b"Name,Status\nSanne,Completed\n")
    assert [finding.code for finding in attendance([without], None, ASKED)[1]] == ["ATT-003"]


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ("Nummer;E-mail\n1;ander@example.invalid\n", "no_number"),
        ("Nummer;E-mail\n1;sanne@example.invalid\n2;sanne@example.invalid\n", "two_numbers"),
        # A name is no proof where both have addresses.
        ("Nummer;Naam;E-mail\n1;Sanne;privé@example.invalid\n", "no_number"),
        ("Nummer;Naam\n1;Sanne\n2;Sanne\n", "two_numbers"),
    ],
)
def test_who_has_no_certain_number_is_left_out(members: str, why: str, tmp_path: Path) -> None:
    data = b"Naam;E-mail;Status;Datum\nSanne;sanne@example.invalid;Voltooid;1 september 2026\n"
    result, findings = found(tmp_path, data, members)
    assert ([one.why for one in result.left_out], result.present, findings) == ([why], (), [])


def test_a_name_will_do_where_there_is_nothing_else(tmp_path: Path) -> None:
    data = b"Voornaam;Tussenvoegsel;Achternaam;Status;Datum\nSanne;de;Vries;Voltooid;1 sep. 2026\n"
    result, _ = found(tmp_path, data, "Nummer;Naam\n1;Sanne  De Vries\n")
    assert [one.number for one in result.present] == ["1"]


def test_two_people_under_one_number_are_both_left_out(tmp_path: Path) -> None:
    data = b"E-mail;Status;Datum\na@x.invalid;Voltooid;2026-01-02\nb@x.invalid;Voltooid;2026-01-02\n"
    result, _ = found(tmp_path, data, "Nummer;E-mail\n1;a@x.invalid\n1;b@x.invalid\n")
    assert ([one.why for one in result.left_out], result.present) == (["shared_number"] * 2, ())


def test_a_number_that_a_spreadsheet_rounded_is_told(tmp_path: Path) -> None:
    data = b"E-mail;Status;Datum\na@x.invalid;Voltooid;2026-01-02\n"
    result, findings = found(tmp_path, data, "Nummer;E-mail\n1,23457E+08;a@x.invalid\n")
    assert ([one.why for one in result.left_out], findings) == (["no_number"], ["ATT-007"])


def test_since(tmp_path: Path) -> None:
    asked = Asked(moodle.TITLE, {}, since=datetime.date(2026, 11, 25))
    result, _ = found(tmp_path, semicolons(moodle.progress()), asked=asked)
    assert [one.number for one in result.present] == ["100000", "100004"]
    assert [one.person.name for one in result.left_out if one.why == "earlier"] == ["Zoë Brønsted-Çelik"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("Completed", True),
        ("Completed (achieved pass grade)", True),
        ("Completed (did not achieve pass grade)", False),
        ("Passed", True),
        ("Voltooid", True),
        ("Niet voltooid", False),
        ("Not completed", False),
        ("Incomplete", False),
        ("Failed", False),
        ("-", False),
        ("", False),
        ("Klaar", None),
        ("Completedish", None),
    ],
)
def test_what_a_status_means(status: str, expected: bool | None) -> None:
    assert met(status, frozenset()) is expected


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-26 22:13:50",
        "Thursday, 26 November 2026, 10:13 PM",
        "donderdag 26 november 2026, 22:13",
        "26-11-2026 22:13",
        "26/11/2026",
        "26.11.2026",
        "26 nov. 2026",
        "46352",
        "46352.925",
    ],
)
def test_days(text: str) -> None:
    assert day(text) == datetime.date(2026, 11, 26)


@pytest.mark.parametrize("text", ["", "-", "nooit", "11-26-2026", "31 juni 2026", "0", "12"])
def test_what_is_no_day(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02", b"PK\x03\x04 geen zip", b'[{"element": "cmi.suspend_data"}]']
)
def test_what_is_no_table(data: bytes, tmp_path: Path) -> None:
    assert found(tmp_path, data)[1] == ["ATT-001"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [one.code for one in attendance([tmp_path / "weg.csv"], None, ASKED)[1]] == ["ATT-001"]


def test_an_unknown_heading_is_told_without_the_answers(tmp_path: Path) -> None:
    data = (
        FORMS["tabs"](moodle.interactions())
        .replace(moodle.TITLE.encode(), b"Regio 2026")
        .replace(b"Attempt", b"Poging")
    )
    export = written(tmp_path, "export.tsv", data)
    (finding,) = attendance([export], None, ASKED)[1]
    assert (finding.code, finding.values["role"]) == ("ATT-002", "status")
    assert "‘Regio 2026’" in str(finding.values["headings"])
    assert "Response" not in str(finding.values["headings"])


def test_the_tables_start_no_formula() -> None:
    from modulebouwer.papers.spreadsheet import table

    assert table(["Naam"], [["=HYPERLINK(1)"]]).decode("utf-8-sig") == "Naam\r\n'=HYPERLINK(1)\r\n"


TWO = "Naam;E-mail;Status;Datum\n{};{};Voltooid;2026-01-02\n{};{};Voltooid;2026-01-03\n"


def test_two_people_with_one_mail_address_are_both_left_out(tmp_path: Path) -> None:
    data = TWO.format("Sanne de Vries", "directie@x.invalid", "Joris Hoekstra", "Directie@x.invalid").encode()
    result, _ = found(tmp_path, data, "Nummer;E-mail\n1;directie@x.invalid\n")
    assert [(one.person.name, one.why) for one in result.left_out] == [
        ("Sanne de Vries", "shared_email"),
        ("Joris Hoekstra", "shared_email"),
    ]
    assert result.present == ()
    one = TWO.format("Sanne de Vries", "s@x.invalid", "SANNE  de Vries", "s@x.invalid").encode()
    result, _ = found(tmp_path, one, "Nummer;E-mail\n1;s@x.invalid\n")
    assert [(one.number, one.day) for one in result.present] == [("1", datetime.date(2026, 1, 2))]


@pytest.mark.parametrize(("day", "why"), [("", "no_day"), ("32-13-2026", "no_day"), ("2026-11-30", "ahead")])
def test_without_a_day_or_with_one_to_come_nobody_counts_since(day: str, why: str, tmp_path: Path) -> None:
    data = f"E-mail;Status;Datum\na@x.invalid;Voltooid;{day}\n".encode()
    asked = Asked(moodle.TITLE, {}, since=datetime.date(2026, 11, 1), today=datetime.date(2026, 11, 27))
    result, _ = found(tmp_path, data, "Nummer;E-mail\n1;a@x.invalid\n", asked)
    assert ([one.why for one in result.left_out], result.present) == ([why], ())


def test_who_finished_before_this_version_is_not_said_to_have_done_it(tmp_path: Path) -> None:
    from modulebouwer.papers.attendance.lists import present_table
    from modulebouwer.papers.words import paper_words

    data = TWO.format("A", "a@x.invalid", "B", "b@x.invalid").encode()
    result, _ = found(tmp_path, data, "Nummer;E-mail\n1;a@x.invalid\n2;b@x.invalid\n")
    module = {"title": "Les", "identifier": "les", "version": "1.1.0", "date": "2026-01-03"}
    lines = present_table(result, paper_words("nl")["attendance"], module).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["1;A;a@x.invalid;2026-01-02;Les;les;", "2;B;b@x.invalid;2026-01-03;Les;les;1.1.0"]


def test_the_interactions_of_another_activity_are_not_called_basic(tmp_path: Path) -> None:
    data = FORMS["tabs"](moodle.interactions()).replace(moodle.TITLE.encode(), b"Regio 2026")
    assert found(tmp_path, data)[1] == ["ATT-002"]


@pytest.mark.parametrize("heading", ["Antwoord 0", "Response 12", "response 3", "Vraag 1", "Right answer 2"])
def test_a_column_of_answers_is_never_opened(
    heading: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, "module.yaml", b"identifier: regio\ntitle: Regio\nversion: 1.2.0\n")
    data = f"Naam;Status;{heading}\nSanne;Voltooid;geheim\n".encode()
    export = written(tmp_path, "export.csv", data)
    command = ["attendance", str(tmp_path), str(export), "--column", f"name={heading}", "--lang", "nl"]
    assert main(command) == 2
    told = capsys.readouterr()
    assert "blijft dicht" in told.err
    assert "geheim" not in told.out + told.err


@pytest.mark.parametrize(
    "data",
    [
        b'Naam;E-mail;Status\n"Sanne;s@x.invalid;Voltooid\nJoris;j@x.invalid;Voltooid\n',
        b'Naam;E-mail;Status\n"Sanne;s@x.invalid;Voltooid\n"Joris";j@x.invalid;Voltooid\n',
        b'Naam;E-mail;Status\n"Sanne;s@x.invalid;Voltooid\nJoris";j@x.invalid;Voltooid\n',
    ],
)
def test_a_quote_that_is_not_closed_loses_nobody(data: bytes, tmp_path: Path) -> None:
    export = written(tmp_path, "export.csv", data)
    numbers = written(tmp_path, "leden.csv", b"Nummer;E-mail\n1;s@x.invalid\n2;j@x.invalid\n")
    result, (finding,) = attendance([export], numbers, ASKED)
    assert (result.present, finding.code, finding.location.line) == ((), "ATT-015", 2)


@pytest.mark.parametrize(
    ("status", "why"),
    [("Mislukt", "failed"), ("Failed", "failed"), ("Niet geslaagd", "failed"), ("Bezig", "not_completed"),
     ("Completed (did not achieve pass grade)", "failed"), ("Niet voltooid", "not_completed")],
)  # fmt: skip
def test_who_failed_is_not_told_to_go_on(status: str, why: str, tmp_path: Path) -> None:
    data = f"E-mail;Status;Datum\na@x.invalid;{status};2026-01-02\n".encode()
    result, _ = found(tmp_path, data, "Nummer;E-mail\n1;a@x.invalid\n")
    assert [one.why for one in result.left_out] == [why]
