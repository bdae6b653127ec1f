"""The component guide, docs/components.md and docs/componenten.md, from the schema and the components' examples.

``make fresh`` writes it. The examples stand in the story of modules/component_guide too (``make_examples``), and their
pictures are made of that module as it runs in Chromium. The Dutch page shows its translation.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import make_examples
from make_examples import MODULE, example

from modulebouwer.build import Options, build_languages
from modulebouwer.components.component import PlacedComponent, RecordingModel
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import report
from modulebouwer.model.fields import WEB_ADDRESS
from modulebouwer.model.identifiers import IDENTIFIER_PATTERN
from modulebouwer.model.module import LearningModule
from modulebouwer.schema import Schema, schemas
from modulebouwer.source.loader import load
from modulebouwer.source.translations import load_translated
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.source.yaml_writing import write_yaml

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

ROOT = Path(__file__).parents[1]
PICTURES = {"en": Path("pictures/components"), "nl": Path("pictures/componenten")}
PAGES = {"en": "components.md", "nl": "componenten.md"}
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "The components",
        "intro": "A component is a fence with YAML in it. `Markdown` may hold citations, terms and links; `text` "
        "is shown as it is written. All examples come from one module that you can build, [{module}](../{module}). "
        "An editor with a YAML language server completes the fields, and `modulebouwer check` tells what is wrong, "
        "with its line.",
        "made": "<!-- Made by `make fresh` from the schema and the example module; change those. -->",
        "recorded": "What the learner does here is kept and shown in *My own words*.",
        "read": "Nothing is recorded.",
        "picture": "How `{kind}` looks",
        "head": "| field | holds | without it | |",
        "each": "Each of `{field}`:",
        "in": "In `{field}`:",
        "object": "fields",
        "needed": "**needed**",
        "none": "nothing",
        "empty": "none",
        "below": "see below",
        "date": "year-month-day",
        "Markdown": "Markdown",
        "text": "text",
        "id": "id",
        "file": "file in media/",
        "boolean": "true or false",
        "integer": "whole number",
        "number": "number",
        "list": "list of {item}",
        "items": "items",
        "or": "or",
        "range": "{least} to {most}",
        "most": "at most {most}",
    },
    "nl": {
        "title": "De componenten",
        "intro": "Een component is een blok met YAML erin. In `Markdown` mogen aanhalingen, begrippen en "
        "verwijzingen staan; `tekst` verschijnt zoals die er staat. Alle voorbeelden komen uit één module die u "
        "kunt bouwen, [{module}](../{module}). Een editor met een taalserver voor YAML vult de velden aan, en "
        "`modulebouwer check` zegt wat er niet klopt, met de regel.",
        "made": "<!-- Gemaakt door `make fresh` uit het schema en de voorbeeldmodule; verander die. -->",
        "recorded": "Wat de deelnemer hier doet, wordt bewaard en staat in *Mijn opbrengst*.",
        "read": "Er wordt niets bewaard.",
        "picture": "Hoe `{kind}` eruitziet",
        "head": "| veld | inhoud | zonder | |",
        "each": "Elk van `{field}`:",
        "in": "In `{field}`:",
        "object": "velden",
        "needed": "**nodig**",
        "none": "niets",
        "empty": "geen",
        "below": "zie hieronder",
        "date": "jaar-maand-dag",
        "Markdown": "Markdown",
        "text": "tekst",
        "id": "id",
        "file": "bestand in media/",
        "boolean": "true of false",
        "integer": "geheel getal",
        "number": "getal",
        "list": "lijst van {item}",
        "items": "onderdelen",
        "or": "of",
        "range": "{least} tot {most}",
        "most": "ten hoogste {most}",
    },
}
# As wide as a page of the module on a tablet; a tall component shows its beginning: pictures stay below 40 kB.
VIEWPORT: ViewportSize = {"width": 714, "height": 900}
TALLEST = 400
# Brings a component on the page, with its first part open, and tells where it is, with a little room around it.
SHOW = """async (id) => {
  location.hash = id;
  await new Promise((done) => setTimeout(done, 300));
  const root = document.getElementById(id);
  root.querySelector(":scope > details")?.setAttribute("open", "");
  document.activeElement.blur();
  const { x, y, width, height } = root.getBoundingClientRect();
  return { x: x + scrollX - 8, y: y + scrollY - 8, width: width + 16, height: height + 16 };
}"""


def made() -> dict[str, bytes]:
    """Path from the root of the project → the page."""
    return {f"docs/{name}": page(language).encode() for language, name in PAGES.items()}


def example_module(folder: Path = ROOT / MODULE) -> LearningModule:
    module, problems = load(folder, MODULE)
    if module is None or not module.complete:
        raise SystemExit(report(problems).text("en"))
    return module


def examples(module: LearningModule) -> Mapping[str, PlacedComponent]:
    """The first component of each kind, in the order of the kinds."""
    first: dict[str, PlacedComponent] = {}
    for placed in module.components:
        first.setdefault(placed.model.component, placed)
    if missing := [kind for kind in COMPONENTS if kind not in first]:
        raise SystemExit(f"{MODULE}: no example of {', '.join(missing)}")
    return {kind: first[kind] for kind in COMPONENTS}


# ── The page ──


def page(language: str) -> str:
    """The guide in ``language`` (nl, en) as Markdown."""
    words = WORDS[language]
    parts = [words["made"], f"# {words['title']}", words["intro"].format(module=MODULE)]
    parts.append(" · ".join(f"[{kind}](#{kind})" for kind in COMPONENTS))
    fences = in_language(language)
    for kind in COMPONENTS:
        schema = schemas(language)[kind]
        kept = words["recorded" if issubclass(COMPONENTS[kind], RecordingModel) else "read"]
        picture = f"![{words['picture'].format(kind=kind)}]({(PICTURES[language] / kind).as_posix()}.png)"
        fence = f"```markdown\n{fences[kind]}\n```"
        parts += [f"## {kind}", f"{schema['description']} {kept}", picture, fence, *tables(schema, words)]
    return "\n\n".join(parts) + "\n"


def in_language(language: str) -> Mapping[str, str]:
    """The example of each kind as it stands in the story in ``language``."""
    if language == "en":
        return {kind: example(kind) for kind in COMPONENTS}
    with tempfile.TemporaryDirectory() as name:
        # With the examples as they are now, whether or not they stand in the story yet.
        folder = story(Path(name))
        _, wrong, there = load_translated(example_module(folder), folder, language)
    if wrong := [*wrong, *there.findings]:
        raise SystemExit(
            f"{report(wrong).text('en')}\nTranslate what is missing: run `make fresh WHAT=examples`, then "
            f"`modulebouwer translate status {MODULE} --to {language}`; docs/contributing/component.md, step 6."
        )
    found: dict[str, str] = {}
    for file in there.changed.values():
        for fence in make_examples.FENCE.finditer(file.text):
            found.setdefault(fence["kind"], laid_out(fence[0]))
    return found


def laid_out(fence: str) -> str:
    """A fence as an author would write it: a translation stands on one line, however long."""
    first, body = fence.removesuffix(":::").split("\n", 1)
    return f"{first}\n{write_yaml(parse_yaml(body, MODULE).data or {})}:::"


def tables(schema: Schema, words: Mapping[str, str]) -> Iterator[str]:
    """The component's own fields, then those of what stands inside it."""
    yield table(schema, words)
    inside: dict[str, list[str]] = {}
    for field, value in schema["properties"].items():
        held = not_null(value)
        ref = held.get("$ref", held.get("items", {}).get("$ref"))
        if ref:
            inside.setdefault(ref, []).append(field)
    for ref, fields in inside.items():
        listed = "items" in not_null(schema["properties"][fields[0]])
        yield words["each" if listed else "in"].format(field="`, `".join(fields))
        yield from tables({**schema["$defs"][ref.split("/")[-1]], "$defs": schema["$defs"]}, words)


def table(schema: Schema, words: Mapping[str, str]) -> str:
    rows = [words["head"], "|---|---|---|---|"]
    for field, value in schema["properties"].items():
        needed = words["needed"] if field in schema.get("required", ()) else default(value["default"], words)
        rows.append(f"| `{field}` | {holds(value, words)} | {needed} | {value['description']} |")
    return "\n".join(rows)


def default(value: Any, words: Mapping[str, str]) -> str:
    if value is None:
        return words["none"]
    if isinstance(value, dict):
        return words["below"]
    if isinstance(value, list):
        return f"`[{', '.join(value)}]`" if value else words["empty"]
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def not_null(value: Schema) -> Schema:
    """What a field holds where it holds something."""
    return next((one for one in value.get("anyOf", [value]) if one.get("type") != "null"), value)


def holds(value: Schema, words: Mapping[str, str]) -> str:
    """What a field holds, in words."""
    value = not_null(value)
    if "enum" in value:
        return f" {words['or']} ".join(f"`{choice}`" for choice in value["enum"])
    kind = value.get("type", "object")
    if kind == "array":
        item = words["items"] if "$ref" in value["items"] else holds(value["items"], words)
        return with_limits(
            words["list"].format(item=item), value.get("minItems"), value.get("maxItems"), words
        )
    if kind == "integer":
        return with_limits(words["integer"], value.get("minimum"), value.get("maximum"), words)
    if kind == "string":
        return text_form(value, words)
    return words[kind]


def text_form(value: Schema, words: Mapping[str, str]) -> str:
    if value.get("format") == "markdown":
        return words["Markdown"]
    if value.get("format") == "date":
        return words["date"]
    forms = {IDENTIFIER_PATTERN: words["id"], "^media/": words["file"], WEB_ADDRESS: "`https://…`"}
    return forms.get(value.get("pattern", ""), words["text"])


def with_limits(text: str, least: int | None, most: int | None, words: Mapping[str, str]) -> str:
    if most is None:
        return text
    limits = (
        str(most)
        if least == most
        else (
            words["most"].format(most=most)
            if least is None
            else words["range"].format(least=least, most=most)
        )
    )
    return f"{text}, {limits}"


# ── The pictures ──


def pictures() -> dict[str, bytes]:
    """Path from the root of the project → a picture of each kind's example, in each language of the guide."""
    return {path: data for language in PAGES for path, data in pictures_in(language).items()}


def pictures_in(language: str) -> dict[str, bytes]:
    from playwright.sync_api import sync_playwright

    taken: dict[str, bytes] = {}
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        # Grey edges of letters instead of coloured ones make a picture half as large.
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-lcd-text"]
        )
        # The module forbids any style but its own, so also the one that takes the bars away.
        tab = browser.new_page(viewport=VIEWPORT, reduced_motion="reduce", bypass_csp=True)
        folder = story(Path(name))
        tab.goto(unpacked(folder, Path(name), language).as_uri())
        tab.locator("html.ready").wait_for(state="attached")
        tab.add_style_tag(content=".top, .notices { display: none }")
        module = example_module(folder)
        if language != module.definition.language:
            module = load_translated(module, folder, language)[0]
        for kind, placed in examples(module).items():
            clip = tab.evaluate(SHOW, element_id(placed))
            clip["height"] = min(clip["height"], TALLEST)
            taken[f"docs/{PICTURES[language].as_posix()}/{kind}.png"] = tab.screenshot(
                full_page=True, clip=clip
            )
        browser.close()
    return taken


def story(folder: Path) -> Path:
    """The example module with the examples as they are now, in ``folder``."""
    shutil.copytree(ROOT / MODULE, folder / MODULE)
    for path, data in make_examples.made().items():
        (folder / path).write_bytes(data)
    return folder / MODULE


def unpacked(module: Path, folder: Path, language: str) -> Path:
    """The example module as a page on its own in ``folder``, in ``language``; the page's path."""
    options = Options(standards=("web",))
    packages, report = build_languages(
        [str(module)], folder / "dist", options, lambda _: None, (), [language]
    )
    if not packages:
        raise SystemExit(report.text("en"))
    with zipfile.ZipFile(io.BytesIO(packages[0].path.read_bytes())) as archive:
        archive.extractall(folder)
    return folder / "index.html"


def element_id(placed: PlacedComponent) -> str:
    """The id of the component's element, as render/pages.py names it."""
    place = f"{Path(placed.location.path).stem}-{placed.location.line}"
    return f"{placed.model.component}-{getattr(placed.model, 'id', place)}"
