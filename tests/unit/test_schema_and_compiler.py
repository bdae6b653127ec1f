"""The published schema of module.yaml and the compiler accept and refuse the same definitions.

What they differ in, by nature: a schema takes 8.0 for a whole number; it cannot know which findings there are
(``ignore``), nor that two identifiers, or two words that differ only in capitals, name the same.
"""

from __future__ import annotations

import copy
import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from modulebouwer.build import Options, check
from modulebouwer.findings import Severity, severity
from modulebouwer.new import scaffold
from modulebouwer.schema import schemas
from modulebouwer.source.yaml_file import parse_yaml

SCHEMA = Draft202012Validator(schemas("en")["module"], format_checker=FormatChecker(["date"]))
# About findings that are ignored.
DIFFERENT = {"MOD-005", "MOD-006", "MOD-007"}

VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        None, "", " ", "woord", "Twee woorden", "x" * 61, "x" * 256, "x" * 2001, 0, 1, -1, 100, 101, 60_000, 60_001,
        1.5, True, False, [], ["woord"], ["woord", "woord"], ["Twee woorden"], [1], [""], [[]], {}, {"id": "x"},
        {"id": "x", "text": "y"}, [{"id": "x", "text": "y"}], [{"id": "x"}], [{"id": "X", "text": "y"}],
        [{"id": "x", "title": "y", "why": "z"}], [{"id": "x", "title": "y", "why": "z", "url": "http://x"}],
        [{"id": "x", "title": "y", "why": "z", "url": "https://x"}], "2026-01-02", "2026-02-30", "02-01-2026", "1.0.0",
        "1.0", "v1.0.0", "nl", "nl-NL", "NL", "nederlands", "u", "je", "jij", "lms", "device", ["scorm12"], ["scorm13"],
        ["cmi5", "cmi5"], "https://example.org/m", "www.example.org", {"sections": "none"}, {"sections": "some"},
        {"picture": "media/x.png"}, {"picture": "x.png"}, {"take_home": ["x"]}, {"take_home": "x"}, {"edition": 3},
        {"edition": 5}, [{"code": "TXT-001", "reason": "Omdat het zo hoort."}], [{"code": "TXT-001", "reason": "kort"}],
    ]
)  # fmt: skip
FIELDS = st.sampled_from([*SCHEMA.schema["properties"], "onbekend"])


@given(changes=st.dictionaries(FIELDS, VALUES, min_size=1, max_size=2), gone=st.sets(FIELDS, max_size=1))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_they_are_of_one_mind(
    changes: dict[str, Any], gone: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if not Path("les").exists():
        scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
        (Path("les") / "original.yaml").write_bytes((Path("les") / "module.yaml").read_bytes())
    definition = copy.deepcopy(parse_yaml((Path("les") / "original.yaml").read_text("utf-8"), "f").data or {})
    definition = {key: value for key, value in {**definition, **changes}.items() if key not in gone}
    (Path("les") / "module.yaml").write_text(json.dumps(definition), "utf-8")
    found = check(["les"], Options(), lambda _: None).findings
    refused = {
        finding.code
        for finding in found
        if finding.code.startswith(("SRC-", "MOD-"))
        and finding.location.path == "les/module.yaml"
        and severity(finding.code) is Severity.ERROR
    } - DIFFERENT
    wrong = [error.message for error in SCHEMA.iter_errors(definition)]
    assert bool(wrong) == bool(refused), (definition, wrong, refused)


def test_every_schema_has_a_name_of_its_own_and_is_one() -> None:
    found = schemas("en")
    assert len({schema["$id"] for schema in found.values()}) == len(found)
    for schema in found.values():
        Draft202012Validator.check_schema(schema)
