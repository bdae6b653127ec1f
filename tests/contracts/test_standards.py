"""A standard is a folder and a line: whoever adds one or takes one away changes nothing else.

See docs/contributing/standard.md, which this file follows.
"""

from __future__ import annotations

import ast
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from harness.packages import small_package
from harness.program import copy_program
from modulebouwer.findings import codes
from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.lms.lms import KINDS, Lms
from modulebouwer.lms.package import from_files
from modulebouwer.lms.pages import query
from modulebouwer.new import scaffold
from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.lms_facts import EVERY, Verdict, lmss, origins
from modulebouwer.standards import REGISTRY, Runtime, Unlaunchable, recognised

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "modulebouwer"
# The registry's name is an everyday word: what counts is the word in quotes.
EVERYDAY = {"web"}
# The store in the browser is both what a page without an LMS has, and what keeps answers on the device beside an LMS.
BROWSER_STORE = 'src/modulebouwer/player/browser_store.ts: "web"'
# OpenACR's own name for what a page is, in its catalogue of components.
OPENACR = 'src/modulebouwer/papers/accessibility.py: "web"'

# What docs/contributing/standard.md has one write, for an LMS that wants a list of files with the page on top.
STUB = '''"""A list of files: what the registry needs to know of it."""

from modulebouwer import resources
from modulebouwer.findings import Finding, Location
from modulebouwer.package.file_tree import LAUNCH_PAGE, file_tree
from modulebouwer.standards.standard import Contents, Launch, Runtime, Standard, Unlaunchable

LIST = "files.txt"


def write(course, options):
    from modulebouwer.render.launch_page import launch_files

    files = launch_files(course, standard="web", script=resources.player("web"), asks="nothing")
    listed = "\\n".join([course.definition.identifier, LAUNCH_PAGE, *files]).encode()
    return file_tree({LIST: listed, **files, **course.media})


def verify(tree):
    for line in tree[LIST].decode("utf-8", "replace").splitlines()[1:]:
        if line not in tree:
            yield Finding("LST-001", Location(LIST), {"path": line})


def contents(tree):
    lines = tree.get(LIST, b"").decode("utf-8", "replace").splitlines()
    if len(lines) < 2:
        raise Unlaunchable(LIST)
    return Contents(lines[0], (Launch(lines[0], lines[0], lines[1]),))


STANDARD = Standard(
    name="filelist",
    title="File list",
    record_limit=None,
    control_file=LIST,
    write=write,
    verify=verify,
    recognises=lambda tree: LIST in tree,
    contents=contents,
    runtime=Runtime.NONE,
    measured={"moodle": "moodle-run"},
    updates={"replaced": {"moodle": "safe"}},
)
'''
STUB_FINDINGS = """LST-001:
  name: file-not-there
  severity: error
  nl: {text: "‘{path}’ staat in de lijst maar niet in het pakket.", hint: "Bouw het pakket opnieuw."}
  en: {text: "‘{path}’ is in the list and not in the package.", hint: "Build the package again."}
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program on its own, where a test may change it."""
    copy_program(tmp_path)
    return tmp_path


def run(copy: Path, *commands: str) -> list[str]:
    """What the copy prints of each command, in one process; "!" before one that is to find an error, * for a name."""
    given = [command.removeprefix("!").split() for command in commands]
    told = json.loads(python(copy, f"{RUN}print(json.dumps([done(one) for one in {given}]))"))
    for command, (code, printed) in zip(commands, told, strict=True):
        assert code == int(command.startswith("!")), f"{command}: {printed}"
    return [printed for _, printed in told]


RUN = """
import contextlib, glob, io, json
from modulebouwer.cli import main

def done(arguments):
    arguments = [name for one in arguments for name in glob.glob(one) or [one]]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = main([*arguments, "--lang", "en"])
    return code, printed.getvalue()

"""


def python(copy: Path, program: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=copy,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def without(copy: Path, name: str) -> None:
    """Takes a standard away: its folder, and what the registry says of it."""
    shutil.rmtree(copy / "src" / "modulebouwer" / "standards" / name)
    registry = copy / "src" / "modulebouwer" / "standards" / "__init__.py"
    registry.write_text(registry.read_text("utf-8").replace(f'        "{name}",\n', ""), "utf-8")


def with_stub(copy: Path) -> None:
    folder = copy / "src" / "modulebouwer" / "standards" / "filelist"
    (folder / "findings").mkdir(parents=True)
    (folder / "__init__.py").write_text(STUB, "utf-8")
    (folder / "findings" / "LST.yaml").write_text(STUB_FINDINGS, "utf-8")
    registry = folder.parent / "__init__.py"
    line = '        "web",\n'
    text = registry.read_text("utf-8").replace(line, f'{line}        "filelist",\n')
    registry.write_text(text, "utf-8")


def asking(folder: Path, name: str) -> None:
    """A module for one standard."""
    scaffold(folder, "en", datetime.date(2026, 1, 1))
    module = folder / "module.yaml"
    module.write_text(module.read_text("utf-8") + f"standards: [{name}]\n", "utf-8")


def test_a_stub_goes_through_every_command(copy: Path) -> None:
    with_stub(copy)
    asking(copy / "les", "filelist")
    _, schema, *_ = run(copy, "new nieuw --language en", "schema", "check les", "build les --output a")
    assert '"filelist"' in schema
    (old,) = (copy / "a").glob("*-filelist.zip")
    section = next((copy / "les" / "sections").glob("*.md"))
    section.write_text(section.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    text, _, told = run(
        copy,
        f"verify a/{old.name}",
        f"build les --output b --against a/{old.name}",
        f"diff a/{old.name} b/{old.name}",
    )
    assert "Moodle 4.5: accepted" in text
    assert "One more sentence." in told
    assert "Moodle 4.5: safe to replace" in told
    played = python(
        copy,
        "import pathlib\n"
        "from modulebouwer.lms.lms import Lms\n"
        "from modulebouwer.preview.sources import Choice, FolderSource\n"
        "built = FolderSource('les').build(Choice('filelist'))\n"
        "launch = Lms().launch(built.package)\n"
        "print(launch.package.standard, launch.package.launch, built.standards)",
    )
    assert played.startswith("filelist index.html (")
    assert "'filelist'" in played


def test_what_a_stub_finds_is_told(copy: Path) -> None:
    with_stub(copy)
    python(
        copy,
        "from modulebouwer.package.archive import archive\n"
        "import pathlib\n"
        "tree = {'files.txt': b'les\\nindex.html\\ngone.png', 'index.html': b'<!doctype html><title>x</title>'}\n"
        "pathlib.Path('a.zip').write_bytes(archive(tree))",
    )
    (told,) = run(copy, "!verify a.zip")
    assert "error LST-001 ‘gone.png’ is in the list" in told


@pytest.mark.parametrize("name", REGISTRY)
def test_taking_a_standard_away_leaves_a_program_that_works(copy: Path, name: str) -> None:
    without(copy, name)
    asking(copy / "vraagt", name)
    zip = "dist/*.zip"
    *_, schema, told = run(
        copy,
        "new les --language en",
        "build les --output dist",
        f"verify {zip}",
        f"diff {zip} {zip}",
        "schema",
        "!check vraagt",
    )
    assert len(list(copy.glob(zip))) == 1
    assert f'"{name}"' not in schema
    # A module that still asks for it is told so, at its line.
    assert f"SRC-109 ‘{name}’ is not possible for ‘standards’" in told


# Where names may not stand.


def python_names(path: Path) -> Iterator[str]:
    """Identifiers, and strings that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation:
            yield f'"{node.value}"'
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg | ast.keyword):
            yield node.arg or ""


def script_names(path: Path) -> Iterator[str]:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
    for found in re.finditer(r"[\"'`]([^\"'`\n]*)[\"'`]|\b[A-Za-z_]\w*\b", code):
        yield f'"{found[1]}"' if found[1] is not None else found[0]


def data_names(path: Path) -> Iterator[str]:
    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield f'"{key}"'
                yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)
        else:
            yield f'"{value}"'

    yield from walk(yaml.safe_load(path.read_text("utf-8")))


READERS = {".py": python_names, ".ts": script_names, ".yaml": data_names}


def test_no_name_of_a_standard_stands_outside_the_standards() -> None:
    named = {f'"{name}"' for name in REGISTRY} | (set(REGISTRY) - EVERYDAY)
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for folder in (SOURCE, ROOT / "templates")
        for path in sorted(folder.rglob("*"))
        if path.suffix in READERS
        and not path.is_relative_to(SOURCE / "standards")
        and not path.is_relative_to(SOURCE / "_bundled")
        for name in READERS[path.suffix](path)
        if name in named
    ]
    assert found == [OPENACR, BROWSER_STORE]


def test_tests_are_found_without_a_standard() -> None:
    """What a test file needs of a standard it asks for in a test: while it is read there may be no such standard."""
    own = ROOT / "tests" / "unit" / "standards"
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {needed}"
        for path in (ROOT / "tests").rglob("*.py")
        for needed in needed_while_read(path.read_text(encoding="utf-8"))
        if own / needed not in path.parents
    }
    assert found == set()


def needed_while_read(source: str) -> set[str]:
    """Standards of which a module imports a part, or makes a package, outside every function."""
    tree = ast.parse(source)
    outside = [node for statement in tree.body for node in read_at_once(statement)]
    imports = [node for node in outside if isinstance(node, ast.ImportFrom)]
    makers = {
        alias.name
        for node in imports
        if node.module in ("package_trees", "harness.packages")
        for alias in node.names
    }
    calls = [node.func for node in outside if isinstance(node, ast.Call)]
    made = {function.id for function in calls if isinstance(function, ast.Name)} & makers
    modules = {str(node.module) for node in imports}
    return made | {name for name in REGISTRY if any(f".standards.{name}." in f"{one}." for one in modules)}


def read_at_once(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
        for child in ast.iter_child_nodes(node):
            yield from read_at_once(child)
    elif isinstance(node, ast.FunctionDef):
        for decorator in node.decorator_list:
            yield from read_at_once(decorator)


def test_what_a_test_needs_while_it_is_read_is_found() -> None:
    assert needed_while_read("from modulebouwer.standards.cmi5.launch import x") == {"cmi5"}
    trees = "from package_trees import cmi5, xapi\n"
    assert needed_while_read(f"{trees}A = {{'a': cmi5()}}\n@mark(xapi('x'))\ndef f(): web()") == {
        "cmi5",
        "xapi",
    }
    assert needed_while_read(f"{trees}A = {{'a': cmi5}}\nB = lambda: cmi5()\ndef f(): xapi()") == set()
    assert needed_while_read("def cmi5(): ...\nA = cmi5()") == set()


def test_no_manifest_is_parsed_outside_the_standards() -> None:
    """Neither ``diff`` nor the preview nor the LMS knows a control file by its name."""
    controls = {f'"{standard.control_file}"' for standard in REGISTRY.values() if standard.for_lms}
    for folder in ("diff", "preview", "lms", "package"):
        for path in (SOURCE / folder).rglob("*.py"):
            assert controls.isdisjoint(python_names(path)), path


# What every standard says of itself.


def test_every_folder_of_a_standard_has_a_line_in_the_registry() -> None:
    for path in sorted((SOURCE / "standards").glob("*/__init__.py")):
        if re.search(r"^STANDARD\b", path.read_text("utf-8"), re.MULTILINE):
            assert path.parent.name in REGISTRY, f"{path.parent.name}: no line in standards/__init__.py"


@pytest.mark.parametrize("name", REGISTRY)
def test_its_folder_has_its_name(name: str) -> None:
    folder = SOURCE / "standards" / name
    assert REGISTRY[name].name == name, f"{name}: its STANDARD calls itself {REGISTRY[name].name}"
    assert (folder / "tracker.ts").is_file(), f"{name}: no script that speaks to the LMS"


@pytest.mark.parametrize("name", REGISTRY)
def test_it_has_tests_of_its_own(name: str) -> None:
    """What holds for every standard is tested for it too; what it writes and what it finds nobody else knows."""
    tests = ROOT / "tests" / "unit" / "standards" / name
    assert list(tests.glob("test_*.py")), f"{name}: no tests in tests/unit/standards/{name}"


@pytest.mark.parametrize("name", REGISTRY)
def test_it_is_recognised_by_itself_alone(name: str) -> None:
    assert [standard.name for standard in recognised(small_package(name))] == [name]


@pytest.mark.parametrize("name", REGISTRY)
def test_it_tells_what_an_lms_starts(name: str) -> None:
    contents = REGISTRY[name].contents(small_package(name))
    assert contents.launches
    for launch in contents.launches:
        assert launch.id
        assert urlsplit(launch.address).path in small_package(name)
    assert from_files(small_package(name)).runtime is REGISTRY[name].runtime


@pytest.mark.parametrize("runtime", Runtime)
def test_the_lms_knows_every_runtime(runtime: Runtime) -> None:
    assert runtime in PROFILES, f"{runtime!r}: no profiles in lms/behaviour.py (PROFILES)"
    assert "strict" in PROFILES[runtime], f"{runtime!r}: no profile `strict` in lms/behaviour.py"
    assert runtime.kind in KINDS, f"{runtime!r}: lms/lms.py starts nothing that needs it (KINDS)"


@pytest.mark.parametrize("name", REGISTRY)
def test_the_lms_starts_it(name: str) -> None:
    launch = Lms().launch(from_files(small_package(name)))
    asked = query(launch, "http://127.0.0.1/")
    assert bool(asked) is (REGISTRY[name].runtime.kind == "lrs"), f"{name}: query in lms/pages.py"


def test_the_registry_is_light() -> None:
    """The command line loads every standard to know its name; who asks for help does not wait for lxml."""
    program = (
        "import sys, traceback\n"
        "class Heavy:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name in ('lxml', 'pydantic', 'jinja2'):\n"
        "            asked = [f.filename for f in traceback.extract_stack() if '/standards/' in f.filename]\n"
        "            print(name, asked[-1] if asked else '')\n"
        "sys.meta_path.insert(0, Heavy())\n"
        "import modulebouwer.standards\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "", "imported when the registry is; do it inside a function"


@pytest.mark.parametrize("name", [name for name, standard in REGISTRY.items() if standard.for_lms])
@pytest.mark.parametrize("content", [b"", b"\0", b"<", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_what_cannot_be_launched_is_said_and_nothing_else(name: str, content: bytes) -> None:
    standard = REGISTRY[name]
    trees: list[FileTree] = [{}, {standard.control_file: content}]
    for tree in trees:
        try:
            assert standard.contents(tree).launches == ()
        except Unlaunchable:
            continue


FACTS = [*sorted((SOURCE / "standards").glob("*/lms.yaml")), SOURCE / "catalogue" / "lms" / "effects.yaml"]
CELL = {"does", "when", "nl", "en", "origin", "unusable"}


def stated(file: Path) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Each cell of a table of what LMSs do: the way to it, its code, "" for any package, its LMS, and itself."""
    table = yaml.safe_load(file.read_text("utf-8"))
    for lms, cell in table.get("packages", {}).items():
        yield f"packages.{lms}", "", lms, cell
    for code, row in table.get("effects", {}).items():
        for lms, cells in row.items():
            for number, cell in enumerate(cells, 1):
                yield f"effects.{code}.{lms}, cell {number}", code, lms, cell


@pytest.mark.parametrize("file", FACTS, ids=lambda file: file.parent.name)
def test_every_cell_of_what_an_lms_does_is_whole(file: Path) -> None:
    known, lms_ids = origins(), {*(lms.id for lms in lmss()), EVERY}
    for way, code, lms, cell in stated(file):
        place = f"{file.relative_to(SOURCE)}: {way}"
        for name in ("does", "origin"):
            assert name in cell, f"{place} has no {name}"
        assert cell.keys() <= CELL, f"{place} has {sorted(cell.keys() - CELL)}, which nobody reads"
        assert cell["does"] in set(Verdict), (
            f"{place} does {cell['does']!r}: choose from {', '.join(Verdict)}"
        )
        assert cell["origin"] in known, f"{place}: {cell['origin']!r} is no origin in catalogue/lms/lms.yaml"
        assert ("nl" in cell) == ("en" in cell), f"{place} is in one language"
        assert lms in lms_ids, f"{place}: no LMS in catalogue/lms/lms.yaml is called {lms!r}"
        shared = {each.replace(each[:3], "SCM") for each in codes() if each[:3] in ("S12", "S24")}
        assert not code or code in {*codes(), *shared}, f"{place}: there is no code {code}"


def test_what_it_says_of_lmss_is_there() -> None:
    known = {lms.id for lms in lmss()}
    for standard in REGISTRY.values():
        assert {*(standard.measured or {}).values()} <= origins().keys(), standard.name
        named = {*(standard.measured or {}), *(lms for stated in standard.updates.values() for lms in stated)}
        assert not named - known, f"{standard.name}: {sorted(named - known)} not in catalogue/lms/lms.yaml"
        assert set(standard.restarts) <= set(REGISTRY)


def test_the_codes_of_a_standard_are_its_own() -> None:
    for folder in (SOURCE / "standards").glob("*/findings"):
        for file in folder.iterdir():
            for key in yaml.safe_load(file.read_text("utf-8")):
                assert set(key.split()) <= set(codes())
