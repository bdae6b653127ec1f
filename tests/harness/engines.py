"""Browsers, as a learner's hand moves them: Firefox (WebDriver BiDi), WebKitGTK (WebDriver), a page of Playwright's.

The first two are of Debian; the variables FIREFOX and WEBKIT choose others (WEBKIT: the WebKitWebDriver).
W3C WebDriver BiDi and WebDriver 2 say the commands. Points are CSS pixels of the viewport.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from playwright.sync_api import Error, Page
from websockets.sync.client import ClientConnection, connect

PATIENCE = 30
WINDOW = (1280, 900)
T = TypeVar("T")
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}
# What Playwright calls what WebDriver has a letter for.
PRESSED = {"\ue007": "Enter", "\ue00f": "End", "\ue010": "End"}
CENTRE = """(() => {
  const found = [...document.querySelectorAll(%s)].find((one) => one.getClientRects().length);
  if (!found) return null;
  found.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = found.getClientRects()[0];
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
})()"""
DRAWN, NEXT_FRAME = "window.drawn", "requestAnimationFrame"


class Engine(Protocol):
    """What every engine is asked; ``evaluate`` takes an expression of JavaScript whose value JSON can tell."""

    def goto(self, url: str) -> None: ...
    def evaluate(self, expression: str) -> Any: ...
    def point(self, x: int, y: int) -> None: ...
    def type(self, text: str) -> None: ...
    def picture(self) -> bytes: ...


def until(engine: Engine, expression: str) -> Any:
    """What ``expression`` gives, once that is true. Raises ``AssertionError`` when it stays untrue."""
    end = time.monotonic() + PATIENCE
    while not (value := engine.evaluate(expression)):
        assert time.monotonic() < end, (
            f"never: {expression}\n{engine.evaluate('document.body.innerText')[:2000]}"
        )
        time.sleep(0.05)
    return value


def click(engine: Engine, selector: str) -> None:
    """A press of the pointer on the first element of ``selector`` that is shown, once it stands still and is drawn."""
    place, before = until(engine, CENTRE % json.dumps(selector)), None
    while place != before:
        time.sleep(0.05)
        place, before = until(engine, CENTRE % json.dumps(selector)), place
    # An engine that scrolls beside its script presses what it has drawn last.
    engine.evaluate(f"void ({DRAWN} = false, {NEXT_FRAME}(() => {NEXT_FRAME}(() => {{ {DRAWN} = true; }})))")
    until(engine, DRAWN)
    engine.point(*place)


def press(engine: Engine, key: str) -> None:
    engine.type(KEYS[key])


class Chromium:
    """The same hand on a page of Playwright's."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goto(self, url: str) -> None:
        self.page.goto(url)

    def evaluate(self, expression: str) -> Any:
        try:
            return self.page.evaluate(expression)
        except Error as error:
            # Asked while the page makes place for the next one: there is no answer yet.
            if "context was destroyed" in error.message:
                return None
            raise

    def point(self, x: int, y: int) -> None:
        self.page.mouse.click(x, y)

    def type(self, text: str) -> None:
        for letter in text:
            if letter in PRESSED:
                self.page.keyboard.press(PRESSED[letter])
            else:
                self.page.keyboard.type(letter)

    def picture(self) -> bytes:
        return self.page.screenshot()

    def paper(self) -> bytes:
        """The page as a PDF, on A4."""
        return self.page.pdf(format="A4", prefer_css_page_size=True)


class Firefox:
    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.count = socket, 0
        self.ask("session.new", capabilities={})
        tree = self.ask("browsingContext.getTree")
        self.context: str = tree["contexts"][0]["context"]

    def ask(self, method: str, **params: Any) -> Any:
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while True:
            said = json.loads(self.socket.recv(PATIENCE))
            if said.get("id") == self.count:
                assert said["type"] == "success", said
                return said["result"]

    def goto(self, url: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        said = self.ask(
            "script.evaluate",
            expression=f"JSON.stringify({expression}) ?? 'null'",
            target={"context": self.context},
            awaitPromise=True,
        )
        assert said["type"] == "success", said
        return json.loads(said["result"]["value"])

    def act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self.ask("input.performActions", context=self.context, actions=[source])

    def point(self, x: int, y: int) -> None:
        self.act("pointer", pressed(x, y))

    def type(self, text: str) -> None:
        self.act("key", typed(text))

    def picture(self) -> bytes:
        return base64.b64decode(self.ask("browsingContext.captureScreenshot", context=self.context)["data"])

    def paper(self) -> bytes:
        """The page as a PDF, on A4."""
        return base64.b64decode(self.ask("browsingContext.print", context=self.context)["data"])


class WebKit:
    def __init__(self, address: str, binary: Path) -> None:
        self.address, self.session = address, ""
        options = {"binary": str(binary), "args": ["--automation"]}
        always = {"webkitgtk:browserOptions": options}
        self.session = "/" + self.ask("POST", "", capabilities={"alwaysMatch": always})["sessionId"]

    def ask(self, method: str, path: str, **params: Any) -> Any:
        body = json.dumps(params).encode() if method == "POST" else None
        request = urllib.request.Request(f"{self.address}/session{self.session}{path}", body, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def goto(self, url: str) -> None:
        self.ask("POST", "/url", url=url)

    def evaluate(self, expression: str) -> Any:
        return self.ask("POST", "/execute/sync", script=f"return {expression}", args=[])

    def act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        self.ask("POST", "/actions", actions=[{"type": kind, "id": kind, "actions": actions}])

    def point(self, x: int, y: int) -> None:
        self.act("pointer", pressed(x, y))

    def type(self, text: str) -> None:
        self.act("key", typed(text))

    def picture(self) -> bytes:
        return base64.b64decode(self.ask("GET", "/screenshot"))


def pressed(x: int, y: int) -> list[dict[str, Any]]:
    moved = {"type": "pointerMove", "x": x, "y": y}
    return [moved, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]


def typed(text: str) -> list[dict[str, Any]]:
    return [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]


@contextmanager
def firefox(folder: Path, window: tuple[int, int] = WINDOW) -> Iterator[Firefox]:
    """A Firefox with a profile of its own in ``folder``."""
    program = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        raise RuntimeError("no Firefox: install firefox-esr, or set FIREFOX to its path")
    profile = folder / "profile"
    profile.mkdir()
    # No first page, no look for updates, and no request of the browser's own.
    quiet = {
        "browser.aboutwelcome.enabled": False,
        "app.update.enabled": False,
        "app.normandy.enabled": False,
        "browser.region.update.enabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "services.settings.server": "data:,",
        "intl.accept_languages": "nl",
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in quiet.items())
    (profile / "user.js").write_text("".join(lines))
    command = [
        program,
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
    ]
    width, height = map(str, window)
    size = {"MOZ_HEADLESS_WIDTH": width, "MOZ_HEADLESS_HEIGHT": height, "HOME": str(folder)}
    with running(command, size) as (process, said):
        told = waited(lambda: re.search(r"WebDriver BiDi listening on (ws://\S+)", said()), process)
        with connect(f"{told[1]}/session", max_size=None, open_timeout=PATIENCE) as socket:
            yield Firefox(socket)


@contextmanager
def webkit(folder: Path, window: tuple[int, int] = WINDOW) -> Iterator[WebKit]:
    """A WebKitGTK in a window of an X server of its own, with its data in ``folder``."""
    driver = os.environ.get("WEBKIT") or shutil.which("WebKitWebDriver")
    browsers = sorted(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"))
    if not driver or not browsers:
        raise RuntimeError("no WebKitGTK: install webkit2gtk-driver and xvfb")
    port = free_port()
    screen = f"-screen 0 {window[0]}x{window[1]}x24"
    command = ["xvfb-run", "-a", "-s", screen, driver, f"--port={port}"]
    # Debian's sandbox of WebKit asks for namespaces that a container does not give.
    alone = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    # No processor for graphics is there, and to draw by playing one costs more than to draw.
    drawn = {"WEBKIT_SKIA_ENABLE_CPU_RENDERING": "1"}
    unboxed = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    with running(command, {**alone, **drawn, **unboxed}) as (process, _):
        waited(lambda: listens(port), process)
        engine = WebKit(f"http://127.0.0.1:{port}", browsers[-1])
        yield engine
        engine.ask("DELETE", "")


ENGINES: dict[str, Callable[..., Any]] = {"firefox": firefox, "webkit": webkit}


@contextmanager
def running(
    command: list[str], env: dict[str, str]
) -> Iterator[tuple[subprocess.Popen[str], Callable[[], str]]]:
    """The process and all that it has said so far; ended, with its children, at the end."""
    said = Path(env["HOME"]) / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            command, env={**os.environ, **env}, stdout=out, stderr=out, text=True, start_new_session=True
        )
        try:
            yield process, said.read_text
        finally:
            os.killpg(process.pid, 15)
            process.wait(PATIENCE)


def waited(look: Callable[[], T | None], process: subprocess.Popen[str]) -> T:
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert process.poll() is None, f"ended with {process.returncode}"
        assert time.monotonic() < end, "did not come up"
        time.sleep(0.05)
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
