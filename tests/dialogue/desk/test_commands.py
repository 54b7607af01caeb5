from datetime import timedelta

import pytest

from bot.desk.acts import Decide, Label
from bot.desk.decision import Accord, Conclusion, Decision
from bot.people.address import Front
from bot.people.role import Role
from bot.speech.choices import Act
from bot.speech.heard import Command, Verb
from bot.speech.replies import Card
from tests.dialogue.conversation import acts, buttons, keys, somebody, words
from tests.dialogue.desk.at_the_desk import ALONE, DESK, asks, at_the_desk, card, member
from tests.dialogue.desk.cases import SAID, THIRI

ADMIN = member("admin")
ANNA = somebody("anna")


async def test_queue_lists_what_waits() -> None:
    talk = at_the_desk()
    outcome = await talk.types(ALONE, "/queue")

    assert f"1: “{SAID}”" in words(outcome)
    assert [button.choice.answer for button in buttons(outcome)] == ["1"]


@pytest.mark.parametrize("with_text", [True, False])
async def test_queue_tells_what_is_to_be_signed(*, with_text: bool) -> None:
    talk = at_the_desk(with_text=with_text)
    await talk.post.desk.act(1, Label("names a person"), THIRI)
    decision = Decision(Conclusion.LINKED, "It was another one.", "pazigyi", accord=Accord.DIFFERS)
    await talk.post.desk.act(1, Decide(decision), THIRI)

    listed = words(await talk.types(ALONE, "/queue"))

    assert "A second person has to sign before anybody is answered" in listed
    assert ("About a record that we have. It differs: it contradicts the record" in listed) is with_text


async def test_queue_goes_on_page_by_page() -> None:
    talk = at_the_desk()
    for number in range(2, 9):
        asks(talk, f"Claim {number} of many", by=f"asker {number}")
    first = await talk.types(ALONE, "/queue")
    further = next(button.choice for button in buttons(first) if button.choice.act is Act.QUEUE)
    second = await talk.presses(ALONE, further)

    shown = [
        button.choice.answer for each in (first, second) for button in buttons(each) if button.choice.answer
    ]
    assert sorted(shown) == [str(number) for number in range(1, 9)]
    assert Act.QUEUE not in acts(second)


@pytest.mark.parametrize(("only", "count"), [("mine", 0), ("free", 1), ("tips", 0), ("claims", 1)])
async def test_queue_can_be_narrowed(only: str, count: int) -> None:
    talk = at_the_desk()

    assert len(buttons(await talk.types(ALONE, f"/queue {only}"))) == count


async def test_queue_without_text_tells_none() -> None:
    talk = at_the_desk(with_text=False)

    assert SAID not in words(await talk.types(ALONE, "/queue"))


async def test_case_is_shown_with_nearest() -> None:
    talk = at_the_desk()
    shown = card(await talk.types(ALONE, "/case #1"))

    assert shown.card.said == SAID
    assert "Pazigyi" in shown.card.lines[1].text
    assert shown.card.link == "https://desk.example/desk/case/1"


async def test_case_that_is_not_there() -> None:
    assert keys(await at_the_desk().types(ALONE, "/case 77")) == ["desk.no_such_case"]


@pytest.mark.parametrize(
    "text", ["/queue", "/queue foo", "/case 1", "/case of mine", "/desk", "/desk now", "/role moderator Anna"]
)
async def test_there_are_no_such_commands_for_others(text: str) -> None:
    talk = at_the_desk()
    unknown = await talk.types(ANNA, "/nonsense")
    outcome = await talk.types(ANNA, text)

    assert keys(outcome) == keys(unknown)
    assert not any(isinstance(reply, Card) for reply in outcome.replies)


@pytest.mark.parametrize("text", ["/queue foo", "/case of mine", "/desk now", "/whoami really"])
async def test_unclear_words_are_told_to_members(text: str) -> None:
    assert keys(await at_the_desk().types(ALONE, text)) == ["refused.unclear_command"]


async def test_link_signs_in_once_as_oneself() -> None:
    talk = at_the_desk()
    said = words(await talk.types(ALONE, "/desk"))
    secret = said.rpartition("?link=")[2]
    session = await talk.parts.sign_ins.redeem(secret, lives=timedelta(hours=1))

    assert "https://desk.example/desk/sign-in?link=" in said
    assert session is not None
    signed_in = await talk.parts.sign_ins.signed_in(session)
    assert signed_in is not None
    assert signed_in.name == "Thiri"


async def test_link_is_for_nobody_else() -> None:
    outcome = await at_the_desk().types(member("thiri", chat=DESK), "/desk")

    assert keys(outcome) == ["refused.only_in_private"]


def appointing(argument: str, *, by: str = "admin") -> Command:
    return Command(member(by), Verb.ROLE, "role", argument, about=member("zaw"))


async def test_admin_gives_a_role() -> None:
    talk = at_the_desk()
    outcome = await talk.hears(appointing("moderator Zaw Lin"))

    assert words(outcome) == "Zaw Lin is a moderator now."
    assert (await talk.parts.members.member(member("zaw"))).role is Role.MODERATOR


async def test_admin_takes_a_role() -> None:
    talk = at_the_desk()
    await talk.hears(appointing("moderator Zaw Lin"))
    outcome = await talk.hears(appointing("tipster"))

    assert words(outcome) == "Zaw Lin has no role any more."
    assert not (await talk.parts.members.member(member("zaw"))).id


async def test_role_without_a_person_tells_how() -> None:
    talk = at_the_desk()

    assert keys(await talk.types(ADMIN, "/role moderator Zaw")) == ["desk.role.how_telegram"]
    assert keys(await talk.hears(appointing("emperor Zaw"))) == ["desk.role.how_telegram"]


async def test_configured_role_stays() -> None:
    talk = at_the_desk()
    command = Command(ADMIN, Verb.ROLE, "role", "staff Thiri", about=member("thiri"))

    assert keys(await talk.hears(command)) == ["desk.is_configured"]


async def test_moderator_gives_no_roles() -> None:
    talk = at_the_desk()
    outcome = await talk.hears(appointing("admin Zaw", by="thiri"))

    assert keys(outcome) == keys(await talk.types(ANNA, "/nonsense"))
    assert not (await talk.parts.members.member(member("zaw"))).id


async def test_everybody_can_ask_who_they_are() -> None:
    talk = at_the_desk()

    assert "You are Thiri, a moderator." in words(await talk.types(ALONE, "/whoami"))
    assert keys(await talk.types(member("zaw"), "/whoami")) == ["desk.who.tipster", "desk.who_id.telegram"]
    assert keys(await talk.types(member("zaw", chat="group"), "/whoami")) == ["desk.who.tipster"]
    assert keys(await talk.types(somebody("x", front=Front.CONSOLE), "/whoami")) == ["desk.who.tipster"]


async def test_admin_is_told_the_id_of_a_group() -> None:
    talk = at_the_desk()

    assert "The id of this chat is group" in words(await talk.types(member("admin", chat="group"), "/whoami"))
    assert "group" not in words(await talk.types(member("thiri", chat="group"), "/whoami"))
