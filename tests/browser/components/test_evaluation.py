"""An evaluation: apart from the learner's answers, in no store and in no record, and without a name in its file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from harness.browser import guarded_context
from harness.page import WRITTEN, State, bundle, module_in, open_page, write_page


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    script = bundle(tmp_path_factory.mktemp("script"))
    return write_page(module_in("modules/component_guide"), tmp_path_factory.mktemp("page"), script)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with guarded_context(browser, viewport={"width": 714, "height": 666}) as context:
        yield context


def opened(context: BrowserContext, guide: Path) -> Page:
    record = {**WRITTEN, "visited": ["seeing"], "location": "afterwards"}
    page = open_page(context, guide, State({"record": record}, "location.hash = '#section-afterwards'"))
    page.locator(".evaluation").scroll_into_view_if_needed()
    return page


def kept(page: Page) -> str:
    """All that the page keeps anywhere, and what of the record could change."""
    script = """JSON.stringify([window.fake.record.answers, window.fake.record.revision,
        {...localStorage}, {...sessionStorage}, document.cookie])"""
    return str(page.evaluate(script))


def test_it_is_taken_along_and_kept_nowhere(context: BrowserContext, guide: Path) -> None:
    page = opened(context, guide)
    before = kept(page)
    evaluation = page.get_by_role("region", name="What did you think of this module?")
    take = evaluation.get_by_role("button", name="Download my evaluation")
    take.click()
    expect(evaluation.get_by_role("status")).to_have_text("Fill in something first.")
    first, second = evaluation.get_by_role("group").all()
    first.get_by_label("Disagree").check()
    second.get_by_label("In between").check()
    evaluation.get_by_label("What should we change first?").fill('Meer "rust"; en\n=minder haast')
    with page.expect_download() as caught:
        take.click()
    expect(evaluation.get_by_role("status")).to_have_text("The file is with your downloads.")
    rows = list(csv.reader(io.StringIO(Path(caught.value.path()).read_text("utf-8-sig"), ""), delimiter=";"))
    head = ["Feedback that helps", "component-guide", "1.0.0", "half or more"]
    assert rows == [
        [*head, "I can use this in my next conversation.", "1", "Disagree"],
        [*head, "The examples are like what happens in my team.", "2", "In between"],
        [*head, "What should stay as it is?", "", ""],
        [*head, "What should we change first?", "", 'Meer "rust"; en\n=minder haast'],
    ]
    # Those of many fit in one folder.
    names = {caught.value.suggested_filename}
    with page.expect_download() as again:
        take.click()
    names.add(again.value.suggested_filename)
    assert len(names) == 2
    assert all(re.fullmatch(r"component-guide-evaluatie-[a-z0-9]{1,6}\.csv", name) for name in names)
    text = Path(caught.value.path()).read_text("utf-8-sig")
    assert "Noor" not in text
    assert "2026" not in text
    assert kept(page) == before


def test_it_is_no_answer_of_the_learner(context: BrowserContext, guide: Path) -> None:
    page = opened(context, guide)
    page.get_by_label("What should stay as it is?").fill("De voorbeelden.")
    page.evaluate("location.hash = '#portfolio'")
    expect(page.locator("#portfolio")).to_be_visible()
    assert "De voorbeelden." not in page.locator("#portfolio").inner_text()
    page.evaluate("location.hash = '#section-afterwards'")
    expect(page.get_by_label("What should stay as it is?")).to_have_value("De voorbeelden.")
