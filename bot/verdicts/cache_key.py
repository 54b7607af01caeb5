import hashlib
from datetime import date

from bot.people.audience import Audience


def finding_key(
    fingerprint: str,
    *,
    library_version: int,
    audience: Audience,
    day: date,
    published: date | None,
    models: str,
) -> str:
    """The key under which an answer may be kept; 32 hex digits.

    A publish changes `library_version` and so outdates every answer, the empty ones too; what staff may see is under another key than what
    the public may; an answer is of its `day`, since ratings and reviews expire and an undated text is held against today's figures. `models`
    names the versions of all that decides: encoder, rank, calibrator, thresholds. A finding holds notes and no sentences, so the language of
    the reply is no part of it.
    """
    dated = str(published) if published else ""
    parts = (fingerprint, str(library_version), audience.value, str(day), dated, models)
    # Each part with its length: two that run into each other must not read like two others.
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()[:32]
