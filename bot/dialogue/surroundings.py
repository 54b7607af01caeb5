"""What differs from one front to another in what is said: how a command is typed, how long things are kept, whether an answer can come later."""

from math import ceil
from typing import assert_never

from bot.claims.note import Note, note
from bot.dialogue.parts import Facts
from bot.people.address import LIVE, Front
from bot.people.audience import Audience
from bot.speech.heard import From

_HOUR = 3600
_DAY = 24
_MOST_HOURS = 72


def stroke(front: Front) -> str:
    """What stands before a word to make it a command there."""
    match front:
        case Front.SLACK:
            return "/verify "
        case Front.TELEGRAM | Front.WEB | Front.CONSOLE:
            return "/"
        case _:
            assert_never(front)


def yes_or_no_asked(key: str, front: Front) -> Note:
    """The phrase for `key`, with what to press or to type there. In a terminal nothing can be pressed."""
    if front is Front.CONSOLE:
        return note(f"{key}_typed")
    mark = stroke(front)
    return note(key, yes=f"{mark}yes", no=f"{mark}cancel")


def answers_later(front: Front) -> bool:
    """Whether something can still be said there when nobody waits for it any more."""
    return front not in LIVE


def has_sound(front: Front) -> bool:
    """Whether it is for us to say that a message comes without a sound."""
    match front:
        case Front.TELEGRAM:
            return True
        case Front.SLACK | Front.WEB | Front.CONSOLE:
            return False
        case _:
            assert_never(front)


def kept_hours(sender: From, facts: Facts) -> int:
    """How long an answer to this person is kept."""
    if not answers_later(sender.address.front):
        return facts.page_hours
    return facts.public_hours if sender.audience is Audience.PUBLIC else facts.staff_days * _DAY


def cache_hours(facts: Facts) -> int:
    """The longest time that an answer stays in the cache."""
    return max(1, ceil(facts.cache_seconds / _HOUR))


def lasting(key: str, hours: int) -> Note:
    """The phrase for `key` that tells this time: in days where it is a number of them that nobody would tell in hours."""
    if hours % _DAY or hours <= _MOST_HOURS:
        return note(f"{key}.hours", count=str(hours))
    return note(f"{key}.days", count=str(hours // _DAY))
