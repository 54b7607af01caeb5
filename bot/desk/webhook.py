"""What other systems of the newsroom are told of: that something happened, and no word of what anybody wrote."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.desk.alerts import BURST
from bot.desk.audit import Entry
from bot.desk.edit import EditKind


class Happening(StrEnum):
    CASE_DECIDED = "case.decided"  # its answers went: nobody can undo it any more
    CASE_BURST = "case.burst"  # many ask about it in a short time
    RECORD_PUBLISHED = "record.published"
    RECORD_CORRECTED = "record.corrected"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Event:
    """`id` is the same however often it is sent. `facts` name cases and records, never people; the text of a claim only where the receiver is set so."""

    id: str
    kind: Happening
    at: datetime
    facts: Mapping[str, str | int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reached:
    """Up to which line of the audit log everything was told. `tries` and `failing_since` are of the one after it; `given_up` counts those that could
    not be told within their time."""

    number: int
    tries: int = 0
    failing_since: datetime | None = None
    given_up: int = 0


_ACTS = {
    "answer": Happening.CASE_DECIDED,
    BURST: Happening.CASE_BURST,
    EditKind.WRITE.value: Happening.RECORD_PUBLISHED,
    EditKind.PUBLISH.value: Happening.RECORD_PUBLISHED,
    EditKind.EDIT.value: Happening.RECORD_CORRECTED,
}


_PREFIX = "whsec_"
LEAST_BYTES = 24
"""Of what events are signed with."""


def key_of(secret: str) -> bytes:
    """A `whsec_…` in base64, or the text itself. Raises ValueError for one that is too short, or no base64."""
    is_coded = secret.startswith(_PREFIX)
    key = b64decode(secret.removeprefix(_PREFIX), validate=True) if is_coded else secret.encode()
    if len(key) < LEAST_BYTES:
        raise ValueError("too short")
    return key


def happening_of(entry: Entry) -> Happening | None:
    return _ACTS.get(entry.act)
