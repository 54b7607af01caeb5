from typing import Final

from bot.claims.submission import Submission
from bot.errors import Unavailable
from bot.ports import Checking, Clock
from bot.speech.background import read_published
from bot.verdicts.document import document_of
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.api.asked import CheckAsked, Nothing
from handlers.web.api.gate import Answer, Call

MOST_AT_ONCE: Final = 16
"""Checks of programs; people have theirs besides. What waits in line longer than its time is no answer."""

_RETRY_SECONDS: Final = 2.0


class CheckFront:
    def __init__(self, checking: Checking, clock: Clock, book: Phrasebook) -> None:
        self._checking = checking
        self._clock = clock
        self._book = book
        self._under_way = 0

    async def check(self, call: Call[CheckAsked, Nothing]) -> Answer:
        asked = call.body
        day = asked.published.isoformat() if asked.published else ""
        published = read_published(day, today=self._clock.today())
        if self._under_way >= MOST_AT_ONCE:
            raise Unavailable("busy", retry_after=_RETRY_SECONDS)
        self._under_way += 1
        try:
            report = await self._checking.check(Submission(asked.text, published), call.key.audience)
        finally:
            self._under_way -= 1
        return Answer(document_of(report, self._book))
