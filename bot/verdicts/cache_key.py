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
    language: str,
    models: str,
) -> str:
    """The key under which an answer may be kept; 32 hex digits.

    A publish changes `library_version` and so outdates every answer, the empty ones too; what staff may see is under another key than what
    the public may; an undated text is held against today's figures, so its answer is of that `day`. `models` names the versions of all that
    decides: encoder, rank, calibrator, thresholds.
    """
    dated = f"published {published}" if published else f"asked {day}"
    parts = (fingerprint, str(library_version), audience.value, dated, language, models)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
