import pytest

from bot.speech.heard import Command, Message, Verb
from handlers.slack.interact import read_command
from tests.fakes.slack import payloads
from tests.handlers.slack.reading import senders


def heard(text: str) -> Command | Message:
    arrival = read_command(payloads.command(text, trigger="1.1"), senders())
    assert arrival is not None
    assert isinstance(arrival.heard, Command | Message)
    return arrival.heard


@pytest.mark.parametrize(
    "text",
    [
        "role moderator Thiri <@U0THIRI|thiri>",
        "role moderator <@U0THIRI> Thiri",
        "role moderator Thiri U0THIRIXX",
    ],
)
def test_role_is_for_whoever_is_mentioned(text: str) -> None:
    command = heard(text)

    assert isinstance(command, Command)
    assert (command.verb, " ".join(command.argument.split())) == (Verb.ROLE, "moderator Thiri")
    assert command.about is not None
    assert command.about.user.startswith("U0THIRI")
    assert command.about.is_private


def test_role_without_anybody_is_for_nobody() -> None:
    command = heard("role moderator Thiri")

    assert isinstance(command, Command)
    assert command.about is None


def test_mentions_elsewhere_leave_nothing() -> None:
    said = heard("<@U0THIRI|thiri> said that five died in Pazigyi")

    assert isinstance(said, Message)
    assert "THIRI" not in said.submission.text
