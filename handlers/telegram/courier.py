"""How replies leave on Telegram."""

from typing import Final, assert_never

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.speech.heard import From, Heard
from bot.speech.replies import Answered, Card, FollowUp, Shown, Superseded, Told, Working
from bot.speech.traffic import Outgoing, Sent
from bot.verdicts.phrasebook import load_phrasebook
from handlers.telegram.card import render_card
from handlers.telegram.faults import fault_of, is_gone_message, is_unchanged
from handlers.telegram.letters import Letter, deliver
from handlers.telegram.paragraphs import Paragraph, Span, lay_out
from handlers.telegram.presses import Presses, release
from handlers.telegram.render import render, word_in_passing
from handlers.telegram.signs import give_sign, thread_of

_PER_SECOND: Final = 25.0
"""Telegram takes about 30, progress included: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""

_BETWEEN_PRIVATE: Final = 1.0
_BETWEEN_IN_GROUPS: Final = 3.0
"""20 a minute in a group."""

_GLANCED_AT: Final = 60
"""Characters that can be read before Telegram takes a word in passing away; longer ones wait for a press."""


class TelegramCourier:
    """`presses` are those that somebody else acknowledges where no reply does."""

    def __init__(self, bot: Bot, presses: Presses | None = None) -> None:
        self._bot = bot
        self._presses = presses or Presses(bot)

    def spacing(self, to: From) -> float:
        return _BETWEEN_PRIVATE if to.is_private else _BETWEEN_IN_GROUPS

    @property
    def per_second(self) -> float:
        return _PER_SECOND

    async def sign(self, heard: Heard, working: Working, progress: str) -> str:
        return await give_sign(self._bot, heard, working, progress)

    async def send_next(self, outgoing: Outgoing) -> Sent:
        match outgoing.reply:
            case Working():
                return Sent("")  # signs of life do not wait in the outbox
            case Card():
                return await self._show_case(outgoing, outgoing.reply)
            case Superseded():
                return await self._mark_superseded(outgoing)
            case Told() if outgoing.query and not outgoing.sent:
                if await self._whisper(outgoing, outgoing.reply):
                    return Sent("")
                return await self._say(outgoing, outgoing.reply)
            case Told() | Answered() | Shown() | FollowUp():
                if outgoing.query and not outgoing.sent:
                    await self._release(outgoing.query)
                return await self._say(outgoing, outgoing.reply)
            case _:
                assert_never(outgoing.reply)

    async def _say(self, outgoing: Outgoing, reply: Told | Answered | Shown | FollowUp) -> Sent:
        to = outgoing.to
        rendered = render(reply, load_phrasebook(outgoing.language), is_private=to.is_private, user=to.user)
        index, last = len(outgoing.sent), len(rendered.parts) - 1
        if index > last:
            return Sent("")
        letter = Letter(
            int(to.address.chat),
            rendered.parts[index],
            thread=thread_of(to),
            edited=int(outgoing.progress) if outgoing.progress and not index else None,
            answered=int(outgoing.handle) if outgoing.handle and not index else None,
            keyboard=rendered.keyboard if index == last else None,
            is_quiet=outgoing.is_quiet or bool(index),
        )
        return Sent(str(await deliver(self._bot, letter)), last - index)

    async def _show_case(self, outgoing: Outgoing, card: Card) -> Sent:
        """In place of the message that shows the case already, without a sound: nobody is called twice for the same case."""
        if outgoing.sent:
            return Sent("")
        if outgoing.query:
            await self._release(outgoing.query)
        to, standing = outgoing.to, outgoing.progress or card.in_place_of
        part, keys = render_card(card, load_phrasebook(outgoing.language), is_private=to.is_private)
        letter = Letter(
            int(to.address.chat),
            part,
            thread=thread_of(to),
            edited=int(standing) if standing else None,
            keyboard=keys,
            is_quiet=outgoing.is_quiet,
            only_edits=card.only_in_place,
        )
        return Sent(str(await deliver(self._bot, letter)))

    async def _whisper(self, outgoing: Outgoing, told: Told) -> bool:
        """Tells the presser alone, where the words are few enough; else only that the press arrived. Whether all was told."""
        text = word_in_passing(told, load_phrasebook(outgoing.language))
        if not text:
            await self._release(outgoing.query)
            return False
        self._presses.settle(outgoing.query)
        try:
            await self._bot.answer_callback_query(outgoing.query, text, show_alert=len(text) > _GLANCED_AT)
        except BadRequest:  # it was pressed too long ago
            return False
        except TelegramError as error:
            raise fault_of(error) from error
        return True

    async def _release(self, query: str) -> None:
        self._presses.settle(query)
        await release(self._bot, query)

    async def _mark_superseded(self, outgoing: Outgoing) -> Sent:
        """The words and buttons of each message give way to a sentence: an old answer must not be passed on for the new one."""
        earlier = tuple(handle for handle in outgoing.earlier if handle)
        index, last = len(outgoing.sent), len(earlier) - 1
        if index > last:
            return Sent("")
        key = "telegram.superseded_more" if index else "telegram.superseded"
        said = load_phrasebook(outgoing.language).text(key)
        await self._replace(outgoing.to, int(earlier[index]), said)
        return Sent(earlier[index], last - index)

    async def _replace(self, to: From, message: int, said: str) -> None:
        part = lay_out([Paragraph((Span(said),))])[0]
        try:
            await self._bot.edit_message_text(part.plain, chat_id=int(to.address.chat), message_id=message)
        except ChatMigrated:
            return  # it stayed behind in the old group
        except BadRequest as error:
            if is_unchanged(error) or is_gone_message(error):
                return
            raise fault_of(error) from error
        except TelegramError as error:
            raise fault_of(error) from error
