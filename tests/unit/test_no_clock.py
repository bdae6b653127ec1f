"""Below the command line nothing reads the clock, the environment, chance or the network: same source, same bytes.

A clock that is read once a day gives the same bytes twice in a test; so it is looked for in the program itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import modulebouwer

SOURCE = Path(modulebouwer.__file__).parent
READS = re.compile(
    r"(\w+\.)*(datetime|date)\.(now|today|utcnow|fromtimestamp)"
    r"|time\.(time|time_ns|localtime|gmtime|strftime|ctime|monotonic|perf_counter)"
    r"|(random|secrets|platform|getpass)\.\w+|uuid\.uuid[14]|socket\.(socket|create_connection)"
    r"|os\.(environ|getenv|urandom|getlogin|uname|cpu_count)"
    r"|urllib\.request\.\w+|locale\.getlocale"
)


def reads(source: str) -> Iterator[tuple[int, str]]:
    """Line → what is read there. ``from time import time`` is seen at its import."""
    for node in ast.walk(ast.parse(source)):
        names = (
            [f"{node.module}.{alias.name}" for alias in node.names]
            if isinstance(node, ast.ImportFrom) and not node.level
            else [ast.unparse(node)]
            if isinstance(node, ast.Attribute)
            else []
        )
        for name in names:
            if READS.fullmatch(name):
                yield getattr(node, "lineno", 0), name


# What is a program that runs: the command line, the LMS double, the preview.
RUNNING = {"cli", "lms", "preview", "_bundled"}


def test_nothing_below_the_command_line_reads_what_differs() -> None:
    paths = [
        path for path in sorted(SOURCE.rglob("*.py")) if path.relative_to(SOURCE).parts[0] not in RUNNING
    ]
    found = [
        f"{path.relative_to(SOURCE)}:{line}: reads {name}"
        for path in paths
        for line, name in reads(path.read_text("utf-8"))
    ]
    assert found == [], "what differs from day to day comes from the command line, as an argument"


def test_what_differs_is_seen() -> None:
    source = "import datetime\nfrom time import time\nimport uuid\n"
    source += "a = datetime.date.today()\nb = datetime.datetime.now(datetime.UTC)\nc = uuid.uuid5(x, y)\n"
    source += "d = uuid.uuid4()\n"
    source += "e = datetime.date(2026, 1, 1)\nf = os.environ['HOME']\ng = random.random()\n"
    assert sorted(reads(source)) == [
        (2, "time.time"),
        (4, "datetime.date.today"),
        (5, "datetime.datetime.now"),
        (7, "uuid.uuid4"),
        (9, "os.environ"),
        (10, "random.random"),
    ]
