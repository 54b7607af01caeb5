"""Telegram's apps cut a long text into several messages, and a slow network brings them one by one: what follows a message of full length at
once is its rest, and no answer to the next question."""

from datetime import datetime, timedelta

from bot.desk.tip import YES_OR_NO, Draft
from bot.dialogue.writing import in_an_hour, open_tip
from bot.people.address import Front
from bot.speech.burst import gap_behind, may_be_cut
from bot.speech.heard import From
from bot.speech.session import Session

_SOON = timedelta(seconds=20)


def is_rest(session: Session, sender: From, draft: Draft, *, now: datetime) -> bool:
    """Whether what comes now belongs to the answer before."""
    writing = open_tip(session, sender, now=now)
    if writing is None or not draft.given or sender.address.front is not Front.TELEGRAM:
        return False
    field, text = draft.given[-1]
    asked_at = now - (in_an_hour(now) - writing.until)
    return field not in YES_OR_NO and now - asked_at <= _SOON and may_be_cut(text)


def joined(text: str, more: str) -> str:
    return f"{text}{gap_behind(text)}{more}" if text else more
