"""A conversation in a terminal, or one answer for a whole text that is piped in."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, assert_never

from rich.console import Console, RenderableType
from rich.status import Status
from rich.text import Text

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.desk.code import looks_like_code, split_code
from bot.errors import Refusal
from bot.ports import Clock
from bot.speech.background import read_published
from bot.speech.carrier import read_carrier
from bot.speech.choices import SKIPPING, Act, Button
from bot.speech.commands import read_said
from bot.speech.forms import Form
from bot.speech.heard import Command, From, Heard, Message, Pressed, Verb
from bot.speech.receipts import read_receipt, says_more
from bot.speech.replies import Answered, Card, FollowUp, Mood, Reply, Shown, Superseded, Told, Working
from bot.speech.turns import Talk
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import word_report
from handlers.console.keyboard import Keyboard
from handlers.console.read import Entry, Origin, Published, Quit, is_maybe_cut, is_own, parted, read_entry
from handlers.console.render import (
    render_answer,
    render_card,
    render_shown,
    render_told,
    render_words,
    render_working,
)
from handlers.console.words import bare, labels_for, takes_one_line, words_for

_EXIT: Final = {Mood.TALK: 0, Mood.REFUSED: 2, Mood.UNAVAILABLE: 69, Mood.FAILED: 70}
"""What the shell is told after a piped text (sysexits.h)."""

_SEND, _YES = "send", "yes"
"""At the last screen of a tip both say the same: nobody should leave in the belief that it was handed in."""

_SKIP = "skip"

_ANSWERS: Final = frozenset({Act.AGREE, Act.CANCEL})
"""Buttons whose words count for what was asked last alone: later they could mean something else."""


class ConsoleFront:
    """One person at one terminal. `run` talks until the input ends."""

    def __init__(
        self,
        talk: Talk,
        *,
        sender: From,
        keyboard: Keyboard,
        console: Console,
        phrasebook: Phrasebook,
        clock: Clock,
    ) -> None:
        self._talk = talk
        self._sender = sender
        self._keyboard = keyboard
        self._console = console
        self._phrasebook = phrasebook
        self._clock = clock
        self._next = Submission("")  # what is known of the next text besides its words
        self._offered: Mapping[str, Button] = {}
        self._typed: deque[tuple[str, ...]] = deque()  # and not read yet
        self._moods: list[Mood] = []  # of what was said in this turn
        self._is_answered = False
        self._is_writing = False  # was asked for words, so that a plain "no" is one
        self._is_one_line = False  # what was asked last is answered in a line
        self._is_in_tip = False
        self._status: Status | None = None

    async def run(self) -> int:
        """Returns what the shell is told: for a piped text 0 answered, 2 refused, 69 unavailable, 70 a fault of ours; else 0."""
        if not self._keyboard.is_terminal:
            await self._take_text(await self._keyboard.everything())
            return _EXIT[self._mood()]
        await self._turn(Command(self._sender, Verb.START, Verb.START.value))
        self._tell("console.welcome")
        self._tell("console.commands")
        try:
            while (entry := await self._gather()) is not None and not isinstance(entry, Quit):
                await self._take(entry)
        finally:  # also where the program is ended
            if self._is_in_tip:
                self._tell("console.go_on", visit=self._sender.address.chat)
        self._tell("console.farewell")
        return 0

    async def _gather(self) -> Entry | str | None:
        """The next entry, or the next text: it ends with an empty line that nothing follows at once, or before a command behind a stroke,
        and the answer to a short question with its line. None at the end."""
        lines: list[str] = []
        self._console.print()
        while (part := await self._part("console.continued" if lines else self._asking())) is not None:
            if lines and is_own(part, self._sender):
                self._typed.appendleft(part)
                return "\n".join(lines)
            if not lines and len(part) == 1:
                entry = self._read(part[0])
                if entry is not None or (self._is_one_line and part[0].strip()):
                    return entry or part[0]
            lines.extend(part)
            if not lines[-1].strip():
                return "\n".join(lines).strip("\n")
        return "\n".join(lines) if lines else None

    async def _part(self, prompt: str) -> tuple[str, ...] | None:
        """The next lines that came at once, as far as they are one message."""
        if not self._typed:
            self._prompt(prompt)
            burst = await self._keyboard.burst()
            if burst is None:
                return None
            self._typed.extend(parted(burst, self._sender))
        return self._typed.popleft()

    def _asking(self) -> str:
        return "console.prompt_asked" if self._is_writing and not self._is_one_line else "console.prompt"

    def _read(self, line: str) -> Entry | None:
        offered = {word: button.choice for word, button in self._offered.items()}
        for label, choice in labels_for(self._offered, self._phrasebook.say).items():
            offered.setdefault(label, choice)
        if _SEND in offered:
            offered.setdefault(_YES, offered[_SEND])
        if _SKIP in offered:
            offered |= {word: offered[_SKIP] for word in SKIPPING if word not in offered}
        return read_entry(line, self._sender, offered, is_writing=self._is_writing)

    async def _take(self, entry: Published | Origin | Command | Pressed | Message | str) -> None:
        if not isinstance(entry, Published | Origin):  # which say nothing yet
            self._offered = {
                word: each for word, each in self._offered.items() if each.choice.act not in _ANSWERS
            }
        match entry:
            case str():
                await self._take_text(entry)
            case Message():
                await self._take_message(entry)
            case Command():
                await self._turn(entry)
                if entry.verb in {Verb.HELP, None}:
                    self._tell("console.commands")
            case Pressed():
                await self._turn(entry)
            case Published():
                self._set_published(entry.text)
            case Origin():
                self._set_origin(entry.text)
            case _:
                assert_never(entry)

    async def _take_text(self, text: str) -> None:
        if self._keyboard.is_terminal and is_maybe_cut(text):
            self._tell("console.line_cut")
        said = read_said(Message(self._sender, Submission(text)))
        if isinstance(said, Message):
            await self._take_message(said)
        else:
            await self._turn(said)

    async def _take_message(self, message: Message) -> None:
        if self._is_checked(text := message.submission.text):
            message = replace(message, submission=replace(self._next, text=text))
        await self._turn(message)

    def _is_checked(self, text: str) -> bool:
        """Whether this is a text of which a date and an origin can be told, and no answer or receipt of one's own."""
        named = read_receipt(self._sender, text)
        is_receipt = named is not None and (
            looks_like_code(named.argument) or not says_more(split_code(named.argument)[1])
        )
        return not (self._is_writing or is_receipt or bare(text.strip().lower()) == _YES)

    async def _turn(self, heard: Heard) -> None:
        self._moods, self._is_answered = [], False
        try:
            await self._talk(heard, self._say)
        finally:
            self._rest()

    def _mood(self) -> Mood:
        """That of the whole turn: the first that is not mere talk, unless there was an answer."""
        said = () if self._is_answered else self._moods
        return next((mood for mood in said if mood is not Mood.TALK), Mood.TALK)

    async def _say(self, reply: Reply) -> None:
        self._note_asked(reply)
        match reply:
            case Working():
                self._show_progress(reply)
            case Told():
                self._moods.append(reply.mood)
                self._show(render_told(reply, self._phrasebook), reply.buttons)
            case Answered():
                self._next, self._is_answered = Submission(""), True
                self._offered = {}  # a word is about this answer from now on, not about the one before
                self._show(
                    render_answer(word_report(reply.report, self._phrasebook), self._phrasebook),
                    reply.buttons,
                )
            case Shown():
                self._show(render_shown(reply, self._phrasebook), reply.buttons)
            case Card():
                self._show(render_card(reply, self._phrasebook), reply.buttons)
            case Superseded() | FollowUp():
                pass  # nothing that was typed can be changed afterwards
            case _:
                assert_never(reply)

    def _note_asked(self, reply: Reply) -> None:
        if isinstance(reply, Working):
            return
        asks = reply.asks if isinstance(reply, Told) else None
        self._is_writing = asks is not None
        self._is_one_line = isinstance(reply, Told) and takes_one_line(reply)
        self._is_in_tip = asks is not None and asks.form is Form.TIP

    def _show(self, shown: RenderableType, rows: tuple[tuple[Button, ...], ...]) -> None:
        """A word that nobody can type any more is not offered, and none where nobody can type."""
        self._rest()
        self._console.print(shown)
        if not rows or not self._keyboard.is_terminal:
            return
        self._offered = words_for(rows)
        claims = [button for row in rows for button in row if button.choice.act is Act.OPEN]
        words = render_words(self._offered, self._phrasebook, is_of_many=len(claims) > 1)
        self._console.print(words)

    def _show_progress(self, working: Working) -> None:
        if not self._console.is_terminal:
            return
        text = render_working(working, self._phrasebook)
        if self._status is None:
            self._status = self._console.status(text)
            self._status.start()
        else:
            self._status.update(text)

    def _rest(self) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None

    def _set_published(self, text: str) -> None:
        try:
            published = read_published(text, today=self._clock.today())
        except Refusal as refusal:
            self._tell(refusal.key, **refusal.values)
            return
        self._next = replace(self._next, published=published)
        if published is None:
            self._tell("console.published_unset")
        else:
            self._tell("console.published_set", date=published.isoformat())

    def _set_origin(self, text: str) -> None:
        try:
            origin = read_carrier(text)
        except Refusal as refusal:
            self._tell(refusal.key, **refusal.values)
            return
        self._next = replace(self._next, forwarded_from=origin)
        if origin:
            self._tell("console.origin_set", origin=origin)
        else:
            self._tell("console.origin_unset")

    def _tell(self, key: str, **values: str) -> None:
        self._console.print(render_told(Told((note(key, **values),)), self._phrasebook))

    def _prompt(self, key: str) -> None:
        self._console.print(Text(self._phrasebook.text(key), "bold"), end="")
