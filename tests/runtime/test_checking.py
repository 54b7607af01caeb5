"""The check as it runs: cache, audiences, failures, many at once."""

import asyncio
import threading
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from bot.claims.names import Names
from bot.claims.submission import Submission
from bot.errors import Refusal, Unavailable
from bot.library.event import Event
from bot.library.names import Place, PlaceKind
from bot.library.record import Entry, Record
from bot.library.source import Rating, Source, SourceKind
from bot.matching.query import Found, Query
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.ports import Cache, CandidateIndex
from bot.runtime import checking
from bot.runtime.checking import DAY, Checker, Limits
from bot.verdicts.finding import Relation
from storage.cache.memory import MemoryCache
from storage.index.follow import IndexFollower
from storage.index.open import open_index
from storage.index.tantivy_index import TantivyIndex
from tests.fakes.clocks import FixedClock, Stopwatch
from tests.fakes.memory_library import MemoryLibrary
from tests.records import KILLED, RATINGS, STRIKE

CLAIM = Submission("The military bombed a crowd in Pazigyi on 11 April 2023, killing 171 people.")
PLACES = (
    Place("myanmar", "Myanmar", PlaceKind.COUNTRY),
    Place("pazigyi", "Pazigyi", PlaceKind.VILLAGE, parent="myanmar"),
)


class CountingLibrary(MemoryLibrary):
    """Counts how often records are fetched: once for a few claims of which any is really checked."""

    fetched = 0

    async def records(self, ids: Collection[str], audience: Audience) -> dict[str, Record]:
        self.fetched += 1
        return await super().records(ids, audience)


@dataclass
class Watched:
    """A cache that can be looked into."""

    kept: dict[str, bytes] = field(default_factory=dict)

    async def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    async def put(self, key: str, value: bytes, *, seconds: float) -> None:
        self.kept[key] = value

    async def ping(self) -> None:
        return None


class Bench:
    """A checker on a small library, with everything that a test wants to look at."""

    def __init__(self, library: CountingLibrary, index: TantivyIndex, clock: FixedClock) -> None:
        self.library = library
        self.index = index
        self.stopwatch = Stopwatch()
        self.clock = clock
        self.cache = MemoryCache(limit=1 << 20, now=self.stopwatch)
        self.checker = self.checker_with(self.cache)

    def checker_with(
        self, cache: Cache, *, index: CandidateIndex | None = None, deciders: str = "1"
    ) -> Checker:
        return Checker(
            self.library,
            index or self.index,
            cache,
            self.clock,
            weights=load_weights(),
            limits=Limits(claims=40, cache_seconds=30 * DAY, profiles=100, behind_seconds=0.0),
            deciders=deciders,
        )

    async def publish(self, *entries: Entry) -> None:
        await self.library.publish(entries)
        await IndexFollower(self.library, self.index).catch_up()

    async def relation(
        self, submission: Submission = CLAIM, audience: Audience = Audience.PUBLIC
    ) -> Relation:
        report = await self.checker.check(submission, audience)
        return report.findings[0].relation


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    clock = FixedClock(date(2026, 11, 22))
    library = CountingLibrary(clock)

    async def names() -> Names:
        return (await library.shelf()).names

    async with AsyncExitStack() as stack:
        made = Bench(library, await open_index(stack, None, library="test", names=names), clock)
        await made.publish(*PLACES, STRIKE)
        yield made


async def test_same_question_is_answered_from_the_cache(bench: Bench) -> None:
    first = await bench.checker.check(CLAIM, Audience.PUBLIC)
    again = await bench.checker.check(CLAIM, Audience.PUBLIC)

    assert (again, bench.library.fetched) == (first, 1)


def followed_by(*paragraphs: str) -> Submission:
    return replace(CLAIM, text="\n\n".join([CLAIM.text, *paragraphs]))


LONG = " ".join(["Never forget this and tell it to everybody whom you know!"] * 12)


async def test_claim_in_another_long_text_is_answered_from_the_cache(bench: Bench) -> None:
    await bench.relation(followed_by(LONG))
    fetched = bench.library.fetched
    report = await bench.checker.check(followed_by(LONG, LONG), Audience.PUBLIC)

    assert report.findings[0].relation is Relation.SAME_EVENT
    assert bench.library.fetched == fetched


async def test_claim_in_another_short_message_is_checked_anew(bench: Bench) -> None:
    """There each sentence is understood from all the others."""
    for text in (f"{CLAIM.text} Please share this!", f"Please share this! {CLAIM.text}"):
        await bench.checker.check(replace(CLAIM, text=text), Audience.PUBLIC)

    assert bench.library.fetched == 2


async def test_zawgyi_that_nobody_converts_could_not_be_checked(bench: Bench) -> None:
    report = await bench.checker.check(Submission("ပဇီႀကီးရြာတြင္ လူ ၁၇၀ ေသဆံုးခဲ့သည္"), Audience.PUBLIC)

    assert [finding.relation for finding in report.findings] == [Relation.UNSUPPORTED_LANGUAGE]


async def test_only_claim_of_a_text_is_kept_once(bench: Bench) -> None:
    watched = Watched()
    await bench.checker_with(watched).check(CLAIM, Audience.PUBLIC)

    assert len(watched.kept) == 1


async def test_answer_of_other_rules_is_not_given(bench: Bench) -> None:
    for deciders in ("1", "2", "2"):
        await bench.checker_with(bench.cache, deciders=deciders).check(CLAIM, Audience.PUBLIC)

    assert bench.library.fetched == 2


async def test_language_of_hidden_records_decides_nothing(bench: Bench) -> None:
    hidden = replace(STRIKE.filing, visibility=Audience.NEWSROOM, language="my")
    await bench.publish(replace(STRIKE, id="hidden", title="ကချင်", summary="", phrasings=(), filing=hidden))
    burmese = Submission("ဈေးဆိုင် မီးလောင် ၁၂ ဦး သေဆုံး")

    assert await bench.relation(burmese) is Relation.UNSUPPORTED_LANGUAGE


async def test_what_staff_may_see_never_answers_a_tipster(bench: Bench) -> None:
    secret = replace(STRIKE, filing=replace(STRIKE.filing, visibility=Audience.NEWSROOM))
    await bench.publish(secret)

    staff, tipster = await bench.relation(audience=Audience.NEWSROOM), await bench.relation()

    assert (staff, tipster) == (Relation.SAME_EVENT, Relation.NOTHING)


async def test_publish_makes_the_next_answer_new(bench: Bench) -> None:
    rice = Submission("The price of rice rose by a third in Bago on 3 May 2025.")
    before = await bench.relation(rice)
    await bench.publish(_about_rice())

    assert (before, await bench.relation(rice)) == (Relation.NOTHING, Relation.SAME_EVENT)


async def test_index_that_lags_is_told_and_not_cached(bench: Bench) -> None:
    rice = Submission("The price of rice rose by a third in Bago on 3 May 2025.")
    await bench.library.publish([_about_rice()])
    report = await bench.checker.check(rice, Audience.PUBLIC)
    await IndexFollower(bench.library, bench.index).catch_up()

    assert [said.key for said in report.not_checked] == ["not_checked.catching_up"]
    assert await bench.relation(rice) is Relation.SAME_EVENT


async def test_undated_answer_does_not_outlive_its_day(bench: Bench) -> None:
    await bench.relation()
    bench.clock.day = date(2026, 11, 23)
    await bench.relation()

    assert bench.library.fetched == 2


async def test_answer_does_not_outlive_a_rating(bench: Bench) -> None:
    rating: Rating = replace(RATINGS["ohchr"][0], until=date(2026, 11, 22))
    await bench.publish(Source("ohchr", "OHCHR", SourceKind.INTERGOVERNMENTAL), rating)
    await bench.relation()
    bench.stopwatch.pass_by(DAY + 1)
    await bench.relation()

    assert bench.library.fetched == 2


async def test_many_who_ask_the_same_are_answered_by_one_check(bench: Bench) -> None:
    answers = await asyncio.gather(*(bench.relation() for _ in range(20)))

    assert (set(answers), bench.library.fetched) == ({Relation.SAME_EVENT}, 1)


async def test_many_with_progress_share_one_check_too(bench: Bench) -> None:
    told: dict[int, list[tuple[int, int]]] = {person: [] for person in range(8)}

    async def ask(person: int) -> Relation:
        async def tell(done: int, total: int) -> None:
            told[person].append((done, total))

        report = await bench.checker.check(CLAIM, Audience.PUBLIC, progress=tell)
        return report.findings[0].relation

    answers = await asyncio.gather(*map(ask, told))

    assert (set(answers), bench.library.fetched) == ({Relation.SAME_EVENT}, 1)
    assert all(steps == [(1, 1)] for steps in told.values())
    assert len(told) == 8


async def test_progress_counts_the_claims(bench: Bench) -> None:
    told: list[tuple[int, int]] = []

    async def tell(done: int, total: int) -> None:
        told.append((done, total))

    await bench.checker.check(
        replace(CLAIM, text=" ".join([CLAIM.text] * 12)), Audience.PUBLIC, progress=tell
    )

    assert told == [(8, 12), (12, 12)]


async def test_broken_index_is_never_an_answer(bench: Bench) -> None:
    class Broken:
        version = near_version = bench.index.version

        async def find(
            self, query: Query, *, audience: Audience, limit: int, most: int | None = None
        ) -> Found:
            raise Unavailable("index")

    cache = MemoryCache(limit=1 << 20, now=bench.stopwatch)
    checker = bench.checker_with(cache, index=Broken())  # type: ignore[arg-type]

    for _ in range(2):  # nor is the failure kept
        with pytest.raises(Unavailable):
            await checker.check(CLAIM, Audience.PUBLIC)


async def test_empty_text_is_refused(bench: Bench) -> None:
    with pytest.raises(Refusal):
        await bench.checker.check(Submission(" \u200b "), Audience.PUBLIC)


async def test_every_kind_of_record_survives_the_cache(bench: Bench) -> None:
    await bench.publish(KILLED)
    text = "4,192 people have been killed by the junta since the coup as of 20 November 2023."
    first = await bench.checker.check(Submission(text), Audience.PUBLIC)
    again = await bench.checker.check(Submission(text), Audience.PUBLIC)

    assert again == first
    assert first.findings[0].matches[0].record == KILLED


def _about_rice() -> Event:
    title = "The price of rice rose by a third in Bago"
    when = replace(STRIKE.when, first=date(2025, 5, 3), last=date(2025, 5, 3))
    return replace(
        STRIKE, id="rice", title=title, summary="", when=when, where=None, actors=(), figures=(), phrasings=()
    )


async def test_cache_holds_nothing_that_can_be_read(bench: Bench) -> None:
    watched = Watched()
    canaries = "Ko Canary said that 171 canaries were not shot on Tuesday."
    report = await bench.checker_with(watched).check(followed_by(canaries, LONG), Audience.PUBLIC)

    assert any(finding.matches for finding in report.findings)
    assert len(watched.kept) > 2  # the report and its claims
    words = ("canar", "Canary", "Tuesday", "Pazigyi", STRIKE.title)
    assert not [word for word in words if any(word.encode() in value for value in watched.kept.values())]


async def test_kept_answer_opens_for_the_text_alone(bench: Bench) -> None:
    watched = Watched()
    checker = bench.checker_with(watched)
    for text in (CLAIM.text, CLAIM.text.replace("171", "172")):
        await checker.check(Submission(text), Audience.PUBLIC)
    first, second = watched.kept
    watched.kept[second] = watched.kept[first]
    report = await checker.check(Submission(CLAIM.text.replace("171", "172")), Audience.PUBLIC)

    assert "172" in report.findings[0].claim.text
    assert bench.library.fetched == 3


async def test_checks_that_never_end_take_nobody_elses_threads(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    end, begun, loop = threading.Event(), asyncio.Semaphore(0), asyncio.get_running_loop()

    def hang(*_: object, **__: object) -> None:
        loop.call_soon_threadsafe(begun.release)
        end.wait()

    monkeypatch.setattr(checking, "read_submission", hang)
    texts = [Submission(str(number)) for number in range(10)]
    checks = [asyncio.create_task(bench.checker.check(text, Audience.PUBLIC)) for text in texts]
    try:
        async with asyncio.timeout(5):
            for _ in checks:
                await begun.acquire()
            elsewhere = await asyncio.gather(*(asyncio.to_thread(str, number) for number in range(40)))
    finally:
        end.set()
        await asyncio.gather(*checks, return_exceptions=True)

    assert len(elsewhere) == 40
