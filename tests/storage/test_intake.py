from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.revision import read_revision
from bot.errors import Refusal
from bot.feeds.intake import Fate, Reached, Rules
from bot.library.filing import Provenance
from bot.library.record import Entry
from bot.people.audience import Audience
from storage.audit import SqlAudit
from storage.database import Database
from storage.import_revisions import MOST
from storage.intake import SqlIntake
from storage.keys.open import open_keys
from storage.library import SqlLibrary
from storage.sqlite import open_engine
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_filing, a_place, a_statement, an_event

IMPORTED = a_filing(provenance=Provenance.DATA_SET, visibility=Audience.NEWSROOM)
RULES = Rules()


class Opened:
    def __init__(self, library: SqlLibrary, intake: SqlIntake, audit: SqlAudit, clock: FixedClock) -> None:
        self.library, self.intake, self.audit, self.clock = library, intake, audit, clock

    async def take(
        self, *entries: Entry, rules: Rules = RULES, run: str = "run"
    ) -> dict[tuple[str, Fate], int]:
        """A whole import of these entries; what became of them."""
        start = await self.intake.begin(run)
        reached = await self.intake.lay(run, entries, rules, after=start, row=start.row + 1)
        await self.intake.publish(run, rules, named="a data set")
        return dict(reached.fates)

    async def titles(self) -> dict[str, str]:
        found = [change.record async for change in self.library.changes(after=0) if change.record]
        return {record.id: getattr(record, "title", getattr(record, "text", "")) for record in found}


def on_engine(engine: AsyncEngine, keys_file: Path) -> Opened:
    clock, kept = FixedClock(), Database(engine)
    keys = open_keys(keys_file, clock, is_needed=False)
    library = SqlLibrary(kept, clock)
    return Opened(library, SqlIntake(kept, library, keys, clock), SqlAudit(kept, keys, clock), clock)


@asynccontextmanager
async def opened(database: Path) -> AsyncIterator[Opened]:
    engine = open_engine(database)
    yield on_engine(engine, database.with_name("keys.json"))
    await engine.dispose()


@pytest.fixture
def kept(engine: AsyncEngine, tmp_path: Path) -> Opened:
    return on_engine(engine, tmp_path / "keys.json")


def imported(number: int, title: str = "Raid") -> Entry:
    return an_event(f"row-{number}", title, filing=IMPORTED)


async def test_nothing_is_seen_before_all_has_come(kept: Opened) -> None:
    reached = await kept.intake.begin("run")
    await kept.intake.lay("run", [imported(1)], RULES, after=reached, row=2)

    assert await kept.library.version() == 0
    assert await kept.titles() == {}


async def test_all_batches_are_one_publish(kept: Opened) -> None:
    reached = await kept.intake.begin("run")
    for number in range(3):
        reached = await kept.intake.lay("run", [imported(number)], RULES, after=reached, row=number + 2)

    assert await kept.intake.publish("run", RULES, named="a data set") == 1
    assert set(await kept.titles()) == {"row-0", "row-1", "row-2"}


async def test_second_run_changes_nothing(kept: Opened) -> None:
    entries = [a_place("town"), imported(1), imported(2)]
    await kept.take(*entries)

    assert await kept.take(*entries) == {("place", Fate.UNCHANGED): 1, ("event", Fate.UNCHANGED): 2}
    assert await kept.library.version() == 1


async def test_changed_row_replaces_its_record(kept: Opened) -> None:
    await kept.take(imported(1), imported(2))

    assert await kept.take(imported(1, "Night raid"), imported(2)) == {
        ("event", Fate.CHANGED): 1,
        ("event", Fate.UNCHANGED): 1,
    }
    assert await kept.titles() == {"row-1": "Night raid", "row-2": "Raid"}
    assert [change.id async for change in kept.library.changes(after=1)] == ["row-1"]


@pytest.mark.parametrize("provenance", [Provenance.DESK, Provenance.STARTER])
async def test_what_others_filed_stays(kept: Opened, provenance: Provenance) -> None:
    await kept.library.publish([an_event("row-1", "Ours", filing=a_filing(provenance=provenance))])

    assert await kept.take(imported(1)) == {("event", Fate.KEPT): 1}
    assert await kept.titles() == {"row-1": "Ours"}


async def test_what_others_filed_goes_when_asked(kept: Opened) -> None:
    await kept.library.publish([an_event("row-1", "Ours")])

    assert await kept.take(imported(1), rules=Rules(replaces_desk=True)) == {("event", Fate.CHANGED): 1}
    assert await kept.titles() == {"row-1": "Raid"}


async def test_what_the_desk_took_up_meanwhile_stays(kept: Opened) -> None:
    reached = await kept.intake.begin("run")
    await kept.intake.lay("run", [imported(1), imported(2)], RULES, after=reached, row=3)
    await kept.library.publish([an_event("row-1", "Ours")])

    await kept.intake.publish("run", RULES, named="a data set")

    assert await kept.titles() == {"row-1": "Ours", "row-2": "Raid"}


async def test_record_of_another_kind_stays(kept: Opened) -> None:
    await kept.library.publish([replace(a_statement("row-1"), filing=IMPORTED)])

    assert await kept.take(imported(1)) == {("event", Fate.KEPT): 1}


async def test_record_stays_visible_to_whom_it_was(kept: Opened) -> None:
    await kept.take(an_event("row-1", "Raid", filing=a_filing(provenance=Provenance.DATA_SET)))

    assert await kept.take(imported(1)) == {("event", Fate.UNCHANGED): 1}
    await kept.take(imported(1, "Night raid"))
    assert await kept.library.records({"row-1"}, Audience.PUBLIC)


async def test_visibility_changes_when_asked(kept: Opened) -> None:
    await kept.take(an_event("row-1", "Raid", filing=a_filing(provenance=Provenance.DATA_SET)))

    assert await kept.take(imported(1), rules=Rules(sets_visibility=True)) == {("event", Fate.CHANGED): 1}
    assert await kept.library.records({"row-1"}, Audience.PUBLIC) == {}


async def test_removed_record_comes_again(kept: Opened) -> None:
    await kept.take(imported(1))
    await kept.library.publish([], remove={"row-1"})

    assert await kept.take(imported(1)) == {("event", Fate.NEW): 1}
    assert await kept.titles() == {"row-1": "Raid"}


async def test_run_goes_on_where_it_was(kept: Opened) -> None:
    reached = await kept.intake.begin("run")
    await kept.intake.lay("run", [imported(1)], RULES, after=reached, row=7)

    assert await kept.intake.begin("run") == Reached(7, {("event", Fate.NEW): 1})
    assert await kept.intake.begin("another") == Reached()


async def test_two_processes_do_not_share_a_run(kept: Opened) -> None:
    reached = await kept.intake.begin("run")
    await kept.intake.lay("run", [imported(1)], RULES, after=reached, row=7)

    with pytest.raises(Refusal):
        await kept.intake.lay("run", [imported(2)], RULES, after=reached, row=7)

    assert await kept.intake.publish("run", RULES, named="a data set") == 1
    assert set(await kept.titles()) == {"row-1"}


async def test_old_leavings_are_taken_away(kept: Opened) -> None:
    reached = await kept.intake.begin("old")
    await kept.intake.lay("old", [imported(1)], RULES, after=reached, row=7)
    kept.clock.pass_by(timedelta(days=2).total_seconds())

    await kept.intake.begin("new")

    assert await kept.intake.begin("old") == Reached()
    assert await kept.intake.publish("old", RULES, named="a data set") == 0


async def test_renamed_place_touches_its_records(kept: Opened) -> None:
    place = a_place("town", provenance=Provenance.DATA_SET)
    await kept.take(place, an_event("there", place="town"))

    await kept.take(replace(place, name="New Town"))

    assert [change.id async for change in kept.library.changes(after=1)] == ["there"]


async def test_comparing_writes_nothing(kept: Opened) -> None:
    await kept.take(imported(1))

    met = await kept.intake.compare([imported(1), imported(2), imported(1, "Night raid")], RULES)

    assert met == (Fate.UNCHANGED, Fate.NEW, Fate.CHANGED)
    assert await kept.library.version() == 1


async def test_changed_row_is_a_revision_of_its_record(kept: Opened) -> None:
    await kept.take(imported(1), imported(2))
    await kept.take(imported(1, "Night raid"), imported(2))

    (entry,) = await kept.audit.entries(limit=10, subject="record row-1")
    revision = read_revision(entry.detail)
    assert revision is not None
    assert (revision.reason, entry.by) == ("a data set", "")
    assert [(one.field, one.before, one.after) for one in revision.changes()] == [
        ("title", "Raid", "Night raid")
    ]


async def test_many_changed_rows_are_one_line(kept: Opened) -> None:
    many = range(MOST + 1)
    await kept.take(*(imported(number) for number in many))
    await kept.take(*(imported(number, "Night raid") for number in many))

    assert [entry.act for entry in await kept.audit.entries(limit=10)] == ["import", "import"]


async def test_import_is_in_the_audit_log(kept: Opened) -> None:
    await kept.take(imported(1))
    await kept.take(imported(1))

    (entry,) = await kept.audit.entries(limit=10)
    assert (entry.act, entry.subject) == ("import", "import a data set")
    assert entry.words is not None
    assert "event new: 1" in entry.words.detail
