"""An author's identifiers, and what becomes the name of a file."""

from __future__ import annotations

import datetime
from pathlib import Path, PurePosixPath

import pytest

from modulebouwer.editing.names import Kind, Name
from modulebouwer.editing.renaming import Refused, check_form
from modulebouwer.findings import Location
from modulebouwer.importing.pictures import pictures
from modulebouwer.model.identifiers import file_stem
from modulebouwer.new import scaffold
from modulebouwer.papers.certify.provider import file_name
from modulebouwer.preview.documents import free_folder
from modulebouwer.preview.pictures import stem
from modulebouwer.restructuring import rename_section, section_added
from modulebouwer.wrong_use import WrongUse


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_no_file_is_called_as_a_device_of_windows(name: str, tmp_path: Path) -> None:
    """Microsoft, "Naming Files, Paths, and Namespaces": neither such a name nor one with an extension behind it."""
    module = tmp_path / "les"
    scaffold(module, "en", datetime.date(2026, 1, 1))
    title = name.upper()
    assert next(iter(section_added(module, title, None, "en"))) == f"sections/{name}-1.md"
    with pytest.raises(WrongUse, match="not_a_section_name") as refused:
        rename_section(module, "preparing", name)
    assert refused.value.values["suggestion"] == f"{name}-1"
    with pytest.raises(Refused):
        check_form(Name(Kind.SECTION, "preparing", Location("module.yaml", 1, 1)), name)
    assert free_folder(tmp_path, title, ()) == tmp_path / f"{name}-1"
    assert stem(PurePosixPath(f"{title}.png"), "preparing") == f"{name}-1"
    assert stem(PurePosixPath("image.png"), name) == f"{name}-1"
    assert [file.path for file in pictures({f"{name}.svg": b"<svg/>"}).files] == [f"media/{name}-1.svg"]
    assert file_name(title) == f"{name}-1"


def test_what_only_begins_so_stays() -> None:
    for name in ("contact", "console", "auxiliary", "com", "lpt10", "nul-meting"):
        assert file_stem(name) == name
