"""Slack's requests over HTTP: https://docs.slack.dev/authentication/verifying-requests-from-slack"""

import hmac
import json
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.response import BoltResponse

from handlers.slack.app import Dispatcher

PATH: Final = "/slack/events"
"""Events, commands and interactivity alike."""

LONGEST_BODY: Final = 1024 * 1024
_OLDEST: Final = 300
_RETRY_SOON: Final = {"Retry-After": "5"}

_STAMP = "X-Slack-Request-Timestamp"
_SIGNATURE = "X-Slack-Signature"


class SlackHttp:
    """`dispatcher` gives None until we know who we are: then Slack keeps what it has. `now` is in seconds since 1970."""

    def __init__(
        self,
        secret: str,
        *,
        dispatcher: Callable[[], Dispatcher | None],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._secret = secret.encode()
        self._dispatcher = dispatcher
        self._now = now

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post(PATH, self.post)

    async def post(self, request: web.Request) -> web.Response:
        if request.content_length is not None and request.content_length > LONGEST_BODY:
            return web.Response(status=413)
        body = await request.read()
        if len(body) > LONGEST_BODY:
            return web.Response(status=413)
        if not self._is_genuine(request, body):
            return web.Response(status=401)
        payload = read_body(body, request.content_type)
        if payload is None:
            return web.Response(status=400)
        if payload.get("type") == "url_verification":
            return web.json_response({"challenge": payload.get("challenge")})
        if payload.get("ssl_check"):
            return web.Response()
        dispatcher = self._dispatcher()
        if dispatcher is None:
            return web.Response(status=503, headers=_RETRY_SOON)
        answer = await dispatcher.dispatch(payload, retry=request.headers.get("X-Slack-Retry-Num", ""))
        return _response(answer)

    def _is_genuine(self, request: web.Request, body: bytes) -> bool:
        stamp, signature = request.headers.get(_STAMP, ""), request.headers.get(_SIGNATURE, "")
        if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12):
            return False
        if abs(self._now() - int(stamp)) > _OLDEST:
            return False
        signed = hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + body, sha256).hexdigest()
        return hmac.compare_digest(f"v0={signed}".encode(), signature.encode("utf-8", "replace"))


def read_body(body: bytes, content_type: str) -> dict[str, Any] | None:
    """The payload: JSON, or a form that is one itself (commands) or carries one (interactivity). None for anything else."""
    try:
        text = body.decode("utf-8")
        if content_type == "application/x-www-form-urlencoded":
            fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=100))
            return _object(fields["payload"]) if "payload" in fields else dict(fields)
        return _object(text)
    except (ValueError, RecursionError):
        return None


def _object(text: str) -> dict[str, Any] | None:
    found = json.loads(text)
    return found if isinstance(found, dict) else None


def _response(answer: BoltResponse) -> web.Response:
    headers = {name: values[0] for name, values in answer.headers.items() if name == "retry-after" and values}
    is_json = answer.body.startswith("{")
    return web.Response(
        status=answer.status,
        text=answer.body,
        headers=headers,
        content_type="application/json" if is_json else "text/plain",
    )
