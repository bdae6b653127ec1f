"""What is played is apart: a hostile package reads nothing of the panel, another site changes nothing in a preview."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from browser.preview.conftest import Open
from harness.lms import eventually
from harness.packages import SCORM12
from harness.previewing import Designer
from harness.routes import addresses
from modulebouwer.lms.lrs.resources import RESOURCES
from modulebouwer.lms.server import ADDRESS, PLAYED, serving
from modulebouwer.package.archive import archive
from packages import faults

# Tries what it should not be able to do, and writes down what came of it.
HOSTILE = b"""<!doctype html><title>Hostile</title><pre id="o"></pre><script>
const told = {};
const attempt = async (name, what) => {
  try { told[name] = String(await what()).slice(0, 60); } catch (error) { told[name] = "no"; }
};
const panel = location.origin.replace("localhost", "127.0.0.1");
const text = async (url, how) => { const r = await fetch(url, how); if (!r.ok) throw r.status; return r.text(); };
(async () => {
  await attempt("panel document", () => parent.parent.document.title);
  await attempt("panel address", () => parent.parent.location.href);
  await attempt("panel page", () => text(panel + "/"));
  await attempt("panel program", () => text(panel + "/preview.js"));
  await attempt("panel here", () => text("/preview/a/"));
  await attempt("kept", () => text(panel + "/kept/1"));
  await attempt("play", () => text(panel + "/preview/a/play", { method: "POST", body: "{}" }));
  await attempt("another launch", () => text("/content/1/index.html"));
  await attempt("another store", () => text("/_store/1"));
  await attempt("a file", () => text("../../../../../../etc/passwd"));
  await attempt("a file, coded", () => text("..%2f..%2f..%2f..%2fetc%2fpasswd"));
  document.getElementById("o").textContent = JSON.stringify(told);
})();
</script>"""


def test_a_hostile_package_reads_no_panel_no_other_module_and_no_file(tmp_path: Path, opened: Open) -> None:
    package = tmp_path / "a.zip"
    package.write_bytes(archive({"imsmanifest.xml": SCORM12.encode(), "index.html": HOSTILE}))
    designer = opened(package)
    result = designer.sco.locator("#o")
    expect(result).not_to_be_empty()
    told = json.loads(result.inner_text())
    assert set(told.values()) == {"no"}, told
    assert len(told) == 11
    assert len(designer.preview.lms.launches) == 1


# What stands for the places in the server's routes.
PLACES = {
    "name": ["les"],
    "token": ["x"],
    "code": ["SRC-101"],
    "path": ["a.html"],
    "/xapi/{path:path}": [*RESOURCES, "about"],
}

EVIL = """<!doctype html><title>Evil</title><script>
const read = [];
const save = (route) => JSON.stringify({ values: { "cmi.suspend_data": "evil" }, route, finish: true });
const made = (name, values) => Object.assign(document.createElement(name), values);
window.attack = async (origins, paths) => {
  for (const origin of origins) {
    for (const url of paths.map((path) => origin + path)) {
      for (const method of ["GET", "POST", "PUT", "DELETE"]) {
        for (const mode of ["cors", "no-cors"]) {
          const body = method === "GET" ? undefined : save("xhr");
          try {
            const reply = await fetch(url, { method, mode, body, signal: AbortSignal.timeout(2000) });
            if (reply.type !== "opaque") read.push(url + await reply.text());
          } catch {}
        }
      }
      navigator.sendBeacon(url, save("beacon"));
    }
    const form = made("form", { method: "post", action: `${origin}/preview/les/play`, target: "x" });
    document.body.append(made("iframe", { name: "x", src: `${origin}/preview/les/` }), form);
    form.submit();
  }
  return read;
};
</script><body></body>"""


@pytest.fixture
def evil() -> Iterator[str]:
    async def page(request: Request) -> HTMLResponse:  # noqa: ARG001
        return HTMLResponse(EVIL)

    with serving(Starlette(routes=[Route("/", page)])) as address:
        yield address


def test_a_page_of_another_origin_changes_nothing_by_any_route(
    tmp_path: Path, opened: Open, context: BrowserContext, evil: str
) -> None:
    """By every route that the server has; it is even told the launch's address, which it could not know."""
    package = tmp_path / "les.zip"
    package.write_bytes(archive(faults.one_sco()))
    designer = opened(package)
    eventually(lambda: designer.preview.lms.launches)
    launch = designer.launch
    eventually(lambda: launch.attempt.values.get("cmi.core.lesson_status") == "completed")
    before = dict(launch.attempt.values)
    page = context.new_page()
    page.goto(evil)
    stated = addresses(designer.preview.app(), {**PLACES, "launch": [launch.id]})
    assert set(stated) == {ADDRESS, PLAYED}
    every = sorted({path for paths in stated.values() for path in paths})
    assert page.evaluate("([origins, paths]) => attack(origins, paths)", [origins(designer), every]) == []
    assert launch.attempt.values == before
    assert list(designer.preview.lms.launches) == [launch.id]
    assert launch.alive
    assert [path.name for path in tmp_path.iterdir()] == ["les.zip"]
    assert designer.preview.lms.lrs.statements == []


# A package that is played asks for whatever there is around it; what it may read, it names.
ASK = """async (urls) => {
  const read = [];
  for (const url of urls) {
    for (const method of ["GET", "POST"]) {
      try {
        const reply = await fetch(url, { method, signal: AbortSignal.timeout(2000) });
        if (reply.ok) read.push(`${method} ${url}`);
      } catch {}
    }
  }
  return read;
}"""


def test_a_hostile_package_reaches_no_route_of_the_panel_and_none_of_another_launch(
    tmp_path: Path, opened: Open
) -> None:
    """Every route there is: the panel's by both origins, and what is played of launches that are not its own."""
    package = tmp_path / "les.zip"
    package.write_bytes(archive(faults.one_sco()))
    designer = opened(package)
    eventually(lambda: designer.preview.lms.launches)
    # Its page is there, and not the empty one before it.
    eventually(lambda: designer.launch.attempt.values.get("cmi.core.lesson_status"))
    own = designer.launch.id
    number, _, secret = own.partition("-")
    others = ["0", "1", "2", f"{int(number) + 1}-{secret}", f"0-{secret}"]
    stated = addresses(designer.preview.app(), {**PLACES, "launch": others})
    # The program of the page around it is the package's own to read: it runs beside it.
    ours = [f"{origin}{path}" for origin in origins(designer) for path in stated[ADDRESS]]
    played = [
        f"{origins(designer)[1]}{path}" for path in stated[PLAYED] if not path.startswith(("/lms.js", "/?"))
    ]
    answered = designer.sco.locator("html").evaluate(f"(_, urls) => ({ASK})(urls)", [*ours, *played])
    # About says to everybody which versions there are; a token that is none gets an error in a body (cmi5 8.2).
    harmless = ("/xapi/about", "/fetch/x")
    assert [one for one in answered if not any(path in one for path in harmless)] == []
    assert list(designer.preview.lms.launches) == [own]
    assert [path.name for path in tmp_path.iterdir()] == ["les.zip"]


def origins(designer: Designer) -> list[str]:
    """The panel's, and that of what is played."""
    panel = designer.page.url.partition("/preview")[0]
    return [panel, panel.replace(ADDRESS, PLAYED)]


def test_parts_are_chosen_from_a_list(tmp_path: Path, opened: Open) -> None:
    package = tmp_path / "les.zip"
    package.write_bytes(archive(faults.several_scos()))
    designer = opened(package)
    part = designer.page.locator("select[name=activity]")
    expect(part.locator("option")).to_have_text(["Deel 1", "Deel 2", "Deel 3"])
    part.select_option("i3")
    eventually(lambda: designer.preview.lms.launches and designer.launch.package.launch == "3.html")
    eventually(lambda: designer.launch.attempt.values.get("cmi.core.lesson_status") == "completed")
    # Without any state, but a status: that is something.
    expect(designer.part("saved")).to_contain_text("cmi.core.lesson_status")
    expect(designer.part("saved")).not_to_contain_text("Nothing saved yet")


def test_web_shows_only_what_web_has(folder: Path, opened: Open) -> None:
    definition = folder / "module.yaml"
    definition.write_text("standards: [web]\n" + definition.read_text("utf-8"), "utf-8")
    designer = opened(folder)
    designer.ready()
    for hidden in (
        "[data-action=fresh]",
        "[data-action=end]",
        "input[name=learner]",
        "input[name=mode]",
        "#saved",
    ):
        expect(designer.page.locator(hidden).first).to_be_hidden()
    expect(designer.page.get_by_role("button", name="Relaunch")).to_be_visible()
