"""Any record that the library can hold, as Hypothesis makes them. Texts are levelled, as every import and form leaves them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.claims.claim import NameKind, Stance
from bot.claims.interval import Interval, Precision
from bot.claims.names import Name, Names
from bot.claims.quantity import Measure
from bot.library.event import Corroboration, Event, EventKind, Involvement, Location, PlacePrecision, Role
from bot.library.filing import Evidence, Figure, Filing, Status
from bot.library.record import Record
from bot.library.series import Point, Series
from bot.library.statement import Statement, Verdict
from bot.people.audience import Audience

NAMES = Names(
    [
        Name("pazigyi", NameKind.PLACE, "Pazigyi", ("ပဇီကြီး",)),
        Name("twin-1", NameKind.PLACE, "Twin"),
        Name("twin-2", NameKind.PLACE, "Twin"),
        Name("junta", NameKind.ACTOR, "Myanmar military"),
        Name("aapp", NameKind.SOURCE, "AAPP"),
        Name("odd", NameKind.ACTOR, "aapp"),
    ]
)

_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"))
WORDS = st.text(_CHARACTERS, max_size=8).map(lambda text: " ".join(text.split()))
SAID = WORDS.filter(bool)
DAYS = st.dates(date(2021, 2, 1), date(2026, 2, 1))
MAYBE = st.none() | DAYS
NUMBERS = st.integers(0, 10**9).map(float) | st.integers(0, 10**6).map(lambda number: number / 1000)
LINKS = st.sampled_from(["", "https://example.org/a|b", "http://example.org/?q=\\"])
PLACES = st.sampled_from(["pazigyi", "twin-1", "twin-2", "taken-out"])
ACTORS = st.sampled_from(["junta", "odd", "Local militia"])
SOURCES = st.sampled_from(["aapp", "Somebody else"])


def some(each: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(each, max_size=3, unique=True).map(tuple)


INTERVALS = st.builds(
    lambda first, days, precision: Interval(first, first + timedelta(days), precision),
    DAYS,
    st.integers(0, 20),
    st.sampled_from(Precision),
)


@st.composite
def estimates(draw: st.DrawFn) -> tuple[float, float | None, float | None]:
    low, best, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return best, draw(st.sampled_from([None, low])), draw(st.sampled_from([None, high]))


FIGURES = st.builds(
    lambda measure, unit, estimate, who, day: Figure(
        measure, unit.lower(), estimate[0], estimate[1], estimate[2], who, day
    ),
    st.sampled_from(Measure),
    WORDS.filter(lambda text: text.lower() == text.lower().lower()),
    estimates(),
    st.sampled_from(["", "aapp", "Residents"]),
    MAYBE,
)
EVIDENCE = st.builds(Evidence, SAID, MAYBE, WORDS, LINKS, WORDS, st.sampled_from(Stance))
POINTS = st.builds(
    lambda day, estimate, published, reference, link: Point(
        day, estimate[0], estimate[1], estimate[2], published, reference, link
    ),
    DAYS,
    estimates(),
    MAYBE,
    WORDS,
    LINKS,
)
FILINGS = st.builds(
    Filing,
    status=st.sampled_from(Status),
    visibility=st.sampled_from(Audience),
    language=st.sampled_from(["en", "my"]),
    publisher=WORDS,
    published=MAYBE,
    reference=WORDS,
    link=LINKS,
    licence=WORDS,
    review_due=MAYBE,
    evidence=st.lists(EVIDENCE, max_size=2, unique=True).map(tuple),
)


@st.composite
def locations(draw: st.DrawFn) -> Location:
    place = draw(st.sampled_from(["", "pazigyi", "twin-1", "taken-out"]))
    at = draw(st.none() | st.tuples(st.integers(-90, 90), st.integers(-180, 180)))
    latitude, longitude = at or (None, None)
    return Location(
        place, draw(SAID | st.just("Pazigyi")), draw(st.sampled_from(PlacePrecision)), latitude, longitude
    )


EVENTS = st.builds(
    Event,
    id=st.just("e"),
    title=SAID,
    kind=st.sampled_from(EventKind),
    when=INTERVALS,
    where=st.none() | locations(),
    filing=FILINGS,
    summary=WORDS,
    corroboration=st.none() | st.sampled_from(Corroboration),
    actors=st.lists(st.builds(Involvement, ACTORS, st.sampled_from(Role)), max_size=3, unique=True).map(
        tuple
    ),
    figures=st.lists(FIGURES, max_size=2, unique=True).map(tuple),
    origins=st.none() | st.integers(0, 20),
    phrasings=some(SAID),
)
STATEMENTS = st.builds(
    Statement,
    id=st.just("s"),
    text=SAID,
    verdict=st.none() | st.sampled_from(Verdict),
    reason=SAID,
    filing=FILINGS,
    said_by=st.sampled_from(["", "aapp", "junta", "Somebody"]),
    stance=st.sampled_from(Stance),
    said_on=st.none() | INTERVALS,
    about=some(st.sampled_from(["ged-1", "ged-2"])),
    places=some(PLACES),
    actors=some(ACTORS),
    figures=st.lists(FIGURES, max_size=2, unique=True).map(tuple),
    phrasings=some(SAID),
)


def _whole(series: Series) -> bool:
    return series.until is None or series.since is None or series.since <= series.until


SERIES = st.builds(
    Series,
    id=st.just("t"),
    title=SAID,
    measure=st.sampled_from(Measure),
    unit=SAID.map(str.lower),
    who_counts=SOURCES,
    definition=SAID,
    since=MAYBE,
    points=st.lists(POINTS, min_size=1, max_size=4, unique_by=lambda point: point.as_of).map(
        lambda points: tuple(sorted(points, key=lambda point: point.as_of))
    ),
    filing=FILINGS,
    until=MAYBE,
    places=some(PLACES),
    actors=some(ACTORS),
    phrasings=some(SAID),
).filter(_whole)

RECORDS: st.SearchStrategy[Record] = EVENTS | STATEMENTS | SERIES
