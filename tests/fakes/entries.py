"""The smallest entry of each kind, with the fields that tests vary."""

from datetime import date

from bot.claims.interval import Interval
from bot.claims.quantity import Measure
from bot.library.event import Event, EventKind, Involvement, Location, Role
from bot.library.filing import Figure, Filing, Provenance, Status
from bot.library.names import Actor, Place, PlaceKind
from bot.library.series import Point, Series
from bot.library.source import Rating, Reliability, Source, SourceKind
from bot.library.statement import Statement, Verdict
from bot.people.audience import Audience

DAY = date(2023, 4, 11)


def a_filing(
    status: Status = Status.VERIFIED,
    visibility: Audience = Audience.PUBLIC,
    provenance: Provenance = Provenance.DESK,
    language: str = "en",
) -> Filing:
    return Filing(status=status, visibility=visibility, provenance=provenance, language=language)


def an_event(
    record_id: str = "strike",
    title: str = "An air strike hit a gathering in Pazigyi",
    *,
    place: str = "",
    actor: str = "",
    killed: float | None = None,
    filing: Filing | None = None,
    phrasings: tuple[str, ...] = (),
) -> Event:
    return Event(
        id=record_id,
        title=title,
        kind=EventKind.AIR_STRIKE,
        when=Interval.of_day(DAY),
        where=Location(place, place) if place else None,
        filing=filing or a_filing(),
        actors=(Involvement(actor, Role.ATTACKER),) if actor else (),
        figures=(Figure(Measure.KILLED, "people", killed),) if killed is not None else (),
        phrasings=phrasings,
    )


def a_statement(
    record_id: str = "denial",
    text: str = "The village was empty",
    *,
    said_by: str = "",
    filing: Filing | None = None,
) -> Statement:
    return Statement(
        record_id, text, Verdict.DENIAL, "Residents say otherwise", filing or a_filing(), said_by
    )


def a_series(record_id: str = "toll", *, who_counts: str = "counter", filing: Filing | None = None) -> Series:
    return Series(
        id=record_id,
        title="People killed since the coup",
        measure=Measure.KILLED,
        unit="people",
        who_counts=who_counts,
        definition="Deaths that were verified by name",
        since=date(2021, 2, 1),
        points=(Point(date(2024, 1, 31), 4468.0), Point(date(2024, 5, 24), 5143.0)),
        filing=filing or a_filing(),
    )


def a_place(
    place_id: str = "pazigyi",
    name: str = "Pazigyi",
    *,
    parent: str = "",
    aliases: tuple[str, ...] = (),
    provenance: Provenance = Provenance.DESK,
) -> Place:
    return Place(place_id, name, PlaceKind.VILLAGE, aliases, parent, provenance=provenance)


def an_actor(actor_id: str = "junta", name: str = "Military junta", *, parent: str = "") -> Actor:
    return Actor(actor_id, name, parent=parent, is_party=True)


def a_source(
    source_id: str = "counter", name: str = "Casualty counters", *, provenance: Provenance = Provenance.DESK
) -> Source:
    return Source(source_id, name, SourceKind.RECORDER, domains=("counter.example",), provenance=provenance)


def a_rating(
    source: str = "counter",
    rater: str = "desk",
    *,
    letter: Reliability = Reliability.B,
    rated_on: date = date(2026, 1, 1),
    until: date | None = None,
    provenance: Provenance = Provenance.DESK,
) -> Rating:
    return Rating(source, letter, rater, rated_on, "Names are verified", until, provenance)
