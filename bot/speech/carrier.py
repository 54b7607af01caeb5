"""Where a text came from, as somebody names it. A channel or site may be named; a person must not be, and least of all how to reach one."""

import re

from bot.errors import Refusal
from bot.speech.plain import one_line

LONGEST_CARRIER = 200
_MOST_WORDS = 12
_LEAST_DIGITS_OF_A_NUMBER = 7

_MAIL = re.compile(r"mailto:|[^\s@/]@[^\s@]")
_FEDERATED = re.compile(r"@[\w.-]+@[\w.-]+")
"""A public account on a server of many, which looks like a mail address with one more sign in front."""

_DIALLED = re.compile(
    r"\b(?:tel|sms|viber|signal|whatsapp):|\b(?:wa\.me|signal\.me|(?:t|telegram)\.me/\+\d)", re.IGNORECASE
)
_ADDRESS = re.compile(r"\S*\w\.\w\w\S*/\S*|\w+://\S+", re.IGNORECASE)
"""Addresses of pages are full of numbers that call nobody."""

_DAY = re.compile(r"\b(?:\d{4}([-./])\d\d?\1\d\d?|\d\d?([-./])\d\d?\2\d{4})\b")
_NUMBER = re.compile(r"\+?\(?\d(?:[\s().\-–/]{0,3}\d)+")


def read_carrier(text: str) -> str:
    """The channel or site that a text came from, empty for none given. Raises `Refusal` for anything but its name or address."""
    carrier = one_line(text)
    if len(carrier) > LONGEST_CARRIER:
        raise Refusal("refused.long_origin", limit=str(LONGEST_CARRIER))
    if _reaches_a_person(carrier) or len(carrier.split()) > _MOST_WORDS:
        raise Refusal("refused.private_origin")
    return carrier


def _reaches_a_person(carrier: str) -> bool:
    if _DIALLED.search(carrier) or (_MAIL.search(carrier) and not _FEDERATED.fullmatch(carrier)):
        return True
    rest = _DAY.sub(" ", _ADDRESS.sub(" ", carrier))
    return any(
        sum(sign.isdecimal() for sign in number[0]) >= _LEAST_DIGITS_OF_A_NUMBER
        for number in _NUMBER.finditer(rest)
    )
