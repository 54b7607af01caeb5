"""The way of a claim through the parts: cache, reading, index, library, ranking, assessment."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.claims.claim import Claim, Context, Kind
from bot.claims.fingerprint import claim_fingerprint, fingerprint
from bot.claims.names import Names
from bot.claims.normalise import normalise
from bot.claims.note import Note, note
from bot.claims.read import read_submission
from bot.claims.submission import Submission
from bot.library.record import Record
from bot.library.statement import Statement
from bot.matching.features import Desk
from bot.matching.match import Candidate
from bot.matching.profile import Profile, profile_of
from bot.matching.rank import rank
from bot.matching.vocabulary import load_vocabulary
from bot.matching.weights import Weights
from bot.people.audience import Audience
from bot.ports import Cache, CandidateIndex, Clock, Hit, Library, Progress, Shelf
from bot.runtime.single_flight import SingleFlight
from bot.runtime.stored_finding import decode_finding, decode_report, encode_finding, encode_report
from bot.verdicts.assess import Register, assess
from bot.verdicts.cache_key import finding_key
from bot.verdicts.finding import Finding, Report

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Limits:
    """`claims`: how many of a submission are checked; `cache_seconds`: how long an answer may be kept at most."""

    claims: int = 40
    cache_seconds: float = 3600.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """One check as it stands: what is asked, by whom, on which day, against which library."""

    submission: Submission
    audience: Audience
    today: date
    shelf: Shelf
    published: date | None  # the date of the text, given or read from its dateline
    is_current: bool  # the index knows the library's version: only then an answer may be kept

    def desk_date(self) -> date | None:
        return self.submission.published


class Checker:
    """Implements `Checking`. Reading and comparing run in threads; the event loop is never blocked."""

    def __init__(
        self,
        library: Library,
        index: CandidateIndex,
        cache: Cache,
        clock: Clock,
        *,
        weights: Weights,
        limits: Limits,
    ) -> None:
        self._library = library
        self._index = index
        self._cache = cache
        self._clock = clock
        self._weights = weights
        self._limits = limits
        self._flights: SingleFlight[Report] = SingleFlight()
        self._profiles: tuple[int, dict[str, Profile]] = (-1, {})

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        today = self._clock.today()
        version = await self._library.version()
        digest = await asyncio.to_thread(fingerprint, submission)
        key = self._key(digest, version, audience, today, submission.published)
        kept = await self._cache.get(key)
        if kept is not None:
            text = await asyncio.to_thread(normalise, submission.text)
            report = decode_report(kept, text)
            if report is not None:
                return report
        if progress is not None:  # a progress is told to one person: no sharing
            return await self._check(submission, digest, audience, today, progress)
        return await self._flights.do(key, lambda: self._check(submission, digest, audience, today, None))

    async def _check(
        self, submission: Submission, digest: str, audience: Audience, today: date, progress: Progress | None
    ) -> Report:
        shelf = await self._library.shelf()
        reading = await asyncio.to_thread(read_submission, submission, shelf.names, limit=self._limits.claims)
        is_current = self._index.version >= shelf.version
        asked = _Asked(submission, audience, today, shelf, reading.published, is_current)
        findings: list[Finding] = []
        for claim in reading.claims:
            findings.append(await self._find(claim, asked))
            if progress is not None:
                await progress(len(findings), len(reading.claims))
        missing: tuple[Note, ...] = () if asked.is_current else (note("not_checked.catching_up"),)
        report = Report(
            shelf.version,
            self._weights.version,
            tuple(findings),
            (*reading.not_read, *missing),
            reading.published,
        )
        if asked.is_current:
            key = self._key(digest, shelf.version, audience, today, submission.published)
            await self._cache.put(key, encode_report(report), seconds=self._lifetime(findings, asked))
        return report

    async def _find(self, claim: Claim, asked: _Asked) -> Finding:
        if claim.kind is not Kind.FACT:
            return self._assess(claim, (), {}, {}, asked)
        digest = f"{claim_fingerprint(claim)} {asked.submission.forwarded_from}"
        key = self._key(digest, asked.shelf.version, asked.audience, asked.today, asked.published)
        kept = await self._cache.get(key)
        finding = decode_finding(kept, replace(claim, context=Context())) if kept else None
        if finding is not None:
            return finding
        hits = await self._index.find(
            claim.text,
            context=claim.context.text,
            audience=asked.audience,
            limit=self._weights.candidates.asked,
        )
        records = await self._library.records([hit.id for hit in hits], asked.audience)
        about = [
            other for record in records.values() if isinstance(record, Statement) for other in record.about
        ]
        missing = [other for other in about if other not in records]
        linked = {**records, **(await self._library.records(missing, asked.audience) if missing else {})}
        finding = await asyncio.to_thread(self._assess, claim, hits, records, linked, asked)
        if asked.is_current:
            await self._cache.put(key, encode_finding(finding), seconds=self._lifetime([finding], asked))
        return finding

    def _assess(
        self,
        claim: Claim,
        hits: Sequence[Hit],
        records: Mapping[str, Record],
        linked: Mapping[str, Record],
        asked: _Asked,
    ) -> Finding:
        shelf = asked.shelf
        candidates = [Candidate(records[hit.id], hit.words, hit.grams) for hit in hits if hit.id in records]
        profiles = {
            one.record.id: self._profile(one.record, shelf.version, shelf.names) for one in candidates
        }
        desk = Desk(shelf.names, load_vocabulary(), self._weights, asked.published, asked.today)
        register = Register(shelf.sources, shelf.ratings, shelf.languages[asked.audience])
        ranked = rank(claim, candidates, profiles, desk)
        finding = assess(
            claim, ranked, linked, desk, register, forwarded_from=asked.submission.forwarded_from
        )
        return replace(finding, claim=replace(claim, context=Context()))  # it has done its work

    def _profile(self, record: Record, version: int, names: Names) -> Profile:
        """Profiles live as long as the library version; a record that changed in between is told by not being the same."""
        at, kept = self._profiles
        if at != version:
            kept = {}
            self._profiles = (version, kept)
        profile = kept.get(record.id)
        if profile is None or profile.record != record:
            profile = kept[record.id] = profile_of(record, names, load_vocabulary())
        return profile

    def _key(self, digest: str, version: int, audience: Audience, today: date, published: date | None) -> str:
        models = f"rank {self._weights.version}, limit {self._limits.claims}"
        return finding_key(
            digest,
            library_version=version,
            audience=audience,
            day=today,
            published=published,
            language="en",
            models=models,
        )

    def _lifetime(self, findings: Sequence[Finding], asked: _Asked) -> float:
        """No longer than the next day on which a rating or a review that may have been used runs out."""
        due = [match.record.filing.review_due for finding in findings for match in finding.matches]
        ends = [day for day in (*due, asked.shelf.valid_until) if day and day >= asked.today]
        until = (
            min(((day - asked.today).days + 1) * DAY for day in ends) if ends else self._limits.cache_seconds
        )
        return min(until, self._limits.cache_seconds)
