"""The report per LMS: its table is whole, and it never claims what was not measured."""

from __future__ import annotations

import pytest

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import Finding, Location
from modulebouwer.findings import codes as all_codes
from modulebouwer.package.lms_facts import Verdict, effects, lms_words, lmss
from modulebouwer.package.lms_report import data, lms_report, text
from modulebouwer.package.verify import Examined

ORDER = ["moodle", "openedx", "cloud", "adl"]


def package(standard: str, *found: tuple[str, dict[str, str | int]]) -> Examined:
    place = Location("a.zip/imsmanifest.xml", 3)
    return Examined("a.zip", (standard,), tuple(Finding(code, place, values) for code, values in found))


def verdicts(examined: Examined) -> dict[str, str]:
    return {each.lms.id: each.verdict.value for each in lms_report(examined)}


def known(code: str) -> bool:
    both = {code.replace("SCM", "S12"), code.replace("SCM", "S24")}
    return not both.isdisjoint(all_codes())


def test_the_table_speaks_of_codes_lmss_and_verdicts_that_are_there() -> None:
    assert [lms.id for lms in lmss()] == ORDER
    for code, stated in effects().items():
        assert known(code), code
        assert set(stated) <= set(ORDER), code


def test_every_cell_says_who_knows_it_and_what_is_seen_where_something_is_seen() -> None:
    for code, stated in effects().items():
        for lms, cells in stated.items():
            for cell in cells:
                assert cell.does is not Verdict.UNMEASURED, (code, lms)
                assert cell.origin.strip(), (code, lms)
                seen = set() if cell.does is Verdict.ACCEPTED else set(LANGUAGES)
                assert set(cell.seen) == seen, (code, lms)
                assert all(text.strip() for text in cell.seen.values()), (code, lms)


def shape(value: object) -> object:
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else type(value)


def test_languages_say_the_same() -> None:
    assert shape(lms_words("nl")) == shape(lms_words("en"))


def test_no_finding_is_fine_only_where_the_standard_was_tried() -> None:
    tried = {"moodle": "accepted", "openedx": "accepted", "cloud": "unmeasured"}
    assert verdicts(package("scorm12")) == {**tried, "adl": "unmeasured"}
    assert verdicts(package("scorm2004")) == {**tried, "adl": "accepted"}
    assert verdicts(package("cmi5")) == dict.fromkeys(ORDER[:3], "unmeasured") | {"adl": "accepted"}
    assert set(verdicts(package("xapi")).values()) == {"unmeasured"}
    assert lms_report(package("web")) == ()


@pytest.mark.parametrize(
    ("length", "verdict"),
    [(201, "accepted"), (255, "accepted"), (256, "refused"), (300, "refused"), (1000, "refused")],
)
def test_a_title_that_moodle_cannot_store(length: int, verdict: str) -> None:
    found = package("scorm12", ("S12-015", {"length": length, "most": 200}))
    assert verdicts(found)["moodle"] == verdict


def test_a_version_that_nobody_knows() -> None:
    values: dict[str, str | int] = {"name": "schemaversion", "value": "2004 4th edition", "expected": "x"}
    assert verdicts(package("scorm2004", ("S24-008", values))) == {
        "moodle": "surprises",
        "openedx": "accepted",
        "cloud": "unmeasured",
        "adl": "refused",
    }
    assert verdicts(package("scorm12", ("S12-008", values)))["openedx"] == "surprises"


def test_names() -> None:
    assert verdicts(package("scorm2004", ("PKG-016", {"path": "café.html"})))["adl"] == "refused"
    assert verdicts(package("scorm2004", ("PKG-016", {"path": "a b.html"})))["adl"] == "unmeasured"
    assert verdicts(package("scorm2004", ("PKG-016", {"path": "it's.html"})))["moodle"] == "surprises"
    assert verdicts(package("scorm2004", ("PKG-016", {"path": "a b.html"})))["moodle"] == "accepted"


def test_an_unknown_effect_is_told_and_never_called_fine() -> None:
    (moodle, *_) = lms_report(package("scorm12", ("S12-013", {"default": "x"})))
    assert (moodle.verdict, moodle.unmeasured) == (Verdict.UNMEASURED, ("S12-013",))
    assert "Not measured what this does: S12-013" in text(
        package("scorm12", ("S12-013", {"default": "x"})), "en"
    )


def test_advice_speaks_against_nothing() -> None:
    assert verdicts(package("scorm12", ("PKG-021", {"count": 3})))["moodle"] == "accepted"


def test_no_lms_gets_a_verdict_on_a_standard_it_was_not_tried_with() -> None:
    found = package("cmi5", ("PKG-018", {"path": "b/index.html", "name": "index.html"}))
    assert verdicts(found)["openedx"] == "unmeasured"


def test_a_zip_that_nobody_can_open() -> None:
    broken = Examined("a.zip", (), (Finding("PKG-001", Location("a.zip"), {"why": "x"}),))
    assert set(verdicts(broken).values()) == {"refused"}
    gone = Examined("a.zip", (), (Finding("PKG-020", Location("a.zip"), {"why": "x"}),))
    assert lms_report(gone) == ()


def test_words_reason_and_cure_in_both_languages() -> None:
    found = package("scorm12", ("S12-041", {"score": "80"}), ("S12-041", {"score": "80"}))
    dutch, english = text(found, "nl"), text(found, "en")
    assert dutch.startswith(
        "In leeromgevingen: a.zip\n  Moodle 4.5: aanvaard, met verrassingen\n    S12-041 (2 keer)  Met"
    )
    assert english.startswith(
        "In LMSs: a.zip\n  Moodle 4.5: accepted, with surprises\n    S12-041 (2 times)  A score"
    )
    assert "      Doe dit: Haal de zakgrens weg" in dutch
    assert "    Also know: Without a score" in english


def test_data_is_the_same_for_programs() -> None:
    found = package("scorm12", ("S12-041", {"score": "80"}))
    (moodle, *_) = data(found, "en")
    assert (moodle["lms"], moodle["verdict"]) == ("moodle", "surprises")
    (seen,) = moodle["effects"]
    assert (seen["code"], seen["verdict"], seen["count"]) == ("S12-041", "surprises", 1)
    assert seen["seen"] in text(found, "en")
    assert seen["cure"] in text(found, "en")


def test_a_refused_package_gets_no_good_advice() -> None:
    found = package("scorm12", ("S12-001", {"why": "x"}))
    (moodle, *_) = data(found, "nl")
    assert (moodle["verdict"], moodle["notes"]) == ("refused", [])
