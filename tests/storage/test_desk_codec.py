"""What the desk says and hears in chats comes back from the database as it was."""

import pytest

from bot.claims.note import note
from bot.desk.decision import Conclusion, Decision
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.forms import Asked, Form
from bot.speech.heard import Command, Filled, From, Heard, Verb
from bot.speech.replies import Card, Reply, Told
from storage.spoken import decode, decode_heard, decode_reply, encode_heard, encode_reply
from tests.handlers.cards import case_card

THIRI = From(
    Address(Front.SLACK, "T1", "C1", "1.1"), Pseudonym("p"), Audience.NEWSROOM, user="U1", is_private=False
)
ASKED = Asked(Form.HAND_OVER, "12", "member", 3, (("reason", "So"),), ("m1", "m2"))


@pytest.mark.parametrize(
    "reply",
    [
        case_card(),
        Card(case_card().card, in_place_of="C1//1.1"),
        Told((note("desk.ask.about", case="12"),), asks=ASKED),
    ],
)
def test_reply_comes_back(reply: Reply) -> None:
    assert decode_reply(encode_reply(reply)) == reply


@pytest.mark.parametrize(
    "heard",
    [
        Command(THIRI, Verb.ROLE, "role", "moderator Zaw", about=THIRI),
        Filled(THIRI, Form.DECIDE, (("conclusion", "spam"),), "12", 3, "C1//1.1"),
    ],
)
def test_heard_comes_back(heard: Heard) -> None:
    assert decode_heard(encode_heard(heard)) == heard


def test_decision_of_an_older_version_is_read() -> None:
    older = b'{"conclusion":"linked","reason":"That one.","record":"strike","note":""}'

    assert decode(older, Decision) == Decision(Conclusion.LINKED, "That one.", "strike")
