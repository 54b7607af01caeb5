import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.submission import Submission
from bot.people.audience import Audience
from bot.speech.choices import Act, Choice
from bot.speech.heard import Command, Message, Pressed, Verb
from handlers.console.read import Entry, Origin, Published, Quit, is_maybe_cut, parted, read_entry, typist
from tests.stories.plain_keys import PlainKeys

SENDER = typist(PlainKeys(), Audience.NEWSROOM)


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("/quit", Quit()),
        ("/date 2024-01-31", Published("2024-01-31")),
        ("/date", Published("")),
        ("/from  Some Channel ", Origin("Some Channel")),
    ],
)
def test_own_words_of_the_terminal(line: str, entry: Entry) -> None:
    assert read_entry(line, SENDER, {}) == entry


def test_commands_are_those_of_every_front() -> None:
    entry = read_entry("/help", SENDER, {})

    assert isinstance(entry, Command)
    assert (entry.verb, entry.sender) == (Verb.HELP, SENDER)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "why did it happen",
        "/from/here",
        "help arrived",
        "cancel the election",
        "quit smoking",
        "not 2 but 3",
        "this 2 is",
        "ask 1000",
    ],
)
def test_anything_else_belongs_to_a_text(line: str) -> None:
    assert read_entry(line, SENDER, {}) is None


@pytest.mark.parametrize("line", ["/dates 3", "/form t.me/x", "/stauts 7KQ2-M4TK"])
def test_slip_of_the_pen_is_no_text(line: str) -> None:
    entry = read_entry(line, SENDER, {})

    assert isinstance(entry, Command)
    assert entry.verb is None


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (("I think", "/cancel", "/quit", ""), [("I think",), ("/cancel",), ("/quit",)]),
        (("/date 2024-01-31", "A claim.", ""), [("/date 2024-01-31",), ("A claim.", "")]),
        (("/check A.", "", "B."), [("/check A.", "", "B.")]),
        (("A.", "/etc/passwd was read.", "B."), [("A.", "/etc/passwd was read.", "B.")]),
        (("/help", ""), [("/help",)]),
        (("",), [("",)]),
    ],
)
def test_command_is_a_message_of_its_own(lines: tuple[str, ...], parts: list[tuple[str, ...]]) -> None:
    assert list(parted(lines, SENDER)) == parts


def test_line_as_long_as_a_terminal_takes_is_suspect() -> None:
    assert is_maybe_cut("short\n" + "က" * 1365)
    assert not is_maybe_cut("\n".join(["x" * 4000] * 3))


@pytest.mark.parametrize(
    ("line", "verb", "argument"),
    [
        ("why", Verb.WHY, ""),
        ("Why?", Verb.WHY, ""),
        ("/why 2", Verb.WHY, "2"),
        ("why 2", Verb.WHY, "2"),
        ("This is it", Verb.THIS, ""),
        ("not this", Verb.NOT_THIS, ""),
        ("NOT  2", Verb.NOT_THIS, "2"),
        ("none", Verb.NONE, ""),
        ("ask", Verb.ASK, ""),
        ("no", Verb.CANCEL, ""),
        ("help", Verb.HELP, ""),
        ("Ask a moderator", Verb.ASK, ""),
        ("Cancel it.", Verb.CANCEL, ""),
        ("/status 7KQ2-M4TX", Verb.STATUS, "7KQ2-M4TX"),
    ],
)
def test_plain_word_is_a_command(line: str, verb: Verb, argument: str) -> None:
    entry = read_entry(line, SENDER, {})

    assert isinstance(entry, Command)
    assert (entry.verb, entry.argument) == (verb, argument)


def test_yes_that_was_not_offered_is_a_message() -> None:
    assert read_entry("Yes", SENDER, {}) == Message(SENDER, Submission("Yes"))


def test_word_means_the_button_that_was_shown() -> None:
    choice = Choice(Act.THIS, "answer", 3, 1)

    assert read_entry(" This ", SENDER, {"this": choice}) == Pressed(SENDER, choice)
    assert read_entry("this", SENDER, {"this 3": choice}) != Pressed(SENDER, choice)


@pytest.mark.parametrize(
    ("line", "verb"), [("cancel", Verb.CANCEL), ("Cancel it", Verb.CANCEL), ("help", Verb.HELP)]
)
def test_way_out_is_no_answer(line: str, verb: Verb) -> None:
    entry = read_entry(line, SENDER, {}, is_writing=True)

    assert isinstance(entry, Command)
    assert entry.verb is verb


def test_text_behind_check_is_a_text() -> None:
    entry = read_entry("/check Not 2 but 3 died.", SENDER, {})

    assert isinstance(entry, Message)
    assert entry.submission.text == "Not 2 but 3 died."


def test_each_visit_is_somebody_else() -> None:
    again = typist(PlainKeys(), Audience.NEWSROOM)

    assert again.person != SENDER.person
    assert again.address != SENDER.address


def test_earlier_visit_is_gone_on_with_by_its_name() -> None:
    again = typist(PlainKeys(), Audience.NEWSROOM, visit=SENDER.address.chat)

    assert again == SENDER


@given(
    st.lists(
        st.sampled_from(["why", "this", "not", "none", "ask", "yes", "no", "it", "2", "people"]), min_size=4
    )
)
def test_no_sentence_is_taken_for_a_command(words: list[str]) -> None:
    assert read_entry(" ".join(words), SENDER, {"this 2": Choice(Act.THIS)}) is None
