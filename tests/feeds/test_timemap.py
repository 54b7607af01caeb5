import json
from datetime import date

import pytest

from bot.claims.interval import Interval
from bot.feeds.timemap import read_timemap
from bot.library.event import Event, EventKind
from bot.library.filing import Evidence
from tests.feeds.data_sets import events, read, terms

EVENT = {
    "id": "TL0012",
    "description": "An air strike hit the school of Thabyay. Eleven rooms were destroyed.",
    "date": "3/16/2022",
    "location": "Thabyay, Upper",
    "latitude": "21.1",
    "longitude": 95.2,
    "sources": ["s1", {"title": "A film", "url": "https://films.example/1"}],
}
SOURCES = {"s1": {"title": "Daily Harbour", "date": "2022-03-17", "paths": ["https://harbour.example/a"]}}


def read_all(document: object) -> list[Event]:
    return events(read(read_timemap, json.dumps(document).encode(), terms(data_set="Testland map")))


def test_event_is_read() -> None:
    (event,) = read_all({"events": [EVENT], "sources": SOURCES})

    assert event.title == "An air strike hit the school of Thabyay"
    assert (event.when, event.kind) == (Interval.of_day(date(2022, 3, 16)), EventKind.AIR_STRIKE)
    assert event.filing.publisher == "Testland map"
    assert event.filing.evidence == (
        Evidence("Daily Harbour", date(2022, 3, 17), link="https://harbour.example/a"),
        Evidence("A film", link="https://films.example/1"),
    )


def test_list_of_events_is_read() -> None:
    assert len(read_all([EVENT, EVENT | {"id": "TL0013"}])) == 2


def test_ids_differ_where_only_case_does() -> None:
    assert len({event.id for event in read_all([EVENT, EVENT | {"id": "tl0012"}])}) == 2


@pytest.mark.parametrize("wrong", [{"id": ""}, {"date": "16/3/2022"}, {"date": None}, {"date": "2999-01-01"}])
def test_unusable_event_is_named(wrong: dict[str, object]) -> None:
    given = terms(data_set="Testland map", latest=date(2026, 1, 1))

    items = read(read_timemap, json.dumps([EVENT, EVENT | wrong]).encode(), given)

    assert len(events(items)) == 1
    assert items[1].problems
