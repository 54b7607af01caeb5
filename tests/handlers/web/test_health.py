import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.errors import Unavailable
from handlers.web.health.front import HealthFront, Metrics, Ping
from tests.fakes.checking import PreparedChecking
from tests.handlers.web.browsing import browse

NOTHING = PreparedChecking({})
FORMAT = "text/plain; version=1.0.0; charset=utf-8"


async def answers() -> None: ...


async def fails() -> None:
    raise Unavailable("database")


async def hangs() -> None:
    await asyncio.Event().wait()


async def asked(path: str, pings: Mapping[str, Ping]) -> tuple[int, dict[str, Any]]:
    async with browse(NOTHING, pings=pings) as browser, browser.client.get(path) as response:
        return response.status, await response.json()


async def test_every_part_is_named() -> None:
    status, found = await asked("/health", {"database": answers, "cache": answers})

    assert (status, found["live"], found["ready"]) == (200, True, True)
    assert found["parts"] == {"database": "ok", "cache": "ok"}
    assert found["spare"] == ["cache"]
    assert found["milliseconds"].keys() == {"database", "cache"}


@pytest.mark.parametrize("path", ["/health", "/health/ready"])
async def test_missing_part_makes_it_not_ready(path: str) -> None:
    status, found = await asked(path, {"database": answers, "telegram": fails})

    assert (status, found["ready"]) == (503, False)


async def test_last_sweep_is_told() -> None:
    async def swept() -> Mapping[str, str | int | float]:
        return {"last": "2026-03-01T12:00:00", "rows": 3}

    response = await HealthFront({}, spare=(), retention=swept).get(None)  # type: ignore[arg-type]  # reads nothing of the request

    assert json.loads(response.text or "")["retention"] == {"last": "2026-03-01T12:00:00", "rows": 3}


async def test_missing_part_is_named() -> None:
    _, found = await asked("/health/ready", {"database": fails, "telegram": answers})

    assert found["away"] == ["database"]


@pytest.mark.parametrize("path", ["/health", "/health/ready"])
async def test_missing_cache_makes_it_slower_only(path: str) -> None:
    status, found = await asked(path, {"database": answers, "cache": fails})

    assert (status, found["ready"]) == (200, True)


async def test_process_lives_while_parts_are_away() -> None:
    assert await asked("/health/live", {"database": fails}) == (200, {"live": True})


async def test_part_that_says_nothing_is_away() -> None:
    front = HealthFront({"database": hangs}, spare=(), patience=0.01)

    response = await front.ready(None)  # type: ignore[arg-type]  # reads nothing of the request

    assert response.status == 503


async def test_numbers_stand_beside_the_parts() -> None:
    async def waiting() -> Mapping[str, int]:
        return {"waiting": 3}

    front = HealthFront({}, spare=(), numbers=waiting)

    response = await front.get(None)  # type: ignore[arg-type]  # reads nothing of the request

    assert b'"numbers": {"waiting": 3}' in response.body  # type: ignore[operator]


async def test_numbers_that_cannot_be_had_are_left_out() -> None:
    async def gone() -> Mapping[str, int]:
        raise Unavailable("database")

    response = await HealthFront({}, spare=(), numbers=gone).get(None)  # type: ignore[arg-type]

    assert response.status == 200


@pytest.mark.parametrize("path", ["/health", "/health/ready"])
async def test_calibration_in_force_is_told(path: str) -> None:
    async with (
        browse(NOTHING, calibration=lambda: {"id": "shipped", "labels": 12}) as browser,
        browser.client.get(path) as response,
    ):
        found = await response.json()

    assert found["calibration"] == {"id": "shipped", "labels": 12}


@pytest.mark.parametrize("path", ["/health", "/health/ready"])
async def test_encoder_in_force_is_told(path: str) -> None:
    facts: dict[str, str | int | float] = {"id": "none", "records": 0, "waiting": 0}
    async with browse(NOTHING, encoder=lambda: facts) as browser, browser.client.get(path) as response:
        found = await response.json()

    assert found["encoder"] == facts


async def test_metrics_come_in_their_own_format() -> None:
    async with (
        browse(NOTHING, metrics=Metrics(lambda: b"up 1\n", FORMAT)) as browser,
        browser.client.get("/metrics") as response,
    ):
        body = await response.read()

    assert (response.status, response.headers["Content-Type"], body) == (200, FORMAT, b"up 1\n")


async def test_metrics_may_be_waited_for() -> None:
    async def render() -> bytes:
        return b"up 1\n"

    async with (
        browse(NOTHING, metrics=Metrics(render, FORMAT)) as browser,
        browser.client.get("/metrics") as response,
    ):
        assert await response.read() == b"up 1\n"


async def test_without_metrics_there_is_no_such_page() -> None:
    async with browse(NOTHING) as browser, browser.client.get("/metrics") as response:
        assert response.status == 404
