"""What is answered. As the report (`bot/verdicts/document.py`) a stable interface: fields may be added, none is renamed or removed."""

from dataclasses import dataclass
from typing import Literal

from bot.verdicts.document import FigureEntry, RatingEntry, WhenEntry, WhereEntry


@dataclass(frozen=True, slots=True)
class ProblemDocument:
    """RFC 9457. `code` is stable, `detail` a sentence."""

    type: str
    title: str
    status: int
    detail: str
    code: str


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    publisher: str
    published: str | None
    reference: str
    link: str
    origin: str
    stance: str


@dataclass(frozen=True, slots=True)
class RecordDocument:
    id: str
    kind: Literal["event", "statement", "series"]
    title: str
    text: str
    status: str
    verdict: str | None
    stance: str | None
    said_by: str | None
    provenance: str
    visibility: str
    language: str
    is_provisional: bool
    when: WhenEntry | None
    where: WhereEntry | None
    figures: tuple[FigureEntry, ...]
    origins: int | None
    about: tuple[str, ...]
    publisher: str
    published: str | None
    reference: str
    link: str
    licence: str
    reviewed: str | None
    review_due: str | None
    evidence: tuple[EvidenceEntry, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """`next` is the cursor of the next page, null on the last."""

    records: tuple[RecordDocument, ...]
    next: str | None
    library_version: int


@dataclass(frozen=True, slots=True)
class SourceDocument:
    id: str
    name: str
    kind: str
    descriptor: str
    is_party: bool
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    link: str
    ratings: tuple[RatingEntry, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    sources: tuple[SourceDocument, ...]
    next: str | None
    library_version: int


@dataclass(frozen=True, slots=True)
class TipReceipt:
    """`checksum` is null where the same tip had been handed in before."""

    receipt: str
    checksum: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """`said` is what whoever holds the receipt is told, in sentences; `asks` what the desk wants to know of them."""

    receipt: str
    state: Literal["open", "closed"]
    asked_on: str
    asks: str | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """`accord` tells how what was sent stands to the record; null where none is named, and for decisions that are older than the question."""

    conclusion: str
    reason: str
    record: str | None
    note: str
    accord: str | None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """`held_by` is the name of who works on it; `excerpt` of what was brought last."""

    id: int
    kind: Literal["claim", "tip"]
    state: str
    revision: int
    opened_at: str
    askers: int
    labels: tuple[str, ...]
    held_by: str | None
    excerpt: str
    language: str


@dataclass(frozen=True, slots=True)
class CasePage:
    cases: tuple[CaseLine, ...]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True)
class MatterEntry:
    """What one person brought. `key` tells nothing of who; the fields of a tip are empty for a question about a claim."""

    key: str
    asked_at: str
    text: str
    where: str
    when: str
    how: str
    evidence: str
    may_publish: bool
    pictures: int
    language: str
    replies: tuple[str, ...]
    is_answered: bool


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """`due_at` is when the answers go, null where nothing is on its way. `needs_signing`: a second person has to agree."""

    id: int
    kind: Literal["claim", "tip"]
    state: str
    revision: int
    opened_at: str
    askers: int
    labels: tuple[str, ...]
    held_by: str | None
    decision: DecisionEntry | None
    decided_by: str | None
    due_at: str | None
    needs_signing: bool
    merged_into: int | None
    matters: tuple[MatterEntry, ...]
    similar: tuple[int, ...]
