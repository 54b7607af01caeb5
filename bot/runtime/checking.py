"""The way of a claim through the parts: cache, reading, index, library, ranking, assessment."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bot.claims.claim import Claim, Context
from bot.claims.encoded import Converter
from bot.claims.fingerprint import claim_fingerprint, fingerprint
from bot.claims.guess import Attributor
from bot.claims.language import ZAWGYI
from bot.claims.note import note
from bot.claims.read import read_submission
from bot.claims.submission import Reading, Submission, spelled_out
from bot.library.record import Record, linked_by
from bot.matching.calibrate import SHIPPED, Calibration
from bot.matching.features import Desk
from bot.matching.match import Candidate
from bot.matching.nearby import nearby
from bot.matching.profile import Profile, profile_of
from bot.matching.query import Found
from bot.matching.rank import rank
from bot.matching.vocabulary import load_vocabulary
from bot.matching.weights import Weights
from bot.people.audience import Audience
from bot.ports import Cache, CandidateIndex, Clock, Encoder, Library, Progress, Shelf
from bot.runtime.following import Following
from bot.runtime.joint_flight import ALONE, JointFlight
from bot.runtime.kept import KeptAnswers, seal_finding, seal_report
from bot.runtime.meaning import Meaning, Vectors
from bot.runtime.profiles import Profiles
from bot.runtime.sealing import Place
from bot.runtime.single_flight import SingleFlight, Tell
from bot.runtime.threads import Threads
from bot.sharing import Flights
from bot.verdicts.assess import Register, assess
from bot.verdicts.cache_key import finding_key
from bot.verdicts.finding import Finding, Report

DAY = 86_400.0

_THREADS = 16

_SHORT = 1000
"""Characters of a text that is known by its fingerprint in less time than the way to a thread and back takes."""

_TOGETHER = 8
"""Claims of a long text that are looked for, and compared, in one go: each way to a thread and back takes longer than it seems, since whoever comes
back waits for the interpreter."""

_AHEAD = 3
"""Groups of claims that are being looked for while one is compared."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`claims`: how many of a submission are checked; `cache_seconds`: how long an answer may be kept at most; `profiles`: how many
    records are held prepared in memory, some kilobytes each; `behind_seconds`: how long an index that is behind its library is waited for."""

    claims: int
    cache_seconds: float
    profiles: int
    behind_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """One check as it stands: what is asked, by whom, on which day, against which library."""

    submission: Submission
    audience: Audience
    today: date
    shelf: Shelf
    published: date | None  # the date of the text, given or read from its dateline
    calibration: Calibration  # one for the whole check, also where another comes in force meanwhile
    is_current: bool  # the index knows the library's version: only then an answer may be kept


class _Offered(NamedTuple):
    """What the index found for one claim, and the records of it and of others."""

    found: Found
    records: Mapping[str, Record]


class Checker:
    """Implements `Checking`. Reading and comparing run in threads; the event loop is never blocked."""

    def __init__(  # noqa: PLR0913 - all of them are needed, and none belongs to another
        self,
        library: Library,
        index: CandidateIndex,
        cache: Cache,
        clock: Clock,
        *,
        weights: Weights,
        limits: Limits,
        deciders: str,
        calibration: Callable[[], Calibration] = lambda: SHIPPED,
        encoder: Encoder | None = None,
        attributor: Attributor | None = None,
        convert: Converter | None = None,
        flights: Flights = ALONE,
    ) -> None:
        """`deciders` names the rules and data that are in force (`bot.runtime.deciding`), `calibration` tells the one that is: answers of others
        are not given. `encoder` is the one that made the vectors of the index; without it the index is asked for words alone. `attributor` hears who speaks beside the rules. `convert` makes Unicode of Zawgyi.
        `flights` are those of all processes that share the cache."""
        self._library = library
        self._index = index
        self._following = Following(index, seconds=limits.behind_seconds)
        self._kept = KeptAnswers(cache)
        self._encoder = encoder
        self._clock = clock
        self._weights = weights
        self._limits = limits
        self._calibration = calibration
        self._flights: SingleFlight[Report] = SingleFlight()
        self._joint = JointFlight(flights)
        self._profiles = Profiles(limits.profiles)
        self._threads = Threads("check", most=_THREADS)
        made_by = encoder.id if encoder else "none"
        self._languages = encoder.languages if encoder else frozenset[str]()
        self._convert = convert
        self._attributor = attributor
        attributed_by = attributor.id if attributor else "rules"
        zawgyi = "converted" if convert else "unread"
        self._models = f"zawgyi {zawgyi}, encoder {made_by}, speakers {attributed_by}, rank {weights.version}, rules {deciders}, limit {limits.claims}"

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        submission = spelled_out(submission)
        asked = _Asked(
            submission,
            audience,
            self._clock.today(),
            await self._library.shelf(),
            submission.published,
            self._calibration(),
            is_current=False,
        )
        place = self._place(await self._fingerprint(submission), asked)
        kept = await self._kept.report(place)
        if kept is not None:
            return kept
        return await self._flights.do(
            place.key, lambda tell: self._check_once(asked, place, tell), progress=progress
        )

    async def _check_once(self, asked: _Asked, place: Place, tell: Tell) -> Report:
        """By one of the processes that are asked the same at the same time."""
        return await self._joint.do(
            place.key,
            lambda: self._check(asked, place, tell),
            find=lambda: self._kept.report(place),
            length=len(asked.submission.text),
        )

    async def _fingerprint(self, submission: Submission) -> str:
        if len(submission.text) <= _SHORT:
            return fingerprint(submission)
        return await self._threads.do(fingerprint, submission)

    async def _check(self, asked: _Asked, place: Place, tell: Tell) -> Report:
        shelf = asked.shelf
        async with Vectors(self._encoder) as vectors:
            reading = await self._threads.do(
                read_submission,
                asked.submission,
                shelf.names,
                limit=self._limits.claims,
                convert=self._convert,
                attributor=self._attributor,
                cut=vectors.cut,
            )
            await self._following.until(shelf.version)
            is_current = self._index.near_version >= shelf.version
            asked = replace(asked, published=reading.published, is_current=is_current)
            meaning = Meaning(reading, vectors)
            only = reading.claims[0] if len(reading.claims) == 1 else None
            if only:
                report, sealed = await self._check_only(only, meaning, asked, place)
                tell(1, 1)
            else:
                findings = await self._find_all(meaning, asked, tell)
                report, sealed = await self._threads.do(self._conclude, reading, findings, asked, place)
        if is_current:
            await self._kept.keep(sealed, place, seconds=self._lifetime(report.findings, asked))
        return report

    async def _check_only(
        self, claim: Claim, meaning: Meaning, asked: _Asked, place: Place
    ) -> tuple[Report, bytes]:
        """As most texts are: one claim, with as few ways to threads and back as it takes. It is kept with its report; twice would be twice the memory."""
        finding = await self._kept.finding(self._place_of(claim, asked), _without_context(claim))
        offered = None if finding else (await self._offer([claim], meaning, asked))[0]

        def work() -> tuple[Report, bytes]:
            found = self._assess(claim, *offered, asked) if offered else finding
            assert found is not None, "it was kept where nothing was looked for"
            return self._conclude(meaning.reading, [found], asked, place)

        return await self._threads.do(work)

    def _conclude(
        self, reading: Reading, findings: Sequence[Finding], asked: _Asked, place: Place
    ) -> tuple[Report, bytes]:
        """The report, and what is kept of it where it may be."""
        missing = () if asked.is_current else (note(self._what_is_behind(asked.shelf)),)
        report = Report(
            asked.shelf.version,
            self._weights.version,
            tuple(findings),
            (*reading.not_read, *missing),
            reading.published,
            asked.submission.page,
        )
        return report, seal_report(report, place) if asked.is_current else b""

    def _what_is_behind(self, shelf: Shelf) -> str:
        if self._index.version < shelf.version:
            return "not_checked.catching_up"
        return "not_checked.encoding"

    async def _find_all(self, meaning: Meaning, asked: _Asked, tell: Tell) -> list[Finding]:
        """One for each claim, in order."""
        claims = meaning.reading.claims
        # A finding that the whole message took part in is none for another message, and goes with the report of this one.
        may_be_known = not meaning.is_one
        is_kept = asked.is_current and may_be_known
        places = [self._place_of(claim, asked) if may_be_known else None for claim in claims]
        known = await self._known(claims, places)
        findings: list[Finding | None] = list(known)
        unknown = [at for at, finding in enumerate(known) if finding is None]
        together = len(claims) if meaning.is_one else _TOGETHER
        groups = [unknown[start : start + together] for start in range(0, len(unknown), together)]
        if len(unknown) < len(claims):
            tell(len(claims) - len(unknown), len(claims))
        offers = self._offers([[claims[at] for at in group] for group in groups], meaning, asked)
        async with aclosing(offers):
            for group in groups:
                own = [(claims[at], places[at] if is_kept else None) for at in group]
                for at, finding in zip(group, await self._find(own, await anext(offers), asked), strict=True):
                    findings[at] = finding
                tell(sum(each is not None for each in findings), len(claims))
        return [each for each in findings if each]

    async def _offers(
        self, groups: Sequence[Sequence[Claim]], meaning: Meaning, asked: _Asked
    ) -> AsyncGenerator[list[_Offered], None]:
        """What the index has for each claim of each group, in order. While some are compared with their records the next ones are looked for: most of that
        is done outside of the interpreter, on another processor where there is one."""
        async with AsyncExitStack() as stack:
            coming: deque[asyncio.Future[list[_Offered]]] = deque()
            for group in groups:
                coming.append(asyncio.ensure_future(self._offer(group, meaning, asked)))
                stack.callback(coming[-1].cancel)
                if len(coming) > _AHEAD:
                    yield await coming.popleft()
            for offer in coming:
                yield await offer

    async def _known(
        self, claims: Sequence[Claim], places: Sequence[Place | None]
    ) -> Sequence[Finding | None]:
        """The finding that is kept at each place, if one is. Asked for side by side: an article has dozens, and a server is some way off."""
        if None in places:
            return [None] * len(claims)
        return await asyncio.gather(
            *(
                self._kept.finding(place, _without_context(claim))
                for claim, place in zip(claims, places, strict=True)
                if place
            )
        )

    async def _offer(self, claims: Sequence[Claim], meaning: Meaning, asked: _Asked) -> list[_Offered]:
        """What the index has for each claim, as many as are weighed, with the records, read at once."""
        limits = self._weights.candidates
        queries = await meaning.queries(claims)
        found = await self._index.find(
            queries, audience=asked.audience, limit=limits.asked, most=limits.weighed
        )
        records = await self._records({hit.id for each in found for hit in each.hits}, asked)
        return [_Offered(each, records) for each in found]

    async def _records(self, ids: Collection[str], asked: _Asked) -> Mapping[str, Record]:
        """Those of the ids, and the ones that they are about."""
        if not ids:
            return {}
        records = await self._library.records(ids, asked.audience)
        about = {other for record in records.values() for other in linked_by(record)} - records.keys()
        return {**records, **(await self._library.records(about, asked.audience))} if about else records

    async def _find(
        self, claims: Sequence[tuple[Claim, Place | None]], offered: Sequence[_Offered], asked: _Asked
    ) -> list[Finding]:
        """The finding for each claim, kept at its place where there is one."""

        def work() -> list[tuple[Finding, bytes]]:
            found = []
            for (claim, place), each in zip(claims, offered, strict=True):
                finding = self._assess(claim, *each, asked)
                found.append((finding, seal_finding(finding, place) if place else b""))
            return found

        made = await self._threads.do(work)
        for (finding, sealed), (_, place) in zip(made, claims, strict=True):
            if place:
                await self._kept.keep(sealed, place, seconds=self._lifetime([finding], asked))
        return [finding for finding, _ in made]

    def _place_of(self, claim: Claim, asked: _Asked) -> Place:
        return self._place(f"{claim_fingerprint(claim)} {asked.submission.forwarded_from}", asked)

    def _assess(
        self,
        claim: Claim,
        found: Found,
        records: Mapping[str, Record],
        asked: _Asked,
    ) -> Finding:
        shelf = asked.shelf
        hits = () if claim.language == ZAWGYI else found.hits  # what looks alike there is another text
        candidates = [Candidate(records[hit.id], hit.scores) for hit in hits if hit.id in records]
        desk = Desk(
            shelf.names,
            load_vocabulary(),
            self._weights,
            asked.published,
            asked.today,
            asked.calibration,
            found.worth,
        )
        register = Register(
            shelf.sources, shelf.ratings, shelf.languages[asked.audience], encoded=self._languages
        )

        def profile(record: Record) -> Profile:
            return self._profile(record, _about(record, records), shelf)

        finding = assess(
            claim,
            rank(claim, candidates, profile, desk),
            records,
            desk,
            register,
            forwarded_from=asked.submission.forwarded_from,
            near=lambda: nearby(claim, candidates, profile, desk),
        )
        return replace(finding, claim=_without_context(claim))  # it has done its work

    def _profile(self, record: Record, about: tuple[Record, ...], shelf: Shelf) -> Profile:
        """What a statement is about is part of its profile as far as the asker may see it."""
        return self._profiles.get(
            record,
            about,
            names=shelf.names,
            make=lambda: profile_of(record, shelf.names, load_vocabulary(), about),
        )

    def _place(self, digest: str, asked: _Asked) -> Place:
        key = finding_key(
            digest,
            library_version=asked.shelf.version,
            audience=asked.audience,
            day=asked.today,
            published=asked.published,
            models=f"{self._models}, calibration {asked.calibration.id}",
        )
        return Place(key, secret=digest)

    def _lifetime(self, findings: Sequence[Finding], asked: _Asked) -> float:
        """No longer than the next day on which a rating or a review that may have been used runs out."""
        due = [match.record.filing.review_due for finding in findings for match in finding.matches]
        ends = [day for day in (*due, asked.shelf.valid_until) if day and day >= asked.today]
        until = (
            min(((day - asked.today).days + 1) * DAY for day in ends) if ends else self._limits.cache_seconds
        )
        return min(until, self._limits.cache_seconds)


def _without_context(claim: Claim) -> Claim:
    return replace(claim, context=Context())


def _about(record: Record, records: Mapping[str, Record]) -> tuple[Record, ...]:
    """What a statement is about, as far as the asker may see it."""
    return tuple(records[other] for other in linked_by(record) if other in records)
