"""``dist/index.html`` says what the folder holds, also when one of its modules is built again by itself."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.new import scaffold

PAGE = Path("dist/index.html")


@pytest.fixture(autouse=True)
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("een", "twee", "drie"):
        scaffold(Path(name), "nl", datetime.date(2026, 1, 2))
        edit(name, "title: Een goed gesprek", f"title: '{name} </script>'")


def edit(module: str, before: str, after: str) -> None:
    path = Path(module, "module.yaml")
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")


def links() -> list[str]:
    return re.findall(r'<a href="([^"]+)"', PAGE.read_text("utf-8"))


def digests() -> list[str]:
    return re.findall(r"<code>sha256:(\w+)</code>", PAGE.read_text("utf-8"))


def test_a_module_alone_takes_its_own_place() -> None:
    assert main(["build", "een", "twee"]) == 0
    before = digests()
    edit("een", "version: 1.0.0", "version: 1.1.0")
    assert main(["build", "een"]) == 0
    assert links() == ["een-1.1.0-scorm12.zip", "twee-1.0.0-scorm12.zip"]
    assert digests()[0] != before[0]
    assert digests()[1] == before[1]


def test_what_is_new_comes_and_what_is_gone_goes() -> None:
    main(["build", "een", "twee"])
    Path("dist/een-1.0.0-scorm12.zip").unlink()
    main(["build", "drie", "--standard", "scorm2004"])
    assert links() == ["twee-1.0.0-scorm12.zip", "drie-1.0.0-scorm2004.zip"]


def test_a_module_that_failed_is_named_until_it_is_built() -> None:
    edit("twee", "version: 1.0.0", "version: een")
    for again in (["een", "twee"], ["een"], ["drie"]):
        main(["build", *again])
        assert "<li>twee</li>" in PAGE.read_text("utf-8")
    edit("twee", "version: een", "version: 1.0.0")
    main(["build", "twee"])
    assert "<li>" not in PAGE.read_text("utf-8")
    assert links() == [f"{name}-1.0.0-scorm12.zip" for name in ("een", "drie", "twee")]


def test_one_package_by_itself_has_no_page_and_another_s_page_stays() -> None:
    main(["build", "een"])
    assert not PAGE.exists()
    PAGE.write_text("<!DOCTYPE html><title>Van iemand anders</title>", "utf-8")
    main(["build", "een"])
    assert "iemand anders" in PAGE.read_text("utf-8")
