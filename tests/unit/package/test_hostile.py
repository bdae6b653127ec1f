"""Zips made to harm: nothing raises, nothing is written, and a child with little memory and time survives them all."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import codes as all_codes
from modulebouwer.findings import message
from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import text
from modulebouwer.package.verify import examine
from package_trees import cmi5, scorm12, scorm2004, xapi
from packages import styles

SEED = 8
CORPUS: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
    "scorm12": lambda: scorm12(control_documents=False),
    "scorm2004": lambda: scorm2004(control_documents=False),
    "cmi5": cmi5,
    "xapi": xapi,
    "articulate": lambda: {k: v for k, v in styles.articulate().items() if not k.endswith((".xsd", ".dtd"))},
}
WRITES = ("open", "os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "tempfile.mkstemp")


def judged(data: bytes) -> set[str]:
    """The codes found; their words and those of the report come out in every language."""
    package = examine(io.BytesIO(data), "a.zip")
    for language in LANGUAGES:
        assert all(message(finding, language)[0] for finding in package.findings)
        text(package, language)
    codes = {finding.code for finding in package.findings}
    assert codes <= set(all_codes())
    return codes


def mutations(data: bytes, chance: random.Random) -> Iterator[bytes]:
    """Bits flipped, ends cut off, sizes swapped between entries, pieces doubled and taken out."""
    for _ in range(30):
        flipped = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield bytes(flipped)
    for _ in range(10):
        yield data[: chance.randrange(len(data))]
        start, length = chance.randrange(len(data)), chance.randint(1, 400)
        yield data[:start] + data[start + length :]
        yield data[:start] + data[start : start + length] * 2 + data[start + length :]
    yield from swapped_sizes(data)


def swapped_sizes(data: bytes) -> Iterator[bytes]:
    """Every two neighbours in the directory change sizes (application note 4.3.12: offsets 20 and 24)."""
    starts = [at for at in range(len(data)) if data.startswith(b"PK\x01\x02", at)]
    for first, second in pairwise(starts):
        swapped = bytearray(data)
        swapped[first + 20 : first + 28] = data[second + 20 : second + 28]
        swapped[second + 20 : second + 28] = data[first + 20 : first + 28]
        yield bytes(swapped)


@pytest.mark.parametrize("name", CORPUS)
def test_a_corpus_of_mutated_packages(name: str) -> None:
    data = archive(CORPUS[name]())
    chance = random.Random(f"{SEED} {name}")
    codes = [judged(changed) for changed in mutations(data, chance)]
    assert sum(map(bool, codes)) > len(codes) / 2


@given(st.binary(max_size=400), st.sampled_from(sorted(CORPUS)))
def test_any_bytes_as_a_control_file(data: bytes, name: str) -> None:
    tree = dict(CORPUS[name]())
    judged(archive({**tree, next(iter(tree)): data}))


@given(st.binary(max_size=400))
def test_any_bytes_as_page_and_script(data: bytes) -> None:
    judged(archive({**CORPUS["scorm12"](), "index.html": data, "a.js": data, "a.css": data}))
    judged(archive({"index.html": data}))


def manifest_12() -> str:
    return CORPUS["scorm12"]()["imsmanifest.xml"].decode()


def manifest(text: str) -> bytes:
    return archive({**CORPUS["scorm12"](), "imsmanifest.xml": text.encode()})


BOMB = "<!DOCTYPE manifest [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10)
)


def test_entity_bombs() -> None:
    # As text it is the letters themselves to Moodle, and these are no version; the schemas are left out here.
    as_text, as_attribute = {"S12-001", "S12-008", "S12-027"}, {"S12-001"}
    for use, told in ((">&l9;<", as_text), (' version="&l9;" x="', as_attribute)):
        start = manifest_12().index("<manifest")
        bomb = manifest_12()[:start] + BOMB + "]>" + manifest_12()[start:].replace(">1.2<", use, 1)
        assert judged(manifest(bomb)) == told


def test_an_entity_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    start = manifest_12().index("<manifest")
    doctype = f'<!DOCTYPE manifest [<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    tree = {
        **CORPUS["scorm12"](),
        "imsmanifest.xml": (manifest_12()[:start] + doctype + manifest_12()[start:]).encode(),
    }
    opened = opened_while(lambda: judged(archive(tree)))
    assert str(secret) not in opened


def test_deep_xml() -> None:
    deep = manifest_12().replace("</organization>", "<item>" * 100_000 + "</organization>")
    assert judged(manifest(deep)) == {"S12-001"}


def test_deep_html() -> None:
    judged(archive({"index.html": b"<div>" * 200_000}))


def opened_while(run: object) -> list[str]:
    """The paths that are opened, or written, while ``run`` runs (audit hooks cannot be taken away again)."""
    assert callable(run)
    RECORDED.clear()
    STATE["on"] = True
    try:
        run()
    finally:
        STATE["on"] = False
    return list(RECORDED)


RECORDED: list[str] = []
STATE = {"on": False}


def record(event: str, arguments: tuple[object, ...]) -> None:
    if STATE["on"] and event in WRITES:
        mode = arguments[1] if event == "open" and len(arguments) > 1 else "w"
        RECORDED.append(
            str(arguments[0]) if event != "open" or mode in (None, "r", "rb") else f"written: {arguments[0]}"
        )


sys.addaudithook(record)


def test_nothing_is_written() -> None:
    def everything() -> None:
        for name, made in CORPUS.items():
            for changed in list(mutations(archive(made()), random.Random(f"{SEED} {name}")))[::6]:
                judged(changed)

    assert [path for path in opened_while(everything) if path.startswith("written")] == []


CHILD = """
import resource, sys
from pathlib import Path
megabyte = 1 << 20
resource.setrlimit(resource.RLIMIT_AS, (700 * megabyte, 700 * megabyte))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from modulebouwer.package.verify import examine_file
print(*sorted({finding.code for finding in examine_file(Path(sys.argv[1])).findings}))
"""


def judged_in_a_cage(path: Path) -> str:
    """Judged with 700 MB of memory and 60 seconds of processor time, and not a byte of file to write."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def zeros(path: Path, name: str, megabytes: int) -> None:
    """A package with ``megabytes`` of zeros in one entry, written piece by piece."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for each, data in CORPUS["scorm12"]().items():
            if each != name:
                package.writestr(each, data)
        with package.open(name, "w") as entry:
            for _ in range(megabytes):
                entry.write(bytes(1 << 20))


def test_a_bomb_of_zeros(tmp_path: Path) -> None:
    zeros(tmp_path / "a.zip", "media/nul.svg", 900)
    assert judged_in_a_cage(tmp_path / "a.zip") == "PKG-025"


@pytest.mark.parametrize("name", ["index.html", "lib/a.js", "imsmanifest.xml", "lom.xml"])
def test_as_many_zeros_as_pass_for_a_file(tmp_path: Path, name: str) -> None:
    zeros(tmp_path / "a.zip", name, 95)
    assert judged_in_a_cage(tmp_path / "a.zip")


def test_a_directory_that_promises_little(tmp_path: Path) -> None:
    zeros(tmp_path / "a.zip", "media/nul.svg", 95)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"media/nul.svg"))
    struct.pack_into("<L", data, entry + 24, 10)
    (tmp_path / "a.zip").write_bytes(data)
    assert judged_in_a_cage(tmp_path / "a.zip") == "PKG-009"


def test_many_small_entries(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        for path, data in CORPUS["scorm12"]().items():
            package.writestr(path, data)
        for number in range(19_000):
            package.writestr(f"a/{number}.js", b"<img <img <img")
    assert judged_in_a_cage(tmp_path / "a.zip") == "S12-026 S12-027"


def test_a_manifest_as_large_as_may_be(tmp_path: Path) -> None:
    """Wide and deep: 2 MB of items with an own namespace, 200 levels down."""
    item = '<item identifier="A" identifierref="A" xmlns:adlcp="b"/>'
    wide = "<item>" * 200 + item * (2_000_000 // len(item)) + "</item>" * 200
    (tmp_path / "a.zip").write_bytes(
        manifest(manifest_12().replace("</organization>", wide + "</organization>"))
    )
    assert {"S12-010", "PKG-028"} <= set(judged_in_a_cage(tmp_path / "a.zip").split())


def test_a_page_as_large_as_may_be(tmp_path: Path) -> None:
    """4 MB of elements, each in the one before, with attributes: what costs an HTML parser most."""
    element = b"<a b=1 c=2 d=3>"
    (tmp_path / "a.zip").write_bytes(archive({"index.html": element * ((4 << 20) // len(element))}))
    assert "PKG-010" not in judged_in_a_cage(tmp_path / "a.zip").split()


def test_as_many_faults_as_the_schema_is_asked_about(tmp_path: Path) -> None:
    faults = "<file/>" * 19_900
    (tmp_path / "a.zip").write_bytes(manifest(manifest_12().replace("</resource>", faults + "</resource>")))
    assert judged_in_a_cage(tmp_path / "a.zip") == "S12-027 S12-028"


def test_pages_that_make_patterns_work(tmp_path: Path) -> None:
    pages = {
        f"{number}.html": piece * (4_000_000 // len(piece))
        for number, piece in enumerate(
            (b"<img ", b"<img src=", b"url(", b"import ", b"<link " + b"x" * 1990, b"@import '")
        )
    }
    (tmp_path / "a.zip").write_bytes(archive({**CORPUS["scorm12"](), **pages}))
    assert judged_in_a_cage(tmp_path / "a.zip") == "S12-026 S12-027"
