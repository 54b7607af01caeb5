# ruff: noqa: PLC0415 -- what an implementation needs is imported in its own branch: a broken one must not take the others with it
"""One fixture per port, with every implementation of it. A new one joins by adding its name and a way to make it."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.claims.names import Names
from bot.moderation import Followed
from bot.ports import Cache, CandidateIndex, Encoder, Keys, Library
from bot.sharing import Allowances, Flights, Presence
from storage.index.stored import VectorStore
from storage.waking import Notices
from tests.contract.kept import Kept
from tests.fakes.clocks import FixedClock, Stopwatch
from tests.storage.engines import an_engine

if TYPE_CHECKING:
    from tests.storage.keeping import KeptOnDisk


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def library(request: pytest.FixtureRequest, clock: FixedClock) -> AsyncIterator[Library]:
    if request.param == "memory":
        from tests.fakes.memory_library import MemoryLibrary

        yield MemoryLibrary(clock)
        return
    from storage.database import Database
    from storage.library import SqlLibrary

    async with an_engine(request) as engine:
        # It must be woken by its own publishes, not by looking again.
        yield SqlLibrary(Database(engine), clock, check_seconds=3600)


@pytest.fixture(params=["file"])
def keys(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Keys:
    from storage.keys.open import open_keys

    return open_keys(tmp_path / "keys.json", clock, is_needed=False)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def kept(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Kept]:
    if request.param == "memory":
        from tests.contract.kept_in_memory import kept_in_memory

        yield kept_in_memory(clock)
        return
    from tests.storage.keeping import on_engine

    async with an_engine(request) as engine:
        yield on_engine(engine, tmp_path / "keys.json", clock)


@pytest.fixture(params=["sqlite", "postgresql"])
async def on_disk(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock
) -> "AsyncIterator[KeptOnDisk]":
    """With what goes out by itself, which only a database is asked for."""
    from tests.storage.keeping import on_engine

    async with an_engine(request) as engine:
        yield on_engine(engine, tmp_path / "keys.json", clock)


@pytest.fixture(params=["folder", "copy", "memory"])
async def index(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[CandidateIndex]:
    from storage.index.open import open_index

    async def names() -> Names:
        return Names([])

    async with AsyncExitStack() as stack:
        path = None if request.param == "memory" else tmp_path / "index"
        if request.param == "copy":
            await open_index(stack, path, library="ours", names=names)
        opened = await open_index(stack, path, library="ours", names=names)
        assert opened.place == request.param
        await opened.take((), version=0)
        yield opened


@pytest.fixture(params=["words", "small", "built in"])
def encoder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Encoder]:
    if request.param == "words":
        from tests.fakes.encoders import WordEncoder

        yield WordEncoder()
        return
    from storage.index.encoder import OnnxEncoder
    from storage.index.encoder_folder import BUILT_IN, read_folder
    from tests.fakes.small_model import write_encoder

    folder = BUILT_IN if request.param == "built in" else write_encoder(tmp_path / "encoder")
    if not (folder / "model.onnx").exists():
        pytest.fail("No model lies in storage/encoder, where one is part of the program.")
    opened = OnnxEncoder(read_folder(folder), threads=1)
    yield opened
    opened.close()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def vector_store(request: pytest.FixtureRequest) -> AsyncIterator[VectorStore]:
    if request.param == "memory":
        from tests.fakes.memory_vectors import MemoryVectors

        yield MemoryVectors()
        return
    from storage.database import Database
    from storage.vectors import SqlVectors

    async with an_engine(request) as engine:
        yield SqlVectors(Database(engine))


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    """A real server. Where its package is missing the tests fail: a suite that was skipped proves nothing."""
    from tests.fakes.valkey import running_valkey

    with running_valkey() as server:
        yield server.connection_url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The other server, of the oldest version that is supported, where it is installed."""
    from tests.fakes.redis_server import running_redis

    with running_redis() as url:
        yield url


SERVERS = ["valkey", "redis"] if shutil.which("redis-server") else ["valkey"]


@pytest.fixture(params=SERVERS)
def server_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture(params=["memory", *SERVERS])
async def cache(request: pytest.FixtureRequest, stopwatch: Stopwatch) -> AsyncIterator[Cache]:
    if request.param == "memory":
        from storage.cache.memory import MemoryCache

        yield MemoryCache(limit=1_000_000, now=stopwatch)
        return
    from storage.cache.redis import RedisCache
    from tests.fakes.valkey import opened_server

    async with opened_server(
        request.getfixturevalue(f"{request.param}_url"), namespace=request.node.name
    ) as server:
        yield RedisCache(server)


@pytest.fixture(params=[*SERVERS, "postgresql"])
async def notices(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Notices, Notices]]:
    """Of two processes, both of which listen."""
    if request.param == "postgresql":
        from tests.fakes.replicas import running_notices as running_on_postgres

        server = request.getfixturevalue("databases").shared
        async with running_on_postgres(server) as one, running_on_postgres(server) as other:
            yield one, other
        return
    from tests.fakes.valkey import running_notices

    url = request.getfixturevalue(f"{request.param}_url")
    async with (
        running_notices(url, namespace=request.node.name) as one,
        running_notices(url, namespace=request.node.name) as other,
    ):
        yield one, other


@pytest.fixture(params=["memory", *SERVERS])
async def allowances(request: pytest.FixtureRequest, stopwatch: Stopwatch) -> AsyncIterator[Allowances]:
    """Three in a minute, ten in a day."""
    from tests.fakes.counting import counting_on, counting_own

    stopwatch.pass_by(1_000_000_000.25)
    own = counting_own(stopwatch, per_minute=3, per_day=10)
    if request.param == "memory":
        yield own
        return
    from tests.fakes.valkey import opened_server

    url = request.getfixturevalue(f"{request.param}_url")
    async with opened_server(url, namespace=request.node.name) as server:
        yield counting_on(server, stopwatch, per_minute=3, per_day=10)


@pytest.fixture
async def flights(request: pytest.FixtureRequest, server_url: str) -> AsyncIterator[tuple[Flights, Flights]]:
    """Of two processes."""
    from storage.cache.flights import RedisFlights
    from tests.fakes.valkey import opened_server

    async with (
        opened_server(server_url, namespace=request.node.name) as one,
        opened_server(server_url, namespace=request.node.name) as other,
    ):
        yield RedisFlights(one), RedisFlights(other)


@pytest.fixture(params=["memory", *SERVERS])
async def presence(
    request: pytest.FixtureRequest, stopwatch: Stopwatch, keys: Keys
) -> AsyncIterator[tuple[Presence, Presence]]:
    """Of two processes, which are one where nothing is shared."""
    from storage.cache.own_presence import OwnPresence

    if request.param == "memory":
        own = OwnPresence(now=stopwatch)
        yield own, own
        return
    from storage.cache.presence import RedisPresence
    from tests.fakes.valkey import opened_server

    url = request.getfixturevalue(f"{request.param}_url")
    async with opened_server(url, namespace=request.node.name) as server:
        one, other = (
            RedisPresence(server, OwnPresence(now=stopwatch), keys, now=stopwatch) for _ in range(2)
        )
        yield one, other


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def followed(request: pytest.FixtureRequest) -> AsyncIterator[Followed]:
    if request.param == "memory":
        from tests.fakes.followed import MemoryFollowed

        yield MemoryFollowed()
        return
    from storage.database import Database
    from storage.followed import SqlFollowed

    async with an_engine(request) as engine:
        yield SqlFollowed(Database(engine))
