from dataclasses import dataclass
from enum import StrEnum


class Conclusion(StrEnum):
    """What the desk came to."""

    LINKED = "linked"  # it is about a record that we have
    WRITTEN = "written"  # it is about a record that was written for it
    NOT_CHECKABLE = "not_checkable"  # nobody could check it: an opinion, a forecast, too little said
    UNVERIFIED = "unverified"  # could be checked, and we could not confirm or refute it
    REJECTED = "rejected"  # not for us
    SPAM = "spam"  # nobody is answered


NAMES_RECORD = frozenset({Conclusion.LINKED, Conclusion.WRITTEN})


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` goes into the answer word for word; it is empty only for spam. `record` is the id of the record that is meant.

    `note` is for the desk alone.
    """

    conclusion: Conclusion
    reason: str
    record: str = ""
    note: str = ""
