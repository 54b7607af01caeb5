from enum import Enum


class Ground(Enum):
    """What a transaction stands on while it writes, and so who may write beside it, in any process.

    SQLite knows one writer at a time. PostgreSQL knows many, and what was read is then out of date when something is written for it, unless
    whoever would change it waits. So whatever decides by what it reads of the whole has *all* to itself; what concerns single events, replies
    or people, and says in its statements what it relies on, goes on *side* by side; a publish waits for other publishes alone.
    """

    ALL = "all"
    SIDE = "side"
    LIBRARY = "library"
