from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, func, select

from bot.library.filing import MATCHED
from storage.codec import Family
from storage.database import Database
from storage.ground import Ground
from storage.index.stored import Stored
from storage.publishing import in_batches
from storage.tables import ENTRIES, VECTORS
from storage.upsert import put


class SqlVectors:
    """The vectors of records in the database. They hold no more than the records, and like these are not sealed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, encoder: str, records: Collection[str]) -> Mapping[str, Stored]:
        found: dict[str, Stored] = {}
        async with self._database.reading() as connection:
            for batch in in_batches(sorted(records)):
                statement = select(
                    VECTORS.c.record, VECTORS.c.digest, VECTORS.c.count, VECTORS.c.vectors
                ).where(VECTORS.c.encoder == encoder, VECTORS.c.record.in_(batch))
                for record, digest, count, vectors in await connection.execute(statement):
                    found[record] = Stored(record, digest, count, vectors)
        return found

    async def count(self, encoder: str) -> tuple[int, int]:
        """How many records can be matched, and how many have vectors of this encoder."""
        matchable = select(func.count()).where(
            ENTRIES.c.family == Family.RECORD, ENTRIES.c.status.in_([status.value for status in MATCHED])
        )
        encoded = select(func.count()).where(VECTORS.c.encoder == encoder)
        async with self._database.reading() as connection:
            return (await connection.execute(matchable)).scalar_one(), (
                await connection.execute(encoded)
            ).scalar_one()

    async def write(self, encoder: str, stored: Sequence[Stored]) -> None:
        rows = [
            {
                "encoder": encoder,
                "record": each.record,
                "digest": each.digest,
                "count": each.count,
                "vectors": each.vectors,
            }
            for each in sorted(stored, key=lambda one: one.record)  # the same order in every process
        ]
        if rows:
            async with self._database.writing(Ground.SIDE) as connection:
                await connection.execute(put(VECTORS, self._database.dialect), rows)

    async def forget(self, records: Collection[str]) -> None:
        if not records:
            return
        async with self._database.writing(Ground.SIDE) as connection:
            for batch in in_batches(sorted(records)):
                await connection.execute(delete(VECTORS).where(VECTORS.c.record.in_(batch)))

    async def forget_others(self, encoder: str) -> int:
        others = VECTORS.c.encoder != encoder
        async with self._database.reading() as connection:
            is_any = (await connection.execute(select(VECTORS.c.record).where(others).limit(1))).first()
        if is_any is None:  # the write lock is not taken for nothing
            return 0
        async with self._database.writing(Ground.SIDE) as connection:
            return (await connection.execute(delete(VECTORS).where(others))).rowcount
