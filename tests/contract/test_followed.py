from datetime import UTC, datetime

from bot.desk.webhook import Reached
from bot.moderation import Followed
from tests.contract.desk import ADA
from tests.contract.kept import Kept


async def test_nobody_has_begun_at_first(followed: Followed) -> None:
    assert await followed.reached("cms") is None


async def test_last_place_is_remembered(followed: Followed) -> None:
    failing = Reached(7, 3, datetime(2026, 3, 1, 12, tzinfo=UTC), 2)
    await followed.move("cms", Reached(4))
    await followed.move("cms", failing)

    assert await followed.reached("cms") == failing
    await followed.move("cms", Reached(8, given_up=2))
    assert await followed.reached("cms") == Reached(8, given_up=2)


async def test_each_receiver_has_a_place_of_its_own(followed: Followed) -> None:
    await followed.move("twelve_chars", Reached(4))
    await followed.move("cms", Reached(9))

    assert await followed.reached("twelve_chars") == Reached(4)
    assert await followed.reached("cms") == Reached(9)


async def test_lines_follow_in_order(kept: Kept) -> None:
    for number in range(4):
        await kept.audit.note("rate", f"source {number}", "", ADA)

    following = await kept.audit.following(1, limit=2)

    assert [line.number for line in following] == [2, 3]
    assert await kept.audit.following(4, limit=2) == ()
