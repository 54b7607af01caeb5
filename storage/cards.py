from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from bot.desk.case import LIVING
from bot.errors import Unreadable
from bot.people.address import Address
from bot.ports import Keys
from bot.speech.shown_case import ShownCard
from storage.database import Database
from storage.sealed import Seal
from storage.shown_tables import CARDS
from storage.tables import CASES
from storage.traces import traces_of
from storage.upsert import put


class SqlCards:
    """Cards in a database. A case that is over is not shown where it never was, and changed where it is shown."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._database = database
        self._keys = keys

    async def stale(self, places: Sequence[Address], *, limit: int) -> tuple[ShownCard, ...]:
        found: list[ShownCard] = []
        async with self._database.reading() as connection:
            for place in places:
                trace = traces_of(place, self._keys).lane
                of_place = and_(CARDS.c.case_id == CASES.c.id, CARDS.c.place == trace)
                is_living = CASES.c.state.in_([state.value for state in LIVING])
                is_stale = or_(CARDS.c.revision < CASES.c.revision, CARDS.c.case_id.is_(None) & is_living)
                statement = (
                    select(CASES.c.id, CASES.c.revision, CASES.c.changed_at, CARDS.c.handle)
                    .outerjoin(CARDS, of_place)
                    .where(is_stale)
                    .order_by(CASES.c.changed_at, CASES.c.id)
                    .limit(limit)
                )
                for row in await connection.execute(statement):
                    handle = self._handle(row.id, trace, row.handle)
                    found.append(ShownCard(row.id, row.revision, place, handle, row.changed_at))
        found.sort(key=lambda card: (card.changed_at, card.case))
        return tuple(found[:limit])

    async def shown(self, card: ShownCard, *, handle: str, revision: int) -> None:
        traces = traces_of(card.place, self._keys)
        row = {
            "case_id": card.case,
            "place": traces.lane,
            "chat": traces.chat,
            "realm": traces.realm,
            "revision": revision,
            "handle": Seal(self._keys, "cards.handle").close(
                handle.encode(), of=f"{card.case} {traces.lane}"
            ),
        }
        async with self._database.writing() as connection:
            await connection.execute(put(CARDS, self._database.dialect), row)

    def _handle(self, case: int, place: str, sealed: bytes | None) -> str:
        if not sealed:
            return ""
        try:
            return Seal(self._keys, "cards.handle").open(sealed, of=f"{case} {place}").decode()
        except Unreadable:
            return ""
