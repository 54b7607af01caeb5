"""Signs of life: a glance at the message, "typing…", and for long work one message that tells how far it is."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from telegram import Bot
from telegram.constants import ChatAction, ReactionEmoji
from telegram.error import BadRequest, TelegramError

from bot.errors import Unavailable, Undeliverable
from bot.speech.heard import Command, Excess, From, Heard, Left, Message, Pressed
from bot.speech.replies import Working
from bot.verdicts.phrasebook import load_phrasebook
from handlers.telegram.letters import Letter, deliver
from handlers.telegram.render import render_working

PATIENCE: Final = 1.5
"""Seconds before a message says how far the work is: most answers are there by then, and two messages in a second are one too many."""

BETWEEN_EDITS: Final = 2.0
BETWEEN_ACTIONS: Final = 4.0
"""Telegram shows an action for 5 seconds: https://core.telegram.org/bots/api#sendchataction"""

_MOST: Final = 5_000


@dataclass(slots=True)
class _Work:
    """When it began, when something was shown last, and what."""

    begun: float
    edited: float = float("-inf")
    acted: float = float("-inf")
    told: Working | None = None


class Signs:
    def __init__(self, bot: Bot, clock: Callable[[], float]) -> None:
        self._bot = bot
        self._clock = clock
        self._works: OrderedDict[tuple[str, str], _Work] = OrderedDict()

    async def give(self, heard: Heard, working: Working, progress: str) -> str:
        """The handle of the message that tells how far the work is, empty for none. A sign that cannot be given is left out."""
        match heard:
            case Left() | Excess() | Pressed():
                return progress  # nothing to wait for, or the button itself shows that it was pressed
            case Message() | Command():
                work = self._work(heard)
        try:
            if not working.total:
                await self._notice(heard, work)
            elif self._is_due(work, working, progress):
                return await self._tell(heard, working, work, progress)
            elif self._clock() - max(work.begun, work.acted) >= BETWEEN_ACTIONS:
                await self._act(heard.sender, work)
        except (TelegramError, Unavailable, Undeliverable):
            pass
        return progress

    def _work(self, heard: Message | Command) -> _Work:
        key = (heard.sender.address.chat, heard.handle)
        work = self._works.setdefault(key, _Work(self._clock()))
        self._works.move_to_end(key)
        while len(self._works) > _MOST:
            self._works.popitem(last=False)
        return work

    def _is_due(self, work: _Work, working: Working, progress: str) -> bool:
        now = self._clock()
        has_waited = bool(progress) or now - work.begun >= PATIENCE
        return has_waited and now - work.edited >= BETWEEN_EDITS and work.told != working

    async def _notice(self, heard: Message | Command, work: _Work) -> None:
        if isinstance(heard, Message) and heard.handle:
            try:
                await self._bot.set_message_reaction(
                    int(heard.sender.address.chat), int(heard.handle), ReactionEmoji.EYES
                )
            except BadRequest:  # the group allows no reactions, or not this one
                pass
            else:
                return
        await self._act(heard.sender, work)

    async def _act(self, to: From, work: _Work) -> None:
        work.acted = self._clock()
        thread = int(to.address.thread) if to.address.thread else None
        await self._bot.send_chat_action(int(to.address.chat), ChatAction.TYPING, message_thread_id=thread)

    async def _tell(self, heard: Message | Command, working: Working, work: _Work, progress: str) -> str:
        """Without a sound: the answer takes its place, and nobody is to be called twice."""
        work.edited, work.told = self._clock(), working
        to = heard.sender
        letter = Letter(
            int(to.address.chat),
            render_working(working, load_phrasebook(to.language)),
            thread=int(to.address.thread) if to.address.thread else None,
            edited=int(progress) if progress else None,
            answered=int(heard.handle) if heard.handle else None,
            is_quiet=True,
        )
        return str(await deliver(self._bot, letter))
