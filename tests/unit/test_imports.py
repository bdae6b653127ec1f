"""No circle of imports between files: what a file stands on can be read without it.

Every import counts, in Python also one inside a function, and in both languages one for types alone (``TYPE_CHECKING``,
``import type``): it closes no circle at run time, but does for whoever reads.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src"

Graph = Mapping[str, frozenset[str]]
TS_IMPORT = re.compile(r"""^(?:import|export)\b[^;"']*?["'](\.[^"']+)["']""", re.MULTILINE)


def python_imports(root: Path) -> Graph:
    files = {module_name(path, root): path for path in root.rglob("*.py")}
    return {name: frozenset(imported(path, files) - {name}) for name, path in files.items()}


def module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, files: Mapping[str, Path]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            modules = {f"{node.module}.{alias.name}" for alias in node.names} & files.keys()
            # ``from package import submodule`` stands on the submodule, ``from package import name`` on the package.
            found |= modules if len(modules) == len(node.names) else {str(node.module), *modules}
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "import_module":
            found |= set(filter(re.compile(pattern(node.args[0], path, files)).fullmatch, files))
    return found & files.keys()


def pattern(name: ast.expr, path: Path, files: Mapping[str, Path]) -> str:
    """Of the names of modules that ``import_module`` is asked for, as in ``f"{__package__}.{name}.model"``."""
    own = next(module for module, file in files.items() if file == path)
    package = own if path.stem == "__init__" else own.rpartition(".")[0]
    text = ast.unparse(name)[2:-1].replace("{__package__}", package)
    return re.sub(r"\{[^}]*\}", "[^.]+", text.replace(".", r"\."))


def typescript_imports(root: Path) -> Graph:
    files = {
        path.relative_to(root).as_posix(): path for path in root.rglob("*.ts") if "_bundled" not in path.parts
    }
    return {
        name: frozenset(
            (path.parent / target).resolve().relative_to(root.resolve()).as_posix()
            for target in TS_IMPORT.findall(path.read_text(encoding="utf-8"))
        )
        & files.keys()
        for name, path in files.items()
    }


def circles(graph: Graph) -> Iterator[list[str]]:
    """The groups of files that reach each other (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []

    def visit(name: str) -> Iterator[list[str]]:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in index:
                yield from visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1:
                yield sorted(group)

    for name in sorted(graph):
        if name not in index:
            yield from visit(name)


@pytest.mark.parametrize("imports", [python_imports, typescript_imports])
def test_no_circles(imports: Callable[[Path], Graph]) -> None:
    graph = imports(SOURCES)
    assert sum(map(len, graph.values())) > 100
    assert list(circles(graph)) == []


def test_a_circle_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("def f():\n    from two import g\n")
    (tmp_path / "two.py").write_text("import three\n")
    (tmp_path / "three.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import one\n"
    )
    (tmp_path / "four.py").write_text("import one\n")
    assert list(circles(python_imports(tmp_path))) == [["one", "three", "two"]]
    (tmp_path / "four.py").write_text("from importlib import import_module\nimport_module(f'{name}')\n")
    (tmp_path / "one.py").write_text("import four")
    assert list(circles(python_imports(tmp_path))) == [["four", "one", "three", "two"]]
    (tmp_path / "one.ts").write_text('import { a } from "./two.ts";\n')
    (tmp_path / "two.ts").write_text('export type {\n  a,\n} from "./one.ts";\n')
    assert list(circles(typescript_imports(tmp_path))) == [["one.ts", "two.ts"]]
