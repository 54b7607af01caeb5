"""What was done to a record at the desk, as its page tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.desk.audit import Entry
from bot.desk.edit import subject_of_record
from bot.desk.revision import EDITS, Revision, mark_of, read_revision
from bot.moderation import Audit
from bot.speech.form_fields import field_of
from bot.speech.forms import Form
from bot.verdicts.phrasebook import Phrasebook

_MOST: Final = 100

Lines = Sequence[tuple[Entry, Revision]]
"""Of a record in the audit log, the newest first, as far as they can still be read."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownRevision:
    """`number` is that of its line in the audit log, `changes` are worded, `did` says what was done."""

    number: int
    at: datetime
    who: str
    did: str
    reason: str
    changes: tuple[ShownChange, ...]
    has_before: bool


async def lines_of(record: str, audit: Audit) -> Lines:
    entries = await audit.entries(limit=_MOST, subject=subject_of_record(record))
    read = [(entry, read_revision(entry.detail)) for entry in entries if entry.act in EDITS]
    return [(entry, revision) for entry, revision in read if revision is not None]


def state_of(mark: str, lines: Lines) -> Mapping[str, str] | None:
    """The form of the record as it stood when it had this mark; None where the log does not know it."""
    every = (form for _, revision in lines for form in (revision.after, revision.before))
    return next((form for form in every if mark_of(form) == mark), None)


def show_revisions(lines: Lines, book: Phrasebook) -> list[ShownRevision]:
    return [
        ShownRevision(
            entry.number,
            entry.at,
            entry.name or book.text("webdesk.nobody"),
            book.text(f"webdesk.did.{entry.act}"),
            revision.reason,
            tuple(
                ShownChange(
                    label_of(one.field, book),
                    word_of(one.field, one.before, book),
                    word_of(one.field, one.after, book),
                )
                for one in (revision.changes() if revision.before else ())
            ),
            bool(revision.before),
        )
        for entry, revision in lines
    ]


def word_of(name: str, text: str, book: Phrasebook) -> str:
    """What was chosen as the form calls it; all else as it was written."""
    field = field_of(Form.EDIT, name)
    chosen = next((one.label for one in field.options if one.value == text), "") if field else ""
    return book.text(chosen) if chosen else text


def label_of(name: str, book: Phrasebook) -> str:
    key = f"form.edit.{name}"
    return book.text(key).rstrip("?") if key in book else name
