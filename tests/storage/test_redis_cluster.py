"""Keys that belong together lie together: a server of a cluster refuses a command whose keys do not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from storage.cache.server import Server, State
from tests.fakes.valkey import opened_server, running_notices, running_valkey
from tests.storage.sharing import use_all_of_it


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    with running_valkey(cluster=True) as cluster:
        async with Redis.from_url(cluster.connection_url) as admin:
            await admin.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)  # type: ignore[no-untyped-call]
            while b"cluster_state:ok" not in await admin.execute_command("CLUSTER", "INFO"):  # type: ignore[no-untyped-call]
                await admin.ping()
        async with running_notices(cluster.connection_url), opened_server(cluster.connection_url) as opened:
            yield opened


async def test_everything_works_in_a_cluster(server: Server, tmp_path: Path) -> None:
    await use_all_of_it(server, tmp_path)

    assert (server.state, server.counts.errors) == (State.CLOSED, 0)
