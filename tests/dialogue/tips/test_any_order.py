"""Whatever is written and pressed, in whatever order, with restarts and pauses between: no answer is lost, nothing is handed in unasked."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.submission import Submission
from bot.desk.tip import Draft, Tip, TipField
from bot.dialogue.tips.step import Step, Word, step_of
from bot.dialogue.writing import writing_of
from bot.speech.choices import Act, Choice
from bot.speech.forms import Form
from bot.speech.heard import Command, Filled, Heard, Message, Pressed, Verb
from bot.speech.outcome import HandIn, Outcome
from bot.speech.replies import Told
from bot.speech.session import Session
from storage.spoken import decode, encode
from tests.dialogue.conversation import BOOK, Conversation, buttons, somebody
from tests.fakes.reports import nothing, report

ME = somebody()
GROUP = somebody(chat="group")
TEXTS = ["Soldiers burned the market.", "Pale", "no", "yes", "skip", "back", "send", "x" * 13_000, ""]
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
    st.builds(Message, st.just(ME), st.builds(Submission, st.sampled_from(TEXTS)), st.just("m1")),
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
    st.builds(PressShown, st.integers(0, 30)),
    st.builds(PressShown, st.integers(0, 3)),
    st.builds(Wait, st.sampled_from([5, 1000, 3600])),
)


@dataclass
class Seen:
    """What was shown and done so far."""

    choices: list[Choice] = field(default_factory=list)
    drafts: set[str] = field(default_factory=set)
    handed_in: dict[str, Tip] = field(default_factory=dict)


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, max_size=25))
async def test_no_order_loses_or_hands_in_unasked(said: list[Heard | Wait | PressShown]) -> None:
    talk = Conversation({text: report(nothing(text)) for text in TEXTS})
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
        before, answers = open_step(talk), len(talk.given_answers)
        outcome = await talk.hears(heard)
        seen.choices += [button.choice for button in buttons(outcome)]

        assert_sayable(outcome)
        assert_agreed(outcome, heard, before, seen)
        assert_kept(before, open_step(talk), heard, outcome)
        if before is not None and not (isinstance(heard, Message) and heard.is_edit):
            assert len(talk.given_answers) == answers, "a part of a tip was checked as a claim"


def open_step(talk: Conversation) -> Step | None:
    writing = writing_of(talk.session, ME, now=talk.clock.now())
    return step_of(writing) if writing else None


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


def assert_agreed(outcome: Outcome, heard: Heard, before: Step | None, seen: Seen) -> None:
    for deed in outcome.deeds:
        if not isinstance(deed, HandIn):
            continue
        if isinstance(heard, Filled):
            draft, tip = heard.subject, deed.tip
            assert heard.value("agreed") == "yes"
        else:
            assert before is not None
            assert before.draft.agreed
            draft, tip = before.id, before.draft.tip(deed.tip.code)
        assert deed.tip == tip
        assert deed.tip.what
        assert not draft or draft not in seen.drafts, "the same tip was handed in twice"
        seen.drafts.add(draft)
        seen.handed_in[tip.code] = tip


def assert_kept(before: Step | None, after: Step | None, heard: Heard, outcome: Outcome) -> None:
    """An answer goes only with the whole tip, and only where that was wanted; it changes only where it was asked again."""
    if before is None or isinstance(heard, Filled):
        return
    if after is None:
        is_handed_in = any(isinstance(deed, HandIn) for deed in outcome.deeds)
        assert is_handed_in or is_dropped(heard)
        return
    assert before.id == after.id
    assert fields(before.draft) <= fields(after.draft)
    for name in fields(before.draft):
        if before.draft.answer(name) != after.draft.answer(name):
            is_grown = (after.draft.answer(name) or "").startswith(before.draft.answer(name) or "")
            assert name is before.field or is_grown


def is_dropped(heard: Heard) -> bool:
    if isinstance(heard, Command):
        return heard.verb in {Verb.CANCEL, Verb.YES}  # a yes may be to forgetting everything
    if isinstance(heard, Message):
        return heard.submission.text == Word.DROP
    assert isinstance(heard, Pressed)
    choice = heard.choice
    return choice is not None and (choice.value == Word.DROP or choice.act in {Act.AGREE, Act.CANCEL})


def fields(draft: Draft) -> set[TipField]:
    return {name for name, _ in draft.given}
