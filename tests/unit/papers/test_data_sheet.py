"""Each sentence of the data sheet is true of the package that is built, and is there only when it is."""

from __future__ import annotations

import datetime
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from modulebouwer.build import Options, build
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.new import scaffold
from modulebouwer.papers.data_sheet import data_sheet, sentences
from modulebouwer.papers.pdf import pdf
from modulebouwer.papers.reading import module_for_papers
from modulebouwer.papers.words import paper_words
from modulebouwer.render.pages import render
from modulebouwer.standards import REGISTRY

ANSWERS = ("lms", "device", "report")
GRADED = """
:::{true-false}
id: telt-mee
statement: Een goed begin is het halve werk.
answer: true
explanation: Het begin bepaalt veel.
graded: true
:::
"""


class Package:
    """A built package, opened as a stranger would."""

    script: str
    page: str
    policy: str
    course: Any
    prompts: list[Any]
    told: str

    def __init__(self, data: bytes, standard: str, privacy: Mapping[str, str]) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            (name,) = [one for one in package.namelist() if re.fullmatch(r"player-\w+\.js", one)]
            self.script = package.read(name).decode()
            self.page = package.read("index.html").decode()
        self.standard, self.privacy = standard, privacy
        (self.policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', self.page)
        self.course = json.loads(self.script.partition("=")[2].partition(";\n")[0])
        self.prompts = [one for component in self.course["components"] for one in component["interactions"]]
        self.told = next((text for text in privacy.values() if text in self.page), "")


# What each sentence says, as something that can be seen in a package: its script, its policy, its settings.
Seen = Callable[[Package], bool]
IN_A_PACKAGE: Mapping[str, Seen] = {
    "what.answers": lambda p: bool(p.prompts),
    "what.others": lambda p: "<textarea" in p.page and bool(p.prompts),
    "what.evaluation": lambda p: 'class="evaluation' in p.page and "csv" in p.script,
    "what.no_answers": lambda p: not p.prompts,
    "what.progress": lambda p: "session_time" not in p.script and "statements" not in p.script,
    "what.progress_and_time": lambda p: "session_time" in p.script or "duration:" in p.script,
    "what.score": lambda p: any(one.get("graded") for one in p.course["components"]),
    "what.full_score": lambda p: bool(p.course["completion"]["fullScore"]),
    "name.name": lambda p: any(name in p.script for name in ("student_name", "learner_name", "mbox_sha1sum")),
    "name.no_name": lambda p: "_name" not in p.script and "mbox" not in p.script,
    "where.suspend_data": lambda p: "cmi.suspend_data" in p.script and p.course["answers"] != "device",
    "where.state": lambda p: "activities/state" in p.script and p.course["answers"] != "device",
    "where.device": lambda p: (
        "caches.open" in p.script and (p.standard == "web" or p.course["answers"] == "device")
    ),
    "where.interactions": lambda p: p.course["answers"] == "report" and "cmi.interactions." in p.script,
    "where.progress_in_lms": lambda p: "cmi.suspend_data" in p.script,
    "where.progress_in_browser": lambda p: p.standard == "web" and "localStorage" in p.script,
    "where.statements": lambda p: "statements" in p.script and p.course["answers"] != "report",
    "where.statements_with_answers": lambda p: "statements" in p.script and p.course["answers"] == "report",
    "where.drafts": lambda p: all(
        name in p.script for name in ("sessionStorage", "localStorage", "caches.open")
    ),
    "how_long.attempt": lambda p: p.standard != "web",
    "how_long.browser": lambda p: p.standard == "web",
    "how_long.device": lambda p: p.course["answers"] == "device" and p.standard != "web",
    "who.lms": lambda p: p.told == p.privacy["lms"],
    "who.lms_report": lambda p: p.told == p.privacy["lms_report"],
    "who.store": lambda p: p.told == p.privacy["store"],
    "who.store_report": lambda p: p.told == p.privacy["store_report"],
    "who.device": lambda p: p.standard == "web" or p.told == p.privacy["device"],
    "third.own_server": lambda p: p.policy.endswith("connect-src 'self'"),
    "third.own_store": lambda p: "connect-src https:" in p.policy,
    "third.nobody": lambda p: "connect-src" not in p.policy and "default-src 'none'" in p.policy,
    "third.links": lambda p: "https://" in "".join(re.findall(r'<a [^>]*href="([^"]+)"', p.page)),
    "third.maker": lambda p: "default-src 'none'" in p.policy and "document.cookie" not in p.script,
    "rights.rights": lambda p: bool(p.prompts) and "data-portfolio" in p.page and p.standard != "web",
    "rights.rights_in_browser": lambda p: (
        bool(p.prompts) and "data-portfolio" in p.page and p.standard == "web"
    ),
}


def built(folder: Path, answers: str, *, graded: bool, full: bool) -> None:
    scaffold(folder, "nl", datetime.date(2026, 1, 2))
    definition = folder / "module.yaml"
    text = definition.read_text("utf-8").replace("answers: lms", f"answers: {answers}")
    if full:
        text = text.replace("completion:\n", "completion:\n  full_score: true\n")
    definition.write_text(
        text + "base_iri: https://example.org/m\n" + ("pass_mark: 70\n" if graded else ""), "utf-8"
    )
    if graded:
        section = folder / "sections/beginnen.md"
        section.write_text(section.read_text("utf-8") + GRADED, "utf-8")


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("standard", REGISTRY)
def test_each_sentence_is_true_of_the_package(
    standard: str, answers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    built(Path("les"), answers, graded=answers == "report", full=answers == "lms")
    options = Options((standard,))
    packages, report = build(["les"], Path("dist"), options, lambda _: None)
    assert len(packages) == 1, report.text("en")
    source, _ = module_for_papers("les", options)
    assert source is not None
    assert source.look is not None
    package = Package(packages[0].path.read_bytes(), standard, source.look.locale.page["privacy"])
    said = {
        f"{topic}.{key}"
        for topic, key, _ in sentences(source.module, render(source.module, source.look), REGISTRY[standard])
    }
    false = {name for name in said if not IN_A_PACKAGE[name](package)}
    assert false == set()
    topics = {name.partition(".")[0] for name in said}
    assert topics == {"what", "name", "where", "how_long", "who", "third", "rights"}


def test_every_sentence_has_a_proof_and_both_languages() -> None:
    for language in LANGUAGES:
        found = paper_words(language)["data_sheet"]["sentences"]
        assert {f"{topic}.{key}" for topic, keys in found.items() for key in keys} == set(IN_A_PACKAGE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("standard", REGISTRY)
def test_it_is_one_page(standard: str, language: str) -> None:
    source, _ = module_for_papers(str(Path(__file__).parents[3] / "modules/samenwerken_regio"), Options())
    assert source is not None
    assert source.look is not None
    course = render(source.module, source.look)
    sheet = data_sheet(source.module, course, REGISTRY[standard], paper_words(language), language)
    pages = PdfReader(io.BytesIO(pdf(sheet))).pages
    assert len(pages) == 1
    text = " ".join(pages[0].extract_text().split())
    if REGISTRY[standard].runtime.kind == "scorm":
        assert "suspend_data" in text
    assert ("66 velden" if language == "nl" else "66 fields") in text


def test_a_module_that_records_nothing(tmp_path: Path) -> None:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    for section in (tmp_path / "les/sections").iterdir():
        section.write_text(re.sub(r"(?s):::\{reflection\}.*?:::\n", "", section.read_text("utf-8")), "utf-8")
    source, _ = module_for_papers(str(tmp_path / "les"), Options())
    assert source is not None
    assert source.look is not None
    said = {
        f"{topic}.{key}"
        for topic, key, _ in sentences(source.module, render(source.module, source.look), REGISTRY["scorm12"])
    }
    assert "what.no_answers" in said
    assert not {name for name in said if name.startswith(("who.", "rights."))}
