"""The conversation on fronts where people wait for the answer: nothing is queued, and what cannot be kept is said without a promise.

Turns of one conversation overlap, since a text may take long and a page has several tabs: each is written on top of what the others came to.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import assert_never
from weakref import WeakValueDictionary

from bot.dialogue.unavailable import not_done, not_made
from bot.errors import Unavailable
from bot.people.address import Address
from bot.ports import Sessions, Turns
from bot.runtime.edge import Broken, OnBug, attempt, fault_told
from bot.runtime.numbers import Ended, Numbers
from bot.speech.heard import Heard, Message
from bot.speech.outcome import Forget, Keep, Outcome, Prefer
from bot.speech.replies import Answered, Card, FollowUp, Reply, Shown, Superseded, Told, Working
from bot.speech.session import Session
from bot.speech.traffic import Turn
from bot.speech.turns import Converse, Say, Talk


@dataclass(frozen=True, slots=True)
class LiveParts:
    """What the conversation works with. `on_away` is told of a database that does not answer, `on_bug` of every bug."""

    converse: Converse
    sessions: Sessions
    turns: Turns
    numbers: Numbers
    on_bug: OnBug
    on_away: Callable[[Unavailable], None]


@dataclass(eq=False)
class _Conversation:
    """Of one address, as long as a turn of it runs. `ends` counts how often all of it was deleted: what began before must leave nothing behind."""

    writer: asyncio.Lock = field(default_factory=asyncio.Lock)
    ends: int = 0


def live(parts: LiveParts, *, language: str = "en") -> Talk:
    """A `Talk`. `language` is that of a new conversation."""

    conversations: WeakValueDictionary[Address, _Conversation] = WeakValueDictionary()

    async def talk(heard: Heard, say: Say) -> None:
        conversation = conversations.setdefault(heard.sender.address, _Conversation())
        way_back = _WayBack(say, parts.on_bug)
        front = heard.sender.address.front
        replies = await attempt(
            _answer(parts, heard, way_back, conversation, language), on_bug=way_back.note_bug
        )
        parts.numbers.turned(front, Ended.BROKEN if isinstance(replies, Broken) else Ended.ANSWERED)
        for reply in (fault_told(),) if isinstance(replies, Broken) else replies:
            await say(reply)

    return talk


async def _answer(
    parts: LiveParts, heard: Heard, way_back: "_WayBack", conversation: _Conversation, language: str
) -> tuple[Reply, ...]:
    """What is to be said. All that it promises is written."""
    ends = conversation.ends
    session, away = await _session(parts, heard)
    if away is not None and not isinstance(heard, Message):
        return (not_done(away),)  # what it is about stands in the session
    known = session or Session(language)
    try:
        outcome = await parts.converse(known, heard, way_back.tell)
        if away is None:
            async with conversation.writer:
                newest = await _newest(parts, heard, session)
                was_forgotten = conversation.ends > ends or (session is not None and newest is None)
                if was_forgotten and _is_kept(outcome):
                    return tuple(map(_bare, outcome.replies))
                outcome = await _on_top(parts, heard, way_back, outcome, known, newest)
                away = await _finish(parts, Turn(heard, outcome, is_live=True))
                conversation.ends += away is None and _ends(outcome)
    except Unavailable as failure:
        parts.on_away(failure)
        return (not_made(failure),)
    return outcome.replies if away is None else _without_promises(outcome, away)


async def _session(parts: LiveParts, heard: Heard) -> tuple[Session | None, Unavailable | None]:
    """The conversation as it stands. Where that cannot be read a text can be checked all the same, as if it were the first."""
    try:
        return await parts.sessions.session(heard.sender.address), None
    except Unavailable as failure:
        parts.on_away(failure)
        return None, failure


async def _newest(parts: LiveParts, heard: Heard, before: Session | None) -> Session | None:
    try:
        return await parts.sessions.session(heard.sender.address)
    except Unavailable:
        return before  # nor can it be written then, which is told


async def _on_top(
    parts: LiveParts,
    heard: Heard,
    way_back: "_WayBack",
    outcome: Outcome,
    before: Session,
    now: Session | None,
) -> Outcome:
    """The outcome in the conversation as it is now. Of a check no more is added to it than that it was the last; anything else is made again."""
    newest = now or Session(before.language)
    if newest == before:
        return outcome
    if _is_kept(outcome):
        return replace(outcome, session=replace(newest.moved_on(), last=outcome.session.last))
    return await parts.converse(newest, heard, way_back.tell)


def _is_kept(outcome: Outcome) -> bool:
    return any(isinstance(deed, Keep) for deed in outcome.deeds)


def _ends(outcome: Outcome) -> bool:
    return any(isinstance(deed, Forget) for deed in outcome.deeds)


async def _finish(parts: LiveParts, turn: Turn) -> Unavailable | None:
    try:
        await parts.turns.finish(turn)
    except Unavailable as failure:
        parts.on_away(failure)
        return failure
    return None


def _without_promises(outcome: Outcome, failure: Unavailable) -> tuple[Reply, ...]:
    """What can still be said honestly although nothing was written: findings, without anything to press that would lead nowhere.

    That something was done, or a question whose answer would not be understood, cannot be said.
    """
    is_check = any(isinstance(reply, Answered | Shown) for reply in outcome.replies)
    harmless = all(isinstance(deed, Keep | Prefer) for deed in outcome.deeds)
    promises = any(isinstance(one, Told) and (one.buttons or one.asks) for one in outcome.replies)
    if not ((not outcome.deeds and not promises) or (is_check and harmless)):
        return (not_made(failure) if is_check else not_done(failure),)
    return tuple(_bare(reply) for reply in outcome.replies if not isinstance(reply, Superseded))


def _bare(reply: Reply) -> Reply:
    match reply:
        case Answered() | Shown():
            return replace(reply, answer="", buttons=())
        case Told() | FollowUp() | Card():
            return replace(reply, buttons=())
        case Working() | Superseded():
            return reply
        case _:
            assert_never(reply)


class _WayBack:
    """Passes on how far the work is. What the front's own `say` raises is the front's business, and no bug of the turn."""

    def __init__(self, say: Say, on_bug: OnBug) -> None:
        self._say = say
        self._on_bug = on_bug
        self._is_saying = False

    async def tell(self, working: Working) -> None:
        self._is_saying = True
        await self._say(working)
        self._is_saying = False

    def note_bug(self, bug: Exception) -> None:
        if self._is_saying:
            raise bug
        self._on_bug(bug)
