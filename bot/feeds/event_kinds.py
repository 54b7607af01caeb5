"""What kind of attack the headlines of the reports name."""

import re
from collections.abc import Iterable

from bot.library.event import EventKind

_NAMED = (
    (
        EventKind.AIR_STRIKE,
        re.compile(
            r"\bair ?-?(?:strikes?|raids?|attacks?)\b|\baerial (?:bomb|attack)|\b(?:jets?|planes?|helicopters?|drones?) (?:bomb|attack|strike)",
            re.IGNORECASE,
        ),
    ),
    (
        EventKind.SHELLING,
        re.compile(
            r"\bshell(?:s|ed|ing)\b|\bartillery\b|\bmortars?\b|\brocket (?:fire|attack)", re.IGNORECASE
        ),
    ),
    (
        EventKind.ARSON,
        re.compile(
            r"\btorch(?:es|ed|ing)?\b|\bburn(?:s|ed|t|ing)? (?:down|alive|houses?|homes?|villages?)\b|\barson\b|\bset fire\b",
            re.IGNORECASE,
        ),
    ),
    (
        EventKind.EXPLOSION,
        re.compile(
            r"\bland ?mines?\b|\bmine (?:blast|attack|explo)|\bexplosions?\b|\bblasts?\b|\bcar bomb|\bsuicide bomb|\bgrenade",
            re.IGNORECASE,
        ),
    ),
    (EventKind.RAID, re.compile(r"(?<!air )(?<!air-)\braid(?:s|ed|ing)?\b", re.IGNORECASE)),
)
_FEW = 3
"""Of more reports one or the other is about something else too."""


def kind_named(headlines: Iterable[str], default: EventKind) -> EventKind:
    """The kind that some headline names, where there are few and no other kind is named; else the default."""
    told = tuple(headlines)
    found = {kind for kind, pattern in _NAMED for headline in told if pattern.search(headline)}
    return found.pop() if len(found) == 1 and len(told) <= _FEW else default
