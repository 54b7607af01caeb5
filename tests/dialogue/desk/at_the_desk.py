"""A desk with a case, two moderators, an editor and an admin, on two platforms."""

from dataclasses import replace

from bot.claims.claim import Claim, Kind
from bot.claims.submission import Submission
from bot.desk.circumstances import Rules
from bot.desk.question import Question
from bot.dialogue.parts import DeskFacts, Facts
from bot.people.address import Front
from bot.people.role import Member, Role
from bot.speech.choices import Act, Button, Choice
from bot.speech.heard import From, Message
from bot.speech.outcome import Ask, Outcome
from bot.speech.replies import Card, Told
from tests.dialogue.conversation import Conversation, somebody
from tests.dialogue.desk.cases import EDITOR, KO, SAID, THIRI
from tests.fakes.reports import report, same_event

DESK = "desk"
ADMIN = Member("m9", "Admin", Role.ADMIN)
LABELS = ("violence", "names a person")
FACTS = Facts(
    desk=DeskFacts(
        frozenset({(Front.TELEGRAM, DESK), (Front.SLACK, DESK)}), "https://desk.example/desk", labels=LABELS
    )
)


def member(name: str, *, front: Front = Front.TELEGRAM, chat: str = "") -> From:
    return replace(somebody(name, front=front, chat=chat), user=name)


HERE = member("thiri", chat=DESK)
THERE = member("ko", front=Front.SLACK, chat=DESK)
ALONE = member("thiri")


def at_the_desk(*, with_text: bool = True) -> Conversation:
    """With one case, asked by somebody whose record is in the library."""
    facts = replace(FACTS, desk=replace(FACTS.desk, with_text=with_text))
    talk = Conversation({SAID: report(same_event(SAID))}, facts=facts)
    talk.post.store.desk.rules = Rules(labels=LABELS, sensitive=frozenset({"names a person"}))
    compared = talk.post.store.desk.compared
    talk.post.store.desk.compared = lambda record: "" if record == "pazigyi" else compared(record)
    talk.post.members.listed = {
        (Front.TELEGRAM, "thiri"): THIRI,
        (Front.SLACK, "thiri"): THIRI,
        (Front.SLACK, "ko"): KO,
        (Front.TELEGRAM, "mya"): EDITOR,
        (Front.TELEGRAM, "admin"): ADMIN,
    }
    asks(talk)
    return talk


def asks(talk: Conversation, text: str = SAID, *, by: str = "anna") -> None:
    claim = Claim(text, 0, len(text), "en", Kind.FACT)
    sender = replace(somebody(by), user=by)
    talk.post.bring(Ask(Question(talk.parts.make_code(), claim, "answer-1", 1), sender))


def says(sender: From, text: str) -> Message:
    return Message(sender, Submission(text), "m7")


def card(outcome: Outcome) -> Card:
    (found,) = [reply for reply in outcome.replies if isinstance(reply, Card)]
    return found


def told(outcome: Outcome) -> Told:
    (found,) = [reply for reply in outcome.replies if isinstance(reply, Told)]
    return found


def on_card(shown: Card, act: Act, *, match: int = 0, value: str = "") -> Choice:
    """The button of a card that does this."""
    offered: list[Button] = [button for row in shown.buttons for button in row]
    return next(
        button.choice
        for button in offered
        if button.choice.act is act and button.choice.match == match and value in {"", button.choice.value}
    )


def pressed(act: Act, *, revision: int = 1, value: str = "", match: int = 0, case: int = 1) -> Choice:
    """A button under the card that everybody at the desk sees."""
    return Choice(act, str(case), revision, match, value)
