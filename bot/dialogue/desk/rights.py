"""Who may do what at the desk, and where. Asked at every act; whoever may not is answered as if there were no desk."""

from bot.claims.note import note
from bot.dialogue.help import unknown_command
from bot.dialogue.parts import DeskFacts, Parts
from bot.people.role import Member, Right
from bot.speech.choices import Act
from bot.speech.forms import Form
from bot.speech.heard import Command, From
from bot.speech.replies import Mood, Told

_ACTS = {
    Act.CASE: Right.SEE_CASES,
    Act.QUEUE: Right.SEE_CASES,
    Act.SIGN: Right.SIGN,
    Act.SOURCE: Right.SEE_SOURCES,
}
_FORMS = {Form.SEND_BACK: Right.SIGN, Form.RECORD: Right.WRITE_RECORDS, Form.RATE: Right.RATE}


def right_for(act: Act) -> Right:
    return _ACTS.get(act, Right.DECIDE)


def right_to_fill(form: Form) -> Right:
    return _FORMS.get(form, Right.DECIDE)


async def who_may(sender: From, right: Right, *, parts: Parts) -> Member | Told:
    """The member, or what to tell to somebody of the desk who may not do this. None of it is for anybody else: see `no_such_button`."""
    member = await parts.members.member(sender)
    if not member.may(Right.SEE_CASES):
        return no_such_button()
    if not is_at_desk(sender, parts.facts.desk):
        return refusal("refused.only_in_private")
    return member if member.may(right) else refusal("desk.no_right")


def is_at_desk(sender: From, facts: DeskFacts) -> bool:
    """Whether nobody else reads along but the desk."""
    return sender.is_private or (sender.address.front, sender.address.chat) in facts.chats


def no_such_button() -> Told:
    return refusal("refused.old_button")


def no_such_command(command: Command) -> Told:
    return unknown_command(command.word, command.sender.address.front)


def refusal(key: str, **values: str) -> Told:
    return Told((note(key, **values),), Mood.REFUSED, is_brief=True)
