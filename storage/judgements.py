import msgspec
from sqlalchemy import func, select

from bot.people.audience import Audience
from bot.verdicts.judgement import Judgement, Vote
from storage.database import Database
from storage.tables import JUDGEMENTS
from storage.waking import Bell

_BY_NEWSROOM = JUDGEMENTS.c.judged_by != Audience.PUBLIC.value
_FEATURES = msgspec.json.Decoder(tuple[tuple[str, float], ...])


class SqlFeedback:
    """What the newsroom said of matches, in a database. The turns that write it ring here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bell = Bell()

    def note_judged(self) -> None:
        self._bell.ring()

    async def count(self) -> int:
        async with self._database.reading() as connection:
            counted = select(func.count()).select_from(JUDGEMENTS).where(_BY_NEWSROOM)
            return (await connection.execute(counted)).scalar_one()

    async def votes(self, *, limit: int) -> tuple[Vote, ...]:
        """As the port says. Those of one day stand in an order that says nothing, and is always the same."""
        table = JUDGEMENTS.c
        newest = (
            select(JUDGEMENTS)
            .where(_BY_NEWSROOM)
            .order_by(table.judged_on.desc(), table.claim, table.record)
            .limit(limit)
        )
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
