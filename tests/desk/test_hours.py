from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.desk.hours import Hours

YANGON = timezone(timedelta(hours=6, minutes=30))
NIGHT = Hours(YANGON, digest=8, quiet=(22, 7))


def at(hour: int, minute: int = 0) -> datetime:
    """A moment in Yangon."""
    return datetime(2026, 3, 1, hour, minute, tzinfo=YANGON).astimezone(UTC)


@pytest.mark.parametrize(("hour", "is_quiet"), [(21, False), (22, True), (0, True), (6, True), (7, False)])
def test_quiet_hours_go_over_midnight(hour: int, *, is_quiet: bool) -> None:
    assert (NIGHT.quiet_until(at(hour)) is not None) is is_quiet


def test_quiet_hours_end_in_the_morning() -> None:
    assert NIGHT.quiet_until(at(23)) == at(7) + timedelta(days=1)
    assert NIGHT.quiet_until(at(6, 59)) == at(7)


def test_quiet_hours_within_a_day() -> None:
    noon = Hours(UTC, quiet=(12, 14))

    assert noon.quiet_until(datetime(2026, 3, 1, 13, tzinfo=UTC)) == datetime(2026, 3, 1, 14, tzinfo=UTC)
    assert noon.quiet_until(datetime(2026, 3, 1, 14, tzinfo=UTC)) is None


def test_digest_is_that_of_the_day_there() -> None:
    assert NIGHT.digest_day(at(7, 59)) is None
    assert NIGHT.digest_day(at(8)) == date(2026, 3, 1)
    assert NIGHT.next_digest(at(8)) == at(8) + timedelta(days=1)


def test_no_digest_is_due_where_none_is_wanted() -> None:
    assert Hours().digest_day(at(12)) is None
    assert Hours().next_digest(at(12)) is None
