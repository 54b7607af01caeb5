"""The driver itself, for what goes past SQLAlchemy."""

from collections.abc import Iterator
from contextlib import contextmanager

from storage.postgres_faults import why_away


@contextmanager
def driver_errors(*, file: str = "") -> Iterator[None]:
    """SQLAlchemy wraps its errors otherwise. Raises `Unavailable`."""
    import asyncpg  # noqa: PLC0415 - most newsrooms have no server

    try:
        yield
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError) as exc:
        failure = why_away(exc, file=file)
        if failure is None:
            raise
        raise failure from exc
