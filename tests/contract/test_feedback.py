import asyncio
from dataclasses import replace

import pytest

from bot.people.audience import Audience
from bot.speech.outcome import Judge
from bot.verdicts.judgement import Judged, Judgement
from tests.contract.kept import Kept, a_message

RIGHT = Judged(
    "answer",
    1,
    "strike",
    Judgement.RIGHT,
    (("place_agrees", 1.0), ("claim_cover", 0.25)),
    3.1,
    0.96,
    "my",
    "same_event",
    "fitted-1",
    7,
    Audience.NEWSROOM,
)


async def judge(kept: Kept, *judged: Judged) -> None:
    await kept.finish(a_message(), deeds=[Judge(judged)])


async def test_nothing_was_judged_yet(kept: Kept) -> None:
    assert (await kept.feedback.count(), await kept.feedback.votes(limit=10)) == (0, ())


async def test_vote_is_read_back_as_it_was_given(kept: Kept) -> None:
    await judge(kept, RIGHT)

    (vote,) = await kept.reopened().feedback.votes(limit=10)
    assert (vote.record, vote.judgement, vote.features) == ("strike", Judgement.RIGHT, RIGHT.features)
    assert (vote.score, vote.probability, vote.language) == (3.1, 0.96, "my")
    assert (vote.relation, vote.weights_version) == ("same_event", "fitted-1")


async def test_last_of_two_votes_counts(kept: Kept) -> None:
    await judge(kept, RIGHT)
    await judge(kept, replace(RIGHT, judgement=Judgement.WRONG))

    assert [vote.judgement for vote in await kept.feedback.votes(limit=10)] == [Judgement.WRONG]


async def test_word_on_one_record_leaves_the_others(kept: Kept) -> None:
    await judge(kept, RIGHT)
    await judge(kept, replace(RIGHT, record="raid", judgement=Judgement.WRONG))

    found = {vote.record: vote.judgement for vote in await kept.feedback.votes(limit=10)}
    assert found == {"strike": Judgement.RIGHT, "raid": Judgement.WRONG}


async def test_none_of_these_replaces_every_word_on_the_claim(kept: Kept) -> None:
    await judge(kept, RIGHT, replace(RIGHT, number=2))
    await judge(kept, replace(RIGHT, record="raid", judgement=Judgement.NONE))

    found = [(vote.record, vote.judgement) for vote in await kept.feedback.votes(limit=10)]
    assert sorted(found) == [("raid", Judgement.NONE), ("strike", Judgement.RIGHT)]


async def test_only_votes_of_the_newsroom_count(kept: Kept) -> None:
    for number, audience in enumerate(Audience, start=1):
        await judge(kept, replace(RIGHT, number=number, score=float(number), judged_by=audience))

    votes = await kept.feedback.votes(limit=10)
    assert (sorted(vote.score for vote in votes), await kept.feedback.count()) == ([2.0, 3.0], 2)


@pytest.mark.parametrize("judgement", [Judgement.WRONG, Judgement.NONE])
async def test_public_replaces_no_vote_of_the_newsroom(kept: Kept, judgement: Judgement) -> None:
    await judge(kept, RIGHT)
    await judge(kept, replace(RIGHT, judgement=judgement, judged_by=Audience.PUBLIC))

    assert [vote.judgement for vote in await kept.feedback.votes(limit=10)] == [Judgement.RIGHT]


async def test_newsroom_replaces_a_vote_of_the_public(kept: Kept) -> None:
    await judge(kept, replace(RIGHT, judged_by=Audience.PUBLIC))
    await judge(kept, replace(RIGHT, judgement=Judgement.WRONG))

    assert [vote.judgement for vote in await kept.feedback.votes(limit=10)] == [Judgement.WRONG]


async def test_matches_of_one_claim_share_its_name(kept: Kept) -> None:
    await judge(kept, RIGHT, replace(RIGHT, record="raid"))
    await judge(kept, replace(RIGHT, number=2))

    claims = [vote.claim for vote in await kept.feedback.votes(limit=10)]
    assert sorted(claims.count(claim) for claim in set(claims)) == [1, 2]


async def test_name_of_a_claim_leads_to_no_answer(kept: Kept) -> None:
    await judge(kept, replace(RIGHT, answer="kept-answer1"))

    assert await kept.answers.given((await kept.feedback.votes(limit=1))[0].claim) is None


async def test_newest_votes_are_read_first(kept: Kept) -> None:
    for number in (1, 2, 3):
        await judge(kept, replace(RIGHT, number=number, score=float(number)))
        kept.clock.day = kept.clock.day.replace(day=number + 1)

    assert [vote.score for vote in await kept.feedback.votes(limit=2)] == [3.0, 2.0]


async def test_vote_wakes_whoever_waits(kept: Kept) -> None:
    waiting = asyncio.ensure_future(kept.feedback.wait(seconds=60))
    await judge(kept, RIGHT)

    await asyncio.wait_for(waiting, timeout=10)


async def test_vote_given_before_the_wait_wakes_too(kept: Kept) -> None:
    await judge(kept, RIGHT)

    await asyncio.wait_for(kept.feedback.wait(seconds=60), timeout=10)
