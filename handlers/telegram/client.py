"""The library's bot, as we use it: updates come raw, and nothing of a request or an answer is logged."""

import json
import logging
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning

from handlers.telegram.update import KINDS

LONGEST_POLL: Final = 50
"""Seconds that Telegram holds a request for updates at most."""

MOST_UPDATES: Final = 100

_TALKATIVE: Final = ("httpcore", "httpx", "telegram")
"""They log addresses with the token, and what is sent."""


class Request(HTTPXRequest):
    """The library's own logs an answer that is no JSON in full, and lets one of another shape escape as a bug."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            read = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise TelegramError("no JSON") from None
        if not isinstance(read, dict) or not ("result" in read or "description" in read):
            raise TelegramError("no answer of a Bot API server")
        return read


class Client(Bot):
    """Telegram's methods, and updates as they came, so that one that the library cannot read does not hide the others."""

    def __repr__(self) -> str:
        """The library's own tells the token, to every traceback that shows what a function was called with."""
        return type(self).__name__

    async def raw_updates(self, *, offset: int | None, seconds: int) -> list[Any]:
        """What is waiting from `offset` on; waits for the first. What lies before `offset` is confirmed and never comes again."""
        found = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": seconds, "limit": MOST_UPDATES, "allowed_updates": list(KINDS)},
            read_timeout=seconds + 10.0,
        )
        return found if isinstance(found, list) else []


@asynccontextmanager
async def open_client(token: str, base_url: str) -> AsyncIterator[Client]:
    """Asks nothing of Telegram yet: it may be away while we start."""
    _hush()
    polling = Request(connection_pool_size=2, connect_timeout=10, write_timeout=10, pool_timeout=10)
    sending = Request(
        connection_pool_size=64, connect_timeout=10, read_timeout=20, write_timeout=20, pool_timeout=10
    )
    try:
        yield Client(
            token,
            base_url=f"{base_url.rstrip('/')}/bot",
            base_file_url=f"{base_url.rstrip('/')}/file/bot",
            request=sending,
            get_updates_request=polling,
        )
    finally:
        await polling.shutdown()
        await sending.shutdown()


def _hush() -> None:
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(max(logging.WARNING, logger.level))
    # Every "try again in n seconds" warns that n will be of another type some day; we read both.
    warnings.filterwarnings("ignore", message=".*`retry_after`", category=PTBDeprecationWarning)
