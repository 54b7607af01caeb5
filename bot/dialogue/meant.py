"""What a message means that is typed without a stroke and is no text: an answer to what its sender was asked just before, or a receipt."""

from dataclasses import replace

from bot.desk.code import find_code, looks_like_code, split_code
from bot.dialogue.ask import LABELS
from bot.dialogue.parts import Parts
from bot.dialogue.rights import is_same_person
from bot.dialogue.tips.typed import is_no, is_yes
from bot.dialogue.tips.words import words_of
from bot.dialogue.writing import acts_at_once, writing_of
from bot.speech.attached import Attachment
from bot.speech.commands import checked_alone
from bot.speech.heard import Command, Excess, Filled, From, Message, Pressed, Verb
from bot.speech.receipts import read_receipt, says_more
from bot.speech.session import Session
from bot.verdicts.phrasebook import load_phrasebook

_Heard = Message | Command | Pressed | Filled | Excess


def answered(session: Session, heard: _Heard, *, parts: Parts) -> _Heard:
    """What was heard, as the yes or the no to what was asked just before where that is what it says. Needs nothing that can be away."""
    if not isinstance(heard, Message) or heard.about or not heard.is_own:
        return heard
    verb = _answer(session, heard, parts=parts)
    return Command(heard.sender, verb, verb.value, handle=heard.handle) if verb is not None else heard


async def understood(session: Session, heard: _Heard, *, parts: Parts) -> _Heard:
    """What was heard, as the command or the text that is meant by it. Raises `Unavailable`."""
    if isinstance(heard, Command):
        if heard.verb is Verb.TIP and looks_like_code(heard.argument) and split_code(heard.argument)[0]:
            return replace(heard, verb=Verb.STATUS)
        heard = checked_alone(heard) or heard
    if not isinstance(heard, Message) or heard.about or not heard.is_own:
        return heard
    return await _receipt(session, heard, parts=parts) or heard


def moved_on(session: Session, sender: From) -> Session:
    """The session once this person has said something else: what they were asked before is not what a plain word answers."""
    pending = session.pending
    return session.moved_on() if pending and is_same_person(sender, pending.person) else session


def _answer(session: Session, message: Message, *, parts: Parts) -> Verb | None:
    """Yes or no to what was asked, in words or with the label of a button. Whoever is writing something answers that, as in a terminal."""
    pending, text, now = session.pending, message.submission.text, parts.clock.now()
    if message.submission.links or writing_of(session, message.sender, now=now) is not None:
        return None
    if message.is_edit or message.submission.attachments or (message.is_alone and not message.may_answer):
        return None
    if pending is None or not pending.is_last or not is_same_person(message.sender, pending.person):
        return None
    if pending.until is None or pending.until <= now:
        return None
    book = load_phrasebook(session.language)
    if is_yes(text, book.text(LABELS[pending.choice.act])):
        return Verb.YES
    return Verb.CANCEL if is_no(text) else None


async def _receipt(session: Session, message: Message, *, parts: Parts) -> Command | None:
    """What is asked of a receipt; of a change of a message nothing is added."""
    text = message.submission.text
    command = read_receipt(message.sender, text, handle=message.handle)
    if command is None or not await _is_meant(session, message, command, parts=parts):
        return None
    if command.verb is Verb.ADD and message.is_edit:
        return replace(command, argument=split_code(command.argument)[0] or command.argument)
    if command.verb not in {Verb.ADD, Verb.STATUS}:
        return command
    whole = words_of(replace(message.submission, text=command.argument))
    came = message.attached or tuple(map(Attachment, message.submission.attachments))
    return replace(command, argument=whole, attached=() if message.is_edit else came)


async def _is_meant(session: Session, message: Message, command: Command, *, parts: Parts) -> bool:
    """In the answer to a question of ours only a receipt that stands alone, or is to be taken back, is none of it, and where others read along only such a one is answered. What may be the name of something else is a receipt where something stands under it."""
    now, found = parts.clock.now(), find_code(message.submission.text)
    code, said = split_code(command.argument)
    is_answering = writing_of(session, message.sender, now=now) is not None and not message.is_alone
    is_bare = not (code and says_more(said))
    is_other = is_bare or command.verb is Verb.FORGET
    if is_answering and not (code and is_other and not acts_at_once(session, message.sender, now=now)):
        return False
    if not (is_bare or message.sender.is_private):
        return False
    if (found and found.is_sure) or (is_bare and not is_answering):
        return True
    return await parts.desk.standing(code) is not None
