from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from modulebouwer.source.loader import load
from modulebouwer.standards import REGISTRY
from modulebouwer.standards.cmi5.course_structure import faults
from modulebouwer.standards.cmi5.writer import course_structure
from package_trees import OBJECTIVES, definition

GOLDEN = Path(__file__).parents[3] / "golden" / "cmi5" / "cmi5.xml"
BASE = "https://example.org/modules"


def test_course_structure_to_the_letter() -> None:
    module = definition(base_iri=BASE, objectives=OBJECTIVES)
    assert course_structure(module).decode() == GOLDEN.read_text("utf-8")


def test_a_module_without_objectives() -> None:
    root = etree.fromstring(course_structure(definition(base_iri=BASE)))
    assert list(faults(root)) == []
    assert root.find("{*}objectives") is None


def test_done_when_the_learner_has_finished() -> None:
    root = etree.fromstring(course_structure(definition(base_iri=BASE)))
    unit = root.find("{*}au")
    assert unit is not None
    assert (unit.get("moveOn"), unit.get("masteryScore")) == ("Completed", None)


@pytest.mark.parametrize("base", [BASE, BASE + "/"])
@pytest.mark.parametrize("change", [{}, {"version": "9.0.0"}, {"title": "Anders"}, {"language": "en"}])
def test_identifiers_stay_the_same(base: str, change: dict[str, object]) -> None:
    root = etree.fromstring(course_structure(definition(base_iri=base, **change)))
    identifiers = [element.get("id") for element in root.iter(etree.Element) if element.get("id")]
    assert identifiers == [f"{BASE}/samen-leren", f"{BASE}/samen-leren/au"]


@pytest.mark.parametrize(("standard", "code"), [("cmi5", "CM5-001"), ("xapi", "TIN-001")])
def test_a_module_names_its_base_iri(standard: str, code: str) -> None:
    base = Path(__file__).parents[3] / "cases" / "base"
    module, _ = load(base, "module")
    assert module is not None
    (finding,) = REGISTRY[standard].requires(module)
    assert (finding.code, finding.location.path) == (code, "module/module.yaml")


@pytest.mark.parametrize("name", ["scorm12", "scorm2004", "web"])
def test_other_standards_do_without(name: str) -> None:
    base = Path(__file__).parents[3] / "cases" / "base"
    module, _ = load(base, "module")
    assert module is not None
    assert list(REGISTRY[name].requires(module)) == []


def test_without_a_base_iri_nothing_is_written() -> None:
    with pytest.raises(ValueError, match="base_iri"):
        course_structure(definition())
