"""Pictures of tips, sealed one by one under their names. Written by turns, read by the desk."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.picture import Picture
from bot.errors import Unreadable
from bot.ports import Keys
from bot.speech.attached import Cleaned
from bot.speech.heard import From
from bot.speech.session import Session
from storage.database import Database
from storage.tables import ASKERS, PICTURES
from storage.traces import traces_of

_PLACE = "pictures.body"

_TAKE_OUT_OTHERS = delete(PICTURES).where(
    PICTURES.c.lane == bindparam("of"), PICTURES.c.name.not_in(bindparam("drafted", expanding=True))
)


class SqlPictures:
    """Pictures in a database."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._database = database
        self._keys = keys

    async def content(self, name: str) -> bytes | None:
        wanted = select(PICTURES.c.body).where(PICTURES.c.name == name, PICTURES.c.code != "")
        async with self._database.reading() as connection:
            body = (await connection.execute(wanted)).scalar_one_or_none()
        if body is None:
            return None
        try:
            return await asyncio.to_thread(self._keys.unseal, body, place=_place(name))
        except Unreadable:
            return None

    async def size(self) -> int:
        total = select(func.coalesce(func.sum(PICTURES.c.size), 0))
        async with self._database.reading() as connection:
            return int((await connection.execute(total)).scalar_one())


async def attach(
    connection: AsyncConnection, cleaned: Sequence[Cleaned], sender: From, *, keys: Keys, now: datetime
) -> None:
    """Due at once, until `keep_drafted` finds them in a draft or `hand_in` in a tip."""
    columns = {
        **traces_of(sender.address, keys).columns(),
        "person": sender.person,
        "code": "",
        "expires_at": now,
    }
    for one in cleaned:
        name = one.picture.name
        # Sealed as it is: a picture does not get smaller, and in a thread, since it is large.
        body = await asyncio.to_thread(keys.seal, one.content, place=_place(name))
        row = {**columns, "name": name, "size": one.picture.size, "body": body}
        await connection.execute(insert(PICTURES), row)


async def hand_in_pictures(
    connection: AsyncConnection, receipt: str, pictures: Sequence[Picture], sender: From, *, keys: Keys
) -> None:
    """From now on they belong to the receipt, and nothing of the conversation stands with them."""
    if not pictures:
        return
    lane = traces_of(sender.address, keys).lane
    named = PICTURES.c.name.in_([picture.name for picture in pictures]) & (PICTURES.c.lane == lane)
    code = keys.digest("code", receipt)
    left = {"lane": "", "chat": "", "realm": "", "person": "", "expires_at": None}
    await connection.execute(update(PICTURES).where(named).values(code=code, **left))


async def keep_drafted(connection: AsyncConnection, sender: From, session: Session, *, keys: Keys) -> None:
    """Of this conversation's pictures those stay that a draft names, as long as the draft; the others go."""
    lane = traces_of(sender.address, keys).lane
    until = {
        picture.name: writing.until
        for writing in session.writing
        if writing.draft is not None
        for picture in writing.draft.pictures
    }
    await connection.execute(_TAKE_OUT_OTHERS, {"of": lane, "drafted": list(until)})
    for name, moment in until.items():
        moved = update(PICTURES).where(PICTURES.c.lane == lane, PICTURES.c.name == name)
        await connection.execute(moved.values(expires_at=moment))


async def take_out_with(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    """Those of these matters (`ASKERS`), before they go themselves."""
    codes = select(ASKERS.c.code).where(which)
    await connection.execute(delete(PICTURES).where(PICTURES.c.code != "", PICTURES.c.code.in_(codes)))


async def take_out_overdue(connection: AsyncConnection, *, now: datetime) -> int:
    """Those of drafts whose time is over."""
    return (await connection.execute(delete(PICTURES).where(PICTURES.c.expires_at <= now))).rowcount


def _place(name: str) -> str:
    return f"{_PLACE} {name}"
