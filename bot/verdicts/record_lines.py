"""What we have, in lines: the record's content, its ground and its standing."""

from collections.abc import Iterator
from itertools import groupby

from bot.library.event import Event
from bot.library.filing import Provenance, Status
from bot.library.record import Record, title_of
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.shown import show_day, show_interval, show_range, show_unit
from bot.matching.totals import claimed_day, neighbours, pick_quantity
from bot.verdicts.finding import Finding
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.wording import Line, Tone


def record_lines(record: Record, finding: Finding, book: Phrasebook) -> Iterator[Line]:
    """The title, then a line each for the content, for what it rests on, and for its standing with us."""
    names = dict(finding.named)
    yield Line(Tone.RECORD, title_of(record), label=book.text("have.label"), link=record.filing.link)
    match record:
        case Event():
            groups = [_event(record, book, names), _ground(record, book)]
        case Statement():
            groups = [_statement(record, book, names)]
        case Series():
            groups = [_series(record, finding, book, names)]
    for sentences in (*groups, _standing(record, book)):
        text = " ".join(sentences)
        if text:
            yield Line(Tone.RECORD, text)


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
    for (measure, who, as_of), figures in groupby(
        event.figures, key=lambda one: (one.measure, one.who_counts, one.as_of)
    ):
        numbers = ", ".join(show_unit(show_range(one.best, one.low, one.high), one.unit) for one in figures)
        said = book.text("have.figure", label=book.text(f"measure.{measure.value}"), numbers=numbers)
        said += book.text("have.figure_by", who=names.get(who, who)) if who else ""
        said += book.text("have.figure_as_of", as_of=show_day(as_of)) if as_of else ""
        yield f"{said}."


def _ground(event: Event, book: Phrasebook) -> Iterator[str]:
    if event.origins is not None:
        yield book.text("have.origins", count=str(event.origins))
    elif event.filing.evidence:
        yield book.text("have.reports", count=str(len(event.filing.evidence)))
    if event.corroboration:
        grade = event.corroboration.value
        meaning = book.text(f"corroboration.meaning.{grade}")
        yield book.text("have.corroboration", grade=book.text(f"corroboration.name.{grade}"), meaning=meaning)


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
            "have.closed",
            since=show_day(series.since),
            until=show_day(series.until),
            value=value,
            unit=series.unit,
        )
    else:
        yield from _points(series, finding, book)
    yield book.text("have.counted_by", who=names.get(series.who_counts, series.who_counts))
    yield book.text("have.definition", definition=series.definition)


def _points(series: Series, finding: Finding, book: Phrasebook) -> Iterator[str]:
    """The figures on either side of the claim's day, or the newest one; and whether the claim's lies between the two."""
    day = claimed_day(finding.claim) or finding.published
    points = neighbours(series, day) if day else series.points[-1:]
    shown = [
        book.text(
            "have.point", value=show_range(point.value, point.low, point.high), day=show_day(point.as_of)
        )
        for point in points
    ]
    yield book.text("have.points", points=book.text("have.and").join(shown))
    quantity = pick_quantity(finding.claim, series)
    if day and quantity and len(points) > 1 and points[0].value <= quantity.value <= points[-1].value:
        yield book.text("have.between", text=quantity.text.strip(), day=show_day(day))


def _standing(record: Record, book: Phrasebook) -> Iterator[str]:
    filing = record.filing
    if filing.status is not Status.VERIFIED:
        yield book.text(f"have.status.{filing.status.value}")
    # What the desk wrote itself was published by nobody else.
    own = filing.provenance is Provenance.DESK and not filing.publisher
    yield book.text(
        f"have.provenance.{'own' if own else filing.provenance.value}", publisher=filing.publisher
    )
    if filing.reference:
        yield book.text("have.ground", reference=filing.reference)
    if filing.reviewed_on:
        yield book.text("have.reviewed", day=show_day(filing.reviewed_on))
    if filing.licence:
        yield book.text("have.licence", licence=filing.licence)
