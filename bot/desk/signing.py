"""What a signature does to the record that a case was decided on. Pure.

What is written for a case that needs two people is a draft. The second person's signature publishes it, and taking that decision back makes
it a draft again, as long as nobody changed it in between.
"""

from dataclasses import replace
from datetime import date

from bot.desk.acts import Act, Sign, Undo
from bot.desk.audit import Entry
from bot.desk.case import Case
from bot.desk.edit import Edit, EditKind
from bot.desk.record_form import fill_form
from bot.desk.record_reading import reviewed
from bot.desk.references import Filed
from bot.desk.revision import Revision
from bot.library.filing import Status
from bot.library.record import Record


def signed_record(act: Act, before: Case) -> str:
    """The id of the record that this act on the case may publish or take back, empty for none."""
    decision = before.decision
    takes_back = isinstance(act, Undo) and bool(before.signed_by[0])
    return decision.record if decision is not None and (isinstance(act, Sign) or takes_back) else ""


def follow_signature(
    act: Act, record: Record, last: Entry | None, *, reason: str, filed: Filed, today: date
) -> tuple[Record, Edit] | None:
    """The record as it is after the act, with its line in the audit log; None where it stays as it is. `last` is its newest line there."""
    status, was_signed = record.filing.status, last is not None and last.act == EditKind.PUBLISH
    if isinstance(act, Sign) and status is Status.DRAFT:
        after, kind = reviewed(_with(record, Status.VERIFIED), today), EditKind.PUBLISH
    elif isinstance(act, Undo) and status is Status.VERIFIED and was_signed:
        after, kind = _with(record, Status.DRAFT), EditKind.UNPUBLISH
    else:
        return None
    revision = Revision(reason, fill_form(record, filed), fill_form(after, filed))
    return after, Edit(kind, revision.edit().detail)


def _with(record: Record, status: Status) -> Record:
    return replace(record, filing=replace(record.filing, status=status))
