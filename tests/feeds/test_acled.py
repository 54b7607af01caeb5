from datetime import date

import pytest

from bot.claims.interval import Interval, Precision
from bot.feeds.acled import read_acled
from bot.library.event import Event, EventKind, PlacePrecision, Role
from bot.library.filing import Evidence
from bot.library.names import Place
from bot.people.audience import Audience
from tests.feeds.data_sets import ACLED, acled_file, entries, events, read, terms

OLD = ["data_id", "event_id_no_cnty", "iso3", *(column for column in ACLED if column not in {"disorder_type", "civilian_targeting", "tags"})]  # fmt: skip


def the_event(**row: str) -> Event:
    (event,) = events(read(read_acled, acled_file(row)))
    return event


def test_row_becomes_an_event() -> None:
    event = the_event()

    assert event.id == "acled-TST1001"
    assert event.title == "Air/drone strike: Military Forces of Testland and Civilians, Thabyay, Upper"
    assert (event.kind, event.when) == (EventKind.AIR_STRIKE, Interval.of_day(date(2023, 2, 16)))
    assert event.where is not None
    assert (event.where.name, event.where.precision) == ("Thabyay, Upper", PlacePrecision.EXACT)
    assert [(one.best, one.low, one.high) for one in event.figures] == [(4, None, None)]
    assert event.filing.evidence == (Evidence("Daily Harbour"), Evidence("Morning Post"))


def test_notes_are_not_kept() -> None:
    assert "SECRET" not in repr(the_event())


@pytest.mark.parametrize("asked", [Audience.NEWSROOM, Audience.PUBLIC])
def test_public_never_sees_a_row(asked: Audience) -> None:
    (event,) = events(read(read_acled, acled_file({}), terms(visibility=asked)))

    assert event.filing.visibility is Audience.NEWSROOM


def test_source_is_named_with_its_day() -> None:
    assert the_event().filing.licence.startswith("Source: ACLED (acleddata.com), as of 20 Feb 2023")
    assert the_event(timestamp="").filing.licence.startswith("Source: ACLED (acleddata.com);")


def test_both_forms_of_dates_are_read() -> None:
    assert the_event(event_date="16 May 2025").when == Interval.of_day(date(2025, 5, 16))
    assert the_event(event_date="16-May-2025").when == Interval.of_day(date(2025, 5, 16))


@pytest.mark.parametrize(
    ("one", "other"), [("1", "7"), ("1.0", "7.0"), ("State Forces", "Civilians"), ("", "")]
)
def test_codes_of_actors_are_numbers_or_words(one: str, other: str) -> None:
    actors = the_event(inter1=one, inter2=other).actors

    assert [(actor.actor[:37], actor.role) for actor in actors] == [
        ("acled-actor-military-forces-of-testla", Role.PARTY)
    ]


def test_attack_on_civilians_has_an_attacker() -> None:
    event = the_event(event_type="Violence against civilians", sub_event_type="Attack")

    assert [actor.role for actor in event.actors] == [Role.ATTACKER]


def test_older_export_is_read() -> None:
    assert [event.id for event in events(read(read_acled, acled_file({}, columns=OLD)))] == ["acled-TST1001"]


def test_byte_order_mark_does_no_harm() -> None:
    assert events(read(read_acled, b"\xef\xbb\xbf" + acled_file({})))


@pytest.mark.parametrize(
    ("code", "precision"), [("1", Precision.DAY), ("2", Precision.WEEK), ("3", Precision.MONTH)]
)
def test_precision_of_dates_is_kept(code: str, precision: Precision) -> None:
    assert the_event(time_precision=code).when.precision is precision


def test_no_deaths_reported_is_no_figure() -> None:
    assert the_event(fatalities="0").figures == ()


def test_everything_it_brings_can_be_known_by_its_id() -> None:
    brought = [getattr(entry, "id", "") for entry in entries(read(read_acled, acled_file({})))]

    assert [one for one in brought if not one.startswith("acled")] == []
    assert sum(isinstance(entry, Place) for entry in entries(read(read_acled, acled_file({})))) == 5


@pytest.mark.parametrize(
    "wrong", [{"event_id_cnty": "a b"}, {"event_date": "2023"}, {"fatalities": "few"}, {"location": ""}]
)
def test_unusable_row_is_named(wrong: dict[str, str]) -> None:
    items = read(read_acled, acled_file({}, wrong))

    assert len(events(items)) == 1
    assert items[-1].problems[0].row == 3
