import msgspec
from sqlalchemy import func, select

from bot.verdicts.judgement import Judgement, Vote
from storage.database import Database
from storage.tables import JUDGEMENTS
from storage.waking import Bell

_FEATURES = msgspec.json.Decoder(tuple[tuple[str, float], ...])


class SqlFeedback:
    """What people said of matches, in a database. The turns that write it ring here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bell = Bell()

    def note_judged(self) -> None:
        self._bell.ring()

    async def count(self) -> int:
        async with self._database.reading() as connection:
            return (await connection.execute(select(func.count()).select_from(JUDGEMENTS))).scalar_one()

    async def votes(self, *, limit: int) -> tuple[Vote, ...]:
        """As the port says. Those of one day stand in an order that says nothing, and is always the same."""
        table = JUDGEMENTS.c
        newest = select(JUDGEMENTS).order_by(table.judged_on.desc(), table.claim, table.record).limit(limit)
        async with self._database.reading() as connection:
            found = (await connection.execute(newest)).all()
        return tuple(
            Vote(
                row.claim,
                row.record,
                Judgement(row.judgement),
                _FEATURES.decode(row.features),
                row.score,
                row.probability,
                row.language,
                row.relation,
                row.weights_version,
            )
            for row in found
        )

    async def wait(self, *, seconds: float) -> None:
        await self._bell.wait(seconds=seconds)
