"""What errors of PostgreSQL mean to the rest of the program.

They are told by their code (https://www.postgresql.org/docs/current/errcodes-appendix.html), so that nobody loads a driver that is not used.
"""

from collections.abc import Mapping
from typing import Final

from bot.errors import Cause, Unavailable


class Conflict(Unavailable):
    """Two transactions stood in each other's way, and nothing of this one was written: it can be made again at once."""


RAISED: Final = (ConnectionError, TimeoutError)
"""What comes through unwrapped: a connection that broke, and an answer that did not come in time. Both are OSErrors."""

_CAUSES: Final[Mapping[str, Cause]] = {
    "08": Cause.AWAY,
    "57P01": Cause.AWAY,  # shut down
    "57P02": Cause.AWAY,  # crashed
    "57P03": Cause.AWAY,  # starts
    "57P05": Cause.AWAY,  # let go of a connection that did nothing
    "57014": Cause.LOCKED,  # took too long
    "25P03": Cause.LOCKED,  # a transaction that did nothing for too long
    "40": Cause.LOCKED,  # two waited for each other, and this one was let go of
    "55P03": Cause.LOCKED,
    "53100": Cause.ROOM,
    "53300": Cause.CROWDED,
    "53": Cause.UNKNOWN,
    "28": Cause.RIGHTS,
    "42501": Cause.RIGHTS,
    "25006": Cause.RIGHTS,  # a copy that takes no writes
    "3D000": Cause.GONE,
    "3F000": Cause.GONE,
    "42P01": Cause.GONE,
    "XX001": Cause.DAMAGED,
    "XX002": Cause.DAMAGED,
    "58": Cause.UNKNOWN,
    "0A000": Cause.UNKNOWN,  # the tables were changed under a statement that had been prepared
}
"""By the code, or by the class that its first two characters name. Any other is a mistake of ours."""

_CONFLICTS: Final = "40"

_OVER: Final = ("closed", "not connected", "cannot switch to", "in an unexpected state")
"""The driver's own complaints have no code. These are about a connection that the server ended, maybe while this process stood still: what it
said last is then taken for the answer to something else. Two that use one connection at once are told otherwise."""

_OUT_OF_STEP: Final = "InternalClientError"
"""What the driver and SQLAlchemy call it when an answer does not fit a question, in whatever words: the server died between the two."""


def why_away(error: BaseException, *, file: str = "") -> Unavailable | None:
    """What an error of the driver means; None for a mistake of ours."""
    if isinstance(error, OSError):
        return Unavailable("database", cause=Cause.AWAY, file=file)
    code = getattr(error, "sqlstate", None)
    if code is None:
        is_over = type(error).__name__ == _OUT_OF_STEP or any(words in str(error) for words in _OVER)
        return Unavailable("database", cause=Cause.AWAY, file=file) if is_over else None
    cause = _CAUSES.get(code, _CAUSES.get(code[:2]))
    if cause is None:
        return None
    kind = Conflict if code.startswith(_CONFLICTS) else Unavailable
    return kind("database", cause=cause, file=file)
