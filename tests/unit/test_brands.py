"""Brands: one source, every client's looks, words, addresses and standards; nothing is copied."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from modulebouwer.build import Options, Package, build, build_brands, build_languages, check
from modulebouwer.cli import main
from modulebouwer.findings import Report, message
from modulebouwer.wrong_use import WrongUse

MODULE = """\
identifier: {name}
title: {title}
version: 1.0.0
language: nl
date: 2026-09-01
description: Over samen werken.
study_load: 10
publisher: Uitgeverij
sections: [begin]
themes:
  - id: ander
    title: {other}
    module: {folder}
    why: Daar gaat het over {other}.
"""
SECTION = "---\ntitle: Begin\nminutes: 10\n---\n\nZie [verder](theme:ander).\n"
BRAND = """\
publisher: De Linde
skin: linde
standards: [web, cmi5]
logo: media/linde.svg
colophon: Samengesteld door De Linde.
words:
  page:
    begin: Aan de slag
addresses:
  - module: een
    url: https://leren.example/een
where: Zoek op de titel in de leeromgeving van De Linde.
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 2 1"/>\n'
SKIN = Path(__file__).parents[2] / "templates" / "skins" / "standaard" / "skin.css"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    for name, title, folder, other in (("een", "Een", "twee", "Twee"), ("twee", "Twee", "een", "Een")):
        write(
            Path("reeks", name, "module.yaml"),
            MODULE.format(name=name, title=title, folder=folder, other=other),
        )
        write(Path("reeks", name, "sections", "begin.md"), SECTION)
    series = "title: Samen\ngroups: [{modules: [een, twee]}]\ndefaults: {base_iri: 'https://example.org/m'}\n"
    write(Path("reeks/series.yaml"), series)
    write(Path("reeks/brands/linde.yaml"), BRAND)
    write(Path("reeks/brands/haven.yaml"), "publisher: De Haven\nstandards: [web]\n")
    write(Path("reeks/media/linde.svg"), LOGO)
    write(Path("reeks/templates/skins/linde/skin.css"), SKIN.read_text("utf-8") + ":root { --linde: 1; }\n")
    return ["reeks/een", "reeks/twee"]


def run(modules: list[str], *brands: str, **options: object) -> tuple[list[Package], Report]:
    return build_brands(modules, Path("dist"), Options(**options), lambda _: None, brands)  # type: ignore[arg-type]


def page(path: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("index.html").decode()


def test_every_brand_from_one_source(modules: list[str]) -> None:
    packages, report = run(modules, "all")
    assert not report.failed, report.text("en")
    assert [package.path.as_posix() for package in packages] == [
        "dist/haven/een-1.0.0-web.zip",
        "dist/haven/twee-1.0.0-web.zip",
        "dist/linde/een-1.0.0-web.zip",
        "dist/linde/een-1.0.0-cmi5.zip",
        "dist/linde/twee-1.0.0-web.zip",
        "dist/linde/twee-1.0.0-cmi5.zip",
    ]
    haven, linde = page("dist/haven/een-1.0.0-web.zip"), page("dist/linde/een-1.0.0-web.zip")
    assert "De Haven" in haven
    assert "Linde" not in haven
    assert '<img src="media/linde.svg" alt="De Linde" height="48" width="96">' in linde
    assert '<p class="colophon">Samengesteld door De Linde.</p>' in linde
    assert ">Aan de slag<" in linde
    assert "--linde:" in linde
    assert "Uitgeverij" not in linde
    with zipfile.ZipFile("dist/linde/een-1.0.0-web.zip") as archive:
        assert archive.read("media/linde.svg").decode() == LOGO


def test_a_logo_is_used(modules: list[str]) -> None:
    """As a picture that no text names it looks forgotten."""
    _, report = run(modules, "linde", strict=True)
    assert report.findings == ()


def test_the_logo_stands_where_a_language_is_chosen(modules: list[str]) -> None:
    write(Path("reeks/een/translations/fy/module.yaml"), "units: [{at: title, source: Een, text: Ien}]\n")
    build_languages(
        modules[:1], Path("dist"), Options(("web",)), lambda _: None, ["linde"], ["all"], together=True
    )
    choice = page("dist/linde/een-1.0.0-nl-fy-web.zip")
    assert choice.count('<p><img src="media/linde.svg" alt="De Linde" height="48" width="96"></p>') == 1
    assert "<h1>Ien</h1>" in choice


def test_cards_lead_to_the_lms_of_the_brand(modules: list[str]) -> None:
    run(modules, "linde")
    one, two = page("dist/linde/een-1.0.0-web.zip"), page("dist/linde/twee-1.0.0-web.zip")
    assert '<a href="https://leren.example/een" rel="noopener" target="_blank">Een</a>' in two
    assert "Zoek op de titel" not in two
    where = r"<h3>Twee</h3>.*?<p>Zoek op de titel in de leeromgeving van De Linde.</p>"
    assert re.search(where, one, re.DOTALL)


def test_without_a_brand_nothing_is_different(modules: list[str]) -> None:
    build(modules, Path("zonder"), Options(("web",)), lambda _: None)
    run(modules, "linde")
    run(modules, standards=("web",))
    for name in ("een-1.0.0-web.zip", "twee-1.0.0-web.zip"):
        assert Path("zonder", name).read_bytes() == Path("dist", name).read_bytes()
        assert "Linde" not in page(f"dist/{name}")


@pytest.mark.parametrize(
    ("before", "after", "code", "place"),
    [
        ("[web, cmi5]", "[web, cmi6]", "BRD-001", "3:18"),
        ("module: een", "module: eend", "BRD-002", "10:13"),
        ("media/linde.svg", "media/lindo.svg", "BRD-003", "4:7"),
        ("    begin:", "    beginn:", "BRD-004", "8:5"),
        ("Aan de slag", "'Naar {plek}'", "LOC-003", "8:5"),
        ("Aan de slag", "' '", "LOC-002", "8:5"),
        ("skin: linde", "skin: lindo", "SKN-002", "2:7"),
        ("colophon:", "kolofon:", "SRC-101", "5:1"),
        ("https://leren", "http://leren", "MOD-003", "11:10"),
    ],
)
def test_what_is_wrong_is_told_in_the_brand(
    modules: list[str], before: str, after: str, code: str, place: str
) -> None:
    write(Path("reeks/brands/linde.yaml"), BRAND.replace(before, after))
    packages, report = run(modules, "linde")
    assert packages == []
    told = [(finding.code, str(finding.location)) for finding in report.findings]
    assert (code, f"reeks/brands/linde.yaml:{place}") in told
    # Without a word of brands as well, and once for both modules.
    checked = check(modules, Options(), lambda _: None).findings
    told = [(finding.code, str(finding.location)) for finding in checked]
    assert told.count((code, f"reeks/brands/linde.yaml:{place}")) == 1


def test_a_skin_that_a_brand_lacks_is_made_where_it_is_looked_for(modules: list[str]) -> None:
    brand, skin = Path("reeks/brands/linde.yaml"), Path("reeks/templates/skins/eik/skin.css")
    write(brand, BRAND.replace("skin: linde", "skin: eik"))
    (finding,) = check(modules, Options(), lambda _: None).findings
    assert "maak templates/skins/eik/skin.css naast series.yaml" in message(finding, "nl")[1]
    write(skin, SKIN.read_text("utf-8"))
    assert check(modules, Options(), lambda _: None).findings == ()


def test_the_logo_of_a_brand_is_used(modules: list[str]) -> None:
    assert check(modules, Options(), lambda _: None).findings == ()


def test_contrast_is_checked_for_each_brand(modules: list[str]) -> None:
    skin = Path("reeks/templates/skins/linde/skin.css")
    write(skin, re.sub(r"--ink:[^;]+;", "--ink: #dddddd;", skin.read_text("utf-8")))
    packages, report = run(modules, "all")
    assert "SKN-001" in [finding.code for finding in report.findings]
    assert {package.path.parent.name for package in packages} == {"haven"}


def test_a_brand_that_is_not_there(modules: list[str]) -> None:
    with pytest.raises(WrongUse, match="no_such_brand"):
        run(modules, "lindo")


def test_a_brand_where_there_are_none(modules: list[str]) -> None:
    for path in Path("reeks/brands").iterdir():
        path.unlink()
    with pytest.raises(WrongUse, match="no_brands"):
        run(modules, "haven")


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("  Beginnen: Hup\n", "page.begin"),
        ("  begin: Hup\n", "page.begin"),
        ("  page: {begn: Hup}\n", "page.begin"),
    ],
)
def test_the_word_that_a_brand_means_is_told_with_where_it_stands(
    modules: list[str], key: str, meant: str
) -> None:
    write(Path("reeks/brands/haven.yaml"), f"publisher: De Haven\nwords:\n{key}")
    found = check(modules, Options(), lambda _: None)
    assert [one.code for one in found.findings] == ["BRD-004"]
    assert f"Bedoelde u ‘{meant}’? Links staat de naam van het woord" in found.text("nl")
    assert f"Did you mean ‘{meant}’? On the left stands the name of the word" in found.text("en")


@pytest.mark.parametrize(
    ("name", "wanted"), [("De Linden.yaml", "de-linden.yaml"), ("Één.yaml", "een.yaml"), ("linden.yaml", "")]
)
def test_the_name_of_a_brand_is_one_to_type(modules: list[str], name: str, wanted: str) -> None:
    write(Path("reeks/brands", name), "publisher: De Linden\n")
    found = [one for one in check(modules, Options(), lambda _: None).findings if one.code == "SER-370"]
    assert [(str(one.location), one.values["wanted"]) for one in found] == (
        [(f"reeks/brands/{name}:1:1", wanted)] if wanted else []
    )


@pytest.mark.parametrize("asked", [["all"], ["linden"], []])
@pytest.mark.parametrize("name", ["De Linden.yml", "linden.YML", "linden.yaml.txt"])
def test_a_brand_with_another_suffix_is_never_left_out_in_silence(
    modules: list[str], name: str, asked: list[str]
) -> None:
    write(Path("reeks/brands", name), "publisher: De Linden\n")
    found = check(modules, Options(), lambda _: None)
    packages, report = run(modules, *asked)
    for one in (found, report):
        told = [(finding.code, str(finding.location)) for finding in one.findings]
        assert told == [("SER-220", f"reeks/brands/{name}:1:1")]
        assert "linden.yaml’? Noem het bestand zo" in one.text("nl")
        assert "linden.yaml’? Call the file so" in one.text("en")
    assert packages == []


def test_a_check_tells_the_contrast_of_each_brand(modules: list[str]) -> None:
    skin = Path("reeks/templates/skins/linde/skin.css")
    write(skin, re.sub(r"--ink:[^;]+;", "--ink: #dddddd;", skin.read_text("utf-8")))
    found = check(modules, Options(), lambda _: None).findings
    places = {one.location.path for one in found if one.code == "SKN-001"}
    assert places == {"reeks/templates/skins/linde/skin.css"}


@pytest.fixture
def beside(modules: list[str]) -> str:
    """A module that the series does not list."""
    assert modules
    text = MODULE.format(name="los", title="Los", folder="een", other="Een").partition("themes:")[0]
    write(Path("reeks/los/module.yaml"), f"{text}base_iri: https://example.org/m\nstandards: [web]\n")
    write(Path("reeks/los/sections/begin.md"), SECTION.replace("Zie [verder](theme:ander).", "Lees verder."))
    return "reeks/los"


def test_a_module_beside_the_series_has_no_brands(modules: list[str], beside: str) -> None:
    write(Path("reeks/brands/haven.yaml"), "publisher: De Haven\nstandards: [niets]\n")
    assert "BRD-001" in {one.code for one in check([*modules, beside], Options(), lambda _: None).findings}
    packages, _ = run([*modules, beside], "linde")
    where = [package.path.relative_to("dist").as_posix() for package in packages]
    assert [one for one in where if "los" in one] == ["los-1.0.0-web.zip"]
    assert sorted(one for one in where if "los" not in one) == [
        "linde/een-1.0.0-cmi5.zip",
        "linde/een-1.0.0-web.zip",
        "linde/twee-1.0.0-cmi5.zip",
        "linde/twee-1.0.0-web.zip",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        ["--language", "en"],
        ["--language", "nl", "--language", "en"],
        ["--language", "all", "--together"],
    ],
)
def test_a_module_in_another_language_beside_the_series_stops_no_brand(
    asked: list[str], modules: list[str], beside: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The only one in its language: it is no module of a series that lacks brands."""
    path = Path(beside, "module.yaml")
    path.write_text(path.read_text("utf-8").replace("language: nl", "language: en"), "utf-8")
    command = ["build", *modules, beside, "--standard", "web", *asked, "--lang", "nl"]
    for brand in ("linde", "all"):
        assert main([*command, "--brand", brand, "-o", brand]) == 0, capsys.readouterr().err
        err = capsys.readouterr().err
        made = {path.relative_to(brand).as_posix() for path in Path(brand).rglob("*.zip")}
        assert "los-1.0.0-web.zip" in made
        if asked != ["--language", "en"]:
            assert "linde/een-1.0.0-web.zip" in made
            assert "\nZonder merk gebouwd, want niet in de reeks: Los\n" in err
            index = Path(brand, "index.html").read_text("utf-8")
            assert "Los</a></th><td>geen</td>" in index


def test_the_command_lists_the_packages_of_all_brands(
    modules: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", *modules, "--brand", "all", "--lang", "nl"]) == 0, capsys.readouterr().err
    links = re.findall(r'<a href="([^"]+)"', Path("dist/index.html").read_text("utf-8"))
    assert len(links) == 6
    assert all(Path("dist", link).is_file() for link in links)


def test_only_the_brand_that_changed_is_built_again(modules: list[str]) -> None:
    run(modules, "all", keep=True)
    before = {path: path.stat().st_mtime_ns for path in Path("dist").rglob("*.zip")}
    write(Path("reeks/brands/haven.yaml"), "publisher: De Haven in Zicht\nstandards: [web]\n")
    run(modules, "all", keep=True)
    changed = {path.parent.name for path, stamp in before.items() if path.stat().st_mtime_ns != stamp}
    assert changed == {"haven"}


def test_one_mistake_in_a_brand_hides_no_other(modules: list[str]) -> None:
    wrong = {
        "http://leren": "https://leren",
        "module: eend": "module: een",
        "cmi6": "cmi5",
        "lindo.svg": "linde.svg",
        "    beginn: Aan de slag\n    finish: ' '": "    begin: Aan de slag",
        "kolofon:": "colophon:",
    }
    text = BRAND
    for mistake, right in wrong.items():
        assert right in text
        text = text.replace(right, mistake)
    write(Path("reeks/brands/linde.yaml"), text)
    skin = Path("reeks/templates/skins/linde/skin.css")
    write(skin, re.sub(r"--ink:[^;]+;", "--ink: #dddddd;", skin.read_text("utf-8")))
    checked = check(modules, Options(), lambda _: None).findings
    every = {"MOD-003", "BRD-001", "BRD-002", "BRD-003", "BRD-004", "LOC-002", "SRC-101", "SKN-001"}
    assert {one.code for one in checked} == every
    packages, report = run(modules, "linde")
    assert (packages, {one.code for one in report.findings}) == ([], every)


def test_a_wrong_series_hides_nothing_that_stands_beside_it(modules: list[str]) -> None:
    write(Path("reeks/series.yaml"), "title: Samen\n")
    write(Path("reeks/terms.md"), "Zomaar wat.\n")
    write(Path("reeks/references.yaml"), "- id: een werk\n  type: book\n  title: Een werk\n")
    told = {one.code for one in check(modules, Options(), lambda _: None).findings}
    assert {"SRC-102", "SER-004", "REF-001"} <= told, told


def test_the_scheme_of_a_skin_is_told_in_the_readers_words(modules: list[str]) -> None:
    skin = Path("reeks/templates/skins/linde/skin.css")
    write(skin, re.sub(r"--ink:[^;]+;", "--ink: light-dark(#dddddd, #222222);", skin.read_text("utf-8")))
    told = check(modules, Options(), lambda _: None)
    assert "in het lichte kleurenschema van --ink met" in told.text("nl")
    assert "in het donkere kleurenschema van --ink met" in told.text("nl")
    assert "in the dark scheme of --ink with" in told.text("en")


def test_the_list_names_the_brands_and_what_failed(
    modules: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    skin = Path("reeks/templates/skins/linde/skin.css")
    write(skin, re.sub(r"--ink:[^;]+;", "--ink: #dddddd;", skin.read_text("utf-8")))
    write(Path("reeks/twee/sections/begin.md"), SECTION.replace("theme:ander", "theme:andre"))
    command = ["build", *modules, "--brand", "all", "--standard", "web", "--lang", "nl"]
    assert main([*command, "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["path"], one["brand"]) for one in told["packages"]] == [
        ("dist/haven/een-1.0.0-web.zip", "haven")
    ]
    assert told["unbuilt"] == [
        {"folder": folder, "brand": brand, "language": ""}
        for brand, folder in (("haven", "reeks/twee"), ("linde", "reeks/een"), ("linde", "reeks/twee"))
    ]
    index = Path("dist/index.html").read_text("utf-8")
    assert '<th scope="col">Merk</th>' in index
    assert "</a></th><td>haven</td><td>1.0.0</td>" in index
    assert re.findall("<li>(.*)</li>", index) == [
        "reeks/twee (merk haven)",
        "reeks/een (merk linde)",
        "reeks/twee (merk linde)",
    ]
    assert main(command) == 1
    assert capsys.readouterr().err.endswith(
        "1 pakket, waarvan 1 ongewijzigd\n"
        "Niet gebouwd: reeks/twee (merk haven); reeks/een (merk linde); reeks/twee (merk linde)\n"
    )


def test_without_brands_the_list_has_no_column_for_them(modules: list[str]) -> None:
    assert main(["build", *modules, "--standard", "web", "--lang", "nl"]) == 0
    index = Path("dist/index.html").read_text("utf-8")
    assert "Merk" not in index
    assert "Niet gebouwd" not in index
