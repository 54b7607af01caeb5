"""What a message means that is typed without a stroke and is no text: an answer to what its sender was asked last, or a receipt."""

from dataclasses import replace

from bot.desk.code import split_code
from bot.dialogue.ask import LABELS
from bot.dialogue.parts import Parts
from bot.dialogue.rights import is_same_person
from bot.dialogue.tips.typed import is_no, is_yes
from bot.dialogue.writing import writing_of
from bot.speech.commands import checked_alone, read_receipt
from bot.speech.heard import Command, Excess, Filled, From, Message, Pressed, Verb
from bot.speech.session import Session
from bot.verdicts.phrasebook import load_phrasebook

_Heard = Message | Command | Pressed | Filled | Excess


def understood(session: Session, heard: _Heard, *, parts: Parts) -> _Heard:
    """What was heard, as the command or the text that is meant by it."""
    if isinstance(heard, Command):
        heard = checked_alone(heard) or heard
    return (_command(session, heard, parts=parts) or heard) if isinstance(heard, Message) else heard


def moved_on(session: Session, sender: From) -> Session:
    """The session once this person has said something else: what they were asked before is not what a plain word answers."""
    pending = session.pending
    return session.moved_on() if pending and is_same_person(sender, pending.person) else session


def _command(session: Session, message: Message, *, parts: Parts) -> Command | None:
    """The command that says the same, None for any other message. Whoever is writing something answers that, as in a terminal."""
    is_writing = writing_of(session, message.sender, now=parts.clock.now()) is not None
    is_bare = not (message.about or message.submission.links)
    if not is_bare or (is_writing and not message.is_alone):
        return None
    is_own = not message.submission.forwarded_from
    if is_own and not is_writing and (verb := _answer(session, message, parts=parts)) is not None:
        return Command(message.sender, verb, verb.value, handle=message.handle)
    return _receipt(message)


def _answer(session: Session, message: Message, *, parts: Parts) -> Verb | None:
    """Yes or no to what was asked, in words or with the label of a button."""
    pending, text = session.pending, message.submission.text
    if message.is_edit or message.submission.attachments or (message.is_alone and not message.may_answer):
        return None
    if pending is None or not pending.is_last or not is_same_person(message.sender, pending.person):
        return None
    if pending.until is None or pending.until <= parts.clock.now():
        return None
    book = load_phrasebook(session.language)
    if is_yes(text, book.text(LABELS[pending.choice.act])):
        return Verb.YES
    return Verb.CANCEL if is_no(text) else None


def _receipt(message: Message) -> Command | None:
    """A change of what was added adds nothing, nor do words of others: then it is asked what is to be added."""
    command = read_receipt(message.sender, message.submission.text, handle=message.handle)
    if command is None or command.verb is not Verb.ADD:
        return command
    if message.is_edit or message.submission.forwarded_from:
        return replace(command, argument=split_code(command.argument)[0] or command.argument)
    return replace(command, attached=message.attached)
