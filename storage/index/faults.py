"""What goes wrong inside tantivy, as two errors. It reports nearly everything as ValueError with the cause in the text."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import Cause, Unavailable

_NO_ROOM = tuple(f"code: {number}," for number in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT))


class Damaged(Exception):
    """The files of the index cannot be used. Never leaves `storage.index`."""


@contextmanager
def index_faults() -> Iterator[None]:
    """Around calls of tantivy only: raises `Unavailable("disk")` where there is no room, `Damaged` for the rest."""
    try:
        yield
    except (ValueError, OSError) as exc:
        if isinstance(exc, OSError) and exc.errno in {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}:
            raise Unavailable("disk", cause=Cause.ROOM) from exc
        if any(code in str(exc) for code in _NO_ROOM):
            raise Unavailable("disk", cause=Cause.ROOM) from exc
        raise Damaged(str(exc)) from exc
    except BaseException as exc:
        # A file with wrong content can make it panic, and that error has no importable class and is no Exception.
        if type(exc).__name__ != "PanicException":
            raise
        raise Damaged(str(exc)) from exc
