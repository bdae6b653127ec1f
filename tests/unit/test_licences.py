"""What is bundled of others goes along with its licence: the notice is held against what is really inside."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from harness.looks import look_for
from modulebouwer import resources
from modulebouwer.new import scaffold
from modulebouwer.render.licences import LICENCES
from modulebouwer.render.pages import render
from modulebouwer.source.loader import load
from modulebouwer.standards import REGISTRY, WriteOptions

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(
    path for name in ("player", "player_parts", "preview") for path in (resources.BUNDLED / name).glob("*.js")
)
# Texts that a package keeps when it is minified, and nobody else writes.
SIGNS = {
    "fflate": "unexpected EOF",
    "scorm-again": "Data Model Element Value Out Of Range",
    "@codemirror/autocomplete": "top: -1e6px",
    "@codemirror/commands": "Ctrl-Alt-h",
    "@codemirror/lang-css": "repeat-y",
    "@codemirror/lang-html": "rowgroup",
    "@codemirror/lang-javascript": "type ${name} = ${type}",
    "@codemirror/lang-markdown": "input.paste",
    "@codemirror/lang-yaml": "yaml-frontmatter",
    "@codemirror/language": "#328c8252",
    "@codemirror/lint": "#ffdd9980",
    "@codemirror/lsp-client": "cm-lsp-documentation",
    "@codemirror/search": "#00ffff8a",
    "@codemirror/state": "Mismatched change set lengths",
    "@codemirror/view": "cm-blink",
    "@lezer/common": "Invalid inner parse ranges given: ",
    "@lezer/css": "CallTag ValueName FontName",
    "@lezer/highlight": "tok-bool",
    "@lezer/html": "MismatchedCloseTag/TagName",
    "@lezer/javascript": "SingleClassItem",
    "@lezer/lr": "Stuck with token ",
    "@lezer/markdown": "TaskList",
    "@lezer/yaml": "Key/Literal Key/QuotedLiteral",
    "@marijn/find-cluster-break": "lc,34,7n,7,7b,19,",
    "crelt": "Unsupported child node: ",
    "marked": "Infinite loop on byte: ",
    "style-mod": "__styleSet",
    "w3c-keyname": "PrintScreen",
}
# A list of what others do leaves no text of its own, but it is what brings these.
BRINGS = {"codemirror": "@codemirror/search"}
LINE = f"\n\n{'-' * 72}\n\n"
FACE = re.compile(r"@font-face \{ ?font-family: ?\"([^\"]+)\"")


def inside(text: str) -> set[str]:
    found = {name for name, sign in SIGNS.items() if sign in text}
    return found | {name for name, brought in BRINGS.items() if brought in found}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_script_names_what_is_in_it(script: Path) -> None:
    first, _, rest = script.read_text("utf-8").partition("\n")
    assert set(re.findall(r"(?:Contains|;) ([\w@/-]+), Copyright \(c\) [A-Z]", first)) == inside(rest)
    assert set(resources.inside(f"{script.parent.name}/{script.stem}")) == inside(rest)


def test_something_is_in_the_scripts() -> None:
    """Or the signs are those of another version, and the test above holds of nothing."""
    assert inside(resources.player("web")) == {"fflate"}
    assert inside(resources.preview("lms")) == {"scorm-again"}
    assert len(inside(resources.preview("write"))) > 20


@pytest.mark.parametrize("documents", [True, False])
@pytest.mark.parametrize("standard", REGISTRY)
def test_a_package_holds_the_licences_of_what_is_in_it(
    standard: str, documents: bool, tmp_path: Path
) -> None:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    written = tmp_path / "les" / "module.yaml"
    written.write_text(f"base_iri: https://example.org/modules\n{written.read_text('utf-8')}", "utf-8")
    module, problems = load(tmp_path / "les", "les")
    assert module is not None, problems
    course = render(module, look_for(module.definition, tmp_path / "les"))
    tree = REGISTRY[standard].write(course, WriteOptions(control_documents=documents))
    first, *parts = tree[LICENCES].decode().strip().split(LINE)
    assert "the work of others" in first
    told = {part.partition(" (")[0]: part for part in parts}
    programs = inside("".join(data.decode() for path, data in tree.items() if path.endswith(".js")))
    faces = set(FACE.findall(tree["index.html"].decode()))
    assert programs
    assert faces
    schemas = {path for path in tree if path.endswith((".xsd", ".dtd"))}
    makers = {name for name in told if name.startswith(("Advanced", "IMS", "World"))}
    assert set(told) == {"modulebouwer", *programs, *faces, *makers}
    for name in programs:
        assert (ROOT / "node_modules" / name / "LICENSE").read_text("utf-8").strip() in told[name]
    assert (ROOT / "LICENSE").read_text("utf-8").strip() in told["modulebouwer"]
    for name in faces:
        assert "SIL OPEN FONT LICENSE Version 1.1" in told[name]
        assert "Copyright" in told[name]
    assert {file for name in makers for file in re.findall(r"\w+\.(?:xsd|dtd)", told[name])} == schemas
    stated = {line for path in schemas for line in copyrights(tree[path])}
    assert all(any(line in told[name] for name in makers) for line in stated)
    assert all("Free to use" in told[name] for name in makers if not name.startswith("Advanced"))
    texts = {
        "IMS": (
            "Users of products or services that include this document are hereby granted a worldwide, royalty-free,",
            "you make and you complete a valid license registration",
            "THIS SPECIFICATION IS BEING OFFERED WITHOUT ANY WARRANTY WHATSOEVER",
        ),
        "World": (
            "Permission to copy, modify, and distribute this work, with or without modification",
            "The full text of this NOTICE in a location viewable to users of the redistributed or derivative work.",
            "Title to copyright in this work will at all times remain with copyright holders.",
        ),
    }
    for name in makers:
        for maker, passages in texts.items():
            said = " ".join(told[name].split())
            assert not name.startswith(maker) or all(each in said for each in passages)
    apache = [told[name] for name in makers if name.startswith("Advanced")]
    assert len(apache) == (documents and standard.startswith("scorm"))
    for text in apache:
        assert "Apache License" in text
        assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in text
        assert "END OF TERMS AND CONDITIONS" in text
    assert bool(makers) == bool(schemas) == (documents and standard.startswith("scorm"))


def copyrights(schema: bytes) -> set[str]:
    found = re.findall(r"Copyright \(\w\)[^<>]*?(?=\s*(?:<|--))", schema.decode("utf-8", "replace"))
    return {" ".join(line.split()) for line in found}
