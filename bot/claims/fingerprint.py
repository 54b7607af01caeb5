import hashlib
import json
from dataclasses import replace

from bot.claims.claim import Claim
from bot.claims.normalise import normalise
from bot.claims.readable import length_if_cut
from bot.claims.submission import Submission


def fingerprint(submission: Submission) -> str:
    """Equal for submissions that must get the same answer from one library on one date; 64 hex digits.

    The date of publication, the audience and the library's version are not part of it: they stand beside it in a key.
    """
    text = normalise(submission.text)
    parts: list[object] = [
        text,
        length_if_cut(submission.text, text),
        submission.forwarded_from.strip().casefold(),
        sorted(set(submission.links)),
        sorted(submission.attachments),
    ]
    if submission.page:
        parts.append(repr(submission.page))  # the answer tells when it was read
    return _digest(parts)


def claim_fingerprint(claim: Claim) -> str:
    """Equal for claims that read the same wherever they stand: every field but the place in the text; 64 hex digits."""
    return _digest(repr(replace(claim, start=0, end=0)))


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()
