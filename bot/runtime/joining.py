"""Joins a new case to an open one about the same, or shows the two as similar.

What was asked is compared in memory and with nothing but other open cases: nobody is ever answered from here.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.claims.read import read_claim
from bot.desk.case import CaseFile, CaseKind
from bot.desk.question import Question
from bot.matching.calibrate import Calibration
from bot.matching.features import Desk as Around
from bot.matching.kinship import Asked, Kin, find_kin, prepare
from bot.matching.vocabulary import load_vocabulary
from bot.matching.weights import Weights
from bot.moderation import Desk, Kinship
from bot.ports import Clock, Encoder, Library, Shelf
from bot.runtime.edge import attempt
from bot.runtime.numbers import Errand, Numbers
from bot.runtime.rounds import Edge, Woken, in_rounds

if TYPE_CHECKING:
    from bot.matching.query import Vector

MOST = 10_000
"""Open cases that are held in memory, some kilobytes each: the newest."""

_A_PAGE = 100
_COMPARED = 20
"""Of all open cases, the nearest in meaning are compared; without an encoder those that share the most words."""

_MOST_SIMILAR = 5
_LONGEST = 1000
"""Characters of a tip that are compared."""

_AGAIN = timedelta(hours=1)
"""Cases so young are compared after a start: the program may have been killed before it came to them."""

_MOMENT = timedelta(days=1)
"""Within which "today" is the same day for two who ask."""

_LOOKS_EVERY = 3600.0


@dataclass(frozen=True, slots=True)
class Held:
    """An open case as it is compared. Only what was asked joins: a tip may hold more than what it has in common with another one."""

    asked: Asked
    is_tip: bool
    opened_at: datetime
    vector: "Vector | None" = None
    similar: tuple[int, ...] = ()


@dataclass
class Joiner:
    """`least` is how likely two have to be the same to be joined."""

    kinship: Kinship
    desk: Desk
    library: Library
    encoder: Encoder | None
    weights: Weights
    calibration: Callable[[], Calibration]
    clock: Clock
    least: float
    numbers: Numbers
    edge: Edge
    _held: dict[int, Held] = field(default_factory=dict, init=False)
    _passed: set[int] = field(
        default_factory=set, init=False
    )  # open, and not held: nothing to compare, or too many
    _newest: int = field(default=0, init=False)
    _since: datetime | None = field(default=None, init=False)

    async def run(self) -> None:
        await in_rounds(self.look, Woken(self.desk).wait, self.edge)

    async def look(self) -> float:
        since = self._since or self.clock.now() - _AGAIN
        page = await self.kinship.living(after=self._newest, limit=_A_PAGE)
        if not page:
            self._since = datetime.min.replace(tzinfo=self.clock.now().tzinfo)  # from here on all are new
            return _LOOKS_EVERY
        shelf = await self.library.shelf()
        still_open = await self.kinship.undecided()
        await self._hold_what_is_open(still_open, shelf)
        prepared = await self._prepare(page, shelf)
        self._passed |= {file.case.id for file in page} - prepared.keys()
        for case, held in prepared.items():
            if held.opened_at >= since:
                await attempt(self._settle(case, held, shelf), on_bug=self.edge.on_bug)
            else:
                self._held[case] = held
        self._newest = page[-1].case.id
        for case in [*self._held][: max(0, len(self._held) - MOST)]:
            del self._held[case]
            self._passed.add(case)
        return 0.0

    async def _hold_what_is_open(self, still_open: frozenset[int], shelf: Shelf) -> None:
        """Lets go of what was closed, and takes up again what was opened again."""
        self._held = {case: held for case, held in self._held.items() if case in still_open}
        self._passed &= still_open
        known = self._held.keys() | self._passed
        for case in sorted(case for case in still_open if case <= self._newest and case not in known):
            files = await self.kinship.living(after=case - 1, limit=1)
            again = [file for file in files if file.case.id == case]
            self._held |= await self._prepare(again, shelf)
            self._passed |= {case} - self._held.keys()

    async def _prepare(self, page: Sequence[CaseFile], shelf: Shelf) -> dict[int, Held]:
        """Those of which something can be compared, with their vectors."""
        around = self._around(shelf)
        held: dict[int, Held] = {}
        for file in page:
            if file.matters:
                one = await attempt(asyncio.to_thread(_hold, file, around), on_bug=self.edge.on_bug)
                if isinstance(one, Held):
                    held[file.case.id] = one
        known = self.encoder.languages if self.encoder else frozenset[str]()
        meant = [case for case, one in held.items() if one.asked.claim.language in known]
        if self.encoder is not None and meant:
            vectors = await self.encoder.encode([held[case].asked.claim.text for case in meant])
            for case, vector in zip(meant, vectors, strict=True):
                held[case] = replace(held[case], vector=vector)
        return held

    async def _settle(self, case: int, held: Held, shelf: Shelf) -> None:
        kin = await asyncio.to_thread(_kin, held, dict(self._held), self._around(shelf))
        joined = next((one for one in kin if self._joins(held, one)), None)
        if joined is not None and await self._join(case, int(joined.key), held):
            self.numbers.ran(Errand.JOINED)
            return
        similar = tuple(int(one.key) for one in kin)[:_MOST_SIMILAR]
        self._held[case] = replace(held, similar=similar)
        if similar:
            await self.kinship.liken(case, similar)
        for other in similar:
            known = self._held[other]
            if case not in known.similar:
                theirs = (case, *known.similar)[:_MOST_SIMILAR]
                self._held[other] = replace(known, similar=theirs)
                await self.kinship.liken(other, theirs)

    def _joins(self, held: Held, kin: Kin) -> bool:
        other = self._held[int(kin.key)]
        if held.is_tip or other.is_tip or not kin.may_join or kin.probability < self.least:
            return False
        moments = held.asked.claim.moments
        is_sometime = any(each.when is None and each.is_relative for each in moments)
        return not is_sometime or abs(held.opened_at - other.opened_at) < _MOMENT

    async def _join(self, case: int, into: int, held: Held) -> bool:
        """What somebody has taken apart stays apart."""
        other = await self.desk.case(into)
        turned = other.case.turned if other else None
        if into in held.similar or (turned is not None and turned.what == "split"):
            return False
        return await self.kinship.join(case, into)

    def _around(self, shelf: Shelf) -> Around:
        today = self.clock.today()
        return Around(shelf.names, load_vocabulary(), self.weights, None, today, self.calibration())


def _hold(file: CaseFile, around: Around) -> Held:
    matter = file.matters[0].matter
    if isinstance(matter, Question):
        claim = read_claim(matter.claim.text, around.names, published=matter.published)
    else:
        claim = read_claim(matter.what[:_LONGEST], around.names)
    asked = prepare(str(file.case.id), claim, around)
    return Held(asked, file.case.kind is CaseKind.TIP, file.case.opened_at, similar=file.similar)


def _kin(held: Held, every: dict[int, Held], around: Around) -> tuple[Kin, ...]:
    near = _near(held, every)
    others = [one.asked for one in every.values() if one.asked.claim.language == held.asked.claim.language]
    nearest = sorted(others, key=lambda one: _promise(held.asked, one, near), reverse=True)[:_COMPARED]
    return find_kin(held.asked, nearest, near, around)


def _near(held: Held, every: dict[int, Held]) -> dict[str, float]:
    if held.vector is None:
        return {}
    return {
        one.asked.key: float(one.vector @ held.vector) for one in every.values() if one.vector is not None
    }


def _promise(one: Asked, other: Asked, near: dict[str, float]) -> float:
    """Cosines where there are any; else the share of words in common, which is below what a cosine says of texts that are alike."""
    if other.key in near:
        return near[other.key]
    return len(one.profile.vocabulary & other.profile.vocabulary) / (1 + len(one.profile.vocabulary))
