"""Cases as the desk gets them."""

from dataclasses import replace
from datetime import timedelta

from bot.claims.claim import Claim, Kind
from bot.desk.case import Brought, Case, CaseFile, CaseKind, CaseState
from bot.desk.question import Question
from bot.desk.tip import Tip
from bot.people.role import Member, Role
from tests.dialogue.conversation import NOON

THIRI = Member("m1", "Thiri", Role.MODERATOR)
KO = Member("m2", "Ko Aung", Role.MODERATOR)
EDITOR = Member("m3", "Mya", Role.EDITOR)
SAID = "Forty people were killed in Pazigyi"
CASE = Case(12, CaseKind.CLAIM, CaseState.OPEN, NOON - timedelta(hours=2), revision=3, askers=1)


def asked(text: str = SAID, *, key: str = "k1", is_reachable: bool = True) -> Brought:
    claim = Claim(text, 0, len(text), "en", Kind.FACT)
    question = Question("7KQ2-M4TX", claim, "answer-1", 1, "t.me/somewhere", None)
    return Brought(key, question, NOON, is_reachable)


def tip(*, may_ask_back: bool = False) -> Brought:
    told = Tip("Shelling at dawn", "Near the bridge", "Today", "I saw it", may_ask_back=may_ask_back)
    return Brought("t1", told, NOON, is_reachable=True)


def file(case: Case = CASE, *brought: Brought) -> CaseFile:
    return CaseFile(case, brought or (asked(),))


def tip_file(*, may_ask_back: bool = False) -> CaseFile:
    return file(replace(CASE, kind=CaseKind.TIP), tip(may_ask_back=may_ask_back))
