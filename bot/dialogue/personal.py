from typing import Literal, assert_never

from bot.claims.note import note
from bot.desk.code import read_code
from bot.dialogue.forget import ask_to_forget
from bot.dialogue.mydata import mydata
from bot.dialogue.parts import Parts
from bot.dialogue.settings import set_language, set_quiet, settings
from bot.dialogue.status import status
from bot.dialogue.tips.beside import look_up
from bot.dialogue.tips.take_back import ask_to_take_back
from bot.dialogue.writing import open_tip
from bot.people.person import Person
from bot.speech.choices import TAKING_BACK, Act, Choice
from bot.speech.heard import Command, From, Verb
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session

Asked = Literal[Verb.STATUS, Verb.SETTINGS, Verb.MYDATA, Verb.FORGET]
Chosen = Literal[Act.QUIET, Act.LOUD, Act.LANGUAGE, Act.FORGET]


async def tell_of_themselves(
    session: Session, command: Command, verb: Asked, *, person: Person, parts: Parts
) -> Outcome:
    """What concerns the person who types it and nobody else: it is not told where others read along."""
    sender, facts = command.sender, parts.facts
    if not sender.is_private:
        return _only_in_private(session)
    match verb:
        case Verb.STATUS:
            return await look_up(session, command, parts=parts)
        case Verb.SETTINGS:
            return settings(session, sender, command.argument, person=person, facts=facts)
        case Verb.MYDATA:
            has_draft = open_tip(session, sender, now=parts.clock.now()) is not None
            return Outcome(
                session, (await mydata(sender, people=parts.people, facts=facts, has_draft=has_draft),)
            )
        case Verb.FORGET if command.argument:
            return await ask_to_take_back(session, sender, command.argument, parts=parts)
        case Verb.FORGET:
            return ask_to_forget(session, sender, now=parts.clock.now())
        case _:
            assert_never(verb)


async def press_receipt(session: Session, sender: From, choice: Choice, *, parts: Parts) -> Outcome:
    """How what was handed in stands, or whether it is to be taken back."""
    code = read_code(choice.answer)
    if not sender.is_private:
        return _only_in_private(session, is_brief=True)
    if code is None:
        said = Told((note("refused.old_button"),), Mood.REFUSED, is_brief=True)
        return Outcome(session, (said,))
    if choice.value == TAKING_BACK:
        return await ask_to_take_back(session, sender, code, parts=parts)
    return Outcome(session, (await status(sender, code, language=session.language, parts=parts),))


def choose(
    session: Session, sender: From, choice: Choice, act: Chosen, *, person: Person, parts: Parts
) -> Outcome:
    """The same for what is pressed."""
    if not sender.is_private:
        return _only_in_private(session, is_brief=True)
    match act:
        case Act.QUIET:
            return set_quiet(session, sender, person=person, is_quiet=True)
        case Act.LOUD:
            return set_quiet(session, sender, person=person, is_quiet=False)
        case Act.LANGUAGE:
            return set_language(session, sender, choice.value, person=person, facts=parts.facts)
        case Act.FORGET:
            return ask_to_forget(session, sender, now=parts.clock.now())
        case _:
            assert_never(act)


def _only_in_private(session: Session, *, is_brief: bool = False) -> Outcome:
    said = Told((note("refused.only_in_private"),), Mood.REFUSED, is_brief=is_brief)
    return Outcome(session, (said,))
