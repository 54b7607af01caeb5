"""A real Redis server for a test, where one is installed."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as NotThere
from redis.retry import Retry

from tests.fakes.valkey import free_port

_TRIES = 200


@contextmanager
def running_redis(*options: str) -> Iterator[str]:
    """Gives its address."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(_command(port, folder, options), stdout=subprocess.DEVNULL)
        try:
            with Redis(port=port, retry=Retry(ConstantBackoff(0.02), _TRIES, (NotThere,))) as client:
                client.ping()
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def _command(port: int, folder: str, options: Sequence[str]) -> list[str]:
    return ["redis-server", "--port", str(port), "--save", "", "--dir", folder, *options]
