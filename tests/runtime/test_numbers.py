import re

import pytest

from bot.people.address import Front
from bot.runtime.numbers import Arrived, Ended, Numbers, Posted, Stage


@pytest.fixture
def numbers() -> Numbers:
    return Numbers()


def lines(numbers: Numbers) -> list[str]:
    return [line for line in numbers.render().decode().splitlines() if not line.startswith("#")]


def test_everything_is_counted_by_front_and_outcome(numbers: Numbers) -> None:
    numbers.arrived(Front.TELEGRAM, Arrived.ACCEPTED, 3)
    numbers.turned(Front.SLACK, Ended.ANSWERED)
    numbers.posted(Front.SLACK, Posted.SENT)

    assert {
        'secondsource_arrivals_total{front="telegram",outcome="accepted"} 3.0',
        'secondsource_turns_total{front="slack",outcome="answered"} 1.0',
        'secondsource_messages_total{front="slack",outcome="sent"} 1.0',
    } <= set(lines(numbers))


def test_times_fall_into_buckets(numbers: Numbers) -> None:
    numbers.took(Front.TELEGRAM, Stage.SIGN, 0.25)

    assert 'secondsource_seconds_bucket{front="telegram",le="0.3",stage="sign_of_life"} 1.0' in lines(numbers)
    assert 'secondsource_seconds_bucket{front="telegram",le="0.2",stage="sign_of_life"} 0.0' in lines(numbers)


def test_receivers_are_told_apart(numbers: Numbers) -> None:
    numbers.note_receiver("cms", tries=3, given_up=1)
    numbers.note_receiver("archive", tries=0, given_up=0)

    assert {
        'secondsource_webhook_tries{receiver="cms"} 3.0',
        'secondsource_webhook_given_up{receiver="cms"} 1.0',
        'secondsource_webhook_tries{receiver="archive"} 0.0',
    } <= set(lines(numbers))


def test_how_things_stand_is_replaced_and_not_added(numbers: Numbers) -> None:
    numbers.note_waiting({"inbox": 5})
    numbers.note_waiting({"inbox": 2})
    numbers.note_part("database", is_up=False)
    numbers.watch("lanes_working", "Lanes at work", lambda: 7)

    assert {
        "secondsource_waiting_inbox 2.0",
        'secondsource_part_up{part="database"} 0.0',
        "secondsource_lanes_working 7.0",
    } <= set(lines(numbers))


def test_two_sets_of_numbers_share_nothing(numbers: Numbers) -> None:
    numbers.turned(Front.SLACK, Ended.ANSWERED)

    assert not [line for line in lines(Numbers()) if "slack" in line]


def test_labels_come_from_closed_lists(numbers: Numbers) -> None:
    numbers.arrived(Front.TELEGRAM, Arrived.DROPPED)
    numbers.took(Front.TELEGRAM, Stage.DELIVERED, 1)
    labels = {name for line in lines(numbers) for name in re.findall(r'(\w+)="', line)}

    assert labels <= {"front", "outcome", "stage", "part", "le"}


def test_counts_of_others_are_read_when_asked_for(numbers: Numbers) -> None:
    counted = {"hits": 1}
    numbers.watch_counts("cache", "Questions to the cache", lambda: counted)
    counted["hits"] = 5

    assert 'secondsource_cache_total{outcome="hits"} 5.0' in lines(numbers)
