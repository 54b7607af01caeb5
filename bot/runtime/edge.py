"""The one place where a bug is caught, so that nobody is left without an answer: a turn on any front, and a reply on its way out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.claims.note import note
from bot.errors import Unavailable, Undeliverable
from bot.speech.replies import Mood, Told

Result = TypeVar("Result")

OnBug = Callable[[Exception], None]
"""Gets the exception for the log; its message may quote what the person wrote and must not be logged."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Something broke. `fault` is the kind of the exception: all of it that may be kept."""

    fault: str


async def attempt(work: Awaitable[Result], *, on_bug: OnBug) -> Result | Broken:
    """What the work comes to. `Unavailable` and `Undeliverable` pass through; whatever else it raises is a bug."""
    try:
        return await work
    except (Unavailable, Undeliverable):
        raise
    except Exception as bug:  # noqa: BLE001 - an edge: whoever waits must hear of it, whatever it is
        on_bug(bug)
        return Broken(type(bug).__name__)


def fault_told() -> Told:
    """That something failed on our side, and that this says nothing about a claim."""
    return Told((note("unavailable.fault"), note("unavailable.no_finding")), Mood.FAILED)
