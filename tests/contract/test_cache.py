import asyncio

import pytest

from bot.ports import Cache


async def test_unknown_key_is_none(cache: Cache) -> None:
    assert await cache.get("never put") is None


@pytest.mark.parametrize("value", [b"", b"text", bytes(range(256)), b"\r\n$-1\r\n", b"x" * 500_000])
async def test_bytes_come_back_as_they_were(cache: Cache, value: bytes) -> None:
    await cache.put("key", value, seconds=60)

    assert await cache.get("key") == value


async def test_later_value_replaces_the_earlier(cache: Cache) -> None:
    await cache.put("key", b"old", seconds=60)
    await cache.put("key", b"new", seconds=60)

    assert await cache.get("key") == b"new"


@pytest.mark.parametrize("key", ["a b", "a}{b", "{}", "ပ", "a\r\nFLUSHALL\r\n", "k" * 1000])
async def test_keys_of_any_form_stay_apart(cache: Cache, key: str) -> None:
    await cache.put(key, b"this", seconds=60)
    await cache.put(key + "'", b"that", seconds=60)

    assert await cache.get(key) == b"this"


@pytest.mark.parametrize("seconds", [0, -1.0])
async def test_no_time_is_not_kept(cache: Cache, seconds: float) -> None:
    await cache.put("key", b"old", seconds=60)

    await cache.put("key", b"value", seconds=seconds)

    assert await cache.get("key") is None


async def test_many_at_once_get_their_own(cache: Cache) -> None:
    names = [f"{number}" for number in range(50)]
    await asyncio.gather(*(cache.put(name, name.encode(), seconds=60) for name in names))

    values = await asyncio.gather(*(cache.get(name) for name in names))

    assert values == [name.encode() for name in names]


async def test_ping_answers(cache: Cache) -> None:
    await cache.ping()
