from math import ceil

from bot.claims.note import Note, note
from bot.errors import Refusal, Unavailable
from bot.ports import Checking
from bot.speech.heard import Message
from bot.speech.replies import Answered, Mood, Told, Working
from bot.speech.session import Session
from bot.speech.turns import Say

_NAMED_PARTS = frozenset({"database", "index", "cache", "disk", "late"})


async def check(session: Session, heard: Message, say: Say, *, checking: Checking) -> Session:
    """Checks a text: a sign of life at once, one after each claim, then the report or why there is none."""
    await say(Working())

    async def tell_progress(done: int, total: int) -> None:
        await say(Working(done, total))

    try:
        report = await checking.check(heard.submission, heard.sender.audience, progress=tell_progress)
    except Refusal as refusal:
        await say(refused(refusal))
    except Unavailable as failure:
        await say(not_made(failure))
    else:
        await say(Answered(report))
    return session


def refused(refusal: Refusal) -> Told:
    return Told((note(refusal.key, **refusal.values),), Mood.REFUSED)


def not_made(failure: Unavailable) -> Told:
    """That the check could not be made, never that nothing was found, and when to try again: not where waiting would not help."""
    part = failure.part if failure.part in _NAMED_PARTS else "other"
    said = (note(f"unavailable.{part}"), note("unavailable.no_finding"))
    if not failure.cause.passes:
        return Told((*said, note("unavailable.operator")), Mood.UNAVAILABLE)
    seconds = max(1, ceil(failure.retry_after))
    return Told((*said, _when_again(seconds)), Mood.UNAVAILABLE, retry_after=seconds)


def _when_again(seconds: int) -> Note:
    if seconds <= 90:
        return note("unavailable.again_seconds", count=str(seconds))
    return note("unavailable.again_minutes", count=str(ceil(seconds / 60)))
