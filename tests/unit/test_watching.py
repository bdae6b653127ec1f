"""Where a watch looks: in every folder that is one, through no link."""

from __future__ import annotations

from pathlib import Path

from modulebouwer.watching import places


def test_a_watch_goes_through_no_link(tmp_path: Path) -> None:
    folder = tmp_path / "les"
    (folder / "media" / "klein").mkdir(parents=True)
    (folder / "los.html").symlink_to("/etc/passwd")
    assert places([folder]) == ([folder], True)
    for name, target in {"schijf": "/", "lus": ".", "media/weg": "/nergens"}.items():
        (folder / name).symlink_to(target)
    assert places([folder]) == ([folder, folder / "media", folder / "media" / "klein"], False)
    (folder / "schijf").unlink()
    (folder / "lus").unlink()
    assert places([folder]) == ([folder], True)
