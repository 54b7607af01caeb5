from bot.claims.note import Note, note
from bot.commandline.doing import Doing
from bot.dialogue.check import not_made
from bot.errors import Cause, Refusal, Unavailable


def notes_of(error: Refusal | Unavailable, doing: Doing) -> tuple[Note, ...]:
    """What was not done, why, and what somebody who can reach the machine does about it."""
    match error:
        case Refusal():
            return (note(error.key, **error.values),)
        case Unavailable(cause=Cause.UNKNOWN) if doing == "check":
            return not_made(error).notes
        case Unavailable():
            return (note(f"library.not_done.{doing}"), _remedy(error))


def _remedy(failure: Unavailable) -> Note:
    subject = f" ({failure.file})" if failure.file else ""
    return note(f"library.remedy.{failure.cause or 'unknown'}", subject=subject)
