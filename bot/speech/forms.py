"""Forms: what is asked for in writing. A front shows one as it can: a modal, a page, or one question after the other."""

from dataclasses import dataclass
from enum import StrEnum

AS_IT_IS = "as_it_is"
"""The field of a tip that a program fills which hands in for somebody: nobody is there who could be shown what seems to name them."""


class Form(StrEnum):
    TIP = "tip"
    MORE = "more"  # something to add to a tip or a question; the subject is its receipt
    DECIDE = (
        "decide"  # conclusion, record, accord, reason, note; the subject is a case, as in those that follow
    )
    ASK_BACK = "ask_back"  # question, key
    SEND_BACK = "send_back"  # reason
    REOPEN = "reopen"  # reason
    MERGE = "merge"  # into
    HAND_OVER = "hand_over"  # member
    RATE = "rate"  # letter, reason, until; the subject is a source
    EDIT = "edit"  # all of a record, on pages alone; the subject is its id
    RECORD = "record"  # kind and what `bot/desk/writing.py` takes; the subject is a case, empty for none


@dataclass(frozen=True, slots=True)
class Asked:
    """What one person in a conversation is asked to write next. `field` is empty where the whole form is meant; `seen` is the revision of the
    case that they saw, 0 where there is none; `values` are those that were given already, `proposed` those that can be kept or changed, `offered` those that can be named by their place in a
    list, from 1."""

    form: Form
    subject: str = ""
    field: str = ""
    seen: int = 0
    values: tuple[tuple[str, str], ...] = ()
    offered: tuple[str, ...] = ()
    proposed: tuple[tuple[str, str], ...] = ()


ABOUT_CASES = frozenset(
    {
        Form.DECIDE,
        Form.ASK_BACK,
        Form.SEND_BACK,
        Form.REOPEN,
        Form.MERGE,
        Form.HAND_OVER,
        Form.RECORD,
    }
)
"""Forms whose subject is a case."""
