"""The chat page's own interface under /stage/: state, events, and what people do by mouse."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from importlib.resources import files

from aiohttp import web

from bot.rehearsal.errors import ApiError, RefusedToPersonError
from bot.rehearsal.mouse import PeopleByMouse
from bot.rehearsal.page_texts import page_texts
from bot.rehearsal.params import Params, read_params
from bot.rehearsal.people import Phone
from bot.rehearsal.snapshot import snapshot
from bot.rehearsal.state import World
from bot.rehearsal.values import Json
from bot.texts import LOCALES, closest_locale

log = logging.getLogger(__name__)

Action = Callable[[], Awaitable[None]]
LangHook = Callable[[str], Awaitable[None]]

HEARTBEAT = 15.0  # seconds between comments on a quiet event stream, so that proxies keep it open
PAGE_TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml",
}  # fmt: skip
POLICY = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; frame-ancestors 'none'"
LANGUAGE_CODES = {"zh-CN": "zh-hans", "en": "en"}


@dataclass(kw_only=True)
class StageButton:
    """A button over one phone that does something a person would do outside the chat."""

    key: str
    person_id: int
    label: Mapping[str, str]
    action: Action
    running: bool = field(default=False)


class Stage:
    """Serves the page and turns its requests into what people do."""

    def __init__(
        self,
        world: World,
        phone: Callable[[int], Phone],
        locale: str,
        *,
        keep: Callable[[], None] = lambda: None,
    ) -> None:
        self._world = world
        self._phone = phone
        self._keep = keep
        self.locale = closest_locale(locale)
        self.buttons: dict[str, StageButton] = {}
        self._lang_hooks: list[LangHook] = []
        self._closing = asyncio.Event()

    def add_button(self, key: str, person_id: int, label: Mapping[str, str], action: Action) -> None:
        """Show a button over a person's phone; label is {"zh": …, "en": …}, action an async callable."""
        self.buttons[key] = StageButton(key=key, person_id=person_id, label=label, action=action)
        self._world.touch()

    def remove_button(self, key: str) -> None:
        """Take a button away again."""
        self.buttons.pop(key, None)
        self._world.touch()

    def on_language(self, hook: LangHook) -> None:
        """Register an async hook that gets the locale (zh-CN or en) after people switch it."""
        self._lang_hooks.append(hook)

    def close(self) -> None:
        """End the event streams."""
        self._closing.set()
        self._world.touch()

    def add_routes(self, app: web.Application) -> None:
        """Add the page and its interface."""
        app.router.add_get("/", self._page)
        app.router.add_get("/page/{name}", self._page)
        app.router.add_get("/stage/state", self._state)
        app.router.add_get("/stage/events", self._events)
        app.router.add_get("/stage/texts", self._texts)
        app.router.add_get("/stage/file/{unique_id}", self._file)
        for name, action in self._actions().items():
            app.router.add_post(f"/stage/{name}", self._acting(action))

    def _actions(self) -> dict[str, Callable[[Params], Awaitable[Json]]]:
        own = {"clock": self._clock, "lang": self._lang, "button": self._button}
        return own | PeopleByMouse(self._phone).actions()

    def _acting(
        self, action: Callable[[Params], Awaitable[Json]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def serve(request: web.Request) -> web.Response:
            try:
                done = await action(await read_params(request))
            except (RefusedToPersonError, ApiError, KeyError, ValueError) as error:
                return web.json_response({"ok": False, "reason": str(error)}, status=409)
            self._keep()
            return web.json_response({"ok": True} | done)

        return serve

    # -- what the page reads ------------------------------------------------------------------------

    async def _page(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name", "index.html")
        ending = name.rpartition(".")[2]
        entry = files("bot.rehearsal") / "page" / name
        if ending not in PAGE_TYPES or "/" in name or not entry.is_file():
            raise web.HTTPNotFound
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        body = entry.read_text(encoding="utf-8")
        return web.Response(text=body, content_type=PAGE_TYPES[ending], charset="utf-8", headers=headers)

    async def _state(self, request: web.Request) -> web.Response:
        since = Params(values=dict(request.query)).integer("since")
        return web.json_response(snapshot(self._world, self.buttons.values(), self.locale, since))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        revision = -1
        while not self._closing.is_set():
            if await self._world.changed_since(revision, HEARTBEAT):
                revision = self._world.revision
                line = f"data: {json.dumps({'revision': revision})}\n\n"
            else:
                line = ": still here\n\n"
            try:
                await response.write(line.encode())
            except ConnectionError:
                break
        return response

    async def _texts(self, _request: web.Request) -> web.Response:
        return web.json_response({locale: page_texts(locale) for locale in LOCALES})

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._world.files.by_unique_id(request.match_info["unique_id"])
        if stored is None:
            raise web.HTTPNotFound
        # Only pictures and sound are shown inline; anything else could be a page with script of its own.
        safe = stored.mime_type in ("image/png", "image/jpeg", "audio/ogg", "audio/mpeg")
        kind = stored.mime_type if safe else "application/octet-stream"
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=stored.data, content_type=kind, headers=headers)

    # -- what the stage does ------------------------------------------------------------------------

    async def _clock(self, params: Params) -> Json:
        clock = self._world.clock
        steps = {"hour": timedelta(hours=1), "day": timedelta(days=1), "month": timedelta(days=30)}
        jump = params.text("jump")
        if jump == "morning":
            await clock.jump_to(clock.next_working_morning())
        else:
            await clock.advance(steps[jump])
        self._world.touch()
        return {"now": clock.now().isoformat()}

    async def _lang(self, params: Params) -> Json:
        self.locale = closest_locale(params.text("lang"))
        code = LANGUAGE_CODES[self.locale]
        for person in list(self._world.people.values()):
            self._world.people[person.id] = replace(person, language_code=code)
        for hook in list(self._lang_hooks):
            await hook(self.locale)
        self._world.touch()
        return {"lang": self.locale}

    async def _button(self, params: Params) -> Json:
        button = self.buttons[params.text("key")]
        if button.running:
            return {}
        button.running = True
        self._world.touch()
        try:
            await button.action()
        finally:
            button.running = False
            self._world.touch()
        return {}
