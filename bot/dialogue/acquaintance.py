"""What we know of whoever speaks, and what they are told once: that they sent too much, what is kept of them."""

from dataclasses import replace

from bot.claims.note import note
from bot.dialogue.parts import Facts
from bot.dialogue.start import notice
from bot.dialogue.surroundings import answers_later
from bot.people.person import Person
from bot.speech.heard import Excess, From
from bot.speech.outcome import Outcome, Prefer
from bot.speech.replies import Mood, Told
from bot.speech.session import Session

_MINUTE = 60


def tuned(session: Session, sender: From, person: Person, facts: Facts) -> Session:
    """The session as whoever speaks now has chosen to be spoken to."""
    return replace(session, language=_language(sender, person, facts), is_quiet=person.is_quiet)


def slowed_down(session: Session, excess: Excess) -> Outcome:
    """When it goes on, and that what comes before is not taken in."""
    if excess.seconds <= 2 * _MINUTE:
        said = note("refused.excess_seconds", count=str(excess.seconds))
    elif excess.seconds <= 2 * _MINUTE * _MINUTE:
        said = note("refused.excess_minutes", count=str(-(-excess.seconds // _MINUTE)))
    else:
        said = note("refused.excess_hours", count=str(-(-excess.seconds // (_MINUTE * _MINUTE))))
    return Outcome(session, (Told((said,), Mood.REFUSED, retry_after=excess.seconds),))


def introduced(outcome: Outcome, sender: From, person: Person, facts: Facts) -> Outcome:
    """The outcome, followed by what is kept where this is the first that the person hears from us. Groups are never greeted."""
    if not _is_new(sender, person) or not outcome.replies or outcome.again_in is not None:
        return outcome
    told = (*outcome.replies, notice(sender, facts))
    return replace(outcome, replies=told, deeds=(*outcome.deeds, _greeted(sender, person)))


def acquainted(outcome: Outcome, sender: From, person: Person) -> Outcome:
    """The outcome of a turn that said itself what is kept."""
    if not _is_new(sender, person):
        return outcome
    return replace(outcome, deeds=(*outcome.deeds, _greeted(sender, person)))


def _is_new(sender: From, person: Person) -> bool:
    return not person.is_greeted and sender.is_private and answers_later(sender.address.front)


def _greeted(sender: From, person: Person) -> Prefer:
    return Prefer(sender.person, replace(person, is_greeted=True))


def _language(sender: From, person: Person, facts: Facts) -> str:
    """What they chose, else what their platform tells, else what is configured: the first that there are sentences for."""
    hint = sender.language.lower().replace("_", "-").partition("-")[0]
    return next((code for code in (person.language, hint) if code in facts.languages), facts.language)
