"""Metadata hold what the source says, in the form that the schemas ask."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from modulebouwer.build import Options
from modulebouwer.model.module import LearningModule
from modulebouwer.new import scaffold
from modulebouwer.papers.metadata import IMS, nl_lom, restriction
from modulebouwer.papers.reading import module_for_papers
from modulebouwer.render.learning_resource import learning_resource, licence_address
from modulebouwer.render.pages import render
from modulebouwer.standards import REGISTRY, WriteOptions

ROOT = Path(__file__).parents[3]
FIELDS = """
publisher: Schoolleiders samen
authors:
  - {name: "Vries; de, Sanne", role: auteur, organisation: "Wij, en zij"}
  - {name: Joris Hoekstra, reviewed_on: 2026-09-15}
audience: Schoolleiders in hun eerste drie jaar.
level: NLQF 6
licence: CC BY-SA 4.0
valid_until: 2027-08-31
base_iri: https://example.org/modules
"""


def loaded(folder: Path) -> LearningModule:
    source, found = module_for_papers(str(folder), Options())
    assert source is not None, found.text("en")
    return source.module


@pytest.fixture
def module(tmp_path: Path) -> LearningModule:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    with (tmp_path / "les/module.yaml").open("a", encoding="utf-8") as file:
        file.write(FIELDS)
    return loaded(tmp_path / "les")


def texts(root: etree._Element, way: str) -> list[str]:
    path = "/".join(f"{{{IMS}}}{name}" for name in way.split("/"))
    return ["".join(map(str, one.itertext())).strip() for one in root.iterfind(path)]


def assert_valid(record: bytes) -> None:
    """By IMS's own schema, as SCORM 1.2 distributes it: of version 1.2.1, which differs in its namespace."""
    from modulebouwer.standards.scorm12.schemas import IMSMD, schema

    schema().assertValid(etree.fromstring(record.replace(IMS.encode(), IMSMD.encode())))


@pytest.mark.parametrize("name", ["samenwerken_regio", "samenwerken_passend_onderwijs", "component_guide"])
def test_the_record_of_a_real_module_is_valid(name: str) -> None:
    assert_valid(nl_lom(loaded(ROOT / "modules" / name)))


def test_a_full_record_is_valid_and_says_everything(module: LearningModule) -> None:
    data = nl_lom(module)
    assert_valid(data)
    root = etree.fromstring(data)
    assert texts(root, "metametadata/metadatascheme") == ["LOMv1.0", "nl_lom_v1p0"]
    assert texts(root, "general/catalogentry/entry") == ["https://example.org/modules/les"]
    assert texts(root, "lifecycle/contribute/role/value") == ["publisher", "author", "validator"]
    assert texts(root, "lifecycle/contribute/centity")[1].split("\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        r"N:Vries\; de\, Sanne",
        r"FN:Vries\; de\, Sanne",
        r"ORG:Wij\, en zij",
        "END:VCARD",
    ]
    assert texts(root, "educational/learningresourcetype/value") == ["informatiebron", "open opdracht"]
    assert texts(root, "educational/typicallearningtime") == ["PT15M"]
    assert texts(root, "rights/cost/value") == ["no"]
    assert texts(root, "rights/copyrightandotherrestrictions/value") == ["cc-by-sa-40"]


def test_json_ld_says_everything(module: LearningModule) -> None:
    found: dict[str, Any] = json.loads(learning_resource(module.definition))
    assert found["@id"] == "https://example.org/modules/les"
    assert found["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert found["author"] == [
        {
            "@type": "Person",
            "name": "Vries; de, Sanne",
            "affiliation": {"@type": "Organization", "name": "Wij, en zij"},
        }
    ]
    assert [one["name"] for one in found["contributor"]] == ["Joris Hoekstra"]
    assert (found["timeRequired"], found["expires"]) == ("PT15M", "2027-08-31")
    assert found["teaches"] == [one.text for one in module.definition.objectives]
    assert found["isAccessibleForFree"] is True


def test_what_the_source_does_not_say_is_not_there() -> None:
    found = json.loads(learning_resource(loaded(ROOT / "modules/samenwerken_regio").definition))
    assert not {"license", "author", "publisher", "expires", "isAccessibleForFree"} & found.keys()


def test_the_web_page_holds_the_same_and_no_package_for_an_lms_does(tmp_path: Path) -> None:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    path = tmp_path / "les/module.yaml"
    text = re.sub("(?m)^title: .*$", 'title: "Einde </script><b>"', path.read_text("utf-8"))
    path.write_text(text + FIELDS, encoding="utf-8")
    source, found = module_for_papers(str(tmp_path / "les"), Options())
    assert source is not None, found.text("en")
    assert source.look is not None
    course = render(source.module, source.look)
    for name, standard in REGISTRY.items():
        page = html.fromstring(standard.write(course, WriteOptions())["index.html"])
        held = page.xpath('//head/script[@type="application/ld+json"]/text()')
        wanted = [json.loads(learning_resource(source.module.definition))] if name == "web" else []
        assert [json.loads(one) for one in held] == wanted
        (licence,) = page.xpath('//a[contains(concat(" ", @rel, " "), " license ")]')
        assert (licence.text, licence.get("href")) == ("CC BY-SA 4.0", licence_address("CC BY-SA 4.0"))


@pytest.mark.parametrize(
    ("licence", "address", "value"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "cc-by-40"),
        ("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/", "cc-by-nc-sa-40"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "cc0-10"),
        ("https://example.org/licentie", "https://example.org/licentie", "yes"),
    ],
)
def test_licences(licence: str, address: str, value: str) -> None:
    assert (licence_address(licence), restriction(licence)) == (address, value)


@pytest.mark.parametrize(
    ("register", "about"),
    [
        ("register: {name: Register, themes: [Samenwerken met de regio]}\n", ["Samenwerken met de regio"]),
        ("", None),
    ],
)
def test_a_module_is_about_its_own_theme_and_not_about_what_one_may_go_on_with(
    tmp_path: Path, register: str, about: list[str] | None
) -> None:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    with (tmp_path / "les/module.yaml").open("a", encoding="utf-8") as file:
        file.write(register)
    definition = loaded(tmp_path / "les").definition
    assert definition.themes
    assert json.loads(learning_resource(definition)).get("about") == about
