"""Small packages with one fault: the finding, and what the LMSs make of it that were measured or read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from modulebouwer.findings import message
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.package import from_files
from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import data, lms_report, turned_down
from modulebouwer.package.verify import Examined, examine
from packages import faults

# Nobody but a strict checker asks for the schemas: told of every one of these.
SCHEMAS = {"S12-027", "S24-027"}


def examined(tree: Mapping[str, bytes]) -> Examined:
    return examine(io.BytesIO(archive(tree)), "a.zip")


def codes(package: Examined) -> list[str]:
    return [one.code for one in package.findings if one.code not in SCHEMAS]


def upper(path: str) -> str:
    """The names of the course's own files in capitals; what they start keeps its name."""
    return path.upper() if path.startswith("les.") else path


@pytest.mark.parametrize(
    ("tree", "found", "moodle", "openedx"),
    [
        (faults.one_sco(), [], "accepted", "accepted"),
        (faults.scorm2004(), [], "accepted", "accepted"),
        (faults.no_version(), ["S12-007", "S12-007"], "accepted", "accepted"),
        (faults.scorm2004(None), ["S24-007"], "surprises", "surprises"),
        (faults.scorm2004("2004 4th edition"), ["S24-008"], "surprises", "accepted"),
        (faults.scorm2004(""), ["S24-008"], "surprises", "refused"),
        (faults.several_scos(), ["S12-046"], "accepted", "surprises"),
        (faults.parameters(), ["S12-048"], "accepted", "surprises"),
        (faults.base(), ["S12-049"], "accepted", "surprises"),
        (faults.aicc(), ["PKG-030"], "accepted", "refused"),
        (faults.aicc(without="les.cst"), ["PKG-180"], "refused", "refused"),
        # A page beside the course makes no website of it.
        ({**faults.aicc(), "index.html": b"<p>x"}, ["PKG-030"], "accepted", "refused"),
        # Moodle's form looks for the letters themselves: /\.cst$/.
        ({upper(path): data for path, data in faults.aicc().items()}, ["PKG-030"], "refused", "refused"),
        (faults.loads_in_comments(), [], "accepted", "accepted"),
        (faults.names(), ["PKG-031"], "accepted", "accepted"),
        (faults.no_start_file(), ["S12-047"], "surprises", "surprises"),
        (faults.start_written("./a.html"), ["S12-022", "S12-052"], "unmeasured", "unmeasured"),
        (faults.start_written("x/../a.html"), ["S12-022", "S12-052"], "unmeasured", "unmeasured"),
        (faults.start_written(".\\a.html"), ["S12-022", "S12-052"], "unmeasured", "unmeasured"),
        (faults.start_written("./b.html"), ["S12-047", "S12-022"], "surprises", "surprises"),
        (faults.no_picture(), ["S12-025"], "surprises", "surprises"),
        (faults.identifiers(), ["S12-009", "S12-009"], "accepted", "accepted"),
        (faults.saves_while_leaving(), ["S12-050"], "surprises", "unmeasured"),
        (faults.given(), ["S12-041"], "surprises", "accepted"),
        (faults.given_2004(), ["S24-033"], "surprises", "accepted"),
        (faults.style_from_elsewhere(listed_too=True), ["PKG-024"], "accepted", "unmeasured"),
        (faults.style_from_elsewhere(listed_too=False), ["S12-026", "PKG-024"], "accepted", "unmeasured"),
        (faults.cmi5(), [], "refused", "refused"),
        (faults.cmi5(url="https://school example/au"), ["CM5-010"], "refused", "refused"),
        # To Moodle's parser, that is never told where the text ends, an empty file has no fault.
        ({"imsmanifest.xml": b""}, ["PKG-029"], "surprises", "refused"),
        ({"imsmanifest.xml": b"<manifest>"}, ["PKG-029"], "refused", "refused"),
        ({"imsmanifest.xml": b"<manifest/>"}, ["PKG-013"], "surprises", "refused"),
        ({"imsmanifest.xml": b"<manifest/>", "index.html": b"<p>"}, ["PKG-013"], "surprises", "surprises"),
    ],
)  # fmt: skip
def test_judged(tree: Mapping[str, bytes], found: list[str], moodle: str, openedx: str) -> None:
    package = examined(tree)
    assert codes(package) == found
    verdicts = {each.lms.id: each.verdict.value for each in lms_report(package)}
    assert (verdicts["moodle"], verdicts["openedx"]) == (moodle, openedx)


def test_no_organization_is_played_by_moodle() -> None:
    package = examined(faults.scorm12("<organizations/>", faults.sco("a.html"), {"a.html": faults.page()}))
    assert codes(package) == ["S12-011"]
    assert {each.lms.id: each.verdict.value for each in lms_report(package)}["moodle"] == "accepted"


def test_without_any_organization_each_resource_is_a_part() -> None:
    tree = faults.several_scos()
    text = tree["imsmanifest.xml"].decode()
    start, end = text.index("<organizations"), text.index("<resources")
    bare = f"{text[:start]}<organizations/>{text[end:]}"
    package = examined({**tree, "imsmanifest.xml": bare.encode()})
    assert codes(package) == ["S12-011", "S12-046"]
    openedx = next(each for each in data(package, "en") if each["lms"] == "openedx")
    assert (openedx["verdict"], [each["code"] for each in openedx["effects"]]) == ("surprises", ["S12-046"])
    assert openedx["effects"][0]["seen"].startswith("The learner sees only the first of the 3 parts")


@pytest.mark.parametrize("name", ["les #1.html", "wat?.html"])
def test_a_name_at_which_an_address_ends_is_told_as_such(name: str) -> None:
    """The file is there; what is wrong is how it is called."""
    tree = faults.scorm12(
        faults.organization(faults.item()),
        faults.sco(name, "a#b.png"),
        {name: faults.page(), "a#b.png": b"p"},
    )
    package = examined(tree)
    told = {one.code: message(one, "en") for one in package.findings}
    assert told["S12-047"][0].startswith(f"The start file ‘{name}’ is not found, since this address ends")
    assert told["S12-025"][0] == "‘a#b.png’ is in the package, but this address ends at the ? or the #."
    assert all("%23 for #" in told[code][1] for code in ("S12-047", "S12-025"))
    (openedx,) = data(package, "en", "openedx")
    assert {"S12-047", "S12-025"} <= {*openedx["unmeasured"]}


def test_who_refuses_a_package_is_not_said_to_accept_it() -> None:
    """Of another fault in it the words say what it does, and not that the package is accepted."""
    tree = faults.no_picture()
    broken = tree["imsmanifest.xml"].replace(b"<title>", b"<title>A & B ", 1)
    (openedx,) = data(examined({**tree, "imsmanifest.xml": broken}), "en", "openedx")
    assert openedx["verdict"] == "refused"
    assert {each["code"] for each in openedx["effects"]} == {"S12-001", "S12-025"}
    assert not any("accepted" in each["seen"] for each in openedx["effects"])


def test_of_no_code_both_a_verdict_and_that_there_is_none() -> None:
    for tree in (faults.no_version(), faults.scorm2004(None), faults.scorm2004("")):
        for verdict in data(examined(tree), "en"):
            assert {each["code"] for each in verdict["effects"]}.isdisjoint(verdict["unmeasured"])


def test_the_number_of_parts_is_told() -> None:
    package = examined(faults.several_scos())
    (finding,) = (one for one in package.findings if one.code == "S12-046")
    assert finding.values["count"] == 3
    openedx = next(each for each in data(package, "en") if each["lms"] == "openedx")
    assert openedx["effects"][0]["seen"].startswith(
        "The learner sees only the first of the 3 parts (‘Deel 1’)"
    )


def test_the_part_that_open_edx_opens_is_named() -> None:
    """It opens the first resource with an ``href``: of another part, or of none (update_package_fields, run)."""
    tree = faults.several_scos()
    text = tree["imsmanifest.xml"].decode()
    start, end = text.index("<resource "), text.index("</resources>")
    resources = [f"{one}</resource>" for one in text[start:end].split("</resource>") if one.strip()]

    def opens(*resources: str) -> tuple[list[str], str]:
        package = examined(
            {**tree, "imsmanifest.xml": (text[:start] + "".join(resources) + text[end:]).encode()}
        )
        openedx = next(each for each in data(package, "en") if each["lms"] == "openedx")
        return codes(package), " ".join(each["seen"] for each in openedx["effects"])

    found, seen = opens(*resources[::-1])
    assert found == ["S12-046"]
    assert seen.startswith("Of the 3 parts the learner sees only ‘Deel 3’, since its resource stands first")
    other = '<resource identifier="x" type="webcontent" adlcp:scormtype="asset" href="1.html"/>'
    found, seen = opens(other, *resources)
    assert "S12-019" in found
    assert "The learner sees none of the 3 parts by itself" in seen
    assert "which is another file here: ‘1.html’" in seen


@pytest.mark.parametrize(
    ("path", "characters", "better"),
    [
        ("media/Mein Bild (1).png", "‘ ’ (U+0020), ‘(’, ‘)’", "media/Mein-Bild-1.png"),
        ("Überblick.html", "‘Ü’", "Uberblick.html"),
        ("a&b'c.html", "‘&’, ‘'’", "a-b-c.html"),
    ],
)
def test_a_name_is_told_with_what_is_wrong_in_it_and_the_new_one(
    path: str, characters: str, better: str
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in {**faults.one_sco(), path: b"x"}.items():
            package.writestr(name, content)
    (finding,) = (one for one in examine(buffer, "a.zip").findings if one.code == "PKG-016")
    assert (finding.values["characters"], finding.values["better"]) == (characters, better)
    assert better in message(finding, "nl")[1]


def test_the_fault_in_a_hidden_name_is_its_dot() -> None:
    (finding,) = (one for one in examined(faults.names()).findings if one.code == "PKG-031")
    assert message(finding, "en") == (
        "The name ‘.stijl.css’ begins with a dot: on many servers such a file is hidden.",
        "Call the file ‘stijl.css’ and change the references to it as well.",
    )


def test_the_preview_starts_at_base_and_parameters() -> None:
    assert from_files(faults.parameters()).launch == "a.html?deel=3"
    assert from_files(faults.base()).launch == "inhoud/a.html"


def test_the_manifest_gives_to_the_data_model() -> None:
    lms = Lms()
    values = lms.launched_values(lms.launch(from_files(faults.given())), reload=False)
    assert (values["cmi.launch_data"], values["cmi.student_data.mastery_score"]) == ("begin", "80")
    values = lms.launched_values(lms.launch(from_files(faults.given_2004())), reload=False)
    assert (values["cmi.launch_data"], values["cmi.completion_threshold"]) == ("begin", "0.75")


def silent(script: str) -> Examined:
    return examined({**faults.scorm2004(), "a.html": faults.page(script=script)})


KEEPING = "var a=parent.API_1484_11;a.SetValue('cmi.completion_status','completed');a.SetValue('cmi.suspend_data','x');"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (KEEPING, True),
        (KEEPING + "a.SetValue('cmi.exit','normal')", True),
        (KEEPING + "a.SetValue('cmi.exit','')", True),
        (KEEPING + "a.SetValue('cmi.exit', 'suspend')", False),
        (KEEPING + 'run("a.SetValue(\\"cmi.exit\\",\\"suspend\\")")', False),
        (KEEPING.replace("suspend_data", "score.raw"), False),
        (KEEPING.replace("suspend_data", "location"), True),
    ],
)
def test_an_attempt_that_is_not_suspended(script: str, told: bool) -> None:
    """Moodle 4.5.6 gives back what a 2004 package kept after exit "suspend" only; Open edX always."""
    package = silent(script)
    assert codes(package) == (["S24-056"] if told else [])
    verdicts = {each.lms.id: each.verdict.value for each in lms_report(package)}
    assert (verdicts["moodle"], verdicts["openedx"]) == ("surprises" if told else "accepted", "accepted")


@pytest.mark.parametrize("ending", ["", "normal"])
def test_in_scorm_1_2_the_exit_keeps_nothing_back(ending: str) -> None:
    script = (
        f"{faults.SAVING};api.LMSSetValue('cmi.suspend_data','x');api.LMSSetValue('cmi.core.exit','{ending}')"
    )
    assert codes(examined(faults.one_sco(faults.page(script=script)))) == []


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("'passed'", True),
        ("x>5?'passed':'failed'", True),
        ("x?'passed':'completed'", False),
        ("'completed'", False),
    ],
)
def test_who_passes_is_not_completed(status: str, told: bool) -> None:
    """Moodle 4.5.6: under the rule "Completed", its form's own, "passed" alone completes nothing."""
    script = faults.SAVING.replace("'completed'", status)
    assert script != faults.SAVING or not told
    package = examined(faults.one_sco(faults.page(script=script)))
    assert codes(package) == (["S12-055"] if told else [])
    (moodle,) = (each for each in lms_report(package) if each.lms.id == "moodle")
    assert moodle.verdict.value == ("surprises" if told else "accepted")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("a.swf", "Flash"), ("film/a.WMV", "Windows Media"), ("a.dcr", "Shockwave"), ("a.xap", "Silverlight")],
)
def test_a_format_that_no_browser_plays(path: str, kind: str) -> None:
    tree = faults.one_sco(None, path)
    (finding,) = (one for one in examined({**tree, path: b"x"}).findings if one.code == "PKG-045")
    assert finding.values == {"path": path, "kind": kind}


def test_a_start_that_is_flash_is_told_once() -> None:
    tree = faults.scorm12(faults.organization(faults.item()), faults.sco("a.swf"), {"a.swf": b"CWS"})
    assert [code for code in codes(examined(tree)) if code.startswith("PKG")] == ["PKG-042"]


def test_a_picture_that_a_page_names_and_the_package_lacks() -> None:
    package = examined(faults.one_sco(faults.page(body="<img alt='' src='weg.png'>")))
    assert codes(package) == ["PKG-046"]
    verdicts = {each.lms.id: each.verdict.value for each in lms_report(package)}
    assert (verdicts["moodle"], verdicts["openedx"]) == ("surprises", "surprises")


def test_the_other_servers_by_name() -> None:
    body = "<img alt='' src='https://b.example/1.png'><img alt='' src='https://b.example/2.png'>"
    script = faults.SAVING + ";fetch('https://a.example/x')"
    page = faults.page(body, script, "<link rel='preconnect' href='https://c.example'>")
    assert examined(faults.one_sco(page)).hosts == ("a.example", "b.example", "c.example")
    elsewhere = faults.cmi5(url="https://content.example/au")
    assert examined(elsewhere).hosts == ("content.example",)
    assert examined(faults.one_sco()).hosts == ()


def without(tree: dict[str, bytes], number: int, way: str) -> dict[str, bytes]:
    """Part ``number`` of three does not start: its page is missing, is called otherwise, or is Flash."""
    page, text = f"{number}.html", tree["imsmanifest.xml"]
    rest = {path: data for path, data in tree.items() if path != page}
    if way == "missing":
        return rest
    if way == "capitals":
        return {**rest, page.upper(): tree[page]}
    film = f"{number}.swf"
    return {**rest, film: b"CWS", "imsmanifest.xml": text.replace(page.encode(), film.encode())}


@pytest.mark.parametrize("way", ["missing", "capitals", "flash"])
def test_one_part_of_several_that_does_not_start_keeps_nobody_out(way: str) -> None:
    """In Moodle the others start; Open edX opens the first part alone."""
    for number, kept_out in ((3, set[str]()), (1, {"openedx"} if way != "flash" else set())):
        package = examined(without(faults.several_scos(), number, way))
        out = {lms for lms in ("moodle", "openedx") if turned_down(package, lms)}
        assert out == kept_out, (way, number)
        moodle = next(each for each in data(package, "en") if each["lms"] == "moodle")
        told = " ".join(each["seen"] for each in moodle["effects"])
        assert told, way
        assert "nobody can begin" not in told.lower()
    none = faults.several_scos()
    for number in (1, 2, 3):
        none = without(none, number, way)
    assert turned_down(examined(none), "moodle")


def test_a_start_file_that_is_missing_says_whether_anybody_can_begin() -> None:
    def said(*numbers: int) -> set[str]:
        tree = faults.several_scos()
        for number in numbers:
            tree = without(tree, number, "missing")
        return {message(one, "en")[0] for one in examined(tree).findings if one.code == "S12-047"}

    assert said(3) == {"The start file ‘3.html’ is not in the package: this part does not start."}
    assert all(one.endswith("nobody can begin.") for one in said(1, 2, 3))
