from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.case import Case, CaseFile, CaseState, Hold
from bot.desk.decision import Conclusion, Decision
from bot.desk.picture import Picture, PictureKind
from bot.desk.tip import Tip
from bot.dialogue.desk.card import make_card
from bot.dialogue.desk.codes import COPY, record_code
from bot.dialogue.desk.nearest import find_nearest
from bot.dialogue.parts import DeskFacts
from bot.matching.match import Match, Slot
from bot.speech.choices import LONGEST_ON_THE_WIRE, Act, Choice, read_choice, write_choice
from bot.speech.replies import Card
from tests.dialogue.conversation import BOOK, NOON
from tests.dialogue.desk.cases import CASE, EDITOR, SAID, THIRI, asked, file, tip, tip_file
from tests.fakes.checking import PreparedChecking
from tests.fakes.reports import differs, nothing, report, same_event
from tests.records import STRIKE

NEAR: tuple[Match, ...] = same_event(SAID, differs(Slot.NUMBER, "forty", "171")).matches
OPENLY = DeskFacts()
HOLD = Hold(THIRI.id, THIRI.name, NOON + timedelta(minutes=30))
DECIDED = replace(
    CASE,
    state=CaseState.DECIDED,
    decision=Decision(Conclusion.REJECTED, "It is an opinion.", note="Seen before"),
    decided_by=(THIRI.id, THIRI.name),
    due_at=NOON + timedelta(seconds=42),
)


def card(
    shown: CaseFile, near: tuple[Match, ...] = (), facts: DeskFacts = OPENLY, *, is_copy: bool = False
) -> Card:
    return make_card(shown, near, book=BOOK, now=NOON, facts=facts, is_copy=is_copy)


def choices(made: Card) -> list[Choice]:
    return [button.choice for row in made.buttons for button in row]


def acts(made: Card) -> list[Act]:
    return [choice.act for choice in choices(made)]


def labels(made: Card) -> list[str]:
    return [BOOK.say(button.label) for row in made.buttons for button in row]


def words(made: Card) -> str:
    shown = made.card
    lines = [f"{line.label} {line.text}" for line in (*shown.details, *shown.lines, *shown.decision)]
    return "\n".join((shown.title, shown.said, shown.asked_line, shown.state_line, *lines))


def test_nobody_is_counted_once_all_took_it_back() -> None:
    shown = card(CaseFile(replace(CASE, state=CaseState.WITHDRAWN, askers=0)))

    assert "0 people" not in shown.card.asked_line


def test_shows_what_was_asked() -> None:
    shown = words(card(file(replace(CASE, askers=3, last_asked_at=NOON))))

    assert SAID in shown
    assert "3 people, the first on 1 Mar 2026, 10:00 UTC, the last on 1 Mar 2026, 12:00 UTC" in shown
    assert "t.me/somewhere" in shown


def test_shows_nearest_with_differences() -> None:
    made = card(file(), NEAR)

    assert STRIKE.title in words(made)
    assert "“171”" in words(made)
    assert [(each.match, each.value) for each in choices(made) if each.match] == [(1, record_code(STRIKE.id))]


def test_tells_whoever_holds_it() -> None:
    made = card(file(replace(CASE, hold=HOLD)))

    assert "Thiri has it, until 12:30 UTC." in words(made)
    assert Act.RELEASE in acts(made)


def test_hold_that_ended_is_none() -> None:
    ended = replace(HOLD, until=NOON)

    assert card(file(replace(CASE, hold=ended))).card.state_line == "Open. Nobody has it."


def test_tip_shows_what_was_told() -> None:
    shown = words(card(tip_file()))

    assert "Shelling at dawn" in shown
    assert "Where Near the bridge" in shown
    assert "May we publish it No" in shown


@pytest.mark.parametrize("may", [True, False])
def test_asks_back_only_where_agreed(may: bool) -> None:
    values = [each.value for each in choices(card(tip_file(may_ask_back=may)))]

    assert ("ask_back" in values) is may


def test_whoever_cannot_be_written_to_is_asked_by_the_receipt() -> None:
    made = card(file(CASE, asked(is_reachable=False)))

    assert "ask_back" in [each.value for each in choices(made)]


def test_decided_case_can_be_undone() -> None:
    made = card(file(DECIDED))

    assert labels(made) == ["Undo (42 s)"]
    assert "The answers go out at 12:00:42 UTC" in words(made)
    assert "It is an opinion." in words(made)


def test_sensitive_decision_wants_signing() -> None:
    signing = replace(DECIDED, state=CaseState.SIGNING, due_at=None, decided_by=(EDITOR.id, EDITOR.name))

    assert labels(card(file(signing))) == ["Sign", "Send back …", "Undo"]


def test_merged_case_leads_on() -> None:
    made = card(file(replace(CASE, state=CaseState.MERGED, merged_into=7)))

    assert choices(made) == [Choice(Act.CASE, "7")]


@pytest.mark.parametrize("case", [CASE, replace(CASE, hold=HOLD), DECIDED])
def test_says_nothing_where_chats_carry_no_text(case: Case) -> None:
    made = card(file(case), NEAR, DeskFacts(url="https://desk.example/desk", with_text=False))

    assert SAID not in words(made)
    assert STRIKE.title not in words(made)
    assert "opinion" not in words(made)
    assert "t.me" not in words(made)
    assert made.card.link == "https://desk.example/desk/case/12"


def test_never_tells_who_asked() -> None:
    made = card(file(replace(CASE, askers=2), asked(), asked("Other words for it", key="k2")))

    assert "k1" not in words(made)
    assert "7KQ2" not in words(made)
    assert "Other words for it" in words(made)


def test_every_button_fits_the_wire() -> None:
    long = replace(CASE, id=10**9, revision=999_999)
    shown = [card(file(long), NEAR * 3, is_copy=True), card(file(replace(DECIDED, id=10**9)))]
    written = [write_choice(choice) for made in shown for choice in choices(made)]

    assert max(map(len, written)) <= LONGEST_ON_THE_WIRE
    assert None not in [read_choice(text) for text in written]


def test_buttons_carry_revision_and_copy() -> None:
    take = choices(card(file(), is_copy=True))[0]

    assert take == Choice(Act.TAKE, "12", 3, value=COPY)


async def test_nearest_is_likeliest_of_all_claims() -> None:
    checked = report(nothing("x"), same_event(SAID), same_event(SAID))

    found = await find_nearest(file(), checking=PreparedChecking({SAID: checked}))

    assert [match.record.id for match in found] == [STRIKE.id]


async def test_nothing_is_near_an_empty_case() -> None:
    assert await find_nearest(CaseFile(CASE), checking=PreparedChecking({})) == ()


def test_pictures_are_counted_and_never_shown() -> None:
    picture = Picture("a" * 32, PictureKind.JPEG, 4, 3, 5, "5" * 64)
    handed_in = replace(tip(), matter=Tip("Shelling at dawn", pictures=(picture, picture)))

    told = repr(card(file(CASE, handed_in)))

    assert "2 pictures: on the desk's pages" in told
    assert "a" * 32 not in told
    assert "5" * 64 not in told
