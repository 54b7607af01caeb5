"""A case as evidence: what was asked, what it was decided on, and the lines of the audit log that tell so, each file with its SHA-256.

Nothing in it leads to whoever asked: no receipt, no time of day, and of a tip its text only where they agreed that it may be published. Those
who decided stand in it by name, as in the log.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from bot.desk.audit import Entry
from bot.desk.case import Brought, CaseFile
from bot.desk.decision import Decision
from bot.desk.question import Question
from bot.library.event import Event
from bot.library.record import Record, kind_of
from bot.library.series import Series
from bot.library.source import Rating, Source
from bot.library.statement import Statement

MANIFEST = "SHA256SUMS"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same evidence makes the same bytes."""

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Evidence:
    """`lines` are those of the case and of its records, the oldest first; `records` those that it was decided on."""

    file: CaseFile
    records: Sequence[Record]
    sources: Sequence[Source]
    ratings: Mapping[str, Sequence[Rating]]
    lines: Sequence[Entry]


def named_sources(records: Iterable[Record], known: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources that these records name, in the order of their ids."""
    named = {name for record in records for name in _names(record)}
    return tuple(known[name] for name in sorted(named) if name in known)


def pack(evidence: Evidence) -> bytes:
    """A zip archive with a list of SHA-256 that `sha256sum -c` verifies."""
    files = {
        "case.json": _json(_case(evidence.file)),
        "records.json": _json([{"kind": kind_of(one)} | _plain(one) for one in evidence.records]),
        "sources.json": _json([_source(one, evidence.ratings) for one in evidence.sources]),
        "audit.json": _json([_line(one) for one in evidence.lines]),
        "README.txt": _README.encode(),
    }
    sums = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted((files | {MANIFEST: sums.encode()}).items()):
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content)
    return kept.getvalue()


def _case(file: CaseFile) -> Json:
    case = file.case
    return {
        "case": case.id,
        "kind": case.kind.value,
        "state": case.state.value,
        "opened_on": case.opened_at.date().isoformat(),
        "askers": case.askers,
        "labels": sorted(case.labels),
        "decision": _plain(case.decision) if case.decision else None,
        "decided_at": case.decided_at.isoformat() if case.decided_at else None,
        "decided_by": case.decided_by[1],
        "signed_by": case.signed_by[1],
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "matters": [_matter(one) for one in file.matters],
    }


def _matter(brought: Brought) -> Json:
    matter, day = brought.matter, brought.asked_at.date().isoformat()
    if isinstance(matter, Question):
        published = matter.published.isoformat() if matter.published else None
        told: Json = {"claim": matter.claim.text, "published": published, "from": matter.forwarded_from}
        return {"brought_on": day, "language": brought.language} | told
    kept: Json = {"brought_on": day, "language": brought.language, "checksum": matter.checksum}
    if not matter.may_publish:
        return kept | {"tip": None}
    tip = {"what": matter.what, "where": matter.where, "when": matter.when}
    return kept | {"tip": tip | {"how": matter.how, "evidence": matter.evidence}}


def _source(source: Source, ratings: Mapping[str, Sequence[Rating]]) -> Json:
    return _plain(source) | {"ratings": [_plain(one) for one in ratings.get(source.id, ())]}


def _line(entry: Entry) -> Json:
    """All that its hash is made of, so that it can be computed anew (docs/desk.md)."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "act": entry.act,
        "subject": entry.subject,
        "words": asdict(entry.words) if entry.words else None,
        "words_hash": entry.words_hash,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _names(record: Record) -> Iterator[str]:
    match record:
        case Event():
            yield from (figure.who_counts for figure in record.figures)
        case Statement():
            yield record.said_by
            yield from (figure.who_counts for figure in record.figures)
        case Series():
            yield record.who_counts


def _plain(kept: Record | Source | Rating | Decision) -> Json:
    return dict(asdict(kept))


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, default=_day).encode("utf-8", "replace") + b"\n"


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a bundle")


_README = """Evidence of a case of Second Source.

SHA256SUMS verifies the other files: sha256sum -c SHA256SUMS
audit.json holds lines of an audit log in which each is bound to the one before by "previous". The hash of a line is the SHA-256 of the JSON
array ["number","at","by","act","subject","words_hash","previous"] in ASCII, as texts, without spaces, the time in UTC with microseconds;
"words_hash" is that of ["salt","name","detail"].
"""
