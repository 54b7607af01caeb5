"""What people say of answers changes how sure the next ones are said to be, while the program runs."""

import asyncio

from bot.assembly.application import Application
from bot.claims.submission import Submission
from bot.matching.calibrate import LEAST
from bot.people.audience import Audience
from bot.runtime.process import beside
from bot.speech.choices import Act, Choice
from bot.speech.heard import Message, Pressed
from bot.speech.replies import Answered, Reply
from bot.speech.turns import Talk
from tests.contract.kept import a_sender

CLAIM = "The military bombed a crowd in Pazigyi on 11 April 2023, killing at least 165 people."


async def ask_and_judge(talk: Talk, number: int, act: Act) -> None:
    """One of many people of the newsroom, each in a chat of their own."""
    sender = a_sender(f"chat {number}", person=f"person {number}", audience=Audience.NEWSROOM)
    said = list[Reply]()

    async def say(reply: Reply) -> None:
        said.append(reply)

    await talk(Message(sender, Submission(CLAIM), "m"), say)
    (answered,) = [reply for reply in said if isinstance(reply, Answered)]
    await talk(Pressed(sender, Choice(act, answered.answer, 1, 1), "m"), say)


async def stated(application: Application) -> float:
    report = await application.checking.check(Submission(CLAIM), Audience.PUBLIC)
    return report.findings[0].matches[0].probability


async def test_fifty_words_of_people_make_it_less_sure_while_it_runs(application: Application) -> None:
    before, calibrator = await stated(application), application.calibrator
    async with beside(calibrator.run), asyncio.timeout(60):
        for number in range(LEAST):
            await ask_and_judge(application.talk(), number, Act.THIS if number % 5 < 3 else Act.NOT_THIS)
        while not calibrator.calibration().is_fitted:  # noqa: ASYNC110 - nobody is told of it
            await asyncio.sleep(0)

    assert calibrator.in_force.facts()["state"] == "fitted"
    assert calibrator.calibration().labels == LEAST
    assert await stated(application) < before - 0.1
