"""How a webhook is written and signed: https://www.standardwebhooks.com. Pure."""

import base64
import hmac
import json
from datetime import datetime
from hashlib import sha256

from bot.desk.webhook import Event


def write(event: Event) -> bytes:
    body = {"type": event.kind.value, "timestamp": event.at.isoformat(), "data": dict(event.facts)}
    return json.dumps(body, separators=(",", ":")).encode()


def sign(event: Event, body: bytes, key: bytes, now: datetime) -> dict[str, str]:
    """The headers. What is signed names the moment of sending, so that an old one is known when it is sent again by somebody else."""
    moment = str(int(now.timestamp()))
    signed = b".".join((event.id.encode(), moment.encode(), body))
    signature = base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()
    return {
        "webhook-id": event.id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{signature}",
        "Content-Type": "application/json",
        "User-Agent": "SecondSource",
    }
