import pytest

from bot.people.audience import Audience
from bot.speech.heard import Command, Verb
from handlers.console.read import Entry, Origin, Published, Quit, Why, is_maybe_cut, read_entry


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("why", Why()),
        ("Why?", Why()),
        ("/why", Why()),
        ("/quit", Quit()),
        ("/date 2024-01-31", Published("2024-01-31")),
        ("/date", Published("")),
        ("/from  Some Channel ", Origin("Some Channel")),
    ],
)
def test_own_words_of_the_terminal(line: str, entry: Entry) -> None:
    assert read_entry(line, Audience.PUBLIC) == entry


def test_commands_are_those_of_every_front() -> None:
    entry = read_entry("/help", Audience.NEWSROOM)

    assert isinstance(entry, Command)
    assert (entry.verb, entry.sender.audience) == (Verb.HELP, Audience.NEWSROOM)


@pytest.mark.parametrize("line", ["", "why did it happen", "/from/here", "help", "quit smoking", "/dates 3"])
def test_anything_else_belongs_to_a_text(line: str) -> None:
    assert read_entry(line, Audience.PUBLIC) is None


def test_line_as_long_as_a_terminal_takes_is_suspect() -> None:
    assert is_maybe_cut("short\n" + "က" * 1365)
    assert not is_maybe_cut("\n".join(["x" * 4000] * 3))
