from collections.abc import Iterator
from contextlib import contextmanager

from tests.fakes.valkey import running_valkey


@contextmanager
def shared_cache(*, is_wanted: bool) -> Iterator[str]:
    """The address of an empty Valkey server, empty where none is wanted."""
    if not is_wanted:
        yield ""
        return
    with running_valkey() as server:
        yield server.connection_url
