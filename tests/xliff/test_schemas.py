"""What goes out to translators is XLIFF by OASIS's own schemas (``make test-xliff`` brings them from Debian).

Of XLIFF 2.1 the core is that of 2.0, with its namespace and its schema (XLIFF 2.1, 2.2).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from harness import pseudo
from modulebouwer.cli.language import words
from modulebouwer.translating.exchange import batch
from modulebouwer.translating.formats import FORMATS
from modulebouwer.translating.work import work_in

ROOT = Path(__file__).parents[2]
SCHEMAS = {"xliff": "xliff-core-2.0.xsd", "xliff-1.2": "xliff-core-1.2-strict.xsd"}
MODULES = ("samenwerken_regio", "samenwerken_passend_onderwijs", "component_guide")


class Beside(etree.Resolver):
    """The schema of ``xml:``, wherever one says that it is."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ARG002
        if not system_url or not system_url.endswith("xml.xsd"):
            return None
        return self.resolve_filename(f"{os.environ['XLIFF']}/xml.xsd", context)


def schema(name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Beside())
    return etree.XMLSchema(etree.parse(f"{os.environ['XLIFF']}/{name}", parser))


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "modules", tmp_path / "modules")
    return tmp_path / "modules"


@pytest.mark.parametrize("form", SCHEMAS)
@pytest.mark.parametrize("name", MODULES)
def test_it_is_valid_before_and_after(modules: Path, name: str, form: str) -> None:
    """With nothing translated, and with texts that are done, stale, a draft and missing."""
    rules, write = schema(SCHEMAS[form]), FORMATS[form][1]

    def held() -> tuple[dict[str, int], str]:
        work, _ = work_in(str(modules / name), pseudo.PSEUDO)
        assert work is not None
        document = etree.fromstring(write(batch(work, words("nl")["exchange"])))
        rules.validate(document)
        return dict(work.counts), str(rules.error_log)

    counts, wrong = held()
    assert (counts["done"], wrong) == (0, "")
    pseudo.translate(modules / name)
    path = next(iter(sorted((modules / name / "translations" / pseudo.PSEUDO / "sections").iterdir())))
    first, second, third, *rest = path.read_text("utf-8").split("  - at: ")[1:]
    stale = second.replace("source: ", "source: Was ", 1)
    path.write_text(
        "units:\n" + "".join(f"  - at: {one}" for one in (f"{first}    made_by: m\n", stale, *rest))
    )
    counts, wrong = held()
    assert wrong == ""
    assert all(counts.values()), (counts, third)


@pytest.mark.parametrize("form", SCHEMAS)
def test_the_schema_sees_what_is_wrong(modules: Path, form: str) -> None:
    work, _ = work_in(str(modules / "component_guide"), "fy")
    assert work is not None
    document = etree.fromstring(FORMATS[form][1](batch(work, words("nl")["exchange"])))
    unit = next(iter(document.iter("{*}unit", "{*}trans-unit")))
    del unit.attrib["id"]
    assert not schema(SCHEMAS[form]).validate(document)
