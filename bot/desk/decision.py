from dataclasses import dataclass, replace
from enum import StrEnum


class Conclusion(StrEnum):
    """What the desk came to."""

    LINKED = "linked"  # it is about a record that we have
    WRITTEN = "written"  # it is about a record that was written for it
    NOT_CHECKABLE = "not_checkable"  # nobody could check it: an opinion, a forecast, too little said
    UNVERIFIED = "unverified"  # could be checked, and we could not confirm or refute it
    REJECTED = "rejected"  # not for us: says nothing of whether it is so
    SPAM = "spam"  # nobody is answered


NAMES_RECORD = frozenset({Conclusion.LINKED, Conclusion.WRITTEN})


class Accord(StrEnum):
    """How what was sent stands to the record that a decision names. It is the right record either way."""

    AS_RECORDED = "as_recorded"  # it says what the record says
    DIFFERS = "differs"  # it contradicts the record, or changes something in it
    UNSAID = ""  # no record is named, or the decision is older than the question


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` goes into the answer word for word; it is empty only for spam. `record` is the id of the record that is meant, `accord` how what
    was sent stands to it, and `compared` what that was said of: the record as it was then (`bot/desk/comparing.py`), empty where none is named.

    `note` is for the desk alone.
    """

    conclusion: Conclusion
    reason: str
    record: str = ""
    note: str = ""
    accord: Accord = Accord.UNSAID
    compared: str = ""

    def says_the_same(self, other: "Decision") -> bool:
        """Whether whoever was told the one learns nothing from the other. What was compared with another record, or with another state of it, is
        another thing to say."""
        one, two = replace(self, note=""), replace(other, note="")
        return one == two
