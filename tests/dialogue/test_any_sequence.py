"""Whatever people press and type, in whatever order: nobody is left without a word, and nothing happens that they may not do."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.submission import Submission
from bot.dialogue.rights import may_act
from bot.errors import Refusal, Unavailable
from bot.people.address import Front
from bot.people.audience import Audience
from bot.speech.choices import Act, Choice, read_choice, write_choice
from bot.speech.heard import Command, Excess, From, Heard, Left, Message, Pressed, Verb
from bot.speech.outcome import Ask, Forget, Judge, Outcome
from bot.speech.replies import Answered, Shown, Superseded, Told, Working
from bot.verdicts.finding import Report
from tests.dialogue.conversation import BOOK, Conversation, buttons, somebody
from tests.fakes.reports import contradicts, nothing, opinion, report, same_event

REPORTS: dict[str, Report | Exception] = {
    "One.": report(same_event("One.")),
    "Many.": report(nothing("A."), opinion("B!"), contradicts("C.")),
    "Shame!": report(opinion("Shame!")),
    "Refused.": Refusal("refused.only_link"),
    "Away.": Unavailable("index", retry_after=3),
}
PEOPLE = [
    somebody(name, front=front, audience=audience, chat=chat)
    for name in ("anna", "berta")
    for front in (Front.TELEGRAM, Front.WEB)
    for audience in (Audience.PUBLIC, Audience.NEWSROOM)
    for chat in ("", "group")
]
people = st.sampled_from(PEOPLE)
answers = st.sampled_from(["", "answer-1", "answer-2", "answer-9"])
choices = st.builds(
    Choice,
    st.sampled_from(Act),
    answers,
    st.integers(0, 4),
    st.integers(0, 3),
    st.sampled_from(["", "ask", "forget", "en", "tlh"]),
)
texts = st.sampled_from(list(REPORTS))
arguments = st.sampled_from(
    ["", "1", "2", "99", "၂", "²", "quiet on", "language xx", "7KQ2-M4TX", "One.", "x y z"]
)
handles = st.sampled_from(["", "m1", "m2"])
heard = st.one_of(
    st.builds(Message, people, st.builds(Submission, texts), handles, is_edit=st.booleans()),
    st.builds(Command, people, st.sampled_from([None, *Verb]), st.just("word"), arguments, handles),
    st.builds(Pressed, people, st.none() | choices, handles),
    st.builds(Excess, people, st.integers(0, 100_000)),
    st.builds(Left, people),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(heard, max_size=12))
async def test_every_turn_ends_well(turns: list[Heard]) -> None:
    talk = Conversation(REPORTS)

    for each in turns:
        before = dict(talk.given_answers)
        outcome = await talk.hears(repaired(each))

        assert_sayable(outcome)
        assert_allowed(each.sender, outcome, talk, set(before))
        assert talk.session.language in talk.facts.languages
        if talk.session.pending is not None:
            assert talk.session.pending.choice.act in {Act.ASK, Act.FORGET, Act.TIP}


def repaired(heard: Heard) -> Heard:
    """A `/check` with some text gets one that the check knows."""
    if isinstance(heard, Command) and heard.verb is Verb.CHECK and heard.argument:
        return replace(heard, argument="One.")
    return heard


def assert_sayable(outcome: Outcome) -> None:
    for reply in outcome.replies:
        match reply:
            case Told():
                assert all(BOOK.say(said) for said in reply.notes)
            case Answered() | Shown():
                assert reply.answer
            case Superseded() | Working():
                assert not isinstance(reply, Working)
    for button in buttons(outcome):
        assert BOOK.say(button.label)
        assert read_choice(write_choice(button.choice)) == button.choice


def assert_allowed(sender: From, outcome: Outcome, talk: Conversation, known: set[str]) -> None:
    for deed in outcome.deeds:
        match deed:
            case Judge(judged):
                assert all(may_act(sender, talk.given_answers[each.answer]) for each in judged)
            case Ask(question, asker):
                assert (asker, question.answer in known) == (sender, True)
            case Forget(forgotten):
                assert forgotten == sender
            case _:
                pass
