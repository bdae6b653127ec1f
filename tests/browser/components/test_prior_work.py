"""Prior work in a browser: what a learner wrote in one module, taken along into another by their own hand."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from browser.page.test_accessibility import AXE, EVERYTHING
from browser.reliability.store import held
from browser.standards.modules import MODULE, SECTION
from harness.lms import Desk, Visit
from modulebouwer.build import Options, build
from modulebouwer.lms.package import Package, from_zip

ONE = """\
:::{reflection}
id: vraag
prompt: Wat is uw vraag aan de wijk?
max_length: 400
:::

:::{reflection}
id: geheim
prompt: Wat houdt u voor uzelf?
max_length: 400
:::
"""
OTHER = """\
:::{prior-work}
id: mee
prompt: Neem uw vraag aan de wijk mee.
max_length: 600
:::

:::{reflection}
id: verder
prompt: Hoe staat het ermee?
max_length: 400
builds_on: [mee]
:::
"""
# Of the component as it is now, by all of axe's rules.
FAULTS = """async (rules) => {
  const found = await axe.run(document.querySelector(".prior-work"), { runOnly: rules });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
}"""


def module(folder: Path, identifier: str, components: str) -> Package:
    sections = folder / identifier / "sections"
    sections.mkdir(parents=True)
    text = MODULE.replace("identifier: proef", f"identifier: {identifier}")
    (folder / identifier / "module.yaml").write_text(text.replace("[begin, verder]", "[begin]"), "utf-8")
    (sections / "begin.md").write_text(SECTION.format(title="Begin", reflections=components), "utf-8")
    packages, report = build([str(folder / identifier)], folder / "dist", Options(), lambda _: None)
    assert packages, report.text("en")
    return from_zip(packages[0].path.read_bytes())


def at_begin(visit: Visit) -> Visit:
    visit.sco.locator("html.ready").wait_for(state="attached")
    visit.frame.evaluate("location.hash = '#section-begin'")
    expect(visit.sco.locator("#section-begin")).to_be_visible()
    return visit


def downloaded(visit: Visit, folder: Path) -> Path:
    """The text that the learner gets under *Mijn opbrengst*."""
    visit.frame.evaluate("location.hash = '#portfolio'")
    with visit.page.expect_download() as caught:
        visit.sco.get_by_role("button", name="Download als tekst", exact=True).click()
    caught.value.save_as(folder / "opbrengst.txt")
    return folder / "opbrengst.txt"


def test_from_one_module_into_another(desk: Desk, tmp_path: Path) -> None:
    one = at_begin(desk.launch(module(tmp_path, "een", ONE)))
    one.sco.get_by_label("Wat is uw vraag aan de wijk?").fill("Wie doet er mee?\n\nEn wanneer: “mei”?")
    one.sco.get_by_label("Wat houdt u voor uzelf?").fill("Dit blijft hier.")
    file = downloaded(one, tmp_path)
    one.close()

    visit = at_begin(desk.launch(module(tmp_path, "twee", OTHER)))
    field = visit.sco.get_by_label("Neem uw vraag aan de wijk mee.")
    field.fill("Wat er al stond.")
    visit.sco.get_by_label("Kies het tekstbestand").set_input_files(file)
    choice = visit.sco.get_by_role("group", name="Wat wilt u meenemen?")
    # Nothing goes along by itself: each piece is chosen, or not.
    boxes = choice.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    assert [box.is_checked() for box in boxes.all()] == [False, False]
    visit.frame.evaluate(AXE)
    assert visit.frame.evaluate(FAULTS, EVERYTHING) == []
    choice.get_by_role("button", name="Neem mee").click()
    expect(field).to_have_value("Wat er al stond.")
    choice.get_by_role("checkbox", name=re.compile("Wat is uw vraag")).check()
    choice.get_by_role("button", name="Neem mee").click()
    taken = "Wat er al stond.\n\nWat is uw vraag aan de wijk?\nWie doet er mee?\n\nEn wanneer: “mei”?"
    expect(field).to_have_value(taken)
    expect(field).to_be_focused()
    expect(choice).to_have_count(0)
    expect(visit.sco.locator('[data-status="mee"]')).to_contain_text("Bewaard")
    assert held(visit) == {"mee": taken}
    # To read, at the question that goes on with it.
    earlier = visit.sco.locator("[data-earlier=mee]")
    expect(earlier).to_contain_text("Wie doet er mee?")
    visit.close()
    again = at_begin(visit.relaunch())
    expect(again.sco.get_by_label("Neem uw vraag aan de wijk mee.")).to_have_value(taken)


def test_what_is_no_text_is_told_and_any_text_goes_along_whole(desk: Desk, tmp_path: Path) -> None:
    visit = at_begin(desk.launch(module(tmp_path, "twee", OTHER)))
    chooser = visit.sco.get_by_label("Kies het tekstbestand")
    for name, data in (("a.docx", b"PK\x03\x04\x00\x00"), ("b.txt", b"caf\xe9"), ("c.txt", b" \r\n")):
        chooser.set_input_files({"name": name, "mimeType": "text/plain", "buffer": data})
        expect(visit.sco.locator("[data-pieces]")).to_contain_text("Hier is geen tekst uit te halen.")
    note = b"Een <b>notitie</b>."
    chooser.set_input_files({"name": "notitie.txt", "mimeType": "text/plain", "buffer": note})
    choice = visit.sco.get_by_role("group", name="Wat wilt u meenemen?")
    choice.get_by_role("checkbox", name=re.compile("Het hele bestand")).check()
    choice.get_by_role("button", name="Neem mee").click()
    field = visit.sco.get_by_label("Neem uw vraag aan de wijk mee.")
    expect(field).to_have_value("Een <b>notitie</b>.")
