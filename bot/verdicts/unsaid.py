"""Somebody who is said never to have said or admitted what our record has them say."""

import re
from collections.abc import Sequence

from bot.claims.claim import Claim, Stance
from bot.library.event import Event
from bot.library.record import Record
from bot.library.statement import Statement
from bot.matching.features import Desk
from bot.matching.match import Difference, Slot
from bot.matching.order import Ranked
from bot.matching.speaker import is_theirs
from bot.verdicts.told_apart import NO_DIFFERENCE

_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


def said_by_them(
    claim: Claim, found: Sequence[Ranked], ranked: Sequence[Ranked], desk: Desk
) -> Sequence[Ranked]:
    """`found` with their own record first: the best, or one of their admission of the event that is the best. Empty where there is none."""
    if claim.left_open is None or not claim.left_open.by:
        return ()
    best = found[0]
    theirs = [one for one in ranked if _is_by(claim, one.match.record, desk)]
    if isinstance(best.match.record, Event):
        event = best.match.record.id
        theirs = [one for one in theirs if _is_admission(one.match.record, event)]
    elif best not in theirs:
        return ()
    else:
        theirs = [best]
    if not theirs:
        return ()
    return (theirs[0], *(one for one in found if one is not theirs[0]))[: len(found)]


def contradicted(claim: Claim, theirs: Ranked, desk: Desk) -> Ranked | None:
    """Their record with what differs; None where it is not surely what they are said not to have said, or where they may have said it later."""
    left_open, record = claim.left_open, theirs.match.record
    if left_open is None or any(not left_open.start <= one.start < left_open.end for one in claim.negations):
        return None
    if isinstance(record, Statement):
        if record.stance is Stance.DENIAL:
            return None
        if desk.published and record.said_on and desk.published < record.said_on.last:
            return None
    words = claim.text[left_open.start : left_open.end]
    return theirs.differing(Difference(Slot.NEGATION, words, NO_DIFFERENCE))


def _is_by(claim: Claim, record: Record, desk: Desk) -> bool:
    if claim.left_open is None or isinstance(record, Event):
        return False
    ours = record.said_by if isinstance(record, Statement) else record.who_counts
    by = claim.left_open.by
    start = claim.text.find(by)
    ids = [name_id for one in claim.actors if start <= one.start < start + len(by) for name_id in one.ids]
    return bool(ours) and is_theirs(_ARTICLE.sub("", by, count=1), ids, ours, desk.names)


def _is_admission(record: Record, event: str) -> bool:
    return isinstance(record, Statement) and record.stance is Stance.ADMISSION and event in record.about
