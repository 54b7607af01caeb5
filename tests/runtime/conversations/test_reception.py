import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Unavailable
from bot.people.pseudonym import Pseudonym
from bot.runtime.allowance import DAY, Limits, OwnAllowances
from bot.runtime.numbers import Numbers
from bot.runtime.reception import Reception
from bot.speech.choices import Act, Choice
from bot.speech.heard import Excess, Heard, Left, Message, Pressed, Verb
from bot.speech.traffic import Arrival
from tests.fakes.memory_post import MemoryPost
from tests.fakes.quick_time import LoopClock
from tests.runtime.conversations.talking import command, message, sender

PRESSED = Pressed(sender(), Choice(Act.FORGET))


class Door:
    """A reception on an inbox in memory. `inside` is what was taken in, `noted` what the lanes heard of."""

    def __init__(self, **limits: int) -> None:
        self.clock = LoopClock()
        self.kept = MemoryPost(self.clock)
        self.numbers = Numbers()
        self.noted: list[Heard] = []
        self.counting: dict[str, OwnAllowances] = {}
        self._limits = Limits(**{"per_minute": 3, "per_day": 10, **limits})
        self.restart()

    def restart(self) -> None:
        self.reception = Reception(
            self.kept.inbox,
            limits=self._limits,
            allowances=self._allowances,
            numbers=self.numbers,
            clock=self.clock,
            on_accepted=self.noted.extend,
        )

    def _allowances(self, name: str) -> OwnAllowances:
        self.counting[name] = OwnAllowances(self._limits)
        return self.counting[name]

    @property
    def inside(self) -> list[Heard]:
        return [row.event.heard for row in self.kept.store.events]

    async def come(
        self, *names: str, person: str = "anna", heard: Heard | None = None, ago: float | None = None
    ) -> None:
        for name in names:
            one = heard or message(name)
            sent_at = None if ago is None else self.clock.now() - timedelta(seconds=ago)
            said = replace(one, sender=replace(sender(), person=Pseudonym(person)))
            await self.reception.accept([Arrival(name, said, sent_at=sent_at)])

    def counted(self, outcome: str) -> int:
        line = f'secondsource_arrivals_total{{front="telegram",outcome="{outcome}"}} '
        found = [one for one in self.numbers.render().decode().splitlines() if one.startswith(line)]
        return int(float(found[0].removeprefix(line))) if found else 0


def kinds(heard: Sequence[Heard]) -> list[str]:
    return [type(one).__name__ for one in heard]


async def test_first_too_many_is_told_when_it_goes_on() -> None:
    door = Door()
    await door.come(*"abcd")

    assert kinds(door.inside) == ["Message"] * 3 + ["Excess"]
    assert door.inside[-1] == Excess(replace(sender(), person=Pseudonym("anna")), 60, "d")


async def test_those_behind_it_are_dropped_and_counted() -> None:
    door = Door()
    await door.come(*"abcdefg")

    assert len(door.inside) == 4
    assert [door.counted(one) for one in ("accepted", "excess", "dropped")] == [4, 1, 3]


async def test_it_goes_on_when_it_was_said_to() -> None:
    door = Door()
    await door.come(*"abcd")
    await asyncio.sleep(60)
    await door.come("e")

    assert kinds(door.inside)[-1] == "Message"


async def test_limit_is_of_one_person() -> None:
    door = Door()
    await door.come(*"abcd")
    await door.come("e", person="bo")

    assert kinds(door.inside)[-1] == "Message"


async def test_slow_senders_are_never_told_anything() -> None:
    door = Door(per_day=1000)
    for number in range(50):
        await door.come(str(number))
        await asyncio.sleep(21)

    assert kinds(door.inside) == ["Message"] * 50


async def test_day_has_its_own_limit() -> None:
    door = Door()
    for number in range(11):
        await door.come(str(number))
        await asyncio.sleep(30)
    excess = door.inside[-1]
    assert isinstance(excess, Excess)
    await asyncio.sleep(excess.seconds)
    await door.come("later")

    assert DAY - 600 <= excess.seconds <= DAY + 3600
    assert kinds(door.inside)[-1] == "Message"


async def test_commands_and_presses_count_too() -> None:
    door = Door()
    await door.come(*"abcd", heard=command())

    assert kinds(door.inside) == ["Command"] * 3 + ["Excess"]


async def test_whoever_leaves_is_always_heard() -> None:
    door = Door(waiting=1)
    await door.come("a")
    await door.come(*"bcdefgh", heard=Left(sender()))

    assert kinds(door.inside) == ["Message"] + ["Left"] * 7


async def test_redelivery_costs_nothing() -> None:
    door = Door()
    await door.come(*"aaaaaaaabbbbbbbbbbbbbc")

    assert kinds(door.inside) == ["Message"] * 3
    assert (door.counted("accepted"), door.counted("duplicate")) == (3, 19)


async def test_redelivery_of_what_was_too_many_is_not_told_again() -> None:
    door = Door()
    await door.come(*"abcd")
    await asyncio.sleep(61)
    await door.come("d")

    assert kinds(door.inside) == ["Message"] * 3 + ["Excess"]


async def test_redelivery_after_a_restart_costs_nothing() -> None:
    door = Door()
    await door.come(*"abc")
    await asyncio.sleep(61)
    door.restart()
    await door.come(*"abc")
    await door.come(*"def")

    assert kinds(door.inside) == ["Message"] * 6


async def test_what_could_not_be_taken_in_costs_nothing() -> None:
    door = Door()

    def fail(method: str) -> None:
        if method == "accept":
            raise Unavailable("database")

    door.kept.store.fail = fail
    for _ in range(10):
        with pytest.raises(Unavailable):
            await door.come("a")
    door.kept.store.fail = lambda method: None
    await door.come(*"abc")

    assert kinds(door.inside) == ["Message"] * 3
    assert kinds(door.noted) == ["Message"] * 3


async def test_word_of_too_many_that_got_lost_is_said_again() -> None:
    door = Door()
    await door.come(*"abc")
    door.kept.inbox.accept = _away  # type: ignore[method-assign]
    with pytest.raises(Unavailable):
        await door.come("d")
    del door.kept.inbox.accept
    await door.come("d")

    assert kinds(door.inside)[-1] == "Excess"


async def _away(arrivals: Sequence[Arrival]) -> int:
    raise Unavailable("database")


async def test_platform_is_asked_to_wait_where_too_much_waits() -> None:
    door = Door(waiting=2)
    await door.come("a", "b")
    with pytest.raises(Unavailable) as caught:
        await door.come("c")

    assert (caught.value.part, caught.value.retry_after) == ("busy", 5.0)
    assert len(door.inside) == 2


async def test_nobody_is_overtaken_while_it_is_counted() -> None:
    door = Door()
    counted = door.kept.inbox.backlog
    slowness = iter((3, 1, 0))

    async def backlog() -> int:
        await asyncio.sleep(next(slowness))
        return await counted()

    door.kept.inbox.backlog = backlog  # type: ignore[method-assign]
    await asyncio.gather(*(door.come(name) for name in "abc"))

    assert [one.submission.text for one in door.inside if isinstance(one, Message)] == list("abc")


async def test_backlog_counts_as_it_was_written() -> None:
    door = Door(per_day=1000)
    for number in range(100):
        await door.come(str(number), ago=7200 - number * 60)

    assert kinds(door.inside) == ["Message"] * 100


async def test_backlog_in_disorder_counts_as_it_was_written() -> None:
    door = Door(per_day=1000)
    for number in range(100):
        await door.come(str(number), ago=7200 - (number * 37 % 100) * 60)

    assert kinds(door.inside) == ["Message"] * 100


@pytest.mark.parametrize("order", [1, -1])
async def test_flood_that_comes_late_is_a_flood(order: int) -> None:
    door = Door(per_day=1000)
    for number in range(20):
        await door.come(str(number), ago=3600 - order * number)
    await door.come("afterwards")

    assert kinds(door.inside) == ["Message"] * 3 + ["Excess", "Message"]


async def test_wait_that_is_over_is_told_as_the_shortest() -> None:
    door = Door()
    await door.come(*"abcd", ago=3600)

    assert [one.seconds for one in door.inside if isinstance(one, Excess)] == [1]


async def test_clock_of_the_platform_that_is_ahead_counts_as_now() -> None:
    door = Door()
    await door.come(*"abcd", ago=-3600)

    assert [one.seconds for one in door.inside if isinstance(one, Excess)] == [60]


@pytest.mark.parametrize("second_thought", [command(verb=Verb.FORGET), command(verb=Verb.CANCEL), PRESSED])
async def test_whoever_wrote_too_much_can_take_it_back(second_thought: Heard) -> None:
    door = Door()
    await door.come(*"abcdef")
    await door.come("x", heard=second_thought)

    assert kinds(door.inside) == ["Message"] * 3 + ["Excess", type(second_thought).__name__]


async def test_taking_back_has_its_own_limit() -> None:
    door = Door()
    await door.come(*"abcdef", heard=PRESSED)

    assert kinds(door.inside) == ["Pressed"] * 3 + ["Excess"]


async def test_album_counts_as_one_message() -> None:
    door = Door()
    for name in "abcdefghij":
        await door.come(name, heard=message(name, album="x"))

    assert kinds(door.inside) == ["Message"] * 10


async def test_album_without_end_counts() -> None:
    door = Door()
    for number in range(40):
        await door.come(str(number), heard=message(str(number), album="x"))

    assert kinds(door.inside) == ["Message"] * 30 + ["Excess"]


async def test_new_key_for_names_is_no_new_allowance() -> None:
    door = Door()
    await door.come(*"abc")
    known = replace(sender(), person=Pseudonym("renamed"), formerly=(Pseudonym("anna"),))
    await door.reception.accept([Arrival("d", replace(message("d"), sender=known))])

    assert kinds(door.inside)[-1] == "Excess"


async def test_many_others_do_not_renew_an_allowance() -> None:
    door = Door(people=100)
    await door.come(*"abcd")
    for number in range(1000):
        await door.come(f"x{number}", person=f"other {number}")
    await door.come("e")

    assert len(door.counting["messages"]) == 100
    assert door.counted("dropped") == 1
