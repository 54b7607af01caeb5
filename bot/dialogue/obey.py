from typing import Literal, assert_never

from bot.desk.code import read_code
from bot.dialogue.acquaintance import acquainted
from bot.dialogue.answering import Answering, take_up
from bot.dialogue.check import check_again
from bot.dialogue.desk.obey import DESK_VERBS, obey_desk
from bot.dialogue.help import explain, unclear_command, unknown_command
from bot.dialogue.parts import Parts
from bot.dialogue.personal import tell_of_themselves
from bot.dialogue.privacy import privacy
from bot.dialogue.start import start
from bot.dialogue.subject import typed
from bot.dialogue.tips.more import add
from bot.dialogue.tips.write import begin, begin_with
from bot.people.person import Person
from bot.speech.choices import Act
from bot.speech.commands import takes
from bot.speech.heard import Command, Verb
from bot.speech.outcome import Outcome
from bot.speech.session import Session
from bot.speech.turns import Tell

_Answering = Literal[Verb.WHY, Verb.THIS, Verb.NOT_THIS, Verb.NONE, Verb.ASK, Verb.YES, Verb.CANCEL]


async def obey(session: Session, command: Command, tell: Tell, *, person: Person, parts: Parts) -> Outcome:
    """Does what a typed command says."""
    sender, verb = command.sender, command.verb
    is_unclear = verb is not None and bool(command.argument) and not takes(verb, command.argument)
    if is_unclear and verb not in DESK_VERBS:  # those are unknown to most
        return Outcome(session, (unclear_command(command),))
    match verb:
        case Verb.START | Verb.PRIVACY | Verb.HELP:
            return await _introduce(session, command, verb, person=person, parts=parts)
        case Verb.CHECK:
            return await check_again(session, command, tell, parts=parts)
        case Verb.STATUS | Verb.SETTINGS | Verb.MYDATA | Verb.FORGET:
            return await tell_of_themselves(session, command, verb, person=person, parts=parts)
        case Verb.WHY | Verb.THIS | Verb.NOT_THIS | Verb.NONE | Verb.ASK | Verb.YES | Verb.CANCEL:
            act = _act(verb)
            return await take_up(session, typed(command, act), act, parts=parts)
        case Verb.TIP | Verb.ADD:
            return await _hand_over(session, command, verb, person=person, parts=parts)
        case (
            Verb.QUEUE
            | Verb.CASE
            | Verb.BLOCK
            | Verb.DESK
            | Verb.ROLE
            | Verb.WHOAMI
            | Verb.SOURCE
            | Verb.SOURCES
        ):
            return await obey_desk(session, command, verb, parts=parts)
        case None:
            return Outcome(session, (unknown_command(command.word, sender.address.front),))
        case _:
            assert_never(verb)


async def _introduce(
    session: Session,
    command: Command,
    verb: Literal[Verb.START, Verb.PRIVACY, Verb.HELP],
    *,
    person: Person,
    parts: Parts,
) -> Outcome:
    sender, facts = command.sender, parts.facts
    match verb:
        case Verb.START if read_code(command.argument):  # a link with a receipt in it
            return await tell_of_themselves(session, command, Verb.STATUS, person=person, parts=parts)
        case Verb.START if command.argument == Verb.TIP.value:  # a link that leads to the tip at once
            return acquainted(begin(session, sender, "", parts=parts), sender, person)
        case Verb.START:
            return acquainted(Outcome(session, (start(sender, facts),)), sender, person)
        case Verb.PRIVACY:
            return acquainted(Outcome(session, (privacy(sender, facts),)), sender, person)
        case Verb.HELP:
            return Outcome(session, (explain(sender.address.front, facts, sender.audience),))
        case _:
            assert_never(verb)


async def _hand_over(
    session: Session, command: Command, verb: Literal[Verb.TIP, Verb.ADD], *, person: Person, parts: Parts
) -> Outcome:
    match verb:
        case Verb.TIP:
            begun = await begin_with(session, command, parts=parts)
            return acquainted(begun, command.sender, person)
        case Verb.ADD:
            return await add(session, command, parts=parts)
        case _:
            assert_never(verb)


def _act(verb: _Answering) -> Answering:
    match verb:
        case Verb.WHY:
            return Act.WHY
        case Verb.THIS:
            return Act.THIS
        case Verb.NOT_THIS:
            return Act.NOT_THIS
        case Verb.NONE:
            return Act.NONE
        case Verb.ASK:
            return Act.ASK
        case Verb.YES:
            return Act.AGREE
        case Verb.CANCEL:
            return Act.CANCEL
        case _:
            assert_never(verb)
