import base64
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary

from bot.errors import Unreadable
from bot.people.address import Front
from bot.people.pseudonym import Pseudonym
from bot.ports import Keys
from bot.speech.outcome import Forget
from storage.columns import METADATA
from storage.database import Database
from storage.keys.open import destroy_keys, open_keys
from storage.replica_tables import HOLDS, NAME_KEYS, REPLICAS
from storage.retention_tables import RETENTION
from storage.sqlite import open_engine
from storage.tables import ENTRIES, IMPORTS, LIBRARY, STAGED, VECTORS
from tests.contract.kept import Kept
from tests.fakes.clocks import FixedClock
from tests.storage.canaries import ANSWER, CANARIES, MESSAGE, SENDER, TEXT, fill, found_in
from tests.storage.keeping import KeptOnDisk, kept_in_database, on_database

OURS = {
    table.name
    for table in (LIBRARY, ENTRIES, VECTORS, STAGED, IMPORTS, REPLICAS, HOLDS, NAME_KEYS, RETENTION)
}
"""What tells nothing of people; keys for names, which only processes that share a server lay there, are held to be sealed by a test of their own."""

SEALED = [
    (table.name, column.name)
    for table in METADATA.sorted_tables
    for column in table.columns
    if isinstance(column.type, LargeBinary) and table.name not in OURS
]
OF_NEWSROOM = (
    ("cards", "handle"),
    ("members", "name"),
    ("sign_ins", "name"),
    ("api_keys", "name"),
    ("audit WHERE subject LIKE 'member %' OR subject LIKE 'key %'", "words"),
)
"""What tells of those who work there, and of no one who asked."""


@dataclass
class Recording:
    """Keys that remember for which place they sealed something."""

    keys: Keys
    places: dict[bytes, str] = field(default_factory=dict)

    def pseudonyms(self, front: Front, workspace: str, user: str) -> tuple[Pseudonym, ...]:
        return self.keys.pseudonyms(front, workspace, user)

    def digest(self, *parts: str) -> str:
        return self.keys.digest(*parts)

    def seal(self, plain: bytes, *, place: str) -> bytes:
        sealed = self.keys.seal(plain, place=place)
        self.places[sealed] = place
        return sealed

    def unseal(self, sealed: bytes, *, place: str) -> bytes:
        return self.keys.unseal(sealed, place=place)


@pytest.fixture
async def kept(database: Path, tmp_path: Path) -> AsyncIterator[KeptOnDisk]:
    """Filled with canaries, and still open: the journal holds what was written last."""
    async with kept_in_database(database, tmp_path / "keys.json", FixedClock()) as opened:
        await fill(opened)
        yield opened


@pytest.fixture
def backup(kept: Kept, database: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "backup"
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def files_of(database: Path) -> list[Path]:
    return [*database.parent.glob(f"{database.name}*")]


def values(database: Path, table: str, column: str) -> list[bytes]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(f"SELECT {column} FROM {table}").fetchall()
    return [value for (value,) in rows if value]


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert isinstance(rows, int)
    return rows


def everything_sealed(database: Path) -> Iterator[bytes]:
    for table, column in SEALED:
        yield from values(database, table, column)


def test_every_table_has_something_to_hide(kept: Kept, database: Path) -> None:
    empty = [
        name for name in METADATA.tables if name not in OURS | {"key_mark"} and not count(database, name)
    ]

    assert empty == []
    assert [place for place in SEALED if not values(database, *place)] == []


@pytest.mark.parametrize("disguise", [bytes.hex, base64.b64encode, lambda plain: plain])
def test_search_finds_what_is_not_hidden(tmp_path: Path, disguise: object) -> None:
    assert callable(disguise)
    hidden = disguise(b"x" + TEXT.encode() + b"y")
    (tmp_path / "file").write_bytes(hidden if isinstance(hidden, bytes) else hidden.encode())

    assert found_in([tmp_path / "file"]) == [TEXT]


def test_nothing_stands_in_the_clear(kept: Kept, database: Path, backup: Path) -> None:
    assert any(path.name.endswith("-wal") for path in files_of(database))
    assert found_in([*files_of(database), backup]) == []


async def test_nothing_opens_once_the_keys_are_destroyed(database: Path, tmp_path: Path) -> None:
    keys = open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)
    recording, engine = Recording(keys), open_engine(database)
    await fill(on_database(Database(engine), recording, FixedClock()))
    await engine.dispose()
    sealed = [*everything_sealed(database)]
    assert all(keys.unseal(value, place=recording.places[value]) for value in sealed)

    keys.destroy()
    anew = open_keys(tmp_path / "keys.json", FixedClock(), is_needed=True, begins_anew=True)

    for value in sealed:
        for ring in (keys, anew):
            with pytest.raises(Unreadable):
                ring.unseal(value, place=recording.places[value])


def test_destroyed_keys_are_in_no_file(kept: Kept, database: Path, backup: Path, tmp_path: Path) -> None:
    secrets = [
        key["secret"]
        for keys in ("master", "names")
        for key in json.loads((tmp_path / "keys.json").read_text())[keys]
    ]
    destroy_keys(tmp_path / "keys.json")

    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert [secret for secret in secrets if secret.encode() in left or base64.b64decode(secret) in left] == []
    assert found_in([*files_of(database), backup]) == []


async def test_everything_is_empty_without_its_keys(kept: Kept, database: Path, tmp_path: Path) -> None:
    destroy_keys(tmp_path / "keys.json")
    async with kept_in_database(database, tmp_path / "keys.json", FixedClock()) as without:
        await without.inbox.retry_parked()

        assert await without.events() == ()
        assert [await without.outbox.take(limit=5) for _ in range(4)] == [(), (), (), ()]
        assert await without.answers.given(ANSWER) is None
        assert await without.sessions.session(SENDER.address) is None
        assert await without.desk.questions([SENDER.person]) == ()
        assert (await without.inbox.backlog(), await without.outbox.backlog()) == (0, 0)


async def test_what_is_lost_is_counted_and_not_told(
    kept: Kept, database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    destroy_keys(tmp_path / "keys.json")
    async with kept_in_database(database, tmp_path / "keys.json", FixedClock()) as without:
        with caplog.at_level(logging.INFO, "secondsource"):
            await without.events()
            await without.outbox.take(limit=5)

    events, replies = (vars(record) for record in caplog.records)
    assert (events["taken_out"], replies["gone"]) == (2, 1)
    assert not any(canary in str((events, replies)) for canary in CANARIES)


async def test_forgetting_leaves_no_sealed_trace(kept: Kept, database: Path) -> None:
    newsrooms = [value for table, column in OF_NEWSROOM for value in values(database, table, column)]
    before = [value for value in everything_sealed(database) if value not in newsrooms]
    await kept.finish(MESSAGE, deeds=[Forget(SENDER)])

    left = b"".join(path.read_bytes() for path in files_of(database))
    assert [value for value in before if value in left] == []
