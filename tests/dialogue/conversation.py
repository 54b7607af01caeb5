"""A conversation whose ports are a few dictionaries: says what is heard, does what the turn came to, and keeps what was said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count

from bot.claims.submission import Submission
from bot.desk.question import OpenQuestion, Question
from bot.desk.tip import Tip
from bot.dialogue.converse import converse
from bot.dialogue.parts import Facts
from bot.errors import Unavailable
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.person import Holdings, Person
from bot.people.pseudonym import Pseudonym
from bot.speech.attached import Cleaned
from bot.speech.choices import Act, Button, Choice
from bot.speech.commands import read_command
from bot.speech.given import Given
from bot.speech.heard import From, Heard, Message, Pressed
from bot.speech.outcome import (
    AddTo,
    Ask,
    Attach,
    Deed,
    Forget,
    HandIn,
    Judge,
    Keep,
    Outcome,
    Prefer,
    TakeBack,
    Withdraw,
)
from bot.speech.replies import Answered, Reply, Shown, Superseded, Told, Working
from bot.speech.session import Session
from bot.verdicts.finding import Report
from bot.verdicts.judgement import Judged
from bot.verdicts.phrasebook import load_phrasebook
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.dialogue_parts import parts_on
from tests.fakes.memory_post import MemoryPost

BOOK = load_phrasebook("en")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def somebody(
    name: str = "anna",
    *,
    front: Front = Front.TELEGRAM,
    audience: Audience = Audience.PUBLIC,
    chat: str = "",
    formerly: tuple[str, ...] = (),
    language: str = "",
) -> From:
    """Alone with the bot, or in the group `chat`."""
    return From(
        Address(front, "1", chat or name),
        Pseudonym(name),
        audience,
        tuple(Pseudonym(each) for each in formerly),
        language=language,
        is_private=not chat,
    )


@dataclass
class Conversation:
    """`away` makes every port but the check fail."""

    reports: Mapping[str, Report | Exception]
    facts: Facts = field(default_factory=Facts)
    session: Session = field(default_factory=Session)
    given_answers: dict[str, Given] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    asked: list[tuple[Question, From]] = field(default_factory=list)
    handed_in: dict[str, Tip] = field(default_factory=dict)
    added: list[AddTo] = field(default_factory=list)
    standings: dict[str, OpenQuestion] = field(default_factory=dict)
    judged: dict[tuple[str, int, str], Judged] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    worked: list[Working] = field(default_factory=list)
    away: Unavailable | None = None
    steps: int = 0
    held: Holdings = field(default_factory=Holdings)
    clock: FixedClock = field(default_factory=FixedClock)

    def __post_init__(self) -> None:
        numbers = count(1)
        self.checking = PreparedChecking(self.reports, self.steps)
        self.post = MemoryPost(self.clock)
        self.parts = replace(
            parts_on(self.post, self.checking, self.facts),
            answers=self,
            people=self,
            desk=self,
            make_id=lambda: f"answer-{next(numbers)}",
        )

    @property
    def attached(self) -> list[Cleaned]:
        return [one for deed in self.deeds if isinstance(deed, Attach) for one in deed.cleaned]

    async def hears(self, heard: Heard) -> Outcome:
        """One turn; what it came to is done."""

        async def tell(working: Working) -> None:
            self.worked.append(working)

        outcome = await converse(self.session, heard, tell, parts=self.parts)
        self.session = outcome.session
        for deed in outcome.deeds:
            self._do(deed)
        return outcome

    async def sends(self, sender: From, text: str, *, handle: str = "m1", is_edit: bool = False) -> Outcome:
        return await self.hears(Message(sender, Submission(text), handle, is_edit=is_edit))

    async def types(self, sender: From, text: str) -> Outcome:
        command = read_command(sender, text)
        assert command is not None, f"{text!r} is no command"
        return await self.hears(command)

    async def presses(self, sender: From, choice: Choice | None) -> Outcome:
        return await self.hears(Pressed(sender, choice, "m2", "q1"))

    async def given(self, answer: str) -> Given | None:
        self._fail_if_away()
        return self.given_answers.get(answer)

    async def given_to(self, address: Address, handle: str) -> Given | None:
        self._fail_if_away()
        found = [
            each
            for each in self.given_answers.values()
            if (each.sender.address, each.handle) == (address, handle)
        ]
        return found[-1] if found else None

    async def person(self, names: Sequence[Pseudonym]) -> Person:
        self._fail_if_away()
        return next((self.people[name] for name in names if name in self.people), Person())

    async def holdings(self, sender: From) -> Holdings:
        self._fail_if_away()
        return self.held

    async def questions(self, names: Sequence[Pseudonym]) -> tuple[OpenQuestion, ...]:
        self._fail_if_away()
        return await self.post.desk.questions(names)

    async def standing(self, code: str) -> OpenQuestion | None:
        self._fail_if_away()
        if code in self.standings:
            return self.standings[code]
        return await self.post.desk.standing(code)

    def _fail_if_away(self) -> None:
        if self.away is not None:
            raise self.away

    def _do(self, deed: Deed) -> None:
        self.deeds.append(deed)
        match deed:
            case Keep(given):
                self._keep(given)
            case Judge(judged):
                self.judged.update({(each.answer, each.number, each.record): each for each in judged})
            case Ask(question, sender):
                self.asked.append((question, sender))
                self.post.bring(deed)
            case HandIn(tip):
                self.handed_in[tip.code] = tip
                self.post.bring(deed)
            case AddTo():
                self.added.append(deed)
                self.post.bring(deed)
            case TakeBack(code):
                self.handed_in.pop(code, None)
                self.asked = [each for each in self.asked if each[0].code != code]
                self.post.bring(deed)
            case Prefer(name, person):
                self.people[name] = person
            case Forget(sender):
                self._forget(sender)
            case Withdraw() | Attach():
                pass

    def _keep(self, given: Given) -> None:
        for old in list(self.given_answers.values()):
            if given.handle and (old.sender.address, old.handle) == (given.sender.address, given.handle):
                self.given_answers[old.id] = replace(old, is_superseded=True)
        self.given_answers[given.id] = given

    def _forget(self, sender: From) -> None:
        names = {sender.person, *sender.formerly}
        kept = {name: each for name, each in self.given_answers.items() if each.sender.person not in names}
        self.given_answers = kept
        self.asked = [each for each in self.asked if each[1].person not in names]
        self.post.store.desk.take_out(lambda _code, one: one.person in names)
        for name in names:
            self.people.pop(name, None)


def words(outcome: Outcome | Reply) -> str:
    """All sentences of `Told`s, as a person reads them."""
    replies = outcome.replies if isinstance(outcome, Outcome) else (outcome,)
    return " ".join(BOOK.say(said) for reply in replies if isinstance(reply, Told) for said in reply.notes)


def keys(outcome: Outcome) -> list[str]:
    return [said.key for reply in outcome.replies if isinstance(reply, Told) for said in reply.notes]


def buttons(outcome: Outcome) -> list[Button]:
    """Every button under the replies, row by row."""
    return [
        button
        for reply in outcome.replies
        if not isinstance(reply, Working | Superseded)
        for row in reply.buttons
        for button in row
    ]


def choice_of(outcome: Outcome, act: Act, number: int = 0) -> Choice:
    """The button that does this, of that claim."""
    offered = [button.choice for button in buttons(outcome)]
    return next(each for each in offered if each.act is act and (not number or each.number == number))


def acts(outcome: Outcome) -> Collection[Act]:
    return [button.choice.act for button in buttons(outcome)]


def answered(outcome: Outcome) -> Answered:
    """The one answer among the replies."""
    (found,) = [reply for reply in outcome.replies if isinstance(reply, Answered)]
    return found


def shown(outcome: Outcome) -> Shown:
    (found,) = [reply for reply in outcome.replies if isinstance(reply, Shown)]
    return found
