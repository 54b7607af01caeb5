"""A process that is killed while it takes in and answers: what it told of is there after it, once."""

import asyncio
from itertools import groupby
from pathlib import Path

import pytest

from bot.speech.heard import Message
from bot.speech.replies import Told
from storage.migrate import migrate
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import kept_in_database
from tests.storage.killed import killed_after

ACCEPT_AND_ANSWER = """
import asyncio, sys
from pathlib import Path
from bot.speech.traffic import Arrival, Turn
from bot.speech.outcome import Outcome
from bot.speech.session import Session
from tests.contract.kept import a_message, a_sender, told
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import kept_in_database

async def accept(kept):
    for number in range(0, 1_000_000, 20):
        batches = [[Arrival(str(each), a_message(str(each), sender=a_sender(str(each % 7))))] for each in range(number, number + 20)]
        await asyncio.gather(*(kept.inbox.accept(batch) for batch in batches))
        print(number + 20, flush=True)

async def answer(kept):
    while True:
        for lane in await kept.inbox.take(limit=3):
            for event in await kept.inbox.pending(lane):
                reply = told(event.heard.submission.text)
                await kept.turns.finish(Turn(event.heard, Outcome(Session(), (reply,)), (event.id,)))
            await kept.inbox.release(lane)
        await kept.inbox.wait(seconds=1)

async def main():
    path = Path(sys.argv[1])
    async with kept_in_database(path, path.with_name("keys.json"), FixedClock()) as kept:
        await asyncio.gather(accept(kept), answer(kept))

asyncio.run(main())
"""


@pytest.mark.parametrize("lines", [1, 3, 8])
async def test_accepted_is_answered_once_after_a_kill(tmp_path: Path, lines: int) -> None:
    database = tmp_path / "library.db"
    migrate(database)
    accepted = await asyncio.to_thread(killed_after, ACCEPT_AND_ANSWER, database, lines=lines)

    async with kept_in_database(database, tmp_path / "keys.json", FixedClock()) as kept:
        waiting = [
            event.heard.submission.text for event in await kept.events() if isinstance(event.heard, Message)
        ]
        answered = []
        while taken := await kept.outbox.take(limit=10):
            for outgoing in taken:
                assert isinstance(outgoing.reply, Told)
                answered.append((outgoing.to.address.chat, int(outgoing.reply.notes[0].key)))
                await kept.outbox.sent(outgoing.id, "1", is_last=True)

    found = sorted([int(text) for text in waiting] + [number for _, number in answered])
    assert found == list(range(len(found)))
    assert len(found) >= accepted
    for _, replies in groupby(sorted(answered, key=lambda reply: reply[0]), key=lambda reply: reply[0]):
        order = [number for _, number in replies]
        assert order == sorted(order)
