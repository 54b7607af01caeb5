"""The form in which an editor rates a source."""

from bot.claims.note import note
from bot.desk.rating import LASTS, faults_of_rating, own_rating
from bot.dialogue.desk.codes import source_code
from bot.dialogue.desk.rights import no_such_button, refusal, right_to_fill, who_may
from bot.dialogue.parts import Parts
from bot.editing.sources import give_rating
from bot.errors import Refusal
from bot.library.source import Source
from bot.matching.shown import show_day
from bot.speech.choices import Choice
from bot.speech.form_fields import faults
from bot.speech.forms import Asked, Form
from bot.speech.heard import Filled, From
from bot.speech.open_form import OpenForm
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session


async def open_rating(sender: From, choice: Choice, *, parts: Parts) -> OpenForm | Told:
    """With a year as its end, and nothing of what others think of the source. Raises `Unavailable`."""
    member = await who_may(sender, right_to_fill(Form.RATE), parts=parts)
    if isinstance(member, Told):
        return member
    if not sender.is_private:  # whoever reads along would learn the letter before they give theirs
        return refusal("refused.only_in_private")
    source = await coded(choice.answer, parts=parts)
    if source is None:
        return no_such_button()
    given = (await parts.library.shelf()).ratings.get(source.id, ())
    is_first = own_rating(given, member) is None
    until = (parts.clock.today() + LASTS).isoformat()
    intro = note("source.rate_first" if is_first else "source.rate_again", name=source.name)
    return OpenForm(Asked(Form.RATE, source.id, values=(("until", until),)), intro=(intro,))


async def fill_rating(session: Session, heard: Filled, *, parts: Parts) -> Outcome:
    """Where it cannot be taken, the reason is said back: nobody should have to write it twice."""
    member = await who_may(heard.sender, right_to_fill(Form.RATE), parts=parts)
    if isinstance(member, Told):
        return Outcome(session, (member,))
    given, today = dict(heard.values), parts.clock.today()
    for _, fault in faults(Form.RATE, given):
        return Outcome(session, (_refused(fault, given),))
    for _, fault in faults_of_rating(given, today):
        return Outcome(session, (_refused(fault, given),))
    try:
        rating = await give_rating(heard.subject, given, member, books=parts.books)
    except Refusal as refused:
        return Outcome(session, (_refused(refused, given),))
    source = (await parts.library.shelf()).sources[rating.source]
    until = show_day(rating.until) if rating.until else ""
    said = note("source.rated", name=source.name, letter=rating.letter.value, by=member.name, until=until)
    return Outcome(session, (Told((said,)),))


async def coded(code: str, *, parts: Parts) -> Source | None:
    """The source that a button means."""
    sources = (await parts.library.shelf()).sources
    return next((one for one in sources.values() if source_code(one.id) == code), None) if code else None


def _refused(fault: Refusal, given: dict[str, str]) -> Told:
    if not given.get("reason"):
        return refusal(fault.key, **fault.values)
    kept = note("desk.kept", text=given["reason"])
    return Told((note(fault.key, **fault.values), kept), Mood.REFUSED, is_brief=True)
