"""Requests that are not Slack's get no further than the signature."""

import json
import time
from collections.abc import AsyncIterator
from io import BytesIO
from logging import WARNING

import pytest
from aiohttp import ClientSession

from bot.errors import Unavailable
from handlers.slack.http import LONGEST_BODY, read_body
from tests.fakes.slack.failures import BROKEN
from tests.fakes.slack.payloads import callback, direct
from tests.fakes.slack.server import FakeSlack
from tests.handlers.slack.listening import Listening, listening

BODY = json.dumps(callback(direct("A claim.", channel="D0ASKER", ts="1795000000.1"), event_id="Ev1")).encode()


@pytest.fixture
async def front(fake: FakeSlack) -> AsyncIterator[Listening]:
    async with listening(fake, over_http=True) as heard:
        yield heard


async def post(
    front: Listening, body: bytes, headers: dict[str, str], kind: str = "application/json"
) -> tuple[int, str]:
    async with ClientSession() as session:
        given = {"Content-Type": kind, **headers}
        async with session.post(front.fake.request_url, data=BytesIO(body), headers=given) as got:
            return got.status, await got.text()


async def test_signed_request_is_taken(front: Listening) -> None:
    status, _ = await post(front, BODY, front.fake.requests.signed(BODY))

    assert status == 200
    assert len(front.taken.heard) == 1


@pytest.mark.parametrize("stamp", ["", "x", "1e9", "-5", "٣٤٥", "9" * 400, "12.5", "nan", "0"])
async def test_strange_time_stamp_is_refused(
    front: Listening, caplog: pytest.LogCaptureFixture, stamp: str
) -> None:
    headers = front.fake.requests.signed(BODY, stamp=stamp)
    status, _ = await post(front, BODY, {**headers, "X-Slack-Request-Timestamp": stamp})

    assert status == 401
    assert [record for record in caplog.records if record.levelno >= WARNING] == []


@pytest.mark.parametrize("seconds", [-301, 301, 86_400])
async def test_old_request_is_refused(front: Listening, seconds: int) -> None:
    stamp = str(int(time.time()) + seconds)
    status, _ = await post(front, BODY, front.fake.requests.signed(BODY, stamp=stamp))

    assert status == 401


@pytest.mark.parametrize("signature", ["", "v0=", "v0=" + "0" * 64, "ü", "v1=abc"])
async def test_wrong_signature_is_refused(front: Listening, signature: str) -> None:
    headers = {**front.fake.requests.signed(BODY), "X-Slack-Signature": signature}
    status, _ = await post(front, BODY, headers)

    assert status == 401
    assert front.taken.arrivals == []


async def test_changed_body_is_refused(front: Listening) -> None:
    status, _ = await post(front, BODY + b" ", front.fake.requests.signed(BODY))

    assert status == 401


async def test_long_body_is_not_read(front: Listening) -> None:
    body = b"x" * (LONGEST_BODY + 1)
    status, _ = await post(front, body, front.fake.requests.signed(body))

    assert status == 413


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
async def test_signed_nonsense_is_refused(front: Listening, body: bytes) -> None:
    status, _ = await post(front, body, front.fake.requests.signed(body))

    assert status == 400


async def test_address_is_confirmed(front: Listening) -> None:
    body = b'{"type": "url_verification", "challenge": "abc"}'
    status, text = await post(front, body, front.fake.requests.signed(body))

    assert (status, json.loads(text)) == (200, {"challenge": "abc"})


async def test_refused_event_says_when_to_come_again(front: Listening) -> None:
    front.taken.refuses = 1
    async with ClientSession() as session:
        headers = {"Content-Type": "application/json", **front.fake.requests.signed(BODY)}
        async with session.post(front.fake.request_url, data=BODY, headers=headers) as got:
            assert (got.status, got.headers["Retry-After"]) == (503, "7")


async def test_slack_away_tells_health(front: Listening) -> None:
    front.fake.failures.plan("auth.test", BROKEN)

    with pytest.raises(Unavailable):
        await front.slack.ping()


def test_form_fields_make_a_payload() -> None:
    body = b"command=%2Fverify&text=A+claim.&payloads=no"

    assert read_body(body, "application/x-www-form-urlencoded") == {
        "command": "/verify",
        "text": "A claim.",
        "payloads": "no",
    }
