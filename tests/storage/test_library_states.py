"""The library in the database and the plain one in memory, driven by the same steps, must never tell different things."""

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.errors import Refusal
from bot.library.filing import Filing, Provenance, Status
from bot.library.record import Entry
from bot.library.source import Reliability
from bot.people.audience import Audience
from bot.ports import Library
from storage.database import Database
from storage.library import SqlLibrary
from storage.migrate import migrate
from storage.sqlite import open_engine
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_place, a_rating, a_series, a_source, a_statement, an_actor, an_event
from tests.fakes.memory_library import MemoryLibrary

Answer = TypeVar("Answer")

ids = st.sampled_from(["a", "b", "c", "a b", "%", "_", "ပ"])
sources = st.sampled_from(["a", "b", "a%", "_"])
provenances = st.sampled_from(list(Provenance))
filings = st.builds(
    Filing,
    status=st.sampled_from(list(Status)),
    visibility=st.sampled_from(list(Audience)),
    provenance=provenances,
    language=st.sampled_from(["en", "my"]),
)
titles = st.sampled_from(["One title", "Another title"])
days = st.dates(date(2026, 1, 1), date(2026, 1, 9))
entries: st.SearchStrategy[Entry] = st.one_of(
    st.builds(an_event, ids, titles, place=ids, actor=ids, filing=filings),
    st.builds(a_statement, ids, titles, said_by=ids, filing=filings),
    st.builds(a_series, ids, who_counts=ids, filing=filings),
    st.builds(a_place, ids, titles, parent=ids, provenance=provenances),
    st.builds(an_actor, ids, titles, parent=ids),
    st.builds(a_source, sources, titles, provenance=provenances),
    st.builds(
        a_rating,
        sources,
        st.sampled_from(["desk", "other"]),
        letter=st.sampled_from(list(Reliability)),
        until=st.none() | days,
        provenance=provenances,
    ),
)


@cache
def empty_database() -> Path:
    path = Path(tempfile.mkdtemp()) / "empty.db"
    migrate(path)
    return path


class Libraries(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = tempfile.TemporaryDirectory()
        self._clock = FixedClock(date(2026, 1, 1))
        self._engine = open_engine(Path(copyfile(empty_database(), Path(self._folder.name) / "library.db")))
        self._both: tuple[Library, Library] = (
            MemoryLibrary(self._clock),
            SqlLibrary(Database(self._engine), self._clock),
        )

    def teardown(self) -> None:
        self._run(self._engine.dispose())
        self._runner.close()
        self._folder.cleanup()

    @rule(published=st.lists(entries, max_size=6), removed=st.sets(ids | sources, max_size=2))
    def publish(self, published: list[Entry], removed: set[str]) -> None:
        told = []
        for library in self._both:
            with suppress(Refusal):
                told.append(self._run(library.publish(published, remove=removed)))

        assert len(told) != 1
        assert len(set(told)) <= 1

    @rule(provenance=provenances)
    def remove_provenance(self, provenance: Provenance) -> None:
        plain, real = (self._run(library.remove_provenance(provenance)) for library in self._both)

        assert plain == real

    @rule(day=days)
    def pass_to(self, day: date) -> None:
        self._clock.day = max(day, self._clock.day)

    @invariant()
    def shelves_are_the_same(self) -> None:
        plain, real = (self._run(library.shelf()) for library in self._both)

        assert (plain.version, plain.sources, plain.ratings) == (real.version, real.sources, real.ratings)
        assert (plain.languages, plain.valid_until) == (real.languages, real.valid_until)
        assert sorted(plain.names, key=repr) == sorted(real.names, key=repr)

    @rule(asked=st.sets(ids), audience=st.sampled_from(list(Audience)))
    def records_are_the_same(self, asked: set[str], audience: Audience) -> None:
        plain, real = (self._run(library.records(asked, audience)) for library in self._both)

        assert plain == real

    @rule(back=st.integers(0, 3))
    def changes_are_the_same(self, back: int) -> None:
        plain, real = (self._run(self._changes(library, back)) for library in self._both)

        assert plain == real

    @staticmethod
    async def _changes(library: Library, back: int) -> list[object]:
        after = max(0, await library.version() - back)
        return [change async for change in library.changes(after=after)]

    def _run(self, work: Coroutine[object, object, Answer]) -> Answer:
        return self._runner.run(work)


TestLibraries = Libraries.TestCase
TestLibraries.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
