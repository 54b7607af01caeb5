"""The chat page: every question and every press is one turn, and this front remembers none of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final, assert_never

from aiohttp import web

from bot.claims.note import note
from bot.errors import Refusal, Unavailable
from bot.ports import Clock
from bot.speech.choices import Act, Choice, read_choice
from bot.speech.heard import Command, From, Heard, Verb
from bot.speech.replies import Answered, Card, FollowUp, Mood, Reply, Shown, Superseded, Told, Working
from bot.speech.turns import Say, Talk
from handlers.web.chat.read import Form, read_form, read_press, read_text
from handlers.web.chat.render import ANSWERED, Piece, Renderer, ended, mood_of, said, stale
from handlers.web.chat.seats import BUSY, Limits, Seats
from handlers.web.streams import BEGUN, STREAM, wants_stream
from handlers.web.visitors import Visitors

_NO_STORE = {"Cache-Control": "no-store"}
_SOON: Final = 1.0
_LATE = Told((note("unavailable.late"), note("unavailable.no_finding")), Mood.UNAVAILABLE)

SIDE_PAGES: Final = {
    Verb.HELP: "page.help",
    Verb.PRIVACY: "page.privacy",
    Verb.STATUS: "page.status",
    Verb.MYDATA: "page.mydata",
}
"""What has an address of its own, with the heading of its page. Everything else is typed or pressed, so that no link from elsewhere does it."""

_STATUS = {
    "": 200,
    ANSWERED: 200,
    Mood.TALK.value: 200,
    Mood.REFUSED.value: 422,
    Mood.UNAVAILABLE.value: 503,
    Mood.FAILED.value: 500,
}

Said = Told | Answered | Shown

Begun = Callable[[From], Awaitable[Told | None]]
"""What was begun in this conversation and is open, or was for too long. Only reads. Raises `Unavailable`."""


async def nothing_begun(_sender: From) -> None: ...


class ChatFront:
    """Serves the page, its side pages, and what is sent from them, as a whole page or as a stream."""

    def __init__(
        self,
        talk: Talk,
        *,
        renderer: Renderer,
        visitors: Visitors,
        clock: Clock,
        limits: Limits,
        begun: Begun = nothing_begun,
    ) -> None:
        self._talk = talk
        self._begun = begun
        self._renderer = renderer
        self._visitors = visitors
        self._clock = clock
        self._seats = Seats(limits)

    async def get(self, request: web.Request) -> web.Response:
        known = self._visitors.known(request)
        told = await self._open(known) if known else None
        pieces = [self._renderer.told(told, token=self._visitors.token(known))] if told else []
        return self._page(request, self._visitors.meet(request), Form(), pieces)

    async def _open(self, value: str) -> Told | None:
        """A page that is loaded again shows nothing else of what was begun here, and stands without it too."""
        with suppress(TimeoutError, Unavailable):
            async with asyncio.timeout(_SOON):
                return await self._begun(self._visitors.sender(value))
        return None

    async def side_page(self, request: web.Request) -> web.Response:
        """What the bot says to one of its commands. Whoever comes without a cookie is nobody: there is nothing of theirs, and nothing to press."""
        verb = Verb(request.path.strip("/"))
        value = self._visitors.known(request)
        sender, token = self._visitors.nobody(), ""
        if value:
            sender, token = self._visitors.sender(value), self._visitors.token(value)
        replies = await self.replies(Command(sender, verb, verb.value))
        pieces = [
            self._renderer.told(reply, token=token, heading=SIDE_PAGES[verb] if number == 0 else "")
            if isinstance(reply, Told)
            else self._renderer.reply(reply, Form(), token=token)
            for number, reply in enumerate(replies)
        ]
        offer = Choice(Act.FORGET) if verb is Verb.MYDATA and token else None
        html = self._renderer.notice(pieces, token=token, offer=offer, asks_receipt=verb is Verb.STATUS)
        status = _STATUS[mood_of(pieces)]
        return web.Response(text=html, content_type="text/html", status=status, headers=_NO_STORE)

    async def post(self, request: web.Request) -> web.StreamResponse:
        def read(form: Form, sender: From) -> Heard:
            return read_text(form, sender, today=self._clock.today())

        return await self._take(request, read, stale_key="refused.stale_page")

    async def press(self, request: web.Request) -> web.StreamResponse:
        return await self._take(request, read_press, stale_key="page.stale_press")

    async def receive(self, request: web.Request) -> bytes | None:
        """The body; None, and nothing was read, where too many come in already: what many send at once would all lie in memory."""
        return await self._seats.receive(request) if self._seats.can_receive() else None

    async def _take(
        self, request: web.Request, read: Callable[[Form, From], Heard], *, stale_key: str
    ) -> web.StreamResponse:
        value = self._visitors.meet(request)
        body = await self.receive(request)
        if body is None:
            return self._reply(request, value, Form(), [BUSY])
        form = read_form(request.content_type, body)
        if not self._visitors.is_genuine(value, form.token):
            return self._not_genuine(request, value, form, stale_key)
        try:
            heard = read(form, self._visitors.sender(value))
        except Refusal as refusal:
            told = Told((note(refusal.key, **refusal.values),), Mood.REFUSED)
            return self._reply(request, value, form, [told])
        if (refusal_of_all := self._seats.refusal(heard)) is not None:
            return self._reply(request, value, form, [refusal_of_all])
        async with self._seats.seat(heard):
            if wants_stream(request):
                return await self._stream(request, value, form, heard)
            return self._reply(request, value, form, await self.replies(heard))

    async def _turn(self, heard: Heard, say: Say) -> None:
        try:
            async with asyncio.timeout(self._seats.patience), self._seats.in_order(heard):
                await self._talk(heard, say)
        except TimeoutError:
            await say(_LATE)

    async def replies(self, heard: Heard) -> list[Said]:
        """What is said to it, in one go."""
        said: list[Said] = []

        async def keep(reply: Reply) -> None:
            if isinstance(reply, Told | Answered | Shown):
                said.append(reply)

        await self._turn(heard, keep)
        return said

    async def _stream(self, request: web.Request, value: str, form: Form, heard: Heard) -> web.StreamResponse:
        response = web.StreamResponse(headers=_NO_STORE | {"Content-Type": STREAM, "X-Accel-Buffering": "no"})
        await response.prepare(request)
        request[BEGUN] = response
        token = self._visitors.token(value)
        pieces: list[Piece] = []

        async def write(reply: Reply) -> None:
            match reply:
                case Working():
                    await response.write(self._renderer.working(reply))
                case Told() | Answered() | Shown():
                    pieces.append(self._renderer.reply(reply, form, token=token))
                    await response.write(said(pieces[-1]))
                case Superseded() | FollowUp() | Card():
                    pass  # no text that came through a page can be changed afterwards
                case _:
                    assert_never(reply)

        try:
            await self._turn(heard, write)
            await response.write(ended(mood_of(pieces)))
            await response.write_eof()
        except ConnectionResetError:
            response.force_close()  # the person has gone; there is nobody to tell
        return response

    def _reply(self, request: web.Request, value: str, form: Form, replies: Sequence[Said]) -> web.Response:
        token = self._visitors.token(value)
        pieces = [self._renderer.reply(reply, form, token=token) for reply in replies]
        mood = mood_of(pieces)
        if wants_stream(request):
            body = b"".join([*map(said, pieces), ended(mood)])
            response = web.Response(body=body, content_type=STREAM, headers=_NO_STORE)
        else:
            response = self._page(request, value, form, pieces, back=_way_back(form, mood))
        response.set_status(_STATUS[mood])
        for reply in replies:
            if isinstance(reply, Told) and reply.retry_after:
                response.headers["Retry-After"] = str(reply.retry_after)
        return response

    def _not_genuine(self, request: web.Request, value: str, form: Form, key: str) -> web.Response:
        """Nothing is done; the page comes back with a token that counts and the text still in it."""
        if wants_stream(request):
            body = stale(self._visitors.token(value))
            response = web.Response(body=body, content_type=STREAM, headers=_NO_STORE)
            self._visitors.greet(request, response, value)
        else:
            told = self._renderer.told(Told((note(key),), Mood.REFUSED))
            response = self._page(request, value, form, [told])
        response.set_status(403)
        return response

    def _page(
        self,
        request: web.Request,
        value: str,
        form: Form,
        pieces: Sequence[Piece] = (),
        back: Choice | None = None,
    ) -> web.Response:
        html = self._renderer.page(form, token=self._visitors.token(value), pieces=pieces, back=back)
        response = web.Response(text=html, content_type="text/html", headers=_NO_STORE)
        self._visitors.greet(request, response, value)
        return response


def _way_back(form: Form, mood: str) -> Choice | None:
    """Without script the reply to a press takes the place of the answer that was pressed at: the claim can be shown again."""
    pressed = read_choice(form.choice)
    if pressed is None or not pressed.answer or mood != Mood.TALK.value:
        return None
    return Choice(Act.OPEN, pressed.answer, max(1, pressed.number))
