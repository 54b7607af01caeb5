"""Which case is the most pressing.

Each case has a rank that is a moment: when it was opened, moved back by what makes it urgent. The earliest comes first. As time passes all
cases age alike, so their order stays and a rank changes only with the case.
"""

from datetime import datetime, timedelta
from math import log2

from bot.desk.case import Case, CaseKind

SPREADING = timedelta(hours=1)
"""How far before the last who asked those count who make a claim one that spreads."""

_FOR_TWICE_AS_MANY = timedelta(hours=6)
_FOR_TWICE_AS_FAST = timedelta(hours=6)
_FOR_A_TIP = timedelta(hours=6)
_FOR_A_LABEL = timedelta(hours=12)
_MOST_DOUBLINGS = 6.0
"""Sixty-four who ask: beyond that a crowd only pushes aside what others ask."""


def rank(case: Case, *, lately: int) -> datetime:
    """`lately` is how many people asked in the `SPREADING` before the last who did, that one included."""
    urgency = _doublings(case.askers) * _FOR_TWICE_AS_MANY + _doublings(lately) * _FOR_TWICE_AS_FAST
    if case.kind is CaseKind.TIP:
        urgency += _FOR_A_TIP
    if case.labels:
        urgency += _FOR_A_LABEL
    return case.opened_at - urgency


def _doublings(count: int) -> float:
    return min(log2(max(count, 1)), _MOST_DOUBLINGS)
