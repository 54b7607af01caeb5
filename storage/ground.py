from enum import Enum


class Ground(Enum):
    """What a transaction stands on while it writes, and so who may write beside it, in any process.

    SQLite knows one writer at a time. PostgreSQL knows many, and what was read is then out of date when something is written for it, unless
    whoever would change it waits. So whatever decides by what it reads of the whole has *all* to itself; what concerns single events, replies
    or people, and says in its statements what it relies on, goes on *side* by side. The others wait for their own kind alone.
    """

    ALL = "all"
    SIDE = "side"
    LIBRARY = "library"  # a publish, which may take long
    RECORD = "record"  # a publish that belongs to an act of the desk: all, and no other publish
    TAKING_IN = "taking in"  # what is known already is looked up and added to
    HANDING_OUT = "handing out"  # lanes, of which each may go to one process only
    OWN = "own"  # what concerns nobody but this process
