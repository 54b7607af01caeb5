import asyncio
from dataclasses import replace

import pytest

from bot.library.filing import Status
from bot.library.record import Record
from bot.matching.query import Query
from bot.people.audience import Audience
from bot.ports import CandidateIndex, Change
from tests.fakes.entries import a_filing, a_series, a_statement, an_event

LIMIT = 10


def filed(*records: Record, version: int = 1) -> list[Change]:
    return [Change(record.id, version, record) for record in records]


async def found(index: CandidateIndex, text: str, audience: Audience = Audience.PUBLIC) -> list[str]:
    return [hit.id for hit in (await index.find([Query(text)], audience=audience, limit=LIMIT))[0].hits]


async def test_empty_index_finds_nothing(index: CandidateIndex) -> None:
    assert index.version == 0
    assert await found(index, "An air strike hit a gathering") == []


async def test_what_was_taken_is_found(index: CandidateIndex) -> None:
    await index.take(filed(an_event(), a_statement(), a_series()), version=1)

    assert index.version == 1
    assert (await found(index, "gatherings were hit by air strikes"))[0] == "strike"
    assert (await found(index, "the village is said to have been empty"))[0] == "denial"
    assert (await found(index, "4,468 people killed since the coup"))[0] == "toll"


async def test_words_and_grams_are_scored_apart(index: CandidateIndex) -> None:
    await index.take(
        filed(an_event(title="Pazigyi bombarded"), an_event("other", "Clashes elsewhere")), version=1
    )

    (whole,) = (await index.find([Query("Pazigyi")], audience=Audience.PUBLIC, limit=LIMIT))[0].hits
    (misspelt,) = (await index.find([Query("Pazigyii")], audience=Audience.PUBLIC, limit=LIMIT))[0].hits

    assert whole.scores.words > 0
    assert whole.scores.grams > 0
    assert misspelt.scores.words == 0
    assert misspelt.scores.grams > 0


async def test_best_comes_first(index: CandidateIndex) -> None:
    await index.take(
        filed(
            an_event("half", "Soldiers burned the market"),
            an_event("whole", "Soldiers burned the market and the monastery of Kani"),
            an_event("none", "A bridge was opened"),
        ),
        version=1,
    )

    ordered = await found(index, "soldiers burned the market and monastery of Kani")

    assert ordered[:2] == ["whole", "half"]


async def test_each_list_is_limited(index: CandidateIndex) -> None:
    await index.take(
        filed(*(an_event(f"{number}", "Soldiers burned houses") for number in range(9))), version=1
    )

    hits = (await index.find([Query("soldiers burned houses")], audience=Audience.PUBLIC, limit=3))[0].hits

    assert 3 <= len(hits) <= 6


@pytest.mark.parametrize(("limit", "number"), [(-1, 0), (0, 0), (10**15, 2)])
async def test_odd_limits_do_no_harm(index: CandidateIndex, limit: int, number: int) -> None:
    await index.take(filed(an_event("a"), an_event("b")), version=1)

    assert (
        len((await index.find([Query("gathering")], audience=Audience.PUBLIC, limit=limit))[0].hits) == number
    )


async def test_replaced_text_is_no_longer_found(index: CandidateIndex) -> None:
    await index.take(filed(an_event(title="Bombardment of Pazigyi")), version=1)

    await index.take(filed(an_event(title="Clashes near Kawlin"), version=2), version=2)

    assert await found(index, "bombardment Pazigyi") == []
    assert await found(index, "Kawlin") == ["strike"]


async def test_removed_record_is_no_longer_found(index: CandidateIndex) -> None:
    await index.take(filed(an_event("gone", "A gathering"), an_event("kept", "A gathering")), version=1)

    await index.take([Change("gone", 2, None)], version=2)

    assert await found(index, "a gathering") == ["kept"]


async def test_same_change_twice_does_no_harm(index: CandidateIndex) -> None:
    for _ in range(2):
        await index.take(filed(an_event()), version=1)

    assert await found(index, "gathering") == ["strike"]
    assert index.version == 1


async def test_last_change_of_a_record_counts(index: CandidateIndex) -> None:
    await index.take(filed(an_event(title="Old")) + filed(an_event(title="Kawlin"), version=2), version=2)

    assert await found(index, "Kawlin") == ["strike"]


async def test_what_came_in_parts_is_found(index: CandidateIndex) -> None:
    await index.take(filed(an_event("first", "Kawlin")), version=0)
    await index.take(filed(an_event("second", "Kawlin")), version=1)

    assert sorted(await found(index, "Kawlin")) == ["first", "second"]


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, {"public"}),
        (Audience.NEWSROOM, {"public", "newsroom"}),
        (Audience.RESTRICTED, {"public", "newsroom", "restricted"}),
    ],
)
async def test_audience_finds_only_its_own(index: CandidateIndex, audience: Audience, seen: set[str]) -> None:
    await index.take(
        filed(*(an_event(each, filing=a_filing(visibility=each)) for each in Audience)), version=1
    )

    assert set(await found(index, "gathering", audience)) == seen


async def test_hidden_records_take_no_seats(index: CandidateIndex) -> None:
    restricted = a_filing(visibility=Audience.RESTRICTED)
    hidden = [an_event(f"{number}", "Soldiers burned houses", filing=restricted) for number in range(20)]
    await index.take(filed(*hidden, an_event("seen", "Soldiers came")), version=1)

    hits = (await index.find([Query("soldiers burned houses")], audience=Audience.PUBLIC, limit=1))[0].hits

    assert [hit.id for hit in hits] == ["seen"]


async def test_rare_word_leads_a_search(index: CandidateIndex) -> None:
    """Others stand in one list more, that of long texts."""
    told = "An air strike, and witnesses told of the air strike. " * 8
    others = [replace(an_event(f"{place}", f"Air strike on {place}"), summary=told) for place in range(9)]
    asean = a_statement(
        "asean", "ASEAN condemned the killing of dozens of people in an air strike on Pazigyi"
    )
    await index.take(filed(*others, asean), version=1)

    (found,) = await index.find([Query("air strike Pazigyi")], audience=Audience.PUBLIC, limit=LIMIT)

    assert found.by_words[0].id == "asean"


async def test_first_of_all_lists_are_kept(index: CandidateIndex) -> None:
    words = ("soldiers", "soldiers burned", "soldiers burned houses")
    await index.take(filed(*(an_event(text, text) for text in words)), version=1)
    query = Query("soldiers burned houses")

    hits = (await index.find([query], audience=Audience.PUBLIC, limit=LIMIT))[0].hits
    first = (await index.find([query], audience=Audience.PUBLIC, limit=LIMIT, most=2))[0].hits

    assert len(hits) == len(words)
    assert first == hits[:2]


async def test_drafts_are_never_found(index: CandidateIndex) -> None:
    await index.take(filed(*(an_event(each, filing=a_filing(each)) for each in Status)), version=1)

    assert set(await found(index, "gathering", Audience.RESTRICTED)) == {"verified", "contested", "retracted"}


async def test_record_that_became_a_draft_is_gone(index: CandidateIndex) -> None:
    await index.take(filed(an_event()), version=1)

    await index.take(filed(an_event(filing=a_filing(Status.DRAFT)), version=2), version=2)

    assert await found(index, "gathering") == []


async def test_context_weighs_less_than_text(index: CandidateIndex) -> None:
    await index.take(
        filed(an_event("text", "Shelling of Kawlin"), an_event("context", "Festival in Mandalay")), version=1
    )

    hits = (await index.find([Query("Kawlin", "Mandalay")], audience=Audience.PUBLIC, limit=LIMIT))[0].hits

    assert [hit.id for hit in hits] == ["text", "context"]
    assert hits[0].scores.words > 2 * hits[1].scores.words > 0


async def test_context_breaks_a_tie(index: CandidateIndex) -> None:
    await index.take(
        filed(an_event("a", "Shelling in Kawlin"), an_event("b", "Shelling in Kyunhla")), version=1
    )

    hits = (await index.find([Query("shelling", "Kyunhla")], audience=Audience.PUBLIC, limit=LIMIT))[0].hits

    assert hits[0].id == "b"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "🔥🔥",
        "\u200b\u200d",
        '+-&|!(){}[]^"~*?:\\/',
        "id:junta OR *",
        "the of and",
        "စစ်တပ်",
        "x" * 5000,
    ],
    ids=[
        "empty",
        "blank",
        "emoji",
        "invisible",
        "operators",
        "syntax",
        "stop words",
        "burmese",
        "one long word",
    ],
)
async def test_odd_texts_are_only_texts(index: CandidateIndex, text: str) -> None:
    await index.take(filed(an_event()), version=1)

    assert await found(index, text) == []


async def test_burmese_is_found_by_part_of_a_sentence(index: CandidateIndex) -> None:
    await index.take(filed(an_event(title="ပဇီကြီးရွာကို လေကြောင်းတိုက်ခိုက်ခဲ့သည်")), version=1)

    assert await found(index, "ပဇီကြီးရွာတွင် လေကြောင်းတိုက်ခိုက်မှု") == ["strike"]


async def test_very_long_text_still_finds(index: CandidateIndex) -> None:
    await index.take(filed(an_event()), version=1)
    text = " ".join(f"word{number}" for number in range(20_000)) + " gathering in Pazigyi"

    assert await found(index, text) == ["strike"]


async def test_ids_of_any_form_are_kept(index: CandidateIndex) -> None:
    ids = {"UCDP:2023/1", "naïve-ပ", "a" * 400, "Strike"}
    await index.take(filed(*(an_event(each) for each in ids)), version=1)

    await index.take([Change("strike", 2, None)], version=2)

    assert set(await found(index, "gathering")) == ids


async def test_taking_nothing_moves_the_version(index: CandidateIndex) -> None:
    await index.take(filed(an_event()), version=1)

    await index.take((), version=5)

    assert index.version == 5
    assert await found(index, "gathering") == ["strike"]


async def test_finding_and_taking_at_once(index: CandidateIndex) -> None:
    await index.take(filed(an_event()), version=1)

    results = await asyncio.gather(
        *(found(index, "gathering") for _ in range(10)),
        index.take(filed(an_event("other", "A gathering"), version=2), version=2),
        index.take(filed(an_event("third", "A gathering"), version=3), version=3),
    )

    assert all("strike" in result for result in results if result is not None)
    assert set(await found(index, "gathering")) == {"strike", "other", "third"}
    assert index.version == 3


async def test_ping_answers(index: CandidateIndex) -> None:
    await index.ping()
