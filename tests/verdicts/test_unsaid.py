"""What somebody is said never to have said, where our record is that they did."""

from datetime import date

import pytest

from bot.claims.claim import Stance
from bot.claims.interval import Interval
from bot.claims.left_open import UNCONFIRMED, UNSAID
from bot.claims.read import read_claim
from bot.library.statement import Statement
from bot.matching.match import Slot
from bot.matching.profile import profile_of
from bot.matching.rank import rank
from bot.matching.vocabulary import load_vocabulary
from bot.verdicts.assess import assess
from bot.verdicts.finding import Finding, Relation
from tests.matching.asking import REGISTER, candidate, desk
from tests.records import DESK, NAMES, STRIKE

SAID = Statement(
    id="said",
    text="The military says that its jets carried out the attack in Pazigyi.",
    verdict=None,
    reason="A party accepts that the attack was its own.",
    filing=DESK,
    said_by="junta-voice",
    stance=Stance.ADMISSION,
    said_on=Interval.of_day(date(2023, 4, 12)),
    about=("pazigyi",),
    places=("pazigyi",),
    actors=("junta",),
)


def ask(text: str, published: date | None = None) -> Finding:
    claim = read_claim(text, NAMES, published=published)
    profiles = {one.id: profile_of(one, NAMES, load_vocabulary()) for one in (SAID, STRIKE)}
    found = [candidate(one, text) for one in (SAID, STRIKE)]
    ranked = rank(claim, found, lambda record: profiles[record.id], desk(published))
    return assess(claim, ranked, {STRIKE.id: STRIKE}, desk(published), REGISTER)


@pytest.mark.parametrize(
    "text",
    [
        "The military never said that its jets carried out the attack in Pazigyi.",
        "The military has not acknowledged that its jets carried out the attack in Pazigyi.",
        "The junta never admitted that its jets carried out the attack in Pazigyi.",
        "The junta has not confirmed that its jets carried out the attack in Pazigyi.",
    ],
)
def test_who_never_said_what_our_record_has_them_say_contradicts_it(text: str) -> None:
    finding = ask(text)
    (difference,) = finding.matches[0].differences

    assert (finding.relation, finding.matches[0].record.id) == (Relation.CONTRADICTS, "said")
    assert difference.slot is Slot.NEGATION
    assert {UNSAID, UNCONFIRMED}.isdisjoint(one.key for one in finding.not_checked)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("OHCHR never said that the military's jets carried out the attack in Pazigyi.", None),
        ("Nobody has confirmed that the military's jets carried out the attack in Pazigyi.", None),
        ("The military could not confirm that its jets carried out the attack in Pazigyi.", None),
        (
            "The military has not confirmed that its jets carried out the attack in Pazigyi.",
            date(2023, 4, 11),
        ),
    ],
)
def test_what_others_did_not_say_or_they_said_only_later_is_left_open(
    text: str, published: date | None
) -> None:
    finding = ask(text, published)

    assert finding.relation is Relation.RELATED
    assert {UNSAID, UNCONFIRMED} & {one.key for one in finding.not_checked}
