"""What the tables are gathered in, and columns that many of them have."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Boolean, Column, Dialect, MetaData, String, TypeDecorator

METADATA = MetaData()

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, as whole microseconds since 1970: the same on every database, and in the order of time."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else (value - _EPOCH) // _TICK

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _EPOCH + value * _TICK


def digest(name: str) -> Column[str]:
    return Column(name, String(32), nullable=False)


def person(name: str = "person") -> Column[str]:
    return Column(name, String(16), nullable=False)


def flag(name: str) -> Column[bool]:
    return Column(name, Boolean(create_constraint=False), nullable=False)
