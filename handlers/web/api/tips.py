"""Tips that a program hands in for somebody, and receipts. Nothing of the key is kept with a tip."""

import secrets
from http import HTTPStatus
from typing import Final

from aiohttp import web

from bot.desk.code import read_code
from bot.desk.tip import NO, YES
from bot.errors import Refusal, Unavailable
from bot.moderation import Receipts
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.ports import Keys
from bot.speech.forms import AS_IT_IS, Form
from bot.speech.heard import Command, Filled, From, Heard, Verb
from bot.speech.replies import Mood, Reply, Told
from bot.speech.turns import Talk
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.api.asked import Nothing, ReceiptAsked, TipAsked
from handlers.web.api.gate import Answer, Call
from handlers.web.api.shown import Standing, TipReceipt
from handlers.web.chat.read_tip import AGREED

_WORKSPACE: Final = "api"
_RETRY_SECONDS: Final = 5.0


class TipsFront:
    """Each tip is a conversation of its own, as on a page: what one program hands in for many is not kept as one person's."""

    def __init__(self, talk: Talk, receipts: Receipts, keys: Keys, book: Phrasebook) -> None:
        self._talk = talk
        self._receipts = receipts
        self._keys = keys
        self._book = book

    async def hand_in(self, call: Call[TipAsked, Nothing]) -> Answer:
        if not call.body.consent:
            raise Refusal("api.no_consent")
        name = self._keys.digest("api", "tip", call.key.id, call.again or secrets.token_hex(16))
        told = await self._told(Filled(self._sender(name), Form.TIP, _values(call.body), name))
        values = {note.key: dict(note.values) for note in told.notes}
        if "talk.tip.again" in values:
            return Answer(TipReceipt(values["talk.tip.again"]["code"], None), HTTPStatus.OK)
        checksum = values["talk.tip.receipt.checksum"]["checksum"].replace(" ", "")
        return Answer(TipReceipt(values["talk.tip.receipt.done"]["code"], checksum))

    async def look_up(self, call: Call[ReceiptAsked, Nothing]) -> Answer:
        """For an unknown receipt the answer is that to one with a slip of the pen."""
        code = read_code(call.body.receipt)
        standing = await self._receipts.standing(code) if code else None
        if code is None or standing is None:
            raise web.HTTPNotFound
        sender = self._sender(self._keys.digest("api", "receipt", call.key.id))
        told = await self._told(Command(sender, Verb.STATUS, Verb.STATUS.value, code))
        said = tuple(self._book.say(note) for note in told.notes)
        asked_on = standing.asked_at.date().isoformat()
        return Answer(Standing(code, standing.state.value, asked_on, standing.asks or None, said))

    async def _told(self, heard: Heard) -> Told:
        """What is said to it, where that is no refusal. Raises `Refusal` and `Unavailable`."""
        said: list[Told] = []

        async def keep(reply: Reply) -> None:
            if isinstance(reply, Told):
                said.append(reply)

        await self._talk(heard, keep)
        told = said[-1]
        if told.mood is Mood.REFUSED:
            raise Refusal(told.notes[0].key, **dict(told.notes[0].values))
        if told.mood is not Mood.TALK:
            raise Unavailable("database", retry_after=told.retry_after or _RETRY_SECONDS)
        return told

    def _sender(self, name: str) -> From:
        address = Address(Front.WEB, _WORKSPACE, name)
        person, *formerly = self._keys.pseudonyms(Front.WEB, _WORKSPACE, name)
        return From(address, person, Audience.PUBLIC, formerly=tuple(formerly))


def _values(tip: TipAsked) -> tuple[tuple[str, str], ...]:
    return (
        ("what", tip.what),
        ("where", tip.where),
        ("when", tip.when),
        ("how", tip.how),
        ("evidence", tip.evidence),
        ("publish", YES if tip.may_publish else NO),
        ("ask_back", YES if tip.may_ask_back else NO),
        (AGREED, YES),
        (AS_IT_IS, YES),
    )
