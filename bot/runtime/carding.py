"""Keeps the card of every case in a chat of the desk as the case is.

A card that went is noted before the next is looked for; only a kill between the two sends it a second time.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.desk.case import UNDECIDED, CaseState
from bot.dialogue.desk.card import make_card
from bot.dialogue.desk.nearest import find_nearest
from bot.dialogue.parts import DeskFacts
from bot.errors import Cause, Unavailable, Undeliverable
from bot.moderation import Cards, Desk
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.ports import Checking, Clock, Courier
from bot.runtime.edge import Broken, attempt
from bot.runtime.numbers import Errand, Numbers
from bot.runtime.pacing import Paces, chat_of
from bot.runtime.rounds import Edge, Woken, in_rounds
from bot.runtime.waiting import seconds_until_retry
from bot.speech.heard import From
from bot.speech.shown_case import ShownCard
from bot.speech.traffic import Outgoing, Sent
from bot.verdicts.phrasebook import load_phrasebook

_SOME = 20
_LOOKS_EVERY = 60.0
_UNTIL_KNOWN = 1.0
_LONGEST_PAUSE = 300.0
_WITH_NEAREST = UNDECIDED | {CaseState.SIGNING}
_LOG = logging.getLogger("secondsource")


@dataclass(frozen=True, slots=True)
class Board:
    """A chat in which cases are shown. `workspace` tells that of its front, empty until the platform has told it."""

    front: Front
    chat: str
    courier: Courier
    workspace: Callable[[], str]

    def place(self) -> From | None:
        """None as long as nothing can be sent there."""
        workspace = self.workspace()
        if not workspace:
            return None
        address = Address(self.front, workspace, self.chat)
        return From(address, Pseudonym(""), Audience.NEWSROOM, is_private=False)


@dataclass(frozen=True, slots=True)
class CardParts:
    """What cards are made of. `is_night` tells whether they come without a sound now."""

    desk: Desk
    cards: Cards
    checking: Checking
    clock: Clock
    facts: DeskFacts
    language: str
    numbers: Numbers
    edge: Edge
    paces: Paces
    is_night: Callable[[], bool] = lambda: False


@dataclass
class CardKeeper:
    board: Board
    parts: CardParts
    _aside: dict[int, int] = field(
        default_factory=dict, init=False
    )  # revisions whose cards break the program
    _failures: int = field(default=0, init=False)

    async def run(self) -> None:
        await in_rounds(self.look, Woken(self.parts.desk).wait, self.parts.edge)

    async def look(self) -> float:
        to = self.board.place()
        if to is None:
            return _UNTIL_KNOWN
        limit = _SOME + len(self._aside)
        stale = await self.parts.cards.stale([to.address], limit=limit)
        wanted = [card for card in stale if self._aside.get(card.case) != card.revision]
        for card in wanted:
            await self._show(card, to)
        return 0.0 if len(stale) == limit and wanted else _LOOKS_EVERY

    async def _show(self, card: ShownCard, to: From) -> None:
        """One that breaks holds up no other."""
        outgoing = await attempt(self._made(card, to), on_bug=self.parts.edge.on_bug)
        sent: Sent | Broken = Broken("")
        try:
            if isinstance(outgoing, Outgoing):
                sent = await attempt(self._send(outgoing), on_bug=self.parts.edge.on_bug)
        except Unavailable as failure:
            await self._rest(failure, to)
            return
        except Undeliverable as refusal:
            extra = {"front": self.board.front.value, "why": refusal.why.value}
            _LOG.warning("card cannot be shown", extra=extra)
            sent = Sent("")
        self._failures = 0
        if isinstance(sent, Broken):
            self._aside[card.case] = card.revision
        else:
            self._aside.pop(card.case, None)
            await self._note(card, sent.handle)

    async def _made(self, card: ShownCard, to: From) -> Outgoing:
        """Of the case as it is now. Raises `Unavailable`: a card without what is nearest would say that nothing is."""
        parts = self.parts
        file = await parts.desk.case(card.case)
        if file is None:
            raise LookupError("a case that is gone")
        wants_nearest = parts.facts.with_text and file.case.state in _WITH_NEAREST
        near = await find_nearest(file, checking=parts.checking) if wants_nearest else ()
        book = load_phrasebook(parts.language)
        reply = make_card(file, near, book=book, now=parts.clock.now(), facts=parts.facts)
        is_quiet = bool(card.handle) or parts.is_night()
        return Outgoing(0, "", to, reply, progress=card.handle, is_quiet=is_quiet, language=parts.language)

    async def _send(self, outgoing: Outgoing) -> Sent:
        courier, to = self.board.courier, outgoing.to
        pace = self.parts.paces.of(self.board.front, courier)
        async with pace.turn(chat_of(to), spacing=courier.spacing(to)):
            sent = await courier.send_next(outgoing)
        self.parts.numbers.ran(Errand.CARD)
        return sent

    async def _rest(self, failure: Unavailable, to: From) -> None:
        """The platform is away: nothing that happens at the desk makes it come back sooner."""
        pace = self.parts.paces.of(self.board.front, self.board.courier)
        if failure.cause is Cause.LIMITED:
            pace.note_limited(chat_of(to), seconds=failure.retry_after)
        self._failures += 1
        backoff = seconds_until_retry(self._failures, first=1.0, most=_LONGEST_PAUSE)
        await asyncio.sleep(max(failure.retry_after, backoff))

    async def _note(self, card: ShownCard, handle: str) -> None:
        """Waits for the database as long as it takes: what is not noted would be sent again."""
        failures = 0
        while True:
            try:
                await self.parts.cards.shown(card, handle=handle, revision=card.revision)
            except Unavailable as failure:
                failures += 1
                self.parts.edge.on_away(failure)
                await asyncio.sleep(seconds_until_retry(failures, most=5.0))
            else:
                return
