"""The lanes and the post with the conversation as it really is."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from bot.claims.submission import Submission
from bot.desk.tip import TipField
from bot.dialogue.converse import converse
from bot.errors import Lost, Unavailable, Undeliverable
from bot.people.audience import Audience
from bot.people.person import Holdings, Person
from bot.people.pseudonym import Pseudonym
from bot.ports import People, Progress
from bot.runtime.allowance import Limits
from bot.speech.heard import Command, From, Heard, Verb
from bot.speech.replies import Answered, Told
from bot.verdicts.finding import Report
from tests.fakes.checking import PreparedChecking
from tests.fakes.dialogue_parts import parts_on
from tests.runtime.conversations.talking import House, message, now, sender

REPORT = Report(1, "", (), ())


class Checking(PreparedChecking):
    """Is away until a moment."""

    until = 0.0

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        if now() < self.until:
            raise Unavailable("index", retry_after=10)
        return await super().check(submission, audience, progress=progress)


def house(*, until: float = 0.0, per_minute: int = 30) -> House:
    checking = Checking({"A.": REPORT, "A.\n\nA.": REPORT})
    checking.until = until
    opened = House(limits=Limits(per_minute=per_minute))
    kept = opened.kept
    parts = parts_on(kept, checking)
    opened.converse = partial(converse, parts=parts)
    opened.open()
    return opened


def keys(opened: House) -> list[str]:
    replies = [one.reply for one in opened.courier.carried]
    return [reply.notes[0].key if isinstance(reply, Told) else type(reply).__name__ for reply in replies]


async def test_text_is_answered_and_the_answer_kept() -> None:
    opened = house()
    async with opened.at_work():
        await opened.hear(message("A."))
        await asyncio.sleep(5)

    first = opened.courier.carried[0].reply
    assert isinstance(first, Answered)
    assert list(opened.kept.store.answers) == [first.answer]


async def test_check_that_cannot_be_made_is_made_later() -> None:
    opened = house(until=60)
    async with opened.at_work():
        await opened.hear(message("A."))
        await asyncio.sleep(5)
        before = keys(opened)
        await asyncio.sleep(100)

    assert before == ["unavailable.index"]
    assert keys(opened)[1] == "Answered"
    assert keys(opened).count("unavailable.index") == 1


async def test_forgetting_leaves_only_the_word_that_it_was_done() -> None:
    opened = house()
    async with opened.at_work():
        await opened.hear(message("A."))
        await asyncio.sleep(5)
        await opened.hear(Command(sender(), Verb.FORGET, "forget", handle="1"))
        await opened.hear(Command(sender(), Verb.YES, "yes", handle="2"))
        await asyncio.sleep(5)

    store = opened.kept.store
    assert (store.answers, store.people, store.sessions) == ({}, {}, {})
    assert keys(opened)[-1].startswith("talk.forgotten")


async def test_chat_that_threw_us_out_is_purged() -> None:
    opened = house()
    async with opened.at_work():
        await opened.hear(message("A."))
        await asyncio.sleep(5)
        opened.courier.faults.append(Undeliverable(Lost.BLOCKED))
        await opened.hear(Command(sender(), Verb.HELP, "help"))
        await asyncio.sleep(5)

    assert (opened.kept.store.answers, opened.kept.store.sessions) == ({}, {})


async def test_too_much_is_told_once() -> None:
    opened = house(per_minute=2)
    async with opened.at_work():
        for _ in range(5):
            await opened.hear(message("A."))
        await asyncio.sleep(5)

    assert keys(opened).count("refused.excess_seconds") == 1
    assert "Answered" in keys(opened)


async def begun(opened: House) -> None:
    """Somebody agreed to what happens with a tip, and was asked what happened."""
    await opened.hear(Command(sender(), Verb.TIP, "tip", handle="1"))
    await asyncio.sleep(2)
    await opened.hear(Command(sender(), Verb.YES, "yes", handle="2"))
    await asyncio.sleep(2)


def answer(opened: House, field: TipField) -> str | None:
    session = opened.kept.store.sessions[sender().address]
    draft = session.writing[0].draft
    return draft.answer(field) if draft else None


async def test_parts_of_a_tip_that_come_late_belong_together() -> None:
    opened = house()
    first, second = "A long sentence. " * 240, "The end of it."
    async with opened.at_work():
        await begun(opened)
        await opened.hear(message(first, handle="3"))
        await asyncio.sleep(5)
        await opened.hear(message(second, handle="4"))
        await asyncio.sleep(60)
        await opened.hear(message("Pale", handle="5"))
        await asyncio.sleep(5)

    assert answer(opened, TipField.WHAT) == f"{first.strip()}\n{second}"
    assert answer(opened, TipField.WHERE) == "Pale"


async def test_tip_goes_on_after_a_restart() -> None:
    opened = house()
    async with opened.at_work():
        await begun(opened)
        await opened.hear(message("They burned the market.", handle="3"))
    opened.open()
    async with opened.at_work():
        await asyncio.sleep(5)
        await opened.hear(Command(sender(), None, "skip", handle="4"))
        await asyncio.sleep(5)

    assert answer(opened, TipField.WHAT) == "They burned the market."
    assert (answer(opened, TipField.WHERE), answer(opened, TipField.WHEN)) == ("", None)


async def test_tip_is_written_while_a_check_is_put_off() -> None:
    opened = house(until=300)
    async with opened.at_work():
        await opened.hear(message("A.", handle="0"))
        await asyncio.sleep(2)
        await begun(opened)
        await opened.hear(message("They burned the market.", handle="3"))
        await asyncio.sleep(5)
        in_time = answer(opened, TipField.WHAT)
        await asyncio.sleep(600)

    assert in_time == "They burned the market."
    assert answer(opened, TipField.WHERE) is None
    assert "Answered" in keys(opened)


async def test_what_waited_behind_the_command_belongs_to_the_tip() -> None:
    opened = house()
    await opened.hear(Command(sender(), Verb.TIP, "tip", handle="1"), message("They burned it.", handle="2"))
    async with opened.at_work():
        await asyncio.sleep(5)

    assert answer(opened, TipField.WHAT) == "They burned it."
    assert "Answered" not in keys(opened)


class Failing:
    """People who cannot be read at some moments."""

    def __init__(self, people: People) -> None:
        self._people = people
        self.until = 0.0

    async def person(self, names: Sequence[Pseudonym]) -> Person:
        if now() < self.until:
            raise Unavailable("database", retry_after=10)
        return await self._people.person(names)

    async def holdings(self, sender: From) -> Holdings:
        return await self._people.holdings(sender)


def house_with_people() -> tuple[House, Failing]:
    opened = House()
    parts = parts_on(opened.kept, Checking({}))
    people = Failing(parts.people)
    opened.converse = partial(converse, parts=replace(parts, people=people))
    opened.open()
    return opened, people


async def test_plain_yes_that_is_put_off_deletes_later() -> None:
    opened, people = house_with_people()
    async with opened.at_work():
        await opened.hear(Command(sender(), Verb.FORGET, "forget", handle="1"))
        await asyncio.sleep(5)
        people.until = now() + 20
        await opened.hear(message("yes", handle="2"))
        await asyncio.sleep(200)

    assert keys(opened) == ["talk.forget.what", "unavailable.not_done", "talk.forgotten.done"]


@pytest.mark.parametrize("said", [message("yes", handle="1"), Command(sender(), Verb.YES, "yes", handle="1")])
async def test_yes_that_is_put_off_answers_nothing_newer(said: Heard) -> None:
    opened, people = house_with_people()
    async with opened.at_work():
        people.until = now() + 2
        await opened.hear(said)
        await asyncio.sleep(5)
        await opened.hear(Command(sender(), Verb.FORGET, "forget", handle="2"))
        await asyncio.sleep(200)

    assert "refused.nothing_pending" in keys(opened)
    assert "talk.forgotten.done" not in keys(opened)


@pytest.mark.parametrize("verb", [Verb.YES, Verb.CANCEL])
async def test_command_that_is_put_off_is_about_no_newer_tip(verb: Verb) -> None:
    opened, people = house_with_people()
    async with opened.at_work():
        people.until = now() + 2
        await opened.hear(Command(sender(), verb, verb.value, handle="1"))
        await asyncio.sleep(5)
        await opened.hear(Command(sender(), Verb.TIP, "tip", handle="2"))
        await asyncio.sleep(200)

    [writing] = opened.kept.store.sessions[sender().address].writing
    assert writing.asked.field == "consent"
