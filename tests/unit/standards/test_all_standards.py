"""What holds for every standard: one course, the same bytes, the order of the zip, and nothing that verify finds."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from harness.looks import look_for
from modulebouwer.package.archive import archive
from modulebouwer.package.verify import verify
from modulebouwer.render.course import Course
from modulebouwer.render.pages import render
from modulebouwer.source.loader import load
from modulebouwer.standards import REGISTRY, WriteOptions

BASE = Path(__file__).parents[2] / "cases" / "base"
CHOICES = "base_iri: https://example.org/modules\nscorm2004: {{edition: {edition}}}\n"
# Standard and edition: only SCORM 2004 has two.
EVERY = [(name, edition) for name in REGISTRY for edition in ((3, 4) if name == "scorm2004" else (4,))]

Courses = Mapping[int, Course]


def course(folder: Path, edition: int) -> Course:
    shutil.copytree(BASE, folder)
    definition = folder / "module.yaml"
    text = definition.read_text("utf-8")
    definition.write_text(text + CHOICES.format(edition=edition), "utf-8")
    module, problems = load(folder, "module")
    assert module is not None, problems
    return render(module, look_for(module.definition))


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Courses:
    """Edition → the course, rendered once for all standards."""
    return {edition: course(tmp_path_factory.mktemp("module") / "m", edition) for edition in (3, 4)}


def written(course: Course, name: str) -> Mapping[str, bytes]:
    return REGISTRY[name].write(course, WriteOptions())


@pytest.mark.parametrize(("name", "edition"), EVERY)
def test_same_source_same_bytes(courses: Courses, tmp_path: Path, name: str, edition: int) -> None:
    again, before = written(course(tmp_path / "m", edition), name), written(courses[edition], name)
    differ = [path for path in {**before, **again} if before.get(path) != again.get(path)]
    assert differ == [], (
        f"{name}: {differ} are not the same at the next build (a clock, chance, the order of a set?)"
    )
    assert archive(again) == archive(before)


@pytest.mark.parametrize(("name", "edition"), EVERY)
def test_verify_finds_nothing(courses: Courses, name: str, edition: int) -> None:
    tree = written(courses[edition], name)
    first, control = next(iter(tree)), REGISTRY[name].control_file
    assert first == control, f"{name}: {first} is first in its package, not {control} (write in writer.py)"
    assert verify(io.BytesIO(archive(tree)), "package.zip") == []


@pytest.mark.parametrize("name", REGISTRY)
def test_everything_of_the_course_is_in_the_package(courses: Courses, name: str) -> None:
    """The module's own files, the licences, and whatever the page loads beside itself."""
    media = {"media/kaart.svg": b"<svg/>", "media/bijlage.pdf": b"%PDF-1.7"}
    tree = written(replace(courses[4], media=media), name)
    forgotten = {path for path, data in media.items() if tree.get(path) != data}
    assert forgotten == set(), f"{name}: its package has not {sorted(forgotten)} (course.media, in write)"
    loaded = re.findall(r'<(?:script|img|link)\b[^>]* (?:src|href)="([\w./-]+)"', tree["index.html"].decode())
    beside = {"licences.txt", *loaded} - tree.keys()
    assert loaded, f"{name}: its page loads no script (launch_files)"
    assert beside == set(), f"{name}: its package has not {sorted(beside)} (all of launch_files, in write)"


# What the page's script may ask beside its own parts, by what it finds around it: a file of its own server, by which
# it sees that this is there; a record store at an address that the LMS tells; nothing.
ASKS = {"scorm": "'self'", "lrs": "https: http://localhost:* http://127.0.0.1:*", "none": None}


@pytest.mark.parametrize("name", REGISTRY)
def test_only_what_speaks_to_a_record_store_may_ask_others(courses: Courses, name: str) -> None:
    page = written(courses[4], name)["index.html"].decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    asked = re.search(r"connect-src ([^;]*)", policy[1])
    kind = REGISTRY[name].runtime.kind
    assert kind in ASKS, f"{name}: ASKS does not say what a page may ask in a runtime of kind {kind}"
    assert (asked and asked[1]) == ASKS[kind], f"{name}: `asks` of launch_files"


@pytest.mark.parametrize("name", REGISTRY)
def test_a_package_of_an_lms_with_a_script_carries_the_file_that_proves_its_server(
    courses: Courses, name: str
) -> None:
    tree = written(courses[4], name)
    assert ("alive.txt" in tree) == (REGISTRY[name].runtime.kind == "scorm"), (
        f"{name}: `asks` of launch_files"
    )


@pytest.mark.parametrize("name", REGISTRY)
def test_no_credential_is_in_a_package(courses: Courses, name: str) -> None:
    for path, data in written(courses[4], name).items():
        assert not re.search(rb"Basic [A-Za-z0-9+/]{6,}|[?&](auth|endpoint)=", data), path


def test_the_player_of_a_standard_speaks_of_that_standard_only(courses: Courses) -> None:
    """One bundle a standard, so no dead code: the words of one are in no other."""
    signs = {"scorm12": "cmi.core.lesson_status", "scorm2004": "API_1484_11", "cmi5": "LMS.LaunchData"}
    packages = {name: written(courses[4], name) for name in ("web", "xapi", *signs)}
    pages = {name: b"".join(tree.values()).decode("utf-8", "replace") for name, tree in packages.items()}
    for standard, sign in signs.items():
        assert [name for name, page in pages.items() if sign in page] == [standard]
