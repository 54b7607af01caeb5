"""`/from` and `/date` are about the next text to be checked, and about nothing else that is said."""

import pytest

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.speech.choices import Act, Button, Choice
from bot.speech.forms import Asked, Form
from bot.speech.heard import Message, Pressed
from bot.speech.replies import Told
from tests.handlers.console.sitting import Sitting

TEXT = "A claim."
SETTINGS = ("/from t.me/news", "/date 2024-01-31", "/from")


def said(sitting: Sitting) -> list[Submission]:
    return [heard.submission for heard in sitting.talk.heard if isinstance(heard, Message)]


@pytest.mark.parametrize("setting", SETTINGS)
async def test_setting_leaves_a_question_open(setting: str) -> None:
    yes = Choice(Act.AGREE, value="forget")
    asked = Told((note("talk.forget.what"),), buttons=((Button(yes, note("choice.forget")),),))
    sitting = Sitting(replies=[[asked], []])

    await sitting.type(("/forget",), (setting,), ("yes",))

    assert isinstance(pressed := sitting.talk.heard[-1], Pressed)
    assert pressed.choice == yes


@pytest.mark.parametrize(
    "line", ["7KQ2-M4TX-9AB4", "7KQ2-M4TX-9AB5", "my receipt is 7KQ2-M4TX-9AB4", "yes", "Yes."]
)
async def test_origin_waits_for_a_text(line: str) -> None:
    sitting = Sitting(replies=[[], []])

    await sitting.type(("/from t.me/news",), (line, ""), (TEXT, ""))

    assert said(sitting) == [Submission(line), Submission(TEXT, None, "t.me/news")]


async def test_origin_is_no_part_of_an_answer() -> None:
    asked = Told((note("form.tip.what"),), asks=Asked(Form.TIP, "draft", "what"))
    sitting = Sitting(replies=[[asked], []])

    await sitting.type(("/tip",), ("/from t.me/news",), ("They burned it.", ""))

    assert said(sitting) == [Submission("They burned it.")]
