from bot.people.role import Member, Role
from bot.sharing import LOOKS_SECONDS, Presence
from tests.fakes.clocks import Stopwatch

Both = tuple[Presence, Presence]
THIRI, KYAW, AUNG = (Member(f"m{name}", name, Role.MODERATOR) for name in ("Thiri", "Kyaw", "Aung"))


async def test_first_sees_nobody(presence: Both) -> None:
    here, _ = presence

    assert await here.look(7, THIRI) == ()


async def test_others_are_seen_on_whatever_process(presence: Both) -> None:
    here, there = presence
    await here.look(7, THIRI)
    await here.look(7, KYAW)

    assert await there.look(7, AUNG) == ("Kyaw", "Thiri")
    assert await here.look(7, THIRI) == ("Aung", "Kyaw")


async def test_nobody_is_seen_at_another_case(presence: Both) -> None:
    here, there = presence
    await here.look(7, THIRI)

    assert await there.look(8, KYAW) == ()


async def test_who_has_gone_is_seen_no_more(presence: Both, stopwatch: Stopwatch) -> None:
    here, there = presence
    await here.look(7, THIRI)
    stopwatch.pass_by(LOOKS_SECONDS - 1)
    await here.look(7, KYAW)
    stopwatch.pass_by(2)

    assert await there.look(7, AUNG) == ("Kyaw",)


async def test_same_member_in_two_tabs_is_alone(presence: Both) -> None:
    here, there = presence
    await here.look(7, THIRI)

    assert await there.look(7, THIRI) == ()
