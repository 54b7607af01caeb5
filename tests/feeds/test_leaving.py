import pytest

from bot.feeds.leaving import may_leave
from bot.library.filing import Status
from bot.people.audience import Audience
from tests.fakes.entries import a_filing, a_place, a_rating, a_source, an_actor, an_event


@pytest.mark.parametrize(
    "entry",
    [
        an_event("acled-TST1"),
        a_place("acled-place-x"),
        an_actor("acled-actor-x"),
        a_source("acled"),
        a_rating("acled"),
    ],
)
def test_nothing_of_acled_leaves(entry: object) -> None:
    assert not may_leave(entry, Audience.NEWSROOM)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("audience", "leaves"),
    [
        (Audience.PUBLIC, {"public"}),
        (Audience.NEWSROOM, {"public", "newsroom"}),
        (Audience.RESTRICTED, {"public", "newsroom"}),
    ],
)
def test_restricted_never_leaves(audience: Audience, leaves: set[str]) -> None:
    records = [an_event(each, filing=a_filing(visibility=each)) for each in Audience]

    assert {record.id for record in records if may_leave(record, audience)} == leaves


def test_drafts_do_not_leave() -> None:
    assert not may_leave(an_event(filing=a_filing(Status.DRAFT)), Audience.NEWSROOM)
