from dataclasses import replace

from bot.claims.note import note
from bot.desk.code import split_code
from bot.dialogue.ask import yes_or_no
from bot.dialogue.parts import Parts
from bot.dialogue.surroundings import yes_or_no_asked
from bot.dialogue.writing import in_an_hour
from bot.speech.choices import Act, Choice
from bot.speech.heard import From
from bot.speech.outcome import Outcome, TakeBack
from bot.speech.receipts import says_more
from bot.speech.replies import Mood, Told
from bot.speech.session import Pending, Session


async def ask_to_take_back(session: Session, sender: From, text: str, *, parts: Parts) -> Outcome:
    """Says what would be deleted, and asks first: it cannot be undone. Whoever has the receipt may. What else was said is kept nowhere."""
    code, more = split_code(text)
    if not code:
        return Outcome(session, (Told((note("refused.bad_code"),), Mood.REFUSED),))
    if await parts.desk.standing(code) is None:
        return Outcome(session, (Told((note("refused.unknown_code", code=code),), Mood.REFUSED),))
    choice = Choice(Act.FORGET, code)
    said = (
        *((note("talk.beside.left_out"),) if says_more(more) else ()),
        note("talk.takeback.what", code=code),
        yes_or_no_asked("talk.forget.agree", sender.address.front),
    )
    told = Told(said, buttons=(yes_or_no(choice),))
    pending = Pending(choice, sender.person, in_an_hour(parts.clock.now()))
    return Outcome(replace(session, pending=pending), (told,))


def taken_back(session: Session, code: str) -> Outcome:
    session = replace(session, handed_in=tuple(each for each in session.handed_in if each.code != code))
    return Outcome(session, (Told((note("talk.takeback.done", code=code),)),), (TakeBack(code),))
