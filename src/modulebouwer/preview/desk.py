"""Writing in the preview: the routes of ``page/writing/``, each answered by one of the files beside this one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from modulebouwer.cli.language import explain
from modulebouwer.cli.language import words as command_words
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Finding, report
from modulebouwer.lms.pages import FRESH
from modulebouwer.preview import pictures, writing
from modulebouwer.preview.asking import MISSING, REFUSED, is_own, words
from modulebouwer.preview.forms import At, Filled, filled, form, names_in
from modulebouwer.preview.helping import Helpers
from modulebouwer.preview.naming import Cursor, Known, named
from modulebouwer.preview.pasting import as_markdown
from modulebouwer.preview.playing import Playing, findings
from modulebouwer.preview.shaping import Act, Unshaped, wishes
from modulebouwer.preview.sources import FolderSource
from modulebouwer.preview.writing import Wish
from modulebouwer.restructuring import new_component
from modulebouwer.wrong_use import WrongUse

Asked = TypeVar("Asked")
# What a page may ask.
ACT: TypeAdapter[Act] = TypeAdapter(Act)
AT, FILLED, WISH = TypeAdapter(At), TypeAdapter(Filled), TypeAdapter(Wish)
CURSOR = TypeAdapter(Cursor)


class Gone(Exception):  # noqa: N818 - nothing failed: somebody moved it
    """The module's folder is no longer there; in the author's words."""


class Desk:
    """``find`` gives the module of a name; ``token`` is that of our pages; ``language``: nl or en."""

    def __init__(self, find: Callable[[str], Playing | None], token: str, language: str) -> None:
        self.find = find
        self.token = token
        self.language = language
        self.helpers = Helpers(language)
        self._saving = asyncio.Lock()
        self._known: Known = {}

    def routes(self, at: str) -> list[BaseRoute]:
        """``at``: the address of a module, with ``{name}``."""
        return [
            Route(f"{at}/texts", self.texts),
            Route(f"{at}/text", self.text),
            Route(f"{at}/save", self.save, methods=["POST"]),
            Route(f"{at}/shape", self.shape, methods=["POST"]),
            Route(f"{at}/named", self.named, methods=["POST"]),
            Route(f"{at}/form", self.form, methods=["POST"]),
            Route(f"{at}/fill", self.fill, methods=["POST"]),
            Route(f"{at}/picture", self.picture, methods=["POST"]),
            Route(f"{at}/paste", self.paste, methods=["POST"]),
            Route(f"{at}/component", self.component),
            WebSocketRoute(f"{at}/help", self.help),
        ]

    async def texts(self, request: Request) -> Response:
        """The texts that can be written, in the order of the module (``page/writing/desk.ts``)."""
        playing = self.written(request)
        if playing is None:
            return MISSING
        built, folder = await playing.opened(), Path(playing.source.shown)
        return JSONResponse(
            writing.texts(folder, built.module, names_in(self.language)["kinds"]), headers=FRESH
        )

    async def text(self, request: Request) -> Response:
        """The text at ``?path=``."""
        playing = self.written(request)
        if playing is None:
            return MISSING
        place = writing.place_in(Path(playing.source.shown), request.query_params.get("path", ""))
        if place is None:
            return MISSING
        return await self.answered(lambda: {"state": "read", "text": writing.read(place, self.language)})

    async def save(self, request: Request) -> Response:
        """Keeps the text of a ``Wish``, or tells why not."""
        found = await self.asked(request, WISH)
        if isinstance(found, Response):
            return found
        playing, wish = found
        place = writing.place_in(Path(playing.source.shown), wish.path)
        if place is None or wish.text is None:
            return MISSING
        async with self._saving:
            return await self.answered(lambda: self.saved(playing, place, wish))

    def there(self, playing: Playing) -> Path:
        """The module's folder. Raises ``Gone`` where it was moved: what is written would make another in its place."""
        folder = Path(playing.source.shown)
        if not folder.is_dir():
            raise Gone(words(self.language)["folder_gone"].format(path=folder))
        return folder

    def saved(self, playing: Playing, place: Path, wish: Wish) -> dict[str, Any]:
        folder = self.there(playing)
        outcome = writing.keep(place, wish, self.language)
        if outcome.state == "gone" and wish.base:
            outcome = replace(outcome, moved=writing.moved_to(folder, wish.path, wish.base))
        return asdict(outcome)

    async def shape(self, request: Request) -> Response:
        """Does what an ``Act`` says: how to take it back, and what is found in the module that was not before."""
        found = await self.asked(request, ACT)
        if isinstance(found, Response):
            return found
        playing, act = found
        before = (await playing.opened()).report
        async with self._saving:
            response, done = await self.answered_with(lambda: self.shaped(act, self.there(playing)))
        if done.get("state") != "done":
            return response
        after = (await playing.build()).report
        known = {said(one) for one in before.findings}
        new = replace(after, findings=tuple(one for one in after.findings if said(one) not in known))
        return JSONResponse(
            {**done, "findings": findings(new, self.language, "", playing.source.shown)}, headers=FRESH
        )

    def shaped(self, act: Act, folder: Path) -> dict[str, Any]:
        talk = words(self.language)
        try:
            wanted = wishes(act, folder, self.language, talk, self._known)
        except Unshaped as told:
            return {"state": "refused", "why": str(told)}
        left = writing.keep_all(folder, wanted, self.language)
        if left is not None:
            return {"state": "refused", "why": talk["changed_meanwhile"]}
        back = [Wish(path=one.path, text=one.base, base=one.text) for one in reversed(wanted)]
        return {"state": "done", "back": [one.model_dump() for one in back]}

    async def named(self, request: Request) -> Response:
        """What is named at a ``Cursor``, and where it stands."""
        found = await self.asked(request, CURSOR)
        if isinstance(found, Response):
            return found
        playing, cursor = found
        async with self._saving:
            return await self.answered(lambda: named(cursor, Path(playing.source.shown), self._known))

    async def form(self, request: Request) -> Response:
        """The form of what an ``At`` stands in."""
        return await self.of_text(request, AT, lambda at: form(at, self.language))

    async def fill(self, request: Request) -> Response:
        """What a ``Filled`` changes in the text, which is not saved by it; null where it cannot."""
        return await self.of_text(request, FILLED, lambda wish: filled(wish, self.language))

    async def of_text(
        self, request: Request, what: TypeAdapter[Asked], answer: Callable[[Asked], dict[str, Any] | None]
    ) -> Response:
        found = await self.asked(request, what)
        if isinstance(found, Response):
            return found
        return JSONResponse(await asyncio.to_thread(answer, found[1]), headers=FRESH)

    async def picture(self, request: Request) -> Response:
        """Keeps the picture that is the body, called ``?name=``, for ``?section=``; and the component that shows it."""
        playing = self.own(request)
        if isinstance(playing, Response):
            return playing
        data = bytearray()
        async for piece in request.stream():
            # To the end: a browser that is cut off tells its page nothing.
            data += piece[: pictures.LARGEST + 1 - len(data)]
        if len(data) > pictures.LARGEST:
            why = words(self.language)["picture_too_large"].format(most=pictures.LARGEST // 1_000_000)
            return Response(why, 413, FRESH, "text/plain")
        name, section = (request.query_params.get(one, "") for one in ("name", "section"))
        async with self._saving:
            return await self.answered(lambda: self.kept(self.there(playing), name, bytes(data), section))

    async def paste(self, request: Request) -> Response:
        """The body, which is HTML, as Markdown; empty where there is none to be made of it."""
        playing = self.own(request)
        if isinstance(playing, Response):
            return playing
        page = (await request.body()).decode("utf-8", "replace")
        text = await asyncio.to_thread(as_markdown, page)
        return Response(text, headers=FRESH, media_type="text/plain")

    def kept(self, folder: Path, name: str, data: bytes, section: str) -> dict[str, Any]:
        made = pictures.keep(folder, name, data, section)
        return {
            "path": made.path,
            # Its text alternative is asked for, by a finding too, until there is one.
            "component": f':::{{figure}}\nsrc: {made.path}\nalt: ""\n:::\n' if made.path else "",
            "why": "",
            "findings": findings(report(made.findings), self.language, "", folder.as_posix()),
        }

    async def component(self, request: Request) -> Response:
        """The text of a new component of ``?kind=``, as ``new component`` writes it, with an id that is free."""
        playing, kind = self.written(request), request.query_params.get("kind", "")
        if playing is None or kind not in COMPONENTS:
            return MISSING
        module = (await playing.opened()).module
        text = new_component(kind, module.components if module else (), self.language)
        return Response(text, headers=FRESH, media_type="text/plain")

    async def help(self, socket: WebSocket) -> None:
        """The language server for the page that writes. A browser adds no header of ours here: the token is a query."""
        own = is_own(socket, self.token, socket.query_params.get("token", ""))
        if own and self.written(socket):
            await self.helpers.answer(socket)
        else:
            await socket.close()

    async def asked(self, request: Request, what: TypeAdapter[Asked]) -> tuple[Playing, Asked] | Response:
        """The module and what a page of ours asks of it; else the answer to who may not, or asks something else."""
        playing = self.own(request)
        if isinstance(playing, Response):
            return playing
        try:
            return playing, what.validate_json(await request.body())
        except ValidationError:
            return Response(status_code=400)

    def own(self, request: Request) -> Playing | Response:
        if not is_own(request, self.token):
            return REFUSED
        return self.written(request) or MISSING

    def written(self, request: HTTPConnection) -> Playing | None:
        """The module of that name, where it is a folder."""
        playing = self.find(request.path_params["name"])
        return playing if playing and isinstance(playing.source, FolderSource) else None

    async def answered(self, answer: Callable[[], dict[str, Any]]) -> Response:
        """What a file's text is, or why it is not to be had: state ``refused``."""
        return (await self.answered_with(answer))[0]

    def why(self, error: WrongUse) -> str:
        """In the words of the page, which knows no commands, where it has its own."""
        own: str = words(self.language)["wrong_use"].get(error.key, "")
        return own or explain(error, command_words(self.language))

    async def answered_with(self, answer: Callable[[], dict[str, Any]]) -> tuple[Response, dict[str, Any]]:
        try:
            told = await asyncio.to_thread(answer)
        except WrongUse as error:
            told = {"state": "refused", "why": self.why(error)}
        except (writing.Unreadable, Gone) as error:
            told = {"state": "refused", "why": str(error)}
        return JSONResponse(told, headers=FRESH), told


def said(finding: Finding) -> tuple[str, str, str]:
    """What a finding says, wherever it stands now."""
    return finding.code, finding.location.path, repr(sorted(finding.values.items()))
