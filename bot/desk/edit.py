"""Changes to the library by people of the desk, and what they look for in it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.desk.decision import Decision
from bot.library.filing import Provenance, Status
from bot.library.record import Record
from bot.people.audience import Audience


class EditKind(StrEnum):
    """As it stands in the audit log."""

    WRITE = "write"
    EDIT = "edit"
    RATE = "rate"
    PUBLISH = "publish"  # a draft, by the signature of a second person
    UNPUBLISH = "unpublish"  # a draft again, since that decision was taken back


@dataclass(frozen=True, slots=True)
class Edit:
    """What the line in the audit log tells of a change. `detail` is sealed there."""

    kind: EditKind
    detail: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The case that a record is written for, decided with it; `seen` is the revision that the member saw, None for none."""

    case: int
    decision: Decision
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """Which records to list: of one kind (`kind_of`), provenance or status; empty or None for any. With `seen_by` those alone that may be matched for
    this audience, as `Library.records` has it."""

    kind: str = ""
    provenance: Provenance | None = None
    status: Status | None = None
    seen_by: Audience | None = None


@dataclass(frozen=True, slots=True)
class Shelved:
    """A page of records, those changed last first. `after` continues it, empty at its end."""

    records: tuple[Record, ...]
    after: str = ""


def subject_of_record(record: str) -> str:
    return f"record {record}"


def subject_of_source(source: str) -> str:
    return f"source {source}"
