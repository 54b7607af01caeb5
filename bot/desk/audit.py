"""The audit log: append-only, each entry bound to the one before by a hash."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """`subject` is what was acted on: "case 12", "source aapp", "member …". `detail` may hold what a person wrote and is sealed where it is
    kept; `detail_hash` is what the chain binds, so that the chain can be verified when the detail is due to be deleted, and without keys."""

    number: int
    at: datetime
    by: str
    act: str
    subject: str
    detail: str
    detail_hash: str
    previous: str
    hash: str
