"""The audit log: append-only, each entry bound to the one before by a hash.

What an entry tells in words, and who is told to have done it, is bound by a salted hash of its own: when these words are due to be deleted
the chain still verifies, without keys too, and the hash that stays cannot be guessed at.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

FIRST = "0" * 64
"""What the first entry is bound to."""


@dataclass(frozen=True, slots=True)
class Words:
    """What of an entry is sealed where it is kept, and goes with the case. `salt` is random."""

    name: str
    detail: str
    salt: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`by` is the id of the member, empty for the program itself; `subject` is what was acted on: "case 12", "source aapp", "member …".
    `words` are None where they were deleted or cannot be read. `words_hash` is what the chain binds."""

    number: int
    at: datetime
    by: str
    act: str
    subject: str
    words: Words | None
    words_hash: str
    previous: str
    hash: str = ""

    @property
    def name(self) -> str:
        return self.words.name if self.words else ""

    @property
    def detail(self) -> str:
        return self.words.detail if self.words else ""


def subject_of_case(case: int) -> str:
    return f"case {case}"


def hash_words(words: Words) -> str:
    return _hash(words.salt, words.name, words.detail)


def sealed_off(entry: Entry) -> Entry:
    """The entry with its hash."""
    return replace(entry, hash=_hash_of(entry))


def first_broken(entries: Iterable[Entry], *, after: Entry | None = None) -> int | None:
    """The number of the first entry that does not fit, None where all do. `after` is the one that these follow."""
    number, previous = (after.number, after.hash) if after else (0, FIRST)
    for entry in entries:
        number += 1
        fits = (entry.number, entry.previous, entry.hash) == (number, previous, _hash_of(entry))
        if not fits or (entry.words is not None and hash_words(entry.words) != entry.words_hash):
            return number
        previous = entry.hash
    return None


def _hash_of(entry: Entry) -> str:
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return _hash(
        str(entry.number), moment, entry.by, entry.act, entry.subject, entry.words_hash, entry.previous
    )


def _hash(*parts: str) -> str:
    """SHA-256 of the parts as a JSON array in ASCII: one text for each list of parts, on every machine."""
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()
