"""The preview's own pages around the LMS of ``server.py``: start page, the page with the panel, news of every rebuild.

Loopback only, no other Host, and what changes anything has to come from one of these pages (their origin and token).
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import watchfiles
from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from modulebouwer import __version__, resources
from modulebouwer.catalogue import PACKAGE, read_words
from modulebouwer.cli.language import explain
from modulebouwer.cli.language import words as command_words
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Report, Severity, report
from modulebouwer.findings.page import explanations
from modulebouwer.guide import kinds
from modulebouwer.lms.lms import FRAMES, LEARNERS, Launch, Lms
from modulebouwer.lms.pages import FRESH, own_origin
from modulebouwer.lms.pages import documents as state_documents
from modulebouwer.lms.server import create_app, played_origin
from modulebouwer.preview import beginnings, documents
from modulebouwer.preview.asking import MISSING, REFUSED, is_own, words
from modulebouwer.preview.beginnings import NewModule, Opened, is_module
from modulebouwer.preview.desk import Desk
from modulebouwer.preview.documents import place_of_new
from modulebouwer.preview.forms import names_in
from modulebouwer.preview.playing import Playing, Wanted, findings
from modulebouwer.preview.sources import FolderSource, Source, source_of, sources
from modulebouwer.watching import places
from modulebouwer.wrong_use import WrongUse

# Milliseconds: a save is over when nothing changed for the first; a stream of saves is answered after the second.
SETTLED, MOST_WAITING = 30, 200
# Milliseconds of silence after which a watch that replaced another looks what it missed.
SECOND_LOOK = 300
# Milliseconds after which a page that hears no more news asks for it again.
RETRY = 1_000

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src 'self' {socket}; "
    "frame-src {played}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PROGRAMS = {"/preview.js": "page", "/start.js": "start", "/write.js": "write"}

Told = Callable[[Report], None]
Answer = dict[str, str]
Form = TypeVar("Form", bound=BaseModel)


class Preview:
    """What ``modulebouwer preview PATH`` shows. ``editor``: see ``playing.editor_link``; ``language``: nl or en.

    ``begin``: no module was asked for; a page to begin on comes first, and ``path`` is where new modules go.
    """

    def __init__(
        self, path: str, language: str, editor: str, told: Told = lambda _: None, *, begin: bool = False
    ) -> None:
        self.path = path
        self.begin = begin
        self.language = language
        self.editor = editor
        self.told = told
        # Only our own pages can name it: another site reads none of them, and a guess does not come true.
        self.token = secrets.token_hex(16)
        self.server = secrets.token_hex(4)
        self.lms = Lms(self.token)
        self.played: dict[str, Playing] = {}
        # What it made, or was asked to open, beside what it shows.
        self.added: dict[str, Source] = {}
        self.desk = Desk(self.find, self.token, language)
        self._open = True
        self._watches: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def app(self) -> Starlette:
        at = "/preview/{name}"
        routes: list[BaseRoute] = [
            Route("/", self.start_page),
            Route("/preview.js", self.program),
            Route("/start.js", self.program),
            Route("/write.js", self.program),
            Route("/preview.css", self.style),
            Route(f"{at}/", self.page),
            Route(f"{at}/events", self.events),
            Route(f"{at}/play", self.play, methods=["POST"]),
            Route(f"{at}/end", self.end, methods=["POST"]),
            Route(f"{at}/review", self.review, methods=["POST"]),
            Route(f"{at}/package", self.package, methods=["POST"]),
            *self.desk.routes(at),
            Route("/import", self.take_in, methods=["POST"]),
            Route("/new", self.new, methods=["POST"]),
            Route("/open", self.open, methods=["POST"]),
            Route("/guide", self.guide),
            Route("/findings/{code}", self.explanation),
            Route("/kept/{launch}", self.kept),
        ]
        return create_app(self.lms, routes, self.watching)

    def close(self) -> None:
        """Ends the streams of news, from any thread, so that the server need not wait for them."""
        self._open = False
        if self._loop:
            for playing in self.played.values():
                self._loop.call_soon_threadsafe(playing.change)

    def sources(self) -> dict[str, Source]:
        """What there is to preview now, by name."""
        here = sources(self.path)
        if self.begin:
            here = {name: source for name, source in here.items() if is_module(source.shown)}
        return {**here, **self.added}

    def find(self, name: str) -> Playing | None:
        """The module or package of that name, as it is in the folder now."""
        if name not in self.played:
            source = self.sources().get(name)
            if source is None:
                return None
            self.played[name] = Playing(source, self.lms, self.told)
            if self.begin or name in self.added:
                self.watch_source(source.shown)
        return self.played[name]

    @asynccontextmanager
    async def watching(self, _: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        names = list(self.sources())
        if len(names) == 1 and not self.begin and (playing := self.find(names[0])):
            await playing.build()
        # Somebody may begin in their home folder: too much to watch for the little that is opened of it.
        if not self.begin:
            self.watch_source(self.path)
            if not Path(self.path).is_file():
                self.watch(resources.templates())
        try:
            yield
        finally:
            for task in self._watches:
                task.cancel()
            for task in self._watches:
                with suppress(asyncio.CancelledError):
                    await task

    def watch_source(self, shown: str) -> None:
        place = Path(shown)
        # A zip's folder, since a tool that writes a zip anew puts another file in its place; nothing below it.
        self.watch(place if place.is_dir() else place.parent, recursive=place.is_dir())

    def watch(self, folder: Path, recursive: bool = True) -> None:
        """From now on, what is open is built anew when something of it in ``folder`` is saved."""
        task = asyncio.create_task(self._watch(folder, recursive))
        # An error of ours shows itself at once, not at the end.
        task.add_done_callback(lambda watch: watch.cancelled() or watch.result())
        self._watches.append(task)

    async def _watch(self, folder: Path, recursive: bool) -> None:
        looked = True
        while True:
            where, below = places([folder]) if recursive else ([folder], False)
            watch = watchfiles.awatch(
                *where,
                debounce=MOST_WAITING,
                step=SETTLED,
                recursive=below,
                ignore_permission_denied=True,
                rust_timeout=None if looked else SECOND_LOOK,
                yield_on_timeout=not looked,
            )
            async with aclosing(watch):
                async for changes in watch:
                    if not changes and looked:
                        continue
                    # At the first silence of a new watch: what was saved while there was none.
                    looked = True
                    await self._rebuild([Path(path) for _, path in changes] or [folder])
                    # Folder by folder, so a new one, or a link that is gone, asks for another watch.
                    if recursive and not below and places([folder]) != (where, below):
                        looked = False
                        break

    async def _rebuild(self, changed: list[Path]) -> None:
        self.desk.helpers.changed(changed)
        for playing in list(self.played.values()):
            if playing.built and concerns(changed, playing.source.watched):
                await playing.build()

    async def start_page(self, request: Request) -> Response:
        names = list(self.sources())
        if len(names) == 1 and not self.begin:
            return RedirectResponse(f"/preview/{quote(names[0])}/", headers=FRESH)
        entries = [await self.entry(name) for name in names]
        return self.html(
            request, "start.html.j2", title=Path(self.path).resolve().name, modules=entries, begin=self.begin
        )

    async def entry(self, name: str) -> dict[str, Any]:
        playing = self.find(name)
        assert playing is not None
        built = await playing.opened()
        counts = {severity.value: built.report.count(severity) for severity in Severity}
        return {"address": address(name), "title": built.title, "name": name, "counts": counts}

    async def page(self, request: Request) -> Response:
        playing = self.find(request.path_params["name"])
        if playing is None:
            return MISSING
        built, names = await playing.opened(), names_in(self.language)
        return self.html(
            request,
            "page.html.j2",
            title=built.title,
            frames=FRAMES,
            learners=LEARNERS.values(),
            several=self.several(),
            is_folder=isinstance(playing.source, FolderSource),
            folder=Path(playing.source.shown).resolve().as_uri(),
            components=[(kind, names["kinds"].get(kind, kind)) for kind in COMPONENTS],
        )

    def several(self) -> bool:
        return self.begin or len(self.sources()) > 1

    def html(self, request: Request, template: str, **values: object) -> Response:
        played = played_origin(request)
        # Not every browser takes a websocket for "self".
        socket = own_origin(request).replace("http", "ws", 1)
        # The editor writes its own style.
        nonce = secrets.token_hex(16)
        shared = {
            "nonce": nonce,
            "serves": f"{programs()} {values.get('folder') or Path(self.path).resolve().as_uri()}",
            "words": words(self.language),
            "token": self.token,
            "played": played,
            "place": place_of_new(self.path),
        }
        text = templates().get_template(template).render(**shared, **values)
        return HTMLResponse(
            text,
            headers={
                **FRESH,
                "Content-Security-Policy": POLICY.format(played=played, nonce=nonce, socket=socket),
            },
        )

    async def program(self, request: Request) -> Response:
        return Response(
            resources.preview(PROGRAMS[request.url.path]), media_type="text/javascript", headers=FRESH
        )

    async def style(self, request: Request) -> Response:  # noqa: ARG002
        text = PACKAGE.joinpath("preview", "page", "page.css").read_text("utf-8")
        return Response(text, media_type="text/css", headers=FRESH)

    async def events(self, request: Request) -> Response:
        """Server-sent events (HTML standard, 9.2): the state now, and again at every change."""
        playing = self.find(request.path_params["name"])
        if playing is None:
            return MISSING
        await playing.opened()
        return StreamingResponse(self.news(playing), media_type="text/event-stream", headers=FRESH)

    async def news(self, playing: Playing) -> AsyncIterator[str]:
        while self._open:
            changed = playing.changed
            told = {"server": self.server, **playing.state(self.language, self.editor)}
            yield f"data: {json.dumps(told)}\nretry: {RETRY}\n\n"
            await changed.wait()

    async def play(self, request: Request) -> Response:
        playing = self.find(request.path_params["name"])
        if playing is None:
            return MISSING
        if not is_own(request, self.token):
            return REFUSED
        try:
            wanted = Wanted.model_validate_json(await request.body())
        except ValidationError:
            return Response(status_code=400)
        launch = await playing.play(wanted)
        return JSONResponse(launched(launch, playing) if launch else None, headers=FRESH)

    async def end(self, request: Request) -> Response:
        playing = self.find(request.path_params["name"])
        if playing is None:
            return MISSING
        if not is_own(request, self.token):
            return REFUSED
        playing.end_session()
        return Response(status_code=204)

    async def take_in(self, request: Request) -> Response:
        """A document becomes a new module: its bytes are the body, its name is ``?name=``."""
        if not is_own(request, self.token):
            return REFUSED
        name, talk = request.query_params.get("name", ""), words(self.language)
        made = await documents.take_in(request.stream(), name, self.path, self.sources(), self.language, talk)
        told = report(made.findings)
        if told.findings:
            self.told(told)
        return JSONResponse(
            {
                "told": made.told,
                "address": self.add(made.folder) if made.folder else "",
                "findings": findings(told, self.language, self.editor, str(made.folder or "")),
            },
            headers=FRESH,
        )

    async def new(self, request: Request) -> Response:
        """A new module with the title and in the language of ``NewModule``, beside the others."""
        return await self.asked(request, NewModule, self.make)

    async def open(self, request: Request) -> Response:
        """The module or package at the path of ``Opened``, or each module of the folder there."""
        return await self.asked(request, Opened, self.open_at)

    async def asked(self, request: Request, form: type[Form], answer: Callable[[Form], Answer]) -> Response:
        if not is_own(request, self.token):
            return REFUSED
        try:
            wanted = form.model_validate_json(await request.body())
        except ValidationError:
            return Response(status_code=400)
        return JSONResponse({**answer(wanted), "findings": []}, headers=FRESH)

    def make(self, wanted: NewModule) -> Answer:
        try:
            folder = beginnings.make(wanted, self.path, self.sources())
        except WrongUse as error:
            return {"told": explain(error, command_words(self.language)), "address": ""}
        return {"told": "", "address": self.add(folder)}

    def open_at(self, wanted: Opened) -> Answer:
        found = beginnings.found_at(wanted, self.path)
        if not found:
            return {"told": words(self.language)["nothing_there"].format(path=wanted.path), "address": ""}
        addresses = [self.add(Path(shown)) for shown in found]
        return {"told": "", "address": addresses[0] if len(addresses) == 1 else "/"}

    async def guide(self, request: Request) -> Response:
        return self.html(
            request, "guide.html.j2", title=words(self.language)["guide"], kinds=kinds(self.language)
        )

    async def explanation(self, request: Request) -> Response:
        """What a finding's code means and how it is mended."""
        code = request.path_params["code"]
        said = explanations(self.language).get(code, "")
        if not said:
            return MISSING
        # CommonMark from a file of our own, without HTML.
        shown = Markup(MarkdownIt("commonmark", {"html": False}).render(said))
        return self.html(request, "finding.html.j2", title=code, said=shown)

    def add(self, folder: Path) -> str:
        """Shows the module or package at ``folder`` too, where it is not shown yet; its address."""
        shown = self.sources()
        for name, source in shown.items():
            if Path(source.shown).resolve() == folder.resolve():
                return address(name)
        # A folder's name is whole: what follows its dot is no kind of file.
        begin = folder.stem if folder.is_file() else folder.name
        name, count = begin, 1
        while name in shown:
            count += 1
            name = f"{begin}-{count}"
        self.added[name] = source_of(folder.as_posix())
        return address(name)

    async def review(self, request: Request) -> Response:
        """The module as a Word document; or, as text, why there is none."""
        playing = self.find(request.path_params["name"])
        if playing is None or not isinstance(playing.source, FolderSource):
            return MISSING
        if not is_own(request, self.token):
            return REFUSED
        folder, talk = playing.source.shown, words(self.language)
        sent = await asyncio.to_thread(documents.send_out, folder, self.language, talk)
        if sent.document is None:
            return Response(sent.told, 409, FRESH, "text/plain")
        return Response(sent.document, headers=FRESH, media_type=WORD)

    async def package(self, request: Request) -> Response:
        """The module's zip in the standard that is shown; or, as text, why there is none."""
        if not is_own(request, self.token):
            return REFUSED
        playing = self.find(request.path_params["name"])
        if playing is None or not isinstance(playing.source, FolderSource):
            return MISSING
        standard = (await playing.opened()).choice.standard
        folder, talk = playing.source.shown, words(self.language)
        made = await asyncio.to_thread(documents.pack, folder, standard, talk)
        if made.data is None:
            return Response(made.told, 409, FRESH, "text/plain")
        named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
        return Response(made.data, headers={**FRESH, **named}, media_type="application/zip")

    async def kept(self, request: Request) -> Response:
        launch = self.lms.launches.get(request.path_params["launch"])
        return JSONResponse(kept(launch, self.lms, self.language), headers=FRESH) if launch else MISSING


def address(name: str) -> str:
    return f"/preview/{quote(name)}/"


def concerns(changed: Iterable[Path], watched: Iterable[Path]) -> bool:
    roots = [path.resolve() for path in watched]
    return any(path.resolve().is_relative_to(root) for path in changed for root in roots)


def launched(launch: Launch, playing: Playing) -> dict[str, Any]:
    """What the page knows of a launch (``page/state.ts``)."""
    return {
        "id": launch.id,
        "number": playing.number,
        "attempt": launch.attempt.number,
        "runtime": launch.package.runtime.value,
        "behaviour": asdict(launch.behaviour),
        "missing": launch.package.missing,
    }


def kept(launch: Launch, lms: Lms, language: str) -> dict[str, Any]:
    """What the LMS holds now (``page/state.ts``)."""
    is_xapi = launch.session is not None
    refusals = [
        {"status": r.status, "rule": r.rule, "why": in_words(r.why, language)} for r in lms.lrs.refusals
    ]
    return {
        "alive": launch.alive,
        "values": launch.attempt.values,
        "statements": lms.lrs.statements if is_xapi else [],
        "documents": state_documents(lms) if is_xapi else [],
        "refusals": refusals if is_xapi else [],
    }


def in_words(why: str, language: str) -> str:
    """Why the store turned something down, in the author's language; in English where the catalogue has no other."""
    for one in refusals():
        found = re.fullmatch(one["says"], why, re.DOTALL)
        if found and language in one:
            return found.expand(one[language])
    return why


@cache
def refusals() -> list[dict[str, str]]:
    stated: list[dict[str, str]] = read_words(PACKAGE.joinpath("catalogue", "lms", "refusals.yaml"))[
        "refusals"
    ]
    return stated


@cache
def programs() -> str:
    """Another for each version of what runs here and in the page: together they are of one."""
    parts = [__version__, *(resources.preview(name) for name in PROGRAMS.values())]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


@cache
def templates() -> Environment:
    loader = PackageLoader("modulebouwer", "preview/page")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
