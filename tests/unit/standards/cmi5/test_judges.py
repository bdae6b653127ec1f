"""The project's own rules for a course structure judge as other judges do, on good and on mutated documents.

One judge is a grammar beside this file. The specification's ``CourseStructure.xsd`` is no file of this project; it is
one more judge where it lies beside the repository (``../shared/schemas/cmi5``) or where CMI5_SCHEMA says.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from modulebouwer.standards.cmi5.course_structure import NAMESPACE, faults
from package_trees import cmi5

HERE = Path(__file__).parent
OFFICIAL = Path(
    os.environ.get("CMI5_SCHEMA") or HERE.parents[4] / "shared" / "schemas" / "cmi5" / "CourseStructure.xsd"
)
NS = f"{{{NAMESPACE}}}"
RICH = f"""<courseStructure xmlns="{NAMESPACE}" xmlns:o="urn:others">
  <course id="https://example.org/c" o:x="1">
    <title><langstring lang="nl">T</langstring><langstring>T</langstring></title>
    <description o:y="2"><langstring lang="en-GB">D</langstring><o:z/></description><o:more>x</o:more>
  </course>
  <objectives><objective id="https://example.org/o"><description><langstring>D</langstring></description>
    <title><langstring>T</langstring></title></objective></objectives>
  <block id="https://example.org/b">
    <title><langstring>T</langstring></title><description><langstring>D</langstring></description>
    <objectives><objective idref="https://example.org/o"/><objective/></objectives>
    <au id="https://example.org/a1" moveOn="Passed" masteryScore="0.5" launchMethod="OwnWindow" activityType="t">
      <title><langstring>T</langstring></title><description><langstring>D</langstring></description>
      <url>a.html</url><launchParameters>x<y/></launchParameters><entitlementKey a="b">k</entitlementKey>
      <o:last><o:in/></o:last>
    </au>
  </block>
  <au id="https://example.org/a2">
    <title><langstring>T</langstring></title><description><langstring>D</langstring></description><url>b.html</url>
  </au>
  <o:end/>
</courseStructure>"""

# What these hold is nobody's business.
FREE = {f"{NS}launchParameters", f"{NS}entitlementKey"}

Judge = Callable[[etree._Element], bool]


def grammar() -> Judge:
    return etree.RelaxNG(etree.parse(HERE / "course_structure.rng")).validate


def official() -> Judge:
    """The schema as libxml2 reads it, and one rule of it that libxml2 forgets.

    After an element of another namespace libxml2 takes the repeated element before it once more, though the schema's
    sequence is over by then (XML Schema part 1, 3.8.4).
    """
    schema = etree.XMLSchema(etree.parse(OFFICIAL))
    return lambda root: schema.validate(root) and not any(map(comes_back, root.iter(etree.Element)))


def comes_back(element: etree._Element) -> bool:
    way = [element, *element.iterancestors()]
    if any(step.tag in FREE or etree.QName(step).namespace != NAMESPACE for step in way):
        return False
    ours = [etree.QName(child).namespace == NAMESPACE for child in element.iterchildren(etree.Element)]
    return (False, True) in pairwise(ours)


def judges() -> dict[str, Judge]:
    return {"grammar": grammar(), **({"official schema": official()} if OFFICIAL.is_file() else {})}


JUDGES = judges()
DOCUMENTS = {"ours": cmi5()["cmi5.xml"], "rich": RICH.encode()}

NAMES = ["course", "title", "description", "langstring", "objectives", "objective", "block", "au", "url"]
TAGS = [*(NS + name for name in [*NAMES, "launchParameters", "unknown"]), "{urn:others}x", "nothing"]
ATTRIBUTES = ["id", "idref", "moveOn", "masteryScore", "launchMethod", "activityType", "lang", "unknown"]
VALUES = ["", "x", "nl", "nl-", "nl-NL-x", "toolongforone", "Completed", "completed", " Passed", "OwnWindow"]
NUMBERS = ["0", "1", "-0", "+.5", "1.", " 0.50 ", "1.01", "80", "-0.1", "1e0", ".", "0,5", "NaN"]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("judge", JUDGES)
def test_good_documents_are_good_to_all(document: str, judge: str) -> None:
    root = etree.fromstring(DOCUMENTS[document])
    assert list(faults(root)) == []
    assert JUDGES[judge](root)


@st.composite
def mutated(draw: st.DrawFn) -> etree._Element:
    """A good document with one to three changes in places that may be any."""
    root = deepcopy(etree.fromstring(DOCUMENTS[draw(st.sampled_from(sorted(DOCUMENTS)))]))
    for _ in range(draw(st.integers(1, 3))):
        element = draw(st.sampled_from(list(root.iter(etree.Element))))
        draw(st.sampled_from(CHANGES))(draw, element)
    return root


def remove(_draw: st.DrawFn, element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def repeat(_draw: st.DrawFn, element: etree._Element) -> None:
    if element.getparent() is not None:
        element.addnext(deepcopy(element))


def move_to_the_end(_draw: st.DrawFn, element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.append(element)


def rename(draw: st.DrawFn, element: etree._Element) -> None:
    element.tag = draw(st.sampled_from(TAGS))


def insert(draw: st.DrawFn, element: etree._Element) -> None:
    place = draw(st.integers(0, len(element)))
    element.insert(place, element.makeelement(draw(st.sampled_from(TAGS))))


def write_text(draw: st.DrawFn, element: etree._Element) -> None:
    element.text = draw(st.sampled_from(["", " \n", "x"]))


def set_attribute(draw: st.DrawFn, element: etree._Element) -> None:
    name = draw(st.sampled_from([*ATTRIBUTES, "{urn:others}a", f"{NS}own"]))
    element.set(name, draw(st.sampled_from([*VALUES, *NUMBERS])))


def drop_attribute(draw: st.DrawFn, element: etree._Element) -> None:
    if element.attrib:
        del element.attrib[draw(st.sampled_from(sorted(map(str, element.attrib))))]


CHANGES = [remove, repeat, move_to_the_end, rename, insert, write_text, set_attribute, drop_attribute]


@settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_all_judge_alike(root: etree._Element) -> None:
    # As it would lie in a package: what a tree in memory can hold and a file cannot is out of the question.
    document = etree.fromstring(etree.tostring(root))
    found = list(faults(document))
    for name, judge in JUDGES.items():
        assert judge(document) == (not found), (name, found, etree.tostring(document).decode())
