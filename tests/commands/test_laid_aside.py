"""What an operator is told of conversations: keys, what waits, what was laid aside."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from bot.assembly.application import open_kept
from bot.config.load import load_settings
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.runtime.clock import SystemClock
from bot.speech.heard import Command, From, Verb
from bot.speech.outcome import Outcome
from bot.speech.session import Session
from bot.speech.traffic import Arrival, Turn
from tests.commands.conftest import Secondsource

CLAIM = "A raid on the market of Testville killed 12 people on 11 April 2023."
HEARD = Command(
    From(Address(Front.TELEGRAM, "1", "2"), Pseudonym("somebody"), Audience.PUBLIC), Verb.HELP, "help"
)


async def lay_aside(config: Path) -> None:
    settings = load_settings(config, {}, folder=config.parent).settings
    async with AsyncExitStack() as stack:
        kept = await open_kept(stack, settings, clock=SystemClock())
        await kept.inbox.accept([Arrival("an event", HEARD)])
        (lane,) = await kept.inbox.take(limit=1)
        (event,) = await kept.inbox.pending(lane)
        await kept.turns.park(Turn(HEARD, Outcome(Session()), events=(event.id,)), fault="ValueError")


def test_doctor_names_what_was_laid_aside(secondsource: Secondsource, library: None, config: Path) -> None:
    asyncio.run(lay_aside(config))

    examined = secondsource("doctor")

    assert examined.exit_code == 69
    assert "broke the program every time: 1" in examined.stdout
    assert "secondsource retry" in examined.stdout


def test_retry_gives_another_chance(secondsource: Secondsource, library: None, config: Path) -> None:
    asyncio.run(lay_aside(config))

    retried, again = secondsource("retry"), secondsource("retry")

    assert "tried again: 1." in retried.stdout
    assert "Nothing was laid aside." in again.stdout
    assert "messages to answer: 1" in secondsource("doctor").stdout


def test_lost_keys_are_never_made_anew_by_themselves(
    secondsource: Secondsource, library: None, tmp_path: Path
) -> None:
    secondsource("chat", text=CLAIM)
    (tmp_path / "kept" / "keys.json").unlink()

    examined, started = secondsource("doctor"), secondsource("run")

    assert "Put it back from your copy." in examined.stdout
    assert (started.exit_code, "--new-keys" in started.stderr) == (2, True)


def test_lost_keys_can_be_given_up(secondsource: Secondsource, library: None, tmp_path: Path) -> None:
    secondsource("chat", text=CLAIM)
    (tmp_path / "kept" / "keys.json").unlink()

    begun = secondsource("run", "--once", "--new-keys")

    assert begun.exit_code == 0
    assert secondsource("check", CLAIM).exit_code == 0
