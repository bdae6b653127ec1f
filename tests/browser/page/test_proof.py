"""The proof of having taken part: the learner's own statement, on paper, in Word and as a web page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from harness.documents import pages_of_pdf, text_of_docx, without_breaks
from harness.page import NOW, STATES, WRITTEN, State, open_page

PageFile = Callable[..., Path]


def test_proof_of_participation(context: BrowserContext, page_file: PageFile) -> None:
    context.add_init_script(
        "window.print = () => { window.printed = document.documentElement.dataset.print; }"
    )
    page = open_page(context, page_file(), STATES["proof"])
    proof = page.locator("[data-proof]")
    expect(page.get_by_label("Uw naam")).to_have_value("Noor de Wit")
    page.get_by_label("Uw naam").fill("N. de Wit-Bos")
    for said in (
        "N. de Wit-Bos",
        "Klein maar compleet",
        "1 u 15 min",
        "1.2.0",
        "2 / 2",
        "U ziet elk onderdeel één keer.",
    ):
        expect(proof).to_contain_text(said)
    expect(proof).to_contain_text("Het zegt niets over registratiepunten.")
    page.get_by_role("dialog").get_by_role("button", name="Afdrukken").click()
    assert page.evaluate("window.printed") == "proof"
    page.emulate_media(media="print")
    expect(proof).to_be_visible()
    expect(page.locator("main")).to_be_hidden()


def test_the_proof_says_whether_the_module_is_finished(context: BrowserContext, page_file: PageFile) -> None:
    done = {"record": {**WRITTEN, "finished": NOW}}
    for scenario, said, unsaid in (
        ({"record": WRITTEN}, "De module is nog niet afgerond.", "Afgerond op"),
        (done, "nam deel aan de module", "nog niet"),
    ):
        page = open_page(context, page_file(), State(scenario, STATES["proof"].act))
        proof = page.locator("[data-proof]")
        expect(proof).to_contain_text(said)
        expect(proof).not_to_contain_text(unsaid)
        expect(proof).to_contain_text("een verklaring van de deelnemer zelf en geen accreditatie")
        # Nobody filled in the digest of this page's package: a build does.
        expect(proof).not_to_contain_text("SHA-256")


def test_the_proof_is_taken_along_with_the_mended_name_and_the_answers_if_wanted(
    context: BrowserContext, page_file: PageFile, tmp_path: Path
) -> None:
    page = open_page(context, page_file(), STATES["proof"])
    page.evaluate("document.documentElement.dataset.package = '0123abcd'.repeat(8)")
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Uw naam").fill("N. de Wit-Bos")

    def taken(name: str) -> str:
        with page.expect_download() as caught:
            sheet.get_by_role("button", name=name).click()
        data = Path(caught.value.path()).read_bytes()
        return text_of_docx(data, tmp_path) if name == "Download voor Word" else data.decode()

    for name in ("Download voor Word", "Download als webpagina"):
        alone = taken(name)
        for said in ("N. de Wit-Bos", "0123abcd" * 8, "U ziet elk onderdeel één keer.", "geen accreditatie"):
            assert said in alone
        assert "In oktober" not in alone
        sheet.get_by_label("Voeg mijn opbrengst toe").check()
        assert "In oktober" in taken(name)
        assert "Noor" not in taken(name)
        sheet.get_by_label("Voeg mijn opbrengst toe").uncheck()
    kept = "JSON.stringify([window.fake.record, {...localStorage}, {...sessionStorage}])"
    assert "Wit-Bos" not in page.evaluate(kept)
    page.reload()
    assert "Wit-Bos" not in page.content()


def test_the_printed_proof_holds_the_answers_if_wanted(context: BrowserContext, page_file: PageFile) -> None:
    context.add_init_script("window.print = () => {}")
    page = open_page(context, page_file(), STATES["proof"])

    def printed() -> list[str]:
        page.get_by_role("dialog").get_by_role("button", name="Afdrukken").click()
        pages = pages_of_pdf(page.pdf(prefer_css_page_size=True))
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        return pages

    alone = printed()
    assert len(alone) == 1
    assert without_breaks("Bewijs van deelname tot nu toe") in alone[0]
    page.get_by_label("Voeg mijn opbrengst toe").check()
    first, *others = printed()
    assert first == alone[0]
    assert without_breaks("In oktober sprak ik de bso.") in "".join(others)
