"""The chat page: every question is one turn, and the server remembers none of it."""

import asyncio
from dataclasses import dataclass

from aiohttp import web

from bot.claims.note import note
from bot.errors import Refusal
from bot.ports import Clock
from bot.speech.heard import Command, Heard, Verb
from bot.speech.replies import Answered, Mood, Reply, Told, Working
from bot.speech.session import Session
from bot.speech.turns import Converse, Say
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import word_report
from handlers.web.chat.read import Form, read_form, read_heard, visitor
from handlers.web.chat.render import ANSWERED, Part, Renderer, finished, stale
from handlers.web.streams import BEGUN, STREAM, wants_stream
from handlers.web.visitors import Visitors

_NO_STORE = {"Cache-Control": "no-store"}
_NO_FINDING = note("unavailable.no_finding")
_BUSY = Told(
    (note("unavailable.busy"), _NO_FINDING, note("unavailable.again_seconds", count="10")),
    Mood.UNAVAILABLE,
    retry_after=10,
)
_LATE = Told((note("unavailable.late"), _NO_FINDING), Mood.UNAVAILABLE)
_STALE = Told((note("refused.stale_page"),), Mood.REFUSED)

_STATUS = {
    ANSWERED: 200,
    Mood.TALK.value: 200,
    Mood.REFUSED.value: 422,
    Mood.UNAVAILABLE.value: 503,
    Mood.FAILED.value: 500,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the page takes on: checks at the same time, forms being received at the same time, and seconds for one of either."""

    at_once: int = 8
    received_at_once: int = 16
    patience: float = 120.0


class ChatFront:
    """Serves the page, its two side pages and the questions that it sends, as a whole page or as a stream."""

    def __init__(
        self,
        converse: Converse,
        *,
        renderer: Renderer,
        visitors: Visitors,
        phrasebook: Phrasebook,
        clock: Clock,
        limits: Limits,
    ) -> None:
        self._converse = converse
        self._renderer = renderer
        self._visitors = visitors
        self._phrasebook = phrasebook
        self._clock = clock
        self._session = Session(phrasebook.language)
        self._seats = asyncio.Semaphore(limits.at_once)
        self._receiving = asyncio.Semaphore(limits.received_at_once)
        self._patience = limits.patience

    async def get(self, request: web.Request) -> web.Response:
        return self._page(request, Form())

    async def help(self, request: web.Request) -> web.Response:
        return await self._side_page(request, Verb.HELP, heading="page.help")

    async def privacy(self, request: web.Request) -> web.Response:
        return await self._side_page(request, Verb.PRIVACY, heading="page.privacy")

    async def post(self, request: web.Request) -> web.StreamResponse:
        if self._receiving.locked():  # not read: what many send at once would all lie in memory
            return self._reply(request, Form(), _BUSY)
        form = read_form(request.content_type, await self._receive(request))
        value = self._visitors.meet(request)
        if not self._visitors.is_genuine(value, form.token):
            return self._not_genuine(request, form, value)
        try:
            heard = read_heard(form, self._visitors.pseudonym(value), today=self._clock.today())
        except Refusal as refusal:
            return self._reply(request, form, Told((note(refusal.key, **refusal.values),), Mood.REFUSED))
        if self._seats.locked():
            return self._reply(request, form, _BUSY)
        async with self._seats:
            if wants_stream(request):
                return await self._stream(request, form, heard)
            return self._reply(request, form, await self._last_reply(heard))

    async def _receive(self, request: web.Request) -> bytes:
        """The body. A seat of its own, so that forms that come in slowly take none from those that are checked."""
        if (length := request.content_length or 0) > request.client_max_size:
            raise web.HTTPRequestEntityTooLarge(request.client_max_size, length)
        async with self._receiving:
            try:
                async with asyncio.timeout(self._patience):
                    return await request.read()
            except TimeoutError:
                raise web.HTTPRequestTimeout from None

    async def _side_page(self, request: web.Request, verb: Verb, *, heading: str) -> web.Response:
        person = self._visitors.pseudonym(self._visitors.meet(request))
        reply = await self._last_reply(Command(visitor(person), verb, verb.value))
        part = (
            self._renderer.told(reply, heading=heading)
            if isinstance(reply, Told)
            else self._part(reply, Form())
        )
        html = self._renderer.notice(part)
        return web.Response(text=html, content_type="text/html", status=_STATUS[part.mood], headers=_NO_STORE)

    async def _turn(self, heard: Heard, say: Say) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._converse(self._session, heard, say)
        except TimeoutError:
            await say(_LATE)

    async def _last_reply(self, heard: Heard) -> Told | Answered:
        said: list[Told | Answered] = []

        async def keep(reply: Reply) -> None:
            if not isinstance(reply, Working):
                said.append(reply)

        await self._turn(heard, keep)
        return said[-1]

    async def _stream(self, request: web.Request, form: Form, heard: Heard) -> web.StreamResponse:
        response = web.StreamResponse(headers=_NO_STORE | {"Content-Type": STREAM, "X-Accel-Buffering": "no"})
        await response.prepare(request)
        request[BEGUN] = response

        async def write(reply: Reply) -> None:
            if isinstance(reply, Working):
                await response.write(self._renderer.working(reply))
            else:
                await response.write(finished(self._part(reply, form)))

        try:
            await self._turn(heard, write)
            await response.write_eof()
        except ConnectionResetError:
            response.force_close()  # the person has gone; there is nobody to tell
        return response

    def _reply(self, request: web.Request, form: Form, reply: Told | Answered) -> web.Response:
        part = self._part(reply, form)
        if wants_stream(request):
            response = web.Response(body=finished(part), content_type=STREAM, headers=_NO_STORE)
        else:
            response = self._page(request, form, part)
        response.set_status(_STATUS[part.mood])
        if isinstance(reply, Told) and reply.retry_after:
            response.headers["Retry-After"] = str(reply.retry_after)
        return response

    def _not_genuine(self, request: web.Request, form: Form, value: str) -> web.Response:
        """Nothing is checked; the page comes back with a token that counts and the text still in it."""
        if wants_stream(request):
            body = stale(self._visitors.token(value))
            response = web.Response(body=body, content_type=STREAM, headers=_NO_STORE)
            self._visitors.greet(request, response, value)
        else:
            response = self._page(request, form, self._renderer.told(_STALE), value=value)
        response.set_status(403)
        return response

    def _page(
        self, request: web.Request, form: Form, part: Part | None = None, *, value: str = ""
    ) -> web.Response:
        value = value or self._visitors.meet(request)
        html = self._renderer.page(form, token=self._visitors.token(value), part=part)
        response = web.Response(text=html, content_type="text/html", headers=_NO_STORE)
        self._visitors.greet(request, response, value)
        return response

    def _part(self, reply: Told | Answered, form: Form) -> Part:
        match reply:
            case Told():
                return self._renderer.told(reply)
            case Answered(report):
                return self._renderer.answered(word_report(report, self._phrasebook), form)
