"""``new --identifier`` with a name that can be none says what is wrong with it, and not to give one."""

from __future__ import annotations

from pathlib import Path

import pytest

from modulebouwer.cli import main


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("arguments", "advised"), [(["les", "--identifier", "…"], False), (["…"], True)])
def test_who_gave_one_is_not_told_to_give_one(
    arguments: list[str],
    advised: bool,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", *arguments, "--lang", language]) == 2
    told = capsys.readouterr().err
    assert "‘…’" in told
    assert ("--identifier" in told) == advised
    assert [*tmp_path.iterdir()] == []
