"""Adding to what was handed in or asked: of one's own accord, or because the desk wants to know something."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.claims.note import Note, note
from bot.claims.redaction import redact, redacted
from bot.desk.code import read_code, split_code
from bot.desk.picture import MOST_PICTURES
from bot.desk.question import OpenQuestion, QuestionState
from bot.desk.tip import LONGEST_ADDED, MOST_ADDED
from bot.dialogue.parts import Parts
from bot.dialogue.surroundings import answers_later, stroke
from bot.dialogue.tips.named import warning_behind
from bot.dialogue.tips.pictures import Taken, take_along
from bot.dialogue.tips.typed import ends_adding
from bot.dialogue.tips.waiting import both_open, is_in_doubt
from bot.dialogue.tips.words import words_of
from bot.dialogue.writing import asked_to_write, in_an_hour, no_longer_writing
from bot.speech.attached import Attachment, Cleaned
from bot.speech.choices import Choice
from bot.speech.forms import Asked, Form
from bot.speech.heard import Command, Filled, From, Message
from bot.speech.outcome import AddTo, Outcome
from bot.speech.receipts import read_receipt
from bot.speech.replies import Mood, Told
from bot.speech.session import Session

_SAID_BACK = frozenset({"refused.more_closed", "refused.more_full", "refused.more_too_long"})
_FULL = note("talk.more.too_many_pictures", count=str(MOST_PICTURES))


@dataclass(frozen=True, slots=True)
class More:
    """What somebody wants to add: `attached` can be fetched, `cleaned` came with a form and was made harmless there."""

    text: str = ""
    attached: tuple[Attachment, ...] = ()
    cleaned: tuple[Cleaned, ...] = ()


async def add(session: Session, command: Command, *, parts: Parts) -> Outcome:
    """What `/add` says: a receipt, and the text behind it, the pictures that came along, or either in the next message."""
    sender, argument = command.sender, command.argument
    if not sender.is_private:
        return _refused(session, "refused.only_in_private")
    code, text = split_code(argument)
    if not argument.strip():
        typed = f"{stroke(sender.address.front)}add"
        return Outcome(session, (Told((note("talk.more.how", command=typed),)),))
    if not code:
        return _refused(session, "refused.bad_code")
    return await put_to(session, sender, code, More(redacted(text), command.attached), parts=parts)


async def put_to(session: Session, sender: From, code: str, more: More, *, parts: Parts) -> Outcome:
    """Puts it to what stands under the receipt; asks for something where there is nothing."""
    standing = await parts.desk.standing(code)
    if (told := why_not(standing, code)) is not None:
        return Outcome(no_longer_writing(session, sender, Asked(Form.MORE, code)), (told,))
    said = more.text.strip()
    if (told := too_long(said)) is not None:
        return Outcome(session, (told,))
    room = MOST_PICTURES - (standing.added_pictures if standing else 0)
    taken = await take_along(more.attached, sender, room=room, full=_FULL, parts=parts, given=more.cleaned)
    if not said and not taken.kept:
        return _ask(session, sender, code, *taken.said, parts=parts)
    named = warning_behind(said, f"{stroke(sender.address.front)}forget {code}")
    told = Told((note("talk.more.added", code=code), *named, *_counted(taken), *taken.said))
    deeds = (*taken.deeds(sender), AddTo(code, said, sender, taken.pictures))
    return Outcome(no_longer_writing(session, sender, Asked(Form.MORE, code)), (told,), deeds)


def too_long(text: str) -> Told | None:
    """What to say of a text that does not fit, None for one that does."""
    if len(text) <= LONGEST_ADDED:
        return None
    values = {"length": str(len(text)), "limit": str(LONGEST_ADDED)}
    return Told((note("refused.more_too_long", **values),), Mood.REFUSED)


async def press_more(session: Session, sender: From, choice: Choice, *, parts: Parts) -> Outcome:
    """The button under what the desk wants to know."""
    if not sender.is_private:
        return _refused(session, "refused.only_in_private", is_brief=True)
    code = read_code(choice.answer)
    if code is None:
        return _refused(session, "refused.old_button", is_brief=True)
    return await put_to(session, sender, code, More(), parts=parts)


async def write_asked(session: Session, message: Message, code: str, *, parts: Parts) -> Outcome:
    """The message that was waited for: what is to be added, or a word that nothing is."""
    standing = await parts.desk.standing(code)
    is_asked = standing is not None and bool(standing.asks)
    is_plain = message.is_own and not (message.is_edit or message.submission.attachments)
    if is_plain and is_in_doubt(session, message.sender, message.submission.text):
        said = (*both_open(session, message.sender), note("talk.both.more", code=code))
        return Outcome(session, (Told(said, asks=Asked(Form.MORE, code)),))
    if is_plain and ends_adding(message.submission.text, is_asked=is_asked):
        left = no_longer_writing(session, message.sender, Asked(Form.MORE, code))
        return Outcome(left, (Told((note("talk.more.dropped"),)),))
    return await write_more(session, message, code, parts=parts)


async def write_more(session: Session, message: Message, code: str, *, parts: Parts) -> Outcome:
    """The message that was waited for, or that answers one of ours in which the receipt stands."""
    if message.is_edit:
        return Outcome(session, (Told((note("talk.more.edited"),), Mood.REFUSED),))
    said = words_of(redact(message.submission))
    more = More(_without_receipt(message, said, code), message.attached)
    if not said and not more.attached:
        return Outcome(session, (Told((note("talk.tip.not_taken"),), Mood.REFUSED),))
    outcome = await put_to(session, message.sender, code, more, parts=parts)
    if more.attached or not message.submission.attachments or not outcome.deeds:
        return outcome
    return replace(outcome, replies=(*outcome.replies, Told((note("talk.more.words_alone"),))))


def _without_receipt(message: Message, text: str, code: str) -> str:
    """The desk never sees the receipt that somebody writes before what they add."""
    command = read_receipt(message.sender, text)
    named, said = split_code(command.argument) if command else split_code(text)
    return said if named == code else text


async def fill_more(session: Session, heard: Filled, *, parts: Parts) -> Outcome:
    if not heard.sender.is_private:
        return _refused(session, "refused.only_in_private")
    code, text = read_code(heard.subject), redacted(heard.value("text"))
    if code is None:
        return _refused(session, "refused.bad_code")
    more = More(text, heard.attached, heard.cleaned)
    outcome = await put_to(session, heard.sender, code, more, parts=parts)
    return outcome if outcome.deeds else _with_words(outcome, text)


def _with_words(outcome: Outcome, text: str) -> Outcome:
    """A form is gone once it was sent in: what it could not be done with is said back, but for what was taken back, which must stand nowhere."""
    (told,) = outcome.replies
    if not isinstance(told, Told) or told.notes[0].key not in _SAID_BACK:
        return outcome
    return replace(outcome, replies=(replace(told, notes=(*told.notes, note("talk.more.kept", text=text))),))


def _counted(taken: Taken) -> Iterator[Note]:
    if taken.kept:
        yield note("talk.more.pictures", count=str(len(taken.kept)))


def _ask(session: Session, sender: From, code: str, *before: Note, parts: Parts) -> Outcome:
    """`before` is said first."""
    asked = Asked(Form.MORE, code)
    cancel = f"{stroke(sender.address.front)}cancel"
    ask = note("talk.more.ask", code=code, cancel=cancel)
    told = Told((*before, ask, *_may_show(sender, parts)), asks=asked)
    now = parts.clock.now()
    return Outcome(asked_to_write(session, sender, asked, now=now, until=in_an_hour(now)), (told,))


def _may_show(sender: From, parts: Parts) -> Iterator[Note]:
    if parts.facts.pictures is not None and answers_later(sender.address.front):
        yield note(f"talk.tip.consent.pictures.{sender.address.front.value}", count=str(MOST_PICTURES))
        yield note("talk.tip.consent.pictures.kept")


def why_not(standing: OpenQuestion | None, code: str) -> Told | None:
    """What to say where nothing can be added there, None where it can."""
    if standing is None:
        return Told((note("refused.unknown_code", code=code),), Mood.REFUSED)
    if standing.state is QuestionState.CLOSED:
        return Told((note("refused.more_closed", code=code),), Mood.REFUSED)
    if standing.additions >= MOST_ADDED:
        return Told((note("refused.more_full", code=code),), Mood.REFUSED)
    return None


def _refused(session: Session, key: str, *, is_brief: bool = False, **values: str) -> Outcome:
    return Outcome(session, (Told((note(key, **values),), Mood.REFUSED, is_brief=is_brief),))
