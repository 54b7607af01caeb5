"""The report as `secondsource check --json` prints it: a stable interface, schema 1. Fields may be added, none is renamed or removed."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from bot.claims.article import Page
from bot.claims.interval import Interval
from bot.claims.note import Note
from bot.library.event import Event
from bot.library.filing import Figure
from bot.library.record import Record, kind_of, title_of
from bot.library.series import Series
from bot.library.source import Rating
from bot.library.statement import Statement
from bot.matching.match import Match
from bot.verdicts.finding import Finding, Report, Speaker
from bot.verdicts.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True)
class Said:
    """`code` is stable, `text` is the sentence of the reply's language."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class LikelihoodEntry:
    probability: float
    words: str


@dataclass(frozen=True, slots=True)
class WhenEntry:
    first: str | None
    last: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class WhereEntry:
    place: str
    name: str
    precision: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class FigureEntry:
    measure: str
    unit: str
    low: float | None
    best: float
    high: float | None
    who_counts: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class ReasonEntry:
    feature: str
    value: float
    contribution: float
    text: str


@dataclass(frozen=True, slots=True)
class DifferenceEntry:
    slot: Literal["number", "unit", "date", "as_of", "place", "actor", "role", "negation", "wording"]
    theirs: str
    ours: str
    weight: Literal["conflict", "remark"]


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    record: str
    title: str


@dataclass(frozen=True, slots=True)
class NearbyEntry:
    record: str
    title: str
    when: WhenEntry
    link: str


@dataclass(frozen=True, slots=True)
class MatchEntry:
    record: str
    kind: Literal["event", "statement", "series"]
    title: str
    status: str
    verdict: str | None
    stance: str | None
    provenance: str
    when: WhenEntry | None
    where: WhereEntry | None
    figures: tuple[FigureEntry, ...]
    origins: int | None
    reviewed: str | None
    link: str
    attribution_line: str
    probability: float
    reasons: tuple[ReasonEntry, ...]
    differences: tuple[DifferenceEntry, ...]
    also: tuple[LinkedEntry, ...]


@dataclass(frozen=True, slots=True)
class RatingEntry:
    letter: str
    words: str
    rater: str
    rated_on: str
    reason: str
    until: str | None
    is_expired: bool


@dataclass(frozen=True, slots=True)
class AttributionEntry:
    source: str | None
    name: str
    method: str
    stance: str
    is_party: bool
    ratings: tuple[RatingEntry, ...]


@dataclass(frozen=True, slots=True)
class ConfidenceEntry:
    level: Literal["low", "moderate", "high"]
    because: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class FindingEntry:
    claim: str
    span: tuple[int, int]
    language: str
    kind: Literal["fact", "opinion", "supposed", "witness", "call"]
    relation: Literal[
        "same_event",
        "same_statement",
        "same_running_total",
        "related",
        "contradicts",
        "nothing",
        "not_checkable",
        "unsupported_language",
    ]
    likelihood: LikelihoodEntry | None
    matches: tuple[MatchEntry, ...]
    attribution: AttributionEntry | None
    carrier: AttributionEntry | None
    linked: tuple[LinkedEntry, ...]
    confidence: ConfidenceEntry | None
    not_checked: tuple[Said, ...]
    nearby: tuple[NearbyEntry, ...]


@dataclass(frozen=True, slots=True)
class PageEntry:
    url: str
    site: str
    title: str
    published: str | None
    read_at: str
    sha256: str
    is_partial: bool


@dataclass(frozen=True, slots=True)
class Document:
    """What `secondsource check --json` prints. Days are `YYYY-MM-DD`; `span` counts characters of the normalised text; `page` is that of the article
    which was read behind a link, null where none was."""

    schema: Literal[1]
    library_version: int
    not_checked: tuple[Said, ...]
    findings: tuple[FindingEntry, ...]
    page: PageEntry | None = None


def document_of(report: Report, book: Phrasebook) -> Document:
    findings = tuple(_finding(finding, book) for finding in report.findings)
    page = _page(report.page) if report.page else None
    return Document(1, report.library_version, _all_said(report.not_checked, book), findings, page)


def report_to_json(report: Report, book: Phrasebook) -> bytes:
    """One JSON object in UTF-8, indented, ending in a line feed."""
    return msgspec.json.format(msgspec.json.encode(document_of(report, book)), indent=2) + b"\n"


def json_schema() -> bytes:
    """JSON Schema (2020-12) of the document; `docs/report.schema.json` holds a copy."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Document)), indent=2) + b"\n"


def _page(page: Page) -> PageEntry:
    published = page.published.isoformat() if page.published else None
    read_at = page.read_at.isoformat(timespec="seconds")
    return PageEntry(page.url, page.site, page.title, published, read_at, page.digest, page.is_partial)


def _finding(finding: Finding, book: Phrasebook) -> FindingEntry:
    claim = finding.claim
    likelihood = None
    if finding.likelihood and finding.matches:
        words = book.text(f"likelihood.words.{finding.likelihood.value}")
        likelihood = LikelihoodEntry(round(finding.matches[0].probability, 4), words)
    sure = finding.confidence
    return FindingEntry(
        claim=claim.text,
        span=(claim.start, claim.end),
        language=claim.language,
        kind=claim.kind.value,
        relation=finding.relation.value,
        likelihood=likelihood,
        matches=tuple(_match(match, book) for match in finding.matches),
        attribution=_speaker(finding.speaker, book),
        carrier=_speaker(finding.carrier, book),
        linked=tuple(LinkedEntry(linked.record, linked.title) for linked in finding.linked),
        confidence=ConfidenceEntry(sure.level.value, _all_said(sure.because, book)) if sure else None,
        not_checked=_all_said(finding.not_checked, book),
        nearby=tuple(NearbyEntry(one.record, one.title, _when(one.when), one.link) for one in finding.nearby),
    )


def _match(match: Match, book: Phrasebook) -> MatchEntry:
    record = match.record
    filing = record.filing
    ground = ", ".join(part for part in (filing.publisher, filing.reference) if part)
    verdict = record.verdict.value if isinstance(record, Statement) and record.verdict else None
    return MatchEntry(
        record=record.id,
        kind=kind_of(record),
        title=title_of(record),
        status=filing.status.value,
        verdict=verdict,
        stance=record.stance.value if isinstance(record, Statement) else None,
        provenance=filing.provenance.value,
        when=when_of(record),
        where=where_of(record),
        figures=figures_of(record),
        origins=record.origins if isinstance(record, Event) else None,
        reviewed=filing.reviewed_on.isoformat() if filing.reviewed_on else None,
        link=filing.link,
        attribution_line=filing.licence or ground,
        probability=round(match.probability, 4),
        reasons=tuple(
            ReasonEntry(reason.feature, reason.value, reason.contribution, book.say(reason.said))
            for reason in match.reasons
        ),
        differences=tuple(
            DifferenceEntry(one.slot.value, one.theirs, one.ours, one.weight.value)
            for one in match.differences
        ),
        also=tuple(LinkedEntry(other.id, title_of(other)) for other in match.also),
    )


def when_of(record: Record) -> WhenEntry | None:
    match record:
        case Event(when=when) | Statement(said_on=when) if when:
            return _when(when)
        case Series(since=since, until=until, points=points):
            last = until or (points[-1].as_of if points else None)
            return WhenEntry(since.isoformat() if since else None, last.isoformat() if last else None, "day")
        case _:
            return None


def _when(when: Interval) -> WhenEntry:
    return WhenEntry(when.first.isoformat(), when.last.isoformat(), when.precision.value)


def where_of(record: Record) -> WhereEntry | None:
    if not isinstance(record, Event) or record.where is None:
        return None
    where = record.where
    return WhereEntry(where.place, where.name, where.precision.value, where.latitude, where.longitude)


def figures_of(record: Record) -> tuple[FigureEntry, ...]:
    if isinstance(record, Series):
        return tuple(
            FigureEntry(
                record.measure.value,
                record.unit,
                point.low,
                point.value,
                point.high,
                record.who_counts,
                point.as_of.isoformat(),
            )
            for point in record.points
        )
    return tuple(_figure(figure) for figure in record.figures)


def _figure(figure: Figure) -> FigureEntry:
    as_of = figure.as_of.isoformat() if figure.as_of else None
    return FigureEntry(
        figure.measure.value, figure.unit, figure.low, figure.best, figure.high, figure.who_counts, as_of
    )


def _speaker(speaker: Speaker | None, book: Phrasebook) -> AttributionEntry | None:
    if speaker is None:
        return None
    ratings = tuple(rating_of(rated.rating, book, is_expired=rated.is_expired) for rated in speaker.ratings)
    source = speaker.source.id if speaker.source else None
    return AttributionEntry(
        source, speaker.name, speaker.method.value, speaker.stance.value, speaker.is_party, ratings
    )


def rating_of(rating: Rating, book: Phrasebook, *, is_expired: bool) -> RatingEntry:
    letter = "F" if is_expired else rating.letter.value
    return RatingEntry(
        letter=letter,
        words=book.text(f"reliability.name.{letter}"),
        rater=rating.rater,
        rated_on=rating.rated_on.isoformat(),
        reason=rating.reason,
        until=rating.until.isoformat() if rating.until else None,
        is_expired=is_expired,
    )


def _all_said(notes: tuple[Note, ...], book: Phrasebook) -> tuple[Said, ...]:
    return tuple(Said(said.key, book.say(said)) for said in notes)
