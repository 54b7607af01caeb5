"""What buttons of the desk carry: short enough for every platform."""

from hashlib import sha256

from bot.desk.decision import Conclusion
from bot.speech.forms import Form

CONCLUSIONS = {
    "linked": Conclusion.LINKED,
    "nocheck": Conclusion.NOT_CHECKABLE,
    "unclear": Conclusion.UNVERIFIED,
    "rejected": Conclusion.REJECTED,
    "spam": Conclusion.SPAM,
}
FORMS = {
    "ask_back": Form.ASK_BACK,
    "decide": Form.DECIDE,
    "handover": Form.HAND_OVER,
    "merge": Form.MERGE,
    "rate": Form.RATE,
    "record": Form.RECORD,
    "reopen": Form.REOPEN,
    "sendback": Form.SEND_BACK,
}

COPY = "copy"
"""The value of buttons under a card that nobody keeps up to date: pressing one changes it where it stands."""

MARK, UNMARK = "on", "off"
"""The values of buttons that set a label and take it off: pressed twice they do it once."""

LETTERS = "letters"
"""The value of a button that shows a source with the letters that others gave it, before an own one was given."""

_LENGTH = 8
_LENGTH_OF_SOURCE = 24
_LONGEST_NUMBER = 12


def code_of(form: Form) -> str:
    return next(code for code, each in FORMS.items() if each is form)


def code_of_conclusion(conclusion: Conclusion) -> str:
    return next(code for code, each in CONCLUSIONS.items() if each is conclusion)


def case_number(text: str) -> int | None:
    """The number of a case, None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


def record_code(record: str) -> str:
    """Tells one record of a few from the others, however long its id is."""
    return sha256(record.encode()).hexdigest()[:_LENGTH]


def source_code(source: str) -> str:
    """Names a source, however long its id is."""
    return sha256(source.encode()).hexdigest()[:_LENGTH_OF_SOURCE]
