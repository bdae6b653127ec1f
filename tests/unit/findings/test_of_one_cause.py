"""What one habit makes many times is told once, with its number and places; few are told one by one."""

from __future__ import annotations

import pytest

from modulebouwer.findings import Finding, Location, report
from modulebouwer.findings.report import FEW, of_one_cause


def finding(code: str, path: str, line: int) -> Finding:
    values: dict[str, str | int] = {"written": f"Bos ({line})", "score": line, "wanted": 40, "key": "a"}
    return Finding(code, Location(path, line), {**values, "id": f"bos-{line}", "text": "z.j."})


@pytest.mark.parametrize("code", ["REF-011", "IMP-007", "IMP-011"])
def test_of_one_file(code: str) -> None:
    many = [finding(code, "m/sections/a.md", line) for line in range(1, FEW + 4)]
    few = [finding(code, "m/sections/b.md", line) for line in range(1, FEW + 1)]
    found = of_one_cause([*many, *few])
    assert [(one.location.path[-4:], one.location.line, one.count) for one in found] == [
        ("a.md", 1, FEW + 3),
        *(("b.md", line, 1) for line in range(1, FEW + 1)),
    ]
    assert report(found).count(report(found).severity(found[0])) == len(many) + len(few)
    assert "Likewise: m/sections/a.md:2:1, m/sections/a.md:3:1" in report(found).text("en")


def test_of_one_module() -> None:
    """A section that reads hard is a file of its own."""
    hard = [
        finding("TXT-001", f"{module}/sections/{n}.md", 5) for module in ("m", "n") for n in range(FEW + 1)
    ]
    assert [(str(one.location), one.count) for one in of_one_cause(hard)] == [
        ("m/sections/0.md:5:1", FEW + 1),
        ("n/sections/0.md:5:1", FEW + 1),
    ]


def test_any_other_is_told_each_time() -> None:
    others = [finding("REF-007", "m/references.yaml", line) for line in range(20)]
    assert len(of_one_cause(others)) == len(others)
