"""What is found by meaning, wherever the vectors lie: compared one by one, or in a graph."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.library.filing import Status
from bot.matching.query import Query
from bot.people.audience import Audience
from tests.fakes.entries import a_filing, a_statement, an_event
from tests.storage.nearness import Near, opened_near

CLAIM = "Troops set a hamlet blaze"
TOLD = "Soldiers burned the village"
"""Says the same in other words."""


@pytest.fixture(params=["folder", "copy", "memory", "graph", "graph in memory"])
async def near(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Near]:
    if "graph" in request.param:
        monkeypatch.setattr("storage.index.vectors.MANY", 1)
    path = None if "memory" in request.param else tmp_path / "index"
    async with opened_near(path) as first:
        if request.param != "copy":
            yield first
            return
        async with opened_near(path) as second:
            assert second.index.place == "copy"
            yield second


async def test_other_words_are_found(near: Near) -> None:
    await near.publish(an_event("fire", TOLD), an_event("bridge", "A bridge was opened"))

    found = await near.find(CLAIM)

    assert next(iter(found)) == "fire"
    assert found["fire"].words == 0
    assert (found["fire"].near or 0) > 0.6 > (found["bridge"].near or 0)


async def test_every_hit_tells_how_near_it_is(near: Near) -> None:
    await near.publish(*(an_event(f"{number}", f"Soldiers burned house {number}") for number in range(9)))

    found = await near.find("house 3", limit=2)

    assert len(found) > 2
    assert all(scores.near is not None for scores in found.values())


async def test_without_a_vector_nothing_is_near(near: Near) -> None:
    await near.publish(an_event("fire", TOLD))

    (hit,) = (await near.index.find([Query("soldiers")], audience=Audience.PUBLIC, limit=5))[0].hits

    assert (hit.scores.near, hit.scores.near_around) == (None, None)


async def test_nearest_wording_counts(near: Near) -> None:
    await near.publish(an_event("fire", "Something else", phrasings=(TOLD,)))

    assert ((await near.find(TOLD))["fire"].near or 0) > 0.99


async def test_message_is_held_against_records_too(near: Near) -> None:
    await near.publish(an_event("fire", TOLD), an_event("bridge", "A bridge was opened"))

    found = await near.find("bridge opened", around=TOLD)

    assert (found["fire"].near_around or 0) > 0.9 > (found["fire"].near or 0)
    assert (found["bridge"].near or 0) > (found["bridge"].near_around or 0)


async def test_hidden_records_take_no_near_seats(near: Near) -> None:
    restricted = a_filing(visibility=Audience.RESTRICTED)
    hidden = [an_event(f"{number}", TOLD, filing=restricted) for number in range(20)]
    await near.publish(*hidden, an_event("seen", "Soldiers came"))

    assert list(await near.find(CLAIM, limit=1)) == ["seen"]


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, {"public"}),
        (Audience.NEWSROOM, {"public", "newsroom"}),
        (Audience.RESTRICTED, {"public", "newsroom", "restricted"}),
    ],
)
async def test_audience_is_near_its_own_only(near: Near, audience: Audience, seen: set[str]) -> None:
    await near.publish(*(an_event(each, TOLD, filing=a_filing(visibility=each)) for each in Audience))

    assert set(await near.find(CLAIM, audience)) == seen


async def test_record_moves_to_another_audience(near: Near) -> None:
    await near.publish(an_event("fire", TOLD))

    await near.publish(an_event("fire", TOLD, filing=a_filing(visibility=Audience.NEWSROOM)))

    assert await near.find(CLAIM) == {}
    assert set(await near.find(CLAIM, Audience.NEWSROOM)) == {"fire"}


async def test_changed_text_is_near_what_it_says_now(near: Near) -> None:
    await near.publish(an_event("fire", TOLD))

    await near.publish(an_event("fire", "A bridge was opened"))

    assert ((await near.find("bridge opened"))["fire"].near or 0) > 0.9
    assert ((await near.find(CLAIM))["fire"].near or 1) < 0.6


async def test_removed_record_is_no_longer_near(near: Near) -> None:
    await near.publish(an_event("fire", TOLD), an_event("kept", TOLD))

    await near.publish(remove=("fire",))

    assert set(await near.find(CLAIM)) == {"kept"}


async def test_drafts_are_never_near(near: Near) -> None:
    await near.publish(*(an_event(each, TOLD, filing=a_filing(each)) for each in Status))

    assert set(await near.find(CLAIM, Audience.RESTRICTED)) == {"verified", "contested", "retracted"}


@pytest.mark.parametrize(("limit", "number"), [(-1, 0), (0, 0), (2, 2), (10**15, 5)])
async def test_near_list_is_limited(near: Near, limit: int, number: int) -> None:
    await near.publish(*(an_event(f"{each}", TOLD) for each in range(5)))

    assert len(await near.find(CLAIM, limit=limit)) == number


async def test_nearness_lags_until_encoded(near: Near) -> None:
    await near.library.publish([an_event("fire", TOLD)])
    await near.follower.catch_up()

    assert (near.index.version, near.index.near_version, near.follower.waiting) == (1, 0, 1)
    assert (await near.find("soldiers"))["fire"].near is None

    await near.follower.encode_all()
    assert (near.index.near_version, near.follower.waiting) == (1, 0)


async def test_change_elsewhere_encodes_nothing(near: Near) -> None:
    statement = a_statement()
    await near.publish(statement)
    asked = len(near.encoder.asked)

    await near.publish(replace(statement, places=("somewhere",)))

    assert len(near.encoder.asked) == asked
    assert near.index.near_version == 2


async def test_same_text_is_encoded_once(near: Near) -> None:
    await near.publish(*(an_event(f"{number}", TOLD) for number in range(5)))

    assert near.encoder.asked == [(TOLD,)]
