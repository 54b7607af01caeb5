from datetime import UTC, datetime

from bot.desk.webhook import Reached
from bot.moderation import Followed
from tests.contract.desk import ADA
from tests.contract.kept import Kept


async def test_nobody_has_begun_at_first(followed: Followed) -> None:
    assert await followed.reached() is None


async def test_last_place_is_remembered(followed: Followed) -> None:
    failing = Reached(7, 3, datetime(2026, 3, 1, 12, tzinfo=UTC), 2)
    await followed.move(Reached(4))
    await followed.move(failing)

    assert await followed.reached() == failing
    await followed.move(Reached(8, given_up=2))
    assert await followed.reached() == Reached(8, given_up=2)


async def test_lines_follow_in_order(kept: Kept) -> None:
    for number in range(4):
        await kept.audit.note("rate", f"source {number}", "", ADA)

    following = await kept.audit.following(1, limit=2)

    assert [line.number for line in following] == [2, 3]
    assert await kept.audit.following(4, limit=2) == ()
