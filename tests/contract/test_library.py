import asyncio
from datetime import date

import pytest

from bot.claims.claim import NameKind
from bot.errors import Refusal
from bot.library.filing import Provenance, Status
from bot.library.record import Entry, Record
from bot.people.audience import Audience
from bot.ports import Change, Library
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import (
    a_filing,
    a_place,
    a_rating,
    a_series,
    a_source,
    a_statement,
    an_actor,
    an_event,
)

RECORDS: tuple[Record, ...] = (
    an_event(place="pazigyi", actor="junta", killed=168.0),
    a_statement(said_by="junta"),
    a_series(),
)
ONE_OF_EACH: tuple[Entry, ...] = (*RECORDS, a_source(), a_rating(), a_place(), an_actor())


async def changed(library: Library, *, after: int) -> list[Change]:
    return [change async for change in library.changes(after=after)]


async def test_empty_library_is_at_version_zero(library: Library) -> None:
    assert await library.version() == 0
    assert (await library.shelf()).version == 0
    assert await changed(library, after=0) == []


async def test_publish_raises_version_by_one(library: Library) -> None:
    assert await library.publish(ONE_OF_EACH) == 1
    assert await library.publish([an_event("other")]) == 2
    assert await library.version() == 2


async def test_every_kind_of_record_comes_back_whole(library: Library) -> None:
    await library.publish(ONE_OF_EACH)

    found = await library.records({"strike", "denial", "toll", "unknown"}, Audience.PUBLIC)

    assert found == {record.id: record for record in RECORDS}


async def test_same_entries_again_change_nothing(library: Library) -> None:
    await library.publish(ONE_OF_EACH)

    assert await library.publish(ONE_OF_EACH) == 1
    assert await library.publish([], remove={"never there"}) == 1


async def test_only_what_differs_is_a_change(library: Library) -> None:
    await library.publish([an_event("one"), an_event("two")])

    await library.publish([an_event("one"), an_event("two", "Another title")])

    assert [change.id for change in await changed(library, after=1)] == ["two"]


async def test_later_entry_of_one_publish_wins(library: Library) -> None:
    await library.publish([an_event(title="First"), an_event(title="Second")])

    assert await library.records({"strike"}, Audience.PUBLIC) == {"strike": an_event(title="Second")}


async def test_removed_record_is_gone_and_reported(library: Library) -> None:
    await library.publish([an_event(), a_statement()])

    await library.publish([], remove={"strike"})

    assert await library.records({"strike", "denial"}, Audience.PUBLIC) == {"denial": a_statement()}
    assert await changed(library, after=1) == [Change("strike", 2, None)]


async def test_removed_record_can_come_back(library: Library) -> None:
    await library.publish([an_event()])
    await library.publish([], remove={"strike"})

    assert await library.publish([an_event()]) == 3
    assert await changed(library, after=2) == [Change("strike", 3, an_event())]


async def test_removing_twice_changes_nothing(library: Library) -> None:
    await library.publish([an_event()])
    await library.publish([], remove={"strike"})

    assert await library.publish([], remove={"strike"}) == 2


async def test_source_goes_with_its_ratings(library: Library) -> None:
    await library.publish([a_source(), a_rating(), a_source("counter2"), a_rating("counter2")])

    await library.publish([], remove={"counter"})

    shelf = await library.shelf()
    assert set(shelf.sources) == {"counter2"}
    assert set(shelf.ratings) == {"counter2"}


async def test_removes_before_it_writes(library: Library) -> None:
    await library.publish([a_source(), a_rating(rater="old"), an_event()])

    await library.publish([a_source(), an_event(title="New")], remove={"counter", "strike"})

    shelf = await library.shelf()
    assert set(shelf.sources) == {"counter"}
    assert shelf.ratings == {}
    assert await library.records({"strike"}, Audience.PUBLIC) == {"strike": an_event(title="New")}


async def test_id_of_another_kind_is_refused(library: Library) -> None:
    await library.publish([an_event("1")])

    with pytest.raises(Refusal) as refused:
        await library.publish([an_event("2"), a_statement("1")])

    assert refused.value.values == {"id": "1", "kind": "event"}
    assert await library.version() == 1
    assert await library.records({"2"}, Audience.PUBLIC) == {}


async def test_one_publish_cannot_use_an_id_twice(library: Library) -> None:
    with pytest.raises(Refusal):
        await library.publish([an_event("1"), a_statement("1")])

    assert await library.version() == 0


async def test_removing_first_allows_another_kind(library: Library) -> None:
    await library.publish([an_event("1")])

    await library.publish([a_statement("1")], remove={"1"})

    assert await library.records({"1"}, Audience.PUBLIC) == {"1": a_statement("1")}


async def test_other_families_may_share_an_id(library: Library) -> None:
    await library.publish([an_event("same"), a_place("same"), an_actor("same"), a_source("same")])

    shelf = await library.shelf()
    assert len(shelf.names) == 3
    assert await library.records({"same"}, Audience.PUBLIC) == {"same": an_event("same")}


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, {"public"}),
        (Audience.NEWSROOM, {"public", "newsroom"}),
        (Audience.RESTRICTED, {"public", "newsroom", "restricted"}),
    ],
)
async def test_audience_sees_only_its_own(library: Library, audience: Audience, seen: set[str]) -> None:
    await library.publish([an_event(each, filing=a_filing(visibility=each)) for each in Audience])

    assert set(await library.records({each.value for each in Audience}, audience)) == seen


async def test_drafts_are_not_given_out(library: Library) -> None:
    await library.publish([an_event(each, filing=a_filing(each)) for each in Status])

    found = await library.records({each.value for each in Status}, Audience.RESTRICTED)

    assert set(found) == {"verified", "contested", "retracted"}


async def test_changes_come_oldest_first(library: Library) -> None:
    for record_id in ("c", "a", "b", "a"):
        await library.publish([an_event(record_id, f"{record_id} at {await library.version()}")])

    found = await changed(library, after=1)

    assert [(change.id, change.version) for change in found] == [("b", 3), ("a", 4)]


async def test_many_changes_are_all_streamed(library: Library) -> None:
    events = [an_event(f"{number:04}") for number in range(1203)]
    await library.publish(events)
    await library.publish(events[:1])

    assert [change.record for change in await changed(library, after=0)] == events


async def test_half_read_changes_leave_nothing_open(library: Library) -> None:
    await library.publish([an_event("a"), an_event("b")])

    async for _ in library.changes(after=0):
        break

    assert await library.publish([an_event("c")]) == 2


async def test_shelf_holds_names_sources_and_ratings(library: Library) -> None:
    await library.publish(ONE_OF_EACH)

    shelf = await library.shelf()

    assert shelf.version == 1
    assert shelf.sources == {"counter": a_source()}
    assert shelf.ratings == {"counter": (a_rating(),)}
    kinds = {mention.kind for mention in shelf.names.find("Military junta, Pazigyi, Casualty counters")}
    assert kinds == {NameKind.ACTOR, NameKind.PLACE, NameKind.SOURCE}


async def test_shelf_follows_whatever_is_no_record(library: Library) -> None:
    """Asked after each publish, as every check does."""
    await library.publish([a_place("a"), a_place("b"), a_rating()])
    assert len((await library.shelf()).names) == 2

    await library.publish([an_event("e", filing=a_filing(language="my"))])
    shelf = await library.shelf()
    assert (shelf.version, len(shelf.names)) == (2, 2)
    assert shelf.languages[Audience.PUBLIC] == {"my"}

    await library.publish([], remove={"b"})
    assert len((await library.shelf()).names) == 1

    await library.publish([a_place("c")], remove={"a"})
    assert (await library.shelf()).names.get(NameKind.PLACE, "c") is not None
    assert (await library.shelf()).names.get(NameKind.PLACE, "a") is None

    await library.publish([a_rating(until=date(2027, 1, 1))])
    assert [each.until for each in (await library.shelf()).ratings["counter"]] == [date(2027, 1, 1)]


async def test_domains_are_no_names(library: Library) -> None:
    await library.publish([a_source()])

    assert (await library.shelf()).names.find("see counter.example for more") == ()


async def test_ratings_stand_newest_first(library: Library) -> None:
    old, new = a_rating(rater="a", rated_on=date(2024, 1, 1)), a_rating(rater="b", rated_on=date(2025, 1, 1))
    await library.publish([old, new])

    assert (await library.shelf()).ratings == {"counter": (new, old)}


async def test_rating_replaces_its_raters_last(library: Library) -> None:
    await library.publish([a_rating(rater="desk"), a_rating(rater="other")])

    await library.publish([a_rating(rater="desk", until=date(2027, 1, 1))])

    shelf = await library.shelf()
    assert {each.rater: each.until for each in shelf.ratings["counter"]} == {
        "desk": date(2027, 1, 1),
        "other": None,
    }


async def test_shelf_is_valid_until_next_expiry(library: Library, clock: FixedClock) -> None:
    ends = {"a": date(2026, 2, 1), "b": date(2026, 4, 1), "c": date(2026, 5, 1), "d": None}
    await library.publish([a_rating(rater=rater, until=until) for rater, until in ends.items()])

    assert (await library.shelf()).valid_until == date(2026, 4, 1)
    clock.day = date(2026, 4, 2)
    assert (await library.shelf()).valid_until == date(2026, 5, 1)
    clock.day = date(2026, 5, 2)
    assert (await library.shelf()).valid_until is None


async def test_languages_are_of_matchable_records(library: Library) -> None:
    await library.publish(
        [
            an_event("a", filing=a_filing(language="en")),
            an_event("b", filing=a_filing(language="my")),
            an_event("c", filing=a_filing(Status.DRAFT, language="fr")),
        ]
    )
    await library.publish([], remove={"b"})

    languages = (await library.shelf()).languages
    assert languages == dict.fromkeys(Audience, frozenset({"en"}))


async def test_languages_tell_nothing_of_hidden_records(library: Library) -> None:
    await library.publish(
        [
            an_event("a", filing=a_filing(language="en")),
            an_event("b", filing=a_filing(visibility=Audience.NEWSROOM, language="my")),
            an_event("c", filing=a_filing(visibility=Audience.RESTRICTED, language="fr")),
        ]
    )

    languages = (await library.shelf()).languages

    assert languages == {
        Audience.PUBLIC: {"en"},
        Audience.NEWSROOM: {"en", "my"},
        Audience.RESTRICTED: {"en", "my", "fr"},
    }


async def test_renamed_place_touches_its_records(library: Library) -> None:
    await library.publish(
        [
            a_place("region"),
            a_place("village", parent="region"),
            an_event("there", place="village"),
            an_event("elsewhere", place="other"),
        ]
    )

    await library.publish([a_place("region", "A new name")])

    assert await changed(library, after=1) == [Change("there", 2, an_event("there", place="village"))]


async def test_removed_actor_touches_its_records(library: Library) -> None:
    await library.publish([an_actor(), an_event(actor="junta"), a_statement(said_by="junta")])

    await library.publish([], remove={"junta"})

    assert [change.id for change in await changed(library, after=1)] == ["denial", "strike"]


async def test_provenance_is_taken_out_at_once(library: Library) -> None:
    starter = a_filing(provenance=Provenance.STARTER)
    await library.publish(
        [
            an_event("shipped", filing=starter),
            a_place(provenance=Provenance.STARTER),
            a_source(provenance=Provenance.STARTER),
            a_rating(provenance=Provenance.STARTER),
            an_event("ours"),
        ]
    )

    assert await library.remove_provenance(Provenance.STARTER) == 4
    assert await library.version() == 2
    assert set(await library.records({"shipped", "ours"}, Audience.PUBLIC)) == {"ours"}
    assert await changed(library, after=1) == [Change("shipped", 2, None)]
    assert len((await library.shelf()).names) == 0


async def test_absent_provenance_changes_nothing(library: Library) -> None:
    await library.publish([an_event()])

    assert await library.remove_provenance(Provenance.STARTER) == 0
    assert await library.version() == 1


async def test_progress_counts_up_to_all(library: Library) -> None:
    told: list[int] = []

    await library.publish([an_event(f"{number}") for number in range(1201)], progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 1201


async def test_waiting_returns_a_passed_version_at_once(library: Library) -> None:
    await library.publish([an_event()])

    assert await asyncio.wait_for(library.wait_for_version(0), 10) == 1


async def test_waiting_is_woken_by_a_publish(library: Library) -> None:
    waiting = [asyncio.ensure_future(library.wait_for_version(after)) for after in (0, 1)]
    await asyncio.sleep(0)

    await library.publish([an_event("a")])
    await library.publish([an_event("b")])

    first, second = await asyncio.wait_for(asyncio.gather(*waiting), 10)
    assert (first in {1, 2}, second) == (True, 2)


async def test_publishes_at_once_all_count(library: Library) -> None:
    versions = await asyncio.gather(*(library.publish([an_event(f"{number}")]) for number in range(8)))

    assert sorted(versions) == list(range(1, 9))


async def test_failed_publish_changes_nothing(library: Library) -> None:
    def fail(_done: int) -> None:
        raise RuntimeError("the person closed the window")

    with pytest.raises(RuntimeError):
        await library.publish([an_event()], progress=fail)

    assert await library.version() == 0
    assert await library.publish([an_event()]) == 1


async def test_ping_answers(library: Library) -> None:
    await library.ping()
