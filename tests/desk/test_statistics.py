from datetime import UTC, date, datetime, timedelta

from bot.desk.statistics import Course, by_day, by_hour, by_length, middle, times_to_answer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_days_without_cases_are_counted_too() -> None:
    courses = (Course(NOON), Course(NOON - HOUR * 30, closed_at=NOON))

    days = by_day(courses, today=date(2026, 3, 1), days=3)

    assert [(day.day.day, day.opened, day.answered) for day in days] == [(27, 0, 0), (28, 1, 0), (1, 1, 1)]


def test_lengths_fall_into_their_bands() -> None:
    took = (HOUR / 2, HOUR, HOUR * 5, HOUR * 30, HOUR * 100)
    times = times_to_answer(Course(NOON, closed_at=NOON + length) for length in reversed(took))

    assert times == took
    assert by_length(times) == (1, 1, 1, 1, 1)
    assert middle(times) == HOUR * 5


def test_nothing_answered_has_no_middle() -> None:
    assert middle(times_to_answer([Course(NOON)])) is None


def test_hours_begin_on_the_hour() -> None:
    asked = (NOON + HOUR / 3, NOON - HOUR / 3, NOON - HOUR / 4, NOON - HOUR * 90)

    hours = by_hour(asked, now=NOON + HOUR / 2, hours=3)

    assert hours == ((NOON - HOUR * 2, 0), (NOON - HOUR, 2), (NOON, 1))
