"""A provider's shelf: two modules for two clients in two languages and every standard, by one command."""

from __future__ import annotations

import json
import re
import zipfile
from html import unescape
from itertools import product
from pathlib import Path

import pytest

from harness import pseudo, shelf
from modulebouwer.cli import main
from modulebouwer.standards import REGISTRY

IDENTIFIERS = ("samenwerken-regio", "samenwerken-passend-onderwijs")


@pytest.mark.timeout(300)
def test_one_command_fills_the_shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    modules = [f"modules/{name}" for name in shelf.MODULES]
    command = ["build", *modules, "--brand", "all", "--language", "all", "--standard", "all", "--jobs", "2"]
    assert main([*command, "--strict", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["findings"] == []
    wanted = {
        (brand, identifier, language, standard)
        for brand, identifier, language, standard in product(
            shelf.PUBLISHERS, IDENTIFIERS, ("nl", pseudo.PSEUDO), REGISTRY
        )
    }
    made = {
        (Path(one["path"]).parts[1], of_name(one["path"]), one["language"], one["standard"])
        for one in told["packages"]
    }
    assert made == wanted
    assert len(told["packages"]) == 40
    for one in told["packages"]:
        brand = Path(one["path"]).parts[1]
        with zipfile.ZipFile(one["path"]) as archive:
            page = archive.read("index.html").decode()
            other = next(name for name in shelf.PUBLISHERS if name != brand)
            assert f'<html lang="{one["language"]}"' in page
            assert shelf.PUBLISHERS[brand] in unescape(page)
            assert shelf.PUBLISHERS[other] not in unescape(page)
        assert (pseudo.untranslated(one["title"]) == []) == (one["language"] == pseudo.PSEUDO)
    # The stranger sees nothing but the zips.
    zips = [one["path"] for one in told["packages"]]
    assert main(["verify", *zips, "--strict", "--format", "json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert (len(seen["packages"]), seen["findings"]) == (40, [])
    links = re.findall(r'<a href="([^"]+)"', Path("dist/index.html").read_text("utf-8"))
    assert {f"dist/{link}" for link in links} == {*zips}


def of_name(path: str) -> str:
    return re.split(r"-\d", Path(path).name)[0]
