"""What we have, in lines: the record's content, its ground and its standing."""

from collections.abc import Iterator

from bot.library.event import Event
from bot.library.filing import Figure, Provenance, Status
from bot.library.record import Record, title_of
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.shown import show_day, show_interval, show_range
from bot.matching.totals import claimed_day, neighbours
from bot.verdicts.finding import Finding
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.wording import Line, Tone


def record_lines(record: Record, finding: Finding, book: Phrasebook) -> Iterator[Line]:
    names = dict(finding.named)
    yield Line(Tone.RECORD, title_of(record), label=book.text("have.label"), link=record.filing.link)
    match record:
        case Event():
            sentences = [*_event(record, book, names)]
        case Statement():
            sentences = [*_statement(record, book, names)]
        case Series():
            sentences = [*_series(record, finding, book, names)]
    sentences.extend(_standing(record, book))
    yield Line(Tone.RECORD, " ".join(sentences))


def _event(event: Event, book: Phrasebook, names: dict[str, str]) -> Iterator[str]:
    yield book.text(
        "have.when",
        when=show_interval(event.when),
        precision=book.text(f"precision.{event.when.precision.value}"),
    )
    if event.where:
        yield book.text(
            "have.where",
            where=event.where.name,
            precision=book.text(f"place_precision.{event.where.precision.value}"),
        )
    if event.figures:
        yield "; ".join(_figure(figure, book, names) for figure in event.figures) + "."
    if event.origins is not None:
        yield book.text("have.origins", count=str(event.origins))
    elif event.filing.evidence:
        yield book.text("have.reports", count=str(len(event.filing.evidence)))
    if event.corroboration:
        yield book.text(
            "have.corroboration", grade=book.text(f"corroboration.name.{event.corroboration.value}")
        )


def _statement(statement: Statement, book: Phrasebook, names: dict[str, str]) -> Iterator[str]:
    who = names.get(statement.said_by, statement.said_by)
    if who and statement.said_on:
        yield book.text("have.said", who=who, when=show_interval(statement.said_on))
    elif who:
        yield book.text("have.said_undated", who=who)
    if statement.reason:
        yield statement.reason


def _series(series: Series, finding: Finding, book: Phrasebook, names: dict[str, str]) -> Iterator[str]:
    if series.until and series.since:
        last = series.points[-1]
        value = show_range(last.value, last.low, last.high)
        yield book.text(
            "have.closed", since=show_day(series.since), until=show_day(series.until), value=value
        )
    else:
        day = claimed_day(finding.claim) or finding.published
        near = neighbours(series, day) if day else ()
        points = dict.fromkeys((*near, series.points[-1]))
        shown = [
            book.text(
                "have.point", value=show_range(point.value, point.low, point.high), day=show_day(point.as_of)
            )
            for point in points
        ]
        yield book.text("have.points", points=", ".join(shown))
    yield book.text("have.counted_by", who=names.get(series.who_counts, series.who_counts))
    yield book.text("have.definition", definition=series.definition)


def _figure(figure: Figure, book: Phrasebook, names: dict[str, str]) -> str:
    number = show_range(figure.best, figure.low, figure.high)
    said = book.text(
        "have.figure", label=book.text(f"measure.{figure.measure.value}"), number=number, unit=figure.unit
    ).strip()
    if figure.who_counts:
        said += book.text("have.figure_by", who=names.get(figure.who_counts, figure.who_counts))
    if figure.as_of:
        said += book.text("have.figure_as_of", as_of=show_day(figure.as_of))
    return said


def _standing(record: Record, book: Phrasebook) -> Iterator[str]:
    filing = record.filing
    if filing.status is not Status.VERIFIED:
        yield book.text(f"have.status.{filing.status.value}")
    yield book.text(f"have.provenance.{filing.provenance.value}", publisher=filing.publisher)
    if filing.provenance is not Provenance.STARTER and filing.reference:
        yield book.text("have.ground", publisher=filing.publisher, reference=filing.reference)
    if filing.provenance is Provenance.STARTER and filing.reference:
        yield f"({filing.reference})"
    if filing.reviewed_on:
        yield book.text("have.reviewed", day=show_day(filing.reviewed_on))
    if filing.licence:
        yield filing.licence
