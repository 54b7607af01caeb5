from dataclasses import dataclass, fields
from datetime import date
from hashlib import blake2b

from bot.people.audience import Audience


@dataclass(frozen=True, slots=True)
class Versions:
    """Of everything besides the library that a finding depends on; empty for a part that is not in use."""

    rank: str
    thresholds: str
    calibrator: str = ""
    encoder: str = ""


def finding_key(  # noqa: PLR0913 -- each of these changes the answer, so none may be forgotten
    *,
    fingerprint: str,
    library_version: int,
    audience: Audience,
    published: date | None,
    today: date,
    language: str,
    versions: Versions,
) -> str:
    """One short name for all that an answer depends on; what differs in any of them never shares an answer.

    `fingerprint` is that of the text as it was read, with the places it came from; `today` is there because ratings and reviews expire by the day.
    """
    parts = (
        fingerprint,
        str(library_version),
        audience.value,
        published.isoformat() if published else "",
        today.isoformat(),
        language,
        *(getattr(versions, field.name) for field in fields(versions)),
    )
    # Each part with its length: two parts that run into each other must not read like two others.
    return blake2b("".join(f"{len(part)}:{part}" for part in parts).encode(), digest_size=16).hexdigest()
