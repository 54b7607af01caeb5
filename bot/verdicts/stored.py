"""Findings as bytes, for whatever keeps them sealed. A record is one of three kinds, which the bytes have to tell."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

import msgspec

from bot.claims.article import Page
from bot.claims.claim import Claim
from bot.claims.note import Note
from bot.library.event import Event
from bot.library.record import Record, kind_of
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.match import Difference, Match, Reason
from bot.verdicts.finding import Confidence, Finding, Likelihood, Linked, Nearby, Relation, Report, Speaker

_KINDS: dict[str, type[Event | Statement | Series]] = {
    "event": Event,
    "statement": Statement,
    "series": Series,
}


@dataclass(frozen=True, slots=True)
class _StoredRecord:
    kind: Literal["event", "statement", "series"]
    record: msgspec.Raw


@dataclass(frozen=True, slots=True)
class _StoredMatch:
    record: _StoredRecord
    score: float
    probability: float
    reasons: tuple[Reason, ...]
    differences: tuple[Difference, ...]
    also: tuple[_StoredRecord, ...]


@dataclass(frozen=True, slots=True)
class _StoredFinding:
    claim: Claim
    relation: Relation
    matches: tuple[_StoredMatch, ...]
    likelihood: Likelihood | None
    confidence: Confidence | None
    speaker: Speaker | None
    carrier: Speaker | None
    linked: tuple[Linked, ...]
    not_checked: tuple[Note, ...]
    named: tuple[tuple[str, str], ...]
    published: date | None
    nearby: tuple[Nearby, ...] = ()


@dataclass(frozen=True, slots=True)
class _StoredReport:
    library_version: int
    weights_version: str
    findings: tuple[_StoredFinding, ...]
    not_checked: tuple[Note, ...]
    as_of: date | None
    page: Page | None = None


_REPORT = msgspec.json.Decoder(_StoredReport)
_FINDING = msgspec.json.Decoder(_StoredFinding)
_ENCODER = msgspec.json.Encoder()


def encode_report(report: Report) -> bytes:
    findings = tuple(_store(finding) for finding in report.findings)
    return _ENCODER.encode(_StoredReport(**{**_shallow(report), "findings": findings}))


def decode_report(data: bytes) -> Report | None:
    """The report, None for bytes of another version of this program."""
    try:
        stored = _REPORT.decode(data)
        findings = tuple(_restore(finding, finding.claim) for finding in stored.findings)
        return Report(**{**_shallow(stored), "findings": findings})
    except msgspec.MsgspecError:
        return None


def encode_finding(finding: Finding) -> bytes:
    return _ENCODER.encode(_store(finding))


def decode_finding(data: bytes, claim: Claim) -> Finding | None:
    """The finding for this claim; None for bytes of another version of this program."""
    try:
        return _restore(_FINDING.decode(data), claim)
    except msgspec.MsgspecError:
        return None


def _store(finding: Finding) -> _StoredFinding:
    matches = tuple(
        _StoredMatch(
            _store_record(match.record),
            match.score,
            match.probability,
            match.reasons,
            match.differences,
            tuple(_store_record(other) for other in match.also),
        )
        for match in finding.matches
    )
    return _StoredFinding(**{**_shallow(finding), "matches": matches})


def _restore(stored: _StoredFinding, claim: Claim) -> Finding:
    matches = tuple(
        Match(
            _record(match.record),
            match.score,
            match.probability,
            match.reasons,
            match.differences,
            tuple(_record(other) for other in match.also),
        )
        for match in stored.matches
    )
    return Finding(**{**_shallow(stored), "matches": matches, "claim": claim})


def _store_record(record: Record) -> _StoredRecord:
    return _StoredRecord(kind_of(record), msgspec.Raw(_ENCODER.encode(record)))


def _record(stored: _StoredRecord) -> Record:
    return msgspec.json.decode(stored.record, type=_KINDS[stored.kind])


def _shallow(data: Report | Finding | _StoredReport | _StoredFinding) -> dict[str, Any]:
    """The fields by name, so that a field added to a finding is stored without a word here."""
    return {field.name: getattr(data, field.name) for field in fields(data)}
