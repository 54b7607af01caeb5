"""What comes later about something that was asked or handed in, and how it is answered."""

from bot.claims.note import note
from bot.speech.choices import ADDING, Act, Choice, read_choice
from bot.speech.forms import Asked, Form
from bot.speech.heard import Message
from bot.speech.replies import FollowUp, Told
from bot.verdicts.finding import Relation
from bot.verdicts.wording import Block, Line, Tone
from handlers.telegram.courier import TelegramCourier
from tests.fakes.telegram.people import AUNG, GROUP, private
from tests.fakes.telegram.server import BOT, FakeTelegram
from tests.handlers.telegram.reading import hear, new_updates
from tests.handlers.telegram.sending import outgoing, to_person

CODE = "7KQ2-M4TK"
ASKS = FollowUp((note("talk.status.asks", question="Which bridge?"),), asks=Asked(Form.MORE, CODE))


async def test_outcome_goes_with_its_record(fake: FakeTelegram, courier: TelegramCourier) -> None:
    block = Block(Relation.SAME_EVENT, (Line(Tone.RECORD, "Air strike on Pazigyi", label="We have"),))
    reply = FollowUp((note("talk.outcome.reason", reason="Two papers had it."),), (block,))

    await courier.send_next(outgoing(reply))

    assert "Two papers had it." in fake.sent[0].text
    assert "Air strike on Pazigyi" in fake.sent[0].text


async def test_question_of_the_desk_says_how_to_answer(fake: FakeTelegram, courier: TelegramCourier) -> None:
    await courier.send_next(outgoing(ASKS))

    [sent] = fake.sent
    [button] = sent.buttons
    assert f"/add {CODE}" in sent.text
    assert "is checked as a claim" in sent.text
    assert read_choice(button["callback_data"]) == Choice(Act.TIP, CODE, value=ADDING)


def test_answer_to_the_question_is_known_for_one() -> None:
    updates = new_updates()
    ours = {
        "message_id": 7,
        "from": dict(BOT),
        "chat": private(AUNG),
        "date": 1_795_000_000,
        "text": f"To answer: /add {CODE} and your text",
    }

    heard = hear(updates.text("The old one.", reply_to_message=ours))
    other = hear(updates.text("The old one.", reply_to_message=ours | {"from": AUNG}))

    assert isinstance(heard, Message)
    assert isinstance(other, Message)
    assert (heard.about, other.about) == (CODE, "")


async def test_group_is_asked_by_a_forced_reply(fake: FakeTelegram, courier: TelegramCourier) -> None:
    asks = Told((note("talk.status.asks", question="Why?"),), asks=Asked(Form.DECIDE, "12"))

    fake.say("/case 12", chat=GROUP)
    await courier.send_next(outgoing(asks, to_person(GROUP["id"], is_private=False)))
    await courier.send_next(outgoing(asks))

    assert [sent.forces_reply for sent in fake.sent] == [True, False]
