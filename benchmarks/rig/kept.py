"""What stands in the bot's database while the bot is dead, read from a copy: looking must not mend what a killed process left behind."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from benchmarks.rig.said import Said
from benchmarks.rig.shown import Content
from bot.people.address import Front
from bot.runtime.clock import SystemClock
from bot.speech.replies import Answered, Shown, Told
from bot.speech.traffic import Outgoing
from bot.verdicts.phrasebook import load_phrasebook
from handlers.slack.render import render as render_for_slack
from handlers.slack.spot import read_spot
from handlers.telegram.render import render as render_for_telegram
from storage.database import Database
from storage.keys.open import FileKeys, open_keys
from storage.sqlite import open_engine
from storage.states import WAITING
from storage.tables import OUTBOX
from storage.undelivered import open_row

_DATABASE = "library.db"
_KEYS = "keys.json"


@dataclass(frozen=True, slots=True)
class Left:
    """How much waits, was laid aside, and was given up."""

    events: int = 0
    parked: int = 0
    replies: int = 0
    failed: int = 0

    @property
    def is_done(self) -> bool:
        return not (self.events or self.replies)


class Kept:
    """The folder of a bot."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def _is_there(self) -> bool:
        return (self._folder / _DATABASE).exists() and (self._folder / _KEYS).exists()

    async def left(self) -> Left:
        """Also while the bot runs."""
        return await asyncio.to_thread(self._left)

    def _left(self) -> Left:
        if not self._is_there:
            return Left()
        with closing(sqlite3.connect(self._folder / _DATABASE, timeout=10)) as connection:
            count = "SELECT count(*) FROM {} WHERE state = ?"
            asked = [("inbox", "waiting"), ("inbox", "parked"), ("outbox", "waiting"), ("outbox", "failed")]
            found = [
                int(connection.execute(count.format(table), (state,)).fetchone()[0]) for table, state in asked
            ]
        return Left(*found)

    async def order(self, said: Sequence[Said]) -> dict[str, int]:
        """The place of every event that was taken in, in the order of taking in, by its name."""
        return await asyncio.to_thread(self._order, said)

    def _order(self, said: Sequence[Said]) -> dict[str, int]:
        digests = {self._keys().digest("event", one.event): one.event for one in said}
        with closing(sqlite3.connect(self._folder / _DATABASE, timeout=10)) as connection:
            rows = connection.execute("SELECT rowid, name FROM event_names ORDER BY rowid").fetchall()
        return {digests[name]: number for number, name in rows if name in digests}

    async def promised(self) -> list[Content]:
        """The next message of every reply that waits. The bot has to be dead."""
        if not self._is_there:
            return []
        with tempfile.TemporaryDirectory() as copy:
            for path in self._folder.glob(f"{_DATABASE}*"):
                shutil.copy(path, copy)
            waiting = await self._waiting(Path(copy))
        return [content for one in waiting if (content := next_message(one)) is not None]

    async def _waiting(self, folder: Path) -> list[Outgoing]:
        engine = open_engine(folder / _DATABASE)
        try:
            read = Database(engine).read
            rows = await read(select(OUTBOX).where(OUTBOX.c.state == WAITING))
            opened = [await open_row(read, row, self._keys()) for row in rows]
        finally:
            await engine.dispose()
        return [one for one in opened if isinstance(one, Outgoing)]

    def _keys(self) -> FileKeys:
        return open_keys(self._folder / _KEYS, SystemClock(), is_needed=True)


def next_message(outgoing: Outgoing) -> Content | None:
    """What of a reply goes next; None for what is no message of its own."""
    reply, book = outgoing.reply, load_phrasebook(outgoing.language)
    if not isinstance(reply, Told | Answered | Shown):
        return None
    address, at = outgoing.to.address, len(outgoing.sent)
    if address.front is Front.TELEGRAM:
        parts = render_for_telegram(reply, book, is_private=outgoing.to.is_private).parts
        place = outgoing.handle if not at else ""
        texts = [part.plain for part in parts]
        chat = address.chat
    else:
        posts = render_for_slack(reply, book, audience=outgoing.to.audience)
        texts = [post.text for post in posts]
        asked = read_spot(outgoing.handle)
        place = asked.root if asked else address.thread
        chat = asked.channel if asked else f"D{address.chat[1:]}"
    if at >= len(texts):
        return None
    return address.front, chat, place, texts[at].strip()
