"""What the shell is told, and how failures are said: sentences to standard error, no traceback for what was to be expected."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from bot.commandline.doing import Doing
from bot.errors import Misconfigured, Refusal, SecondSourceError, Unavailable


class Exit(IntEnum):
    """Numbers of sysexits.h where it has one: https://man.openbsd.org/sysexits.3"""

    DONE = 0
    BAD_INPUT = 2
    PARTLY = 65  # some of the input could not be used, the rest was
    UNAVAILABLE = 69


@contextmanager
def saying_errors(*, debug: bool, doing: Doing = "check") -> Iterator[None]:
    """Turns errors raised on purpose into sentences and an exit code. With `debug` the traceback stands before them."""
    try:
        yield
    except SecondSourceError as error:
        if debug:
            import traceback  # noqa: PLC0415 - only when asked for

            traceback.print_exc()
        for sentence in explain(error, doing):
            say(sentence)
        raise typer.Exit(Exit.UNAVAILABLE if isinstance(error, Unavailable) else Exit.BAD_INPUT) from error


def explain(error: SecondSourceError, doing: Doing) -> Iterator[str]:
    """The sentences for an error: what was not done, why, and what to do. Whoever types commands can do more than who only asks."""
    match error:
        case Misconfigured(problems=problems):
            yield "This cannot be used:"
            for problem in problems:
                yield f"  {problem.path}: {problem.message}" if problem.path else f"  {problem.message}"
        case Refusal() | Unavailable():
            from bot.commandline.failures import notes_of  # noqa: PLC0415 - loads the whole vocabulary
            from bot.verdicts.phrasebook import load_phrasebook  # noqa: PLC0415

            book = load_phrasebook("en")
            for note in notes_of(error, doing):
                yield book.say(note) if note.key in book else note.key
        case _:
            yield str(error)


def say(sentence: str) -> None:
    """A message that is not the result: it goes to standard error."""
    sys.stderr.write(f"{sentence}\n")
