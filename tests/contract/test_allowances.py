from bot.sharing import Allowances
from bot.speech.allowance import Allowed, Answer, StillTooMany, TooMany
from tests.fakes.clocks import Stopwatch

ANNA = ("anna",)


async def said(allowances: Allowances, count: int) -> list[Answer]:
    return [await allowances.ask(ANNA) for _ in range(count)]


def kinds(answers: list[Answer]) -> list[str]:
    return [type(one).__name__ for one in answers]


async def test_first_too_many_is_told_when_it_goes_on(allowances: Allowances) -> None:
    answers = await said(allowances, 5)

    assert kinds(answers[:3]) == ["Allowed"] * 3
    assert answers[3:] == [TooMany(60), StillTooMany()]


async def test_it_goes_on_when_it_was_said_to(allowances: Allowances, stopwatch: Stopwatch) -> None:
    await said(allowances, 4)
    stopwatch.pass_by(60)

    assert kinds(await said(allowances, 1)) == ["Allowed"]


async def test_counted_is_the_moment_of_writing(allowances: Allowances) -> None:
    answers = [await allowances.ask(ANNA, age=300.0 - 30 * number) for number in range(10)]

    assert kinds(answers) == ["Allowed"] * 10


async def test_day_has_its_own_limit(allowances: Allowances, stopwatch: Stopwatch) -> None:
    for _ in range(10):
        await allowances.ask(ANNA)
        stopwatch.pass_by(60)

    assert isinstance(await allowances.ask(ANNA), TooMany)


async def test_day_later_all_of_it_is_there_again(allowances: Allowances, stopwatch: Stopwatch) -> None:
    for _ in range(10):
        await allowances.ask(ANNA)
        stopwatch.pass_by(60)
    stopwatch.pass_by(90_000)

    assert kinds(await said(allowances, 3)) == ["Allowed"] * 3


async def test_everybody_has_their_own(allowances: Allowances) -> None:
    await said(allowances, 4)

    assert isinstance(await allowances.ask(("bo",)), Allowed)


async def test_parts_of_an_album_count_as_one(allowances: Allowances) -> None:
    answers = [await allowances.ask(ANNA, album="holiday") for _ in range(10)]

    assert kinds(answers) == ["Allowed"] * 10
    assert [one.taken for one in answers[1:] if isinstance(one, Allowed)] == [None] * 9


async def test_new_name_is_no_new_allowance(allowances: Allowances) -> None:
    await said(allowances, 3)

    assert isinstance(await allowances.ask(("renamed", "older", "anna")), TooMany)
    assert isinstance(await allowances.ask(("renamed",)), StillTooMany)


async def test_what_was_not_taken_in_is_given_back(allowances: Allowances) -> None:
    await said(allowances, 2)
    third = await allowances.ask(ANNA)
    assert isinstance(third, Allowed)
    assert third.taken is not None

    await allowances.give_back("anna", third.taken)

    assert kinds(await said(allowances, 2)) == ["Allowed", "TooMany"]


async def test_what_was_given_back_is_so_once(allowances: Allowances) -> None:
    first, *_ = await said(allowances, 3)
    assert isinstance(first, Allowed)
    assert first.taken is not None

    for _ in range(5):
        await allowances.give_back("anna", first.taken - 1)
    await allowances.give_back("nobody", first.taken)

    assert kinds(await said(allowances, 1)) == ["TooMany"]


async def test_word_that_was_lost_is_said_again(allowances: Allowances) -> None:
    await said(allowances, 4)

    await allowances.speak_again("anna")

    assert kinds(await said(allowances, 1)) == ["TooMany"]
