"""Takes what went from a case off the copies of its card that people asked for.

Nothing else changes them but their own buttons: a copy is for whoever looks at it now.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialogue.desk.card import make_card
from bot.errors import Cause, Unavailable, Undeliverable
from bot.moderation import Copies
from bot.people.address import Front
from bot.ports import Courier
from bot.runtime.carding import CardParts
from bot.runtime.edge import attempt
from bot.runtime.pacing import chat_of
from bot.runtime.rounds import Woken, in_rounds
from bot.speech.replies import Card
from bot.speech.shown_case import ShownCopy
from bot.speech.traffic import Outgoing
from bot.verdicts.phrasebook import load_phrasebook

_SOME = 20
_LOOKS_EVERY = 60.0


@dataclass
class CopyKeeper:
    copies: Copies
    couriers: Mapping[Front, Courier]
    parts: CardParts

    async def run(self) -> None:
        await in_rounds(self.look, Woken(self.parts.desk).wait, self.parts.edge)

    async def look(self) -> float:
        more = [await self._look(front) for front in self.couriers]
        return 0.0 if any(more) else _LOOKS_EVERY

    async def _look(self, front: Front) -> bool:
        """Whether there may be more. A platform that is away holds up none of the others'."""
        found = await self.copies.outdated([front], limit=_SOME)
        done = [await attempt(self._settle(copy), on_bug=self.parts.edge.on_bug) for copy in found]
        return len(found) == _SOME and any(one is True for one in done)

    async def _settle(self, copy: ShownCopy) -> bool:
        """False where the platform is away: it is tried again."""
        file = await self.parts.desk.case(copy.case)
        if file is None:
            await self.copies.forget(copy)
            return True
        book, now = load_phrasebook(self.parts.language), self.parts.clock.now()
        made = make_card(file, (), book=book, now=now, facts=self.parts.facts, is_copy=True)
        card = Card(made.card, made.buttons, copy.handle, only_in_place=True)
        try:
            await self._send(copy, card)
        except Unavailable as failure:
            if failure.cause is Cause.LIMITED:
                pace = self.parts.paces.of(copy.to.address.front, self.couriers[copy.to.address.front])
                pace.note_limited(chat_of(copy.to), seconds=failure.retry_after)
            return False
        except Undeliverable:
            await self.copies.forget(copy)
            return True
        if file.matters:
            await self.copies.changed(copy, revision=file.case.revision)
        else:
            await self.copies.forget(copy)
        return True

    async def _send(self, copy: ShownCopy, card: Card) -> None:
        front = copy.to.address.front
        courier, language = self.couriers[front], self.parts.language
        outgoing = Outgoing(0, "", copy.to, card, is_quiet=True, language=language)
        async with self.parts.paces.of(front, courier).turn(
            chat_of(copy.to), spacing=courier.spacing(copy.to)
        ):
            await courier.send_next(outgoing)
