from dataclasses import replace
from datetime import timedelta

from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.telling import MOST_TOLD, Telling, with_telling
from tests.dialogue.conversation import NOON
from tests.fakes.entries import a_statement

FIRST = Telling(
    NOON, Decision(Conclusion.LINKED, "It is that.", "denial", accord=Accord.AS_RECORDED), a_statement()
)


def test_the_same_is_told_once() -> None:
    later = replace(FIRST, at=NOON + timedelta(days=1))

    assert with_telling((FIRST,), later) == (FIRST,)


def test_changed_record_is_told_anew() -> None:
    changed = replace(FIRST, record=a_statement(text="The village burned"))

    assert with_telling((FIRST,), changed) == (FIRST, changed)


def test_spam_is_told_to_nobody() -> None:
    assert with_telling((FIRST,), Telling(NOON, Decision(Conclusion.SPAM, ""))) == (FIRST,)


def test_note_of_the_desk_is_not_kept() -> None:
    noted = replace(FIRST, decision=replace(FIRST.decision, note="ask the mayor"))

    assert with_telling((), noted) == (FIRST,)


def test_oldest_are_left_out() -> None:
    told = tuple(Telling(NOON, Decision(Conclusion.UNVERIFIED, str(number))) for number in range(MOST_TOLD))

    assert with_telling(told, FIRST) == (*told[1:], FIRST)
