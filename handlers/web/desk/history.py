"""A line of a case's history in words."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.case import Entry
from bot.verdicts.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True)
class Told:
    """`detail` may have several lines; it is other people's text."""

    at: datetime
    who: str
    did: str
    detail: str


def tell(entry: Entry, book: Phrasebook) -> Told:
    who = entry.who or book.text("webdesk.unnamed" if entry.by else "webdesk.nobody")
    detail = _detail(entry, book)
    key = f"webdesk.did.{entry.what}"
    if entry.what == "label" and detail.startswith("-"):
        key, detail = "webdesk.did.unlabel", detail[1:]
    return Told(entry.at, who, book.text(key) if key in book else entry.what.replace("_", " "), detail)


def last_change(history: tuple[Entry, ...], book: Phrasebook) -> str:
    """The newest line as one sentence."""
    if not history:
        return book.text("webdesk.case_changed")
    told = tell(history[-1], book)
    return book.text("webdesk.changed_by", who=told.who, did=told.did)


def _detail(entry: Entry, book: Phrasebook) -> str:
    if entry.what != "decide":
        return f"#{entry.detail}" if entry.what == "merge" else entry.detail
    conclusion, _, rest = entry.detail.partition("\n")
    key = f"desk.conclusion.{conclusion}"
    worded = book.text(key) if key in book else conclusion
    return f"{worded}\n{rest}" if rest else worded
