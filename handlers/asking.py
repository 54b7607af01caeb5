"""One question to a platform beside its library: for whoever asks what is wrong, and wants the headers too."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientTimeout

_PATIENCE: Final = ClientTimeout(total=5.0)
_LARGEST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Answered:
    """`skew`: by how many seconds our clock is ahead of the platform's, None where it did not tell its time."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]
    skew: float | None


async def ask(session: ClientSession, url: str, *, token: str = "") -> Answered | None:
    """None where nobody answers, or something else than the platform. What went wrong is not told: errors name the address, which may hold a token."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        async with session.post(url, headers=headers, timeout=_PATIENCE, allow_redirects=False) as response:
            body = json.loads(await response.content.read(_LARGEST))
            skew = _skew(response.headers.get("Date", ""))
            found = {name.lower(): value for name, value in response.headers.items()}
    except (ClientError, OSError, TimeoutError, ValueError):
        return None
    return Answered(body, found, skew) if isinstance(body, dict) else None


def _skew(told: str) -> float | None:
    try:
        return (datetime.now(UTC) - parsedate_to_datetime(told)).total_seconds()
    except ValueError:
        return None
