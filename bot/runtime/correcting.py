"""Tells everybody whose answer does not stand as it was: after a change of the library, and when ratings end.

Where it was looked last is kept only once everybody is told. What is looked at twice after a restart is found corrected already.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from bot.claims.fingerprint import fingerprint
from bot.desk.correcting import Position, changed_sources, overdue_since, says_otherwise, standings
from bot.dialogue.attachments import named
from bot.dialogue.desk.correction import word_case_corrections, word_correction
from bot.errors import Refusal
from bot.library.record import title_of
from bot.moderation import Corrections, Desk
from bot.people.address import LIVE
from bot.people.audience import Audience
from bot.ports import CandidateIndex, Checking, Clock, Library
from bot.runtime.edge import attempt
from bot.runtime.numbers import Errand, Numbers
from bot.runtime.rounds import Edge, in_rounds
from bot.speech.given import Given
from bot.verdicts.changes import found_since, may_answer
from bot.verdicts.finding import Report

_LOOKS_EVERY = 3600.0
"""Seconds. Publishes wake it; this is for the end of ratings with the day."""

_UNTIL_FOUND = 1.0
"""Between looks at an index that does not know the newest version yet."""

_UNFOUND = frozenset({"not_checked.catching_up", "not_checked.encoding"})


_MOST_NEW, _MOST_UNANSWERED, _MOST_CHECKED = 1000, 500, 100
"""Records of one publish, answers that are looked at for these, and texts that are then checked again."""

Wanted = Callable[[Report, Report], bool]
"""Whether somebody is told of the new report who was told the old one."""


@dataclass
class Corrector:
    library: Library
    index: CandidateIndex
    checking: Checking
    corrections: Corrections
    desk: Desk
    clock: Clock
    numbers: Numbers
    edge: Edge
    _known: int = field(default=0, init=False)

    async def run(self) -> None:
        await in_rounds(self.look, self._wait, self.edge)

    async def look(self) -> float:
        shelf = await self.library.shelf()
        today = self.clock.today()
        now = Position(shelf.version, standings(shelf.ratings, today), today)
        before = await self.corrections.position()
        self._known = shelf.version
        if before is None:
            await self.corrections.move(now)
        elif before != now:
            if self.index.near_version < shelf.version:
                return self._look_again()
            if not await self._tell_all(before, now):
                return self._look_again()
            await self.corrections.move(now)
        return _LOOKS_EVERY

    def _look_again(self) -> float:
        self._known = -1  # nothing wakes us when the index has caught up
        return _UNTIL_FOUND

    async def _wait(self, seconds: float) -> None:
        if self._known < 0:
            await asyncio.sleep(seconds)
            return
        try:
            async with asyncio.timeout(seconds):
                await self.library.wait_for_version(self._known)
        except TimeoutError:
            return

    async def _tell_all(self, before: Position, now: Position) -> bool:
        """False where more was published meanwhile than is found yet."""
        records = [change.id async for change in self.library.changes(after=before.version)]
        sources = changed_sources(before.sources, now.sources)
        due = overdue_since(before.day, self.clock.today())
        concerned = await self.corrections.concerned(records, sources, due=due)
        for names in concerned.answers:
            answers = await self.corrections.answers(names)
            if await attempt(self._correct(answers), on_bug=self.edge.on_bug) is False:
                return False
        for case in concerned.cases:
            await attempt(self._correct_case(case), on_bug=self.edge.on_bug)
        return await self._tell_unanswered(records)

    async def _tell_unanswered(self, records: Sequence[str]) -> bool:
        """Those of the newsroom who were told that there is nothing, where one of these records is what they asked for. An import of very many is
        for nobody in particular."""
        if not 0 < len(records) <= _MOST_NEW:
            return True
        found = await self.library.records(records, Audience.RESTRICTED)
        news = [text for record in found.values() for text in (title_of(record), *record.phrasings)]
        left = _MOST_CHECKED
        for names in await self.corrections.unanswered(limit=_MOST_UNANSWERED):
            given = await self.corrections.answers(names)
            answers = [one for one in given if may_answer(news, one.report)][:left]
            left -= len(answers)
            if await attempt(self._correct(answers, only=found_since), on_bug=self.edge.on_bug) is False:
                return False
        return True

    async def _correct(self, answers: Sequence[Given], *, only: Wanted = lambda _old, _new: True) -> bool:
        """Those of one conversation. What one person asked several times is corrected in one word, where they asked last. False where what is there
        may not be found yet."""
        later = sorted((one for one in answers if one.sender.address.front not in LIVE), key=_asked)
        for _, same in groupby(later, key=_asked):
            given = tuple(same)
            try:
                report = await self.checking.check(given[-1].submission, given[-1].sender.audience)
            except Refusal:
                continue
            if any(said.key in _UNFOUND for said in report.not_checked):
                return False
            await self._tell([one for one in given if only(one.report, report)], named(report))
        return True

    async def _tell(self, same: Sequence[Given], report: Report) -> None:
        worded = [(one, word_correction(one, report, language=same[-1].sender.language)) for one in same]
        changed = [replace(one, report=report) for one, reply in worded if reply]
        replies = [reply for _, reply in worded if reply]
        if changed and await self.corrections.correct(changed, replies[-1]):
            self.numbers.ran(Errand.CORRECTION)

    async def _correct_case(self, case: int) -> None:
        file = await self.desk.case(case)
        decision = file.case.decision if file else None
        if file is None or decision is None:
            return
        before = await self.corrections.told(case)
        found = await self.library.records({decision.record}, Audience.RESTRICTED)
        now = found.get(decision.record)
        if not says_otherwise(before, now):
            return
        replies = word_case_corrections(file, decision, before, now, (await self.library.shelf()).names)
        if await self.corrections.correct_case(case, replies, revision=file.case.revision, told=now):
            self.numbers.ran(Errand.CORRECTION, len(replies))


def _asked(given: Given) -> tuple[str, str]:
    return given.sender.person, fingerprint(given.submission)
