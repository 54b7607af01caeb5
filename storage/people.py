from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Row, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.people.person import Holdings, Person
from bot.people.pseudonym import Pseudonym
from bot.ports import Clock, Keys
from bot.speech.heard import From
from storage.database import Database
from storage.publishing import in_batches
from storage.shown_tables import COPIES
from storage.states import PARKED, WAITING
from storage.tables import ANSWERS, ASKERS, INBOX, OUTBOX, PEOPLE, PICTURES, SESSIONS
from storage.traces import names_of, traces_of
from storage.upsert import put, put_only

_PEOPLE = select(PEOPLE).where(PEOPLE.c.person.in_(bindparam("names", expanding=True)))
_KEPT_BY_NAME = (INBOX, OUTBOX, SESSIONS, ANSWERS, ASKERS, PICTURES, COPIES)


class SqlPeople:
    """What people chose, in a database, under their pseudonyms."""

    def __init__(self, database: Database, keys: Keys, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock

    async def person(self, names: Sequence[Pseudonym]) -> Person:
        """As the port says; what lies under older names is moved by the turn that answers them."""
        return _first_of(await self._database.read(_PEOPLE, {"names": names}), names)

    async def holdings(self, sender: From) -> Holdings:
        names = names_of(sender)
        lane = traces_of(sender.address, self._keys).lane
        is_being_answered = (INBOX.c.lane == lane) & (INBOX.c.tries > 0)
        waits = or_(INBOX.c.state == PARKED, (INBOX.c.state == WAITING) & ~is_being_answered)
        count = func.count
        statement = select(
            select(count())
            .where(ANSWERS.c.person.in_(names), ANSWERS.c.expires_at > self._clock.now())
            .scalar_subquery()
            .label("answers"),
            select(count()).where(ASKERS.c.person.in_(names)).scalar_subquery().label("questions"),
            select(count()).where(INBOX.c.person.in_(names), waits).scalar_subquery().label("waiting"),
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one()
            person = await find_person(connection, names)
        is_known = bool(person.language or person.is_quiet or person.is_greeted)
        return Holdings(row.answers, row.questions, row.waiting, is_known)


async def find_person(connection: AsyncConnection, names: Sequence[str]) -> Person:
    """What was chosen last counts."""
    return _first_of((await connection.execute(_PEOPLE, {"names": names})).all(), names)


def _first_of(found: Sequence[Row[*tuple[object, ...]]], names: Sequence[str]) -> Person:
    return _person(sorted(found, key=lambda row: names.index(row.person))) if found else Person()


async def find_people(connection: AsyncConnection, names: Collection[str]) -> dict[str, Person]:
    """What each of them chose, found under one name alone; those who chose nothing are left out."""
    found: dict[str, Person] = {}
    for batch in in_batches(sorted(names)):
        for row in await connection.execute(select(PEOPLE).where(PEOPLE.c.person.in_(batch))):
            found[row.person] = _person([row])
    return found


def _person(rows: Sequence[Row[*tuple[object, ...]]]) -> Person:
    """`rows` by name, the newest first."""
    newest = rows[0]
    return Person(
        language=newest.language,
        is_quiet=newest.is_quiet,
        is_greeted=any(row.is_greeted for row in rows),
    )


async def blocked_among(connection: AsyncConnection, names: Collection[str]) -> frozenset[str]:
    """Those of these names that are blocked."""
    found: set[str] = set()
    for batch in in_batches(sorted(names)):
        blocked = select(PEOPLE.c.person).where(PEOPLE.c.person.in_(batch), PEOPLE.c.is_blocked)
        found.update((await connection.execute(blocked)).scalars())
    return frozenset(found)


async def block(connection: AsyncConnection, name: str, *, is_blocked: bool, today: date) -> None:
    row = {**_row(name, Person(), today), "is_blocked": is_blocked}
    await connection.execute(put_only(PEOPLE, connection.dialect.name, ("person",), ("is_blocked",)), row)


def _row(name: str, person: Person, today: date) -> dict[str, str | bool | date]:
    return {
        "person": name,
        "language": person.language,
        "is_quiet": person.is_quiet,
        "is_greeted": person.is_greeted,
        "is_blocked": False,
        "seen_on": today,
    }


async def write_person(connection: AsyncConnection, name: str, person: Person, *, today: date) -> None:
    """What somebody chose. Whether they are blocked is the desk's word, and stays as it is."""
    chosen = ("language", "is_quiet", "is_greeted", "seen_on")
    put_chosen = put_only(PEOPLE, connection.dialect.name, ("person",), chosen)
    await connection.execute(put_chosen, _row(name, person, today))


async def move_to_newest(connection: AsyncConnection, sender: From, *, today: date) -> None:
    """What is kept under older names of the person gets the newest one, so that it is still found when the old key is gone."""
    if not sender.formerly or not await _has_any(connection, sender.formerly):
        return
    for table in _KEPT_BY_NAME:
        older = table.c.person.in_(sender.formerly)
        await connection.execute(update(table).where(older).values(person=sender.person))
    person = await find_person(connection, names_of(sender))
    found = (
        await connection.execute(select(PEOPLE.c.person).where(PEOPLE.c.person.in_(sender.formerly)))
    ).first()
    if found is None:
        return
    is_blocked = bool(await blocked_among(connection, names_of(sender)))
    await connection.execute(delete(PEOPLE).where(PEOPLE.c.person.in_(sender.formerly)))
    row = {**_row(sender.person, person, today), "is_blocked": is_blocked}
    await connection.execute(put(PEOPLE, connection.dialect.name), row)


async def _has_any(connection: AsyncConnection, names: Sequence[str]) -> bool:
    tables = (*_KEPT_BY_NAME, PEOPLE)
    there = (select(table.c.person).where(table.c.person.in_(names)).exists() for table in tables)
    return bool((await connection.execute(select(or_(*there)))).scalar())
