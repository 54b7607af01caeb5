import pytest

from storage.cache.memory import OVERHEAD, MemoryCache
from tests.fakes.clocks import Stopwatch


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def cache(stopwatch: Stopwatch) -> MemoryCache:
    return MemoryCache(limit=3 * (OVERHEAD + 11), now=stopwatch)


async def test_value_ends_with_its_time(cache: MemoryCache, stopwatch: Stopwatch) -> None:
    await cache.put("key", b"value", seconds=10)

    stopwatch.pass_by(9.9)
    assert await cache.get("key") == b"value"
    stopwatch.pass_by(0.1)
    assert await cache.get("key") is None
    assert cache.size == 0


async def test_longest_unused_goes_first(cache: MemoryCache) -> None:
    for key in "abc":
        await cache.put(key, b"0123456789", seconds=60)
    await cache.get("a")

    await cache.put("d", b"0123456789", seconds=60)

    kept = [key for key in "abcd" if await cache.get(key) is not None]
    assert kept == ["a", "c", "d"]


async def test_never_holds_more_than_its_limit(cache: MemoryCache) -> None:
    for number in range(100):
        await cache.put(f"{number}", b"x" * (number % 40), seconds=60)

        assert 0 < cache.size <= 3 * (OVERHEAD + 11)


async def test_too_large_a_value_is_not_kept(cache: MemoryCache) -> None:
    await cache.put("small", b"value", seconds=60)

    await cache.put("large", b"x" * 10_000, seconds=60)

    assert await cache.get("large") is None
    assert await cache.get("small") == b"value"


async def test_replacing_gives_its_bytes_back(cache: MemoryCache) -> None:
    for _ in range(10):
        await cache.put("key", b"0123456789", seconds=60)

    assert cache.size == OVERHEAD + 13
