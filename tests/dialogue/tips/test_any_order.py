"""Whatever is written and pressed, in whatever order, with restarts and pauses between: no answer is lost, nothing is handed in unasked."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.submission import Submission
from bot.desk.question import OpenQuestion, QuestionState
from bot.desk.tip import Draft, Tip, TipField
from bot.dialogue.tips.step import Step, Word, step_of
from bot.dialogue.tips.typed import word_in
from bot.speech.choices import ADDING, Act, Choice
from bot.speech.forms import Form
from bot.speech.heard import Command, Filled, Heard, Message, Pressed, Verb
from bot.speech.outcome import Forget, HandIn, Outcome
from bot.speech.replies import Told
from bot.speech.session import Session
from storage.spoken import decode, encode
from tests.dialogue.conversation import BOOK, Conversation, buttons, somebody
from tests.fakes.reports import nothing, report

ME = somebody()
GROUP = somebody(chat="group")
CODE = "7KQ2-M4TK"
TEXTS = ["Soldiers burned the market.", "Pale", "no", "yes", "skip", "back", "send", "x" * 13_000, ""]
SAID = ["ok", "maybe", "Cancel it.", "Leave out", "change", "1"]
VERBS = [Verb.TIP, Verb.YES, Verb.CANCEL, Verb.HELP, Verb.STATUS, Verb.FORGET, None]
FORMS = [
    (("what", "A whole tip."), ("agreed", "yes")),
    (("what", "A whole tip."), ("publish", "yes")),
    (("where", "Pale"), ("agreed", "yes")),
]


@dataclass(frozen=True)
class Wait:
    seconds: int


@dataclass(frozen=True)
class PressShown:
    """One of the buttons that were shown so far, the newest first."""

    back: int


steps = st.one_of(
    st.builds(Message, st.just(ME), st.builds(Submission, st.sampled_from(TEXTS + SAID)), st.just("m1")),
    st.builds(Message, st.just(ME), st.builds(Submission, st.sampled_from(TEXTS[:2])), is_edit=st.just(True)),
    st.builds(
        Command,
        st.sampled_from([ME, ME, ME, GROUP]),
        st.sampled_from(VERBS),
        st.sampled_from(["skip", "back"]),
    ),
    st.builds(
        Filled, st.just(ME), st.just(Form.TIP), st.sampled_from(FORMS), st.sampled_from(["", "form-1"])
    ),
    st.builds(
        Command, st.just(ME), st.just(Verb.ADD), st.just("add"), st.sampled_from([CODE, f"{CODE} More."])
    ),
    st.just(Pressed(ME, Choice(Act.TIP, CODE, value=ADDING))),
    st.builds(PressShown, st.integers(0, 30)),
    st.builds(PressShown, st.integers(0, 3)),
    st.builds(Wait, st.sampled_from([5, 1000, 3600])),
)


@dataclass
class Seen:
    """What was shown and done so far."""

    choices: list[Choice] = field(default_factory=list)
    handed_in: dict[str, Tip] = field(default_factory=dict)


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, max_size=25))
async def test_no_order_loses_or_hands_in_unasked(said: list[Heard | Wait | PressShown]) -> None:
    talk = Conversation({text: report(nothing(text)) for text in TEXTS + SAID})
    talk.standings[CODE] = OpenQuestion(CODE, QuestionState.OPEN, talk.clock.now(), is_tip=True)
    seen = Seen()
    await talk.types(ME, "/tip")

    for each in said:
        if isinstance(each, Wait):
            talk.clock.pass_by(each.seconds)
            continue
        heard = press(each, seen) if isinstance(each, PressShown) else each
        if heard is None:
            continue
        talk.session = restarted(talk.session)
        before, answers = open_steps(talk), len(talk.given_answers)
        outcome = await talk.hears(heard)
        seen.choices += [button.choice for button in buttons(outcome)]

        assert_sayable(outcome)
        assert_agreed(outcome, heard, before, seen)
        assert_kept(before, open_steps(talk), heard, outcome)
        if before and not (isinstance(heard, Message) and heard.is_edit):
            assert len(talk.given_answers) == answers, "a part of a tip was checked as a claim"


def open_steps(talk: Conversation) -> dict[str, Step]:
    """The tips that are being written, by the ids of their drafts."""
    now = talk.clock.now()
    steps = [step_of(writing) for writing in talk.session.writing if writing.until > now]
    return {step.id: step for step in steps if step is not None}


def restarted(session: Session) -> Session:
    """As it comes back from where it is kept."""
    again = decode(encode(session), Session)
    assert again == session
    return again


def press(shown: PressShown, seen: Seen) -> Pressed | None:
    if shown.back >= len(seen.choices):
        return None
    return Pressed(ME, seen.choices[-1 - shown.back], "m2", "q1")


def assert_sayable(outcome: Outcome) -> None:
    for reply in outcome.replies:
        if isinstance(reply, Told):
            assert all(BOOK.say(said) for said in reply.notes)


def assert_agreed(outcome: Outcome, heard: Heard, before: dict[str, Step], seen: Seen) -> None:
    for deed in outcome.deeds:
        if isinstance(deed, Forget):
            seen.handed_in.clear()  # also that it was handed in
        if not isinstance(deed, HandIn):
            continue
        draft = outcome.session.handed_in[-1].draft
        if isinstance(heard, Filled):
            assert heard.value("agreed") == "yes"
        else:
            assert before[draft].draft.agreed
            assert deed.tip == before[draft].draft.tip(deed.tip.code)
        assert deed.tip.what
        assert draft not in seen.handed_in, "the same tip was handed in twice"
        seen.handed_in[draft] = deed.tip


def assert_kept(before: dict[str, Step], after: dict[str, Step], heard: Heard, outcome: Outcome) -> None:
    """An answer goes only with the whole tip, and only where that was wanted; it changes only where it was asked again."""
    gone = before.keys() - after.keys()
    if gone:
        is_handed_in = any(isinstance(deed, HandIn) for deed in outcome.deeds)
        is_forgotten = any(isinstance(deed, Forget) for deed in outcome.deeds)
        assert is_forgotten or ((is_handed_in or is_dropped(heard, before)) and len(gone) == 1)
    for draft in before.keys() & after.keys():
        was, now = before[draft], after[draft]
        if not isinstance(heard, Filled):
            assert fields(was.draft) <= fields(now.draft)
        for name in fields(was.draft) & fields(now.draft):
            old, new = was.draft.answer(name) or "", now.draft.answer(name) or ""
            assert old == new or name is was.field or new.startswith(old) or isinstance(heard, Filled)


def is_dropped(heard: Heard, before: dict[str, Step]) -> bool:
    if isinstance(heard, Command):
        return heard.verb in {Verb.CANCEL, Verb.YES}  # a yes may be to forgetting everything
    if isinstance(heard, Message):
        return any(
            word_in(step, heard.submission.text, language="en") is Word.DROP for step in before.values()
        )
    assert isinstance(heard, Pressed)
    choice = heard.choice
    return choice is not None and (choice.value == Word.DROP or choice.act in {Act.AGREE, Act.CANCEL})


def fields(draft: Draft) -> set[TipField]:
    return {name for name, _ in draft.given}
