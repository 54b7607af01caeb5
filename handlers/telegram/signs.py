"""Signs of life: a glance at the message, or "typing…", and for long work one message that tells how far it is."""

from telegram import Bot
from telegram.constants import ChatAction, ReactionEmoji
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.errors import Cause, Unavailable, Undeliverable
from bot.speech.heard import From, Heard, Message, handle_of
from bot.speech.replies import Working
from bot.verdicts.phrasebook import load_phrasebook
from handlers.telegram.faults import fault_of
from handlers.telegram.letters import Letter, deliver
from handlers.telegram.render import render_working


async def give_sign(bot: Bot, heard: Heard, working: Working, progress: str) -> str:
    """As the port says: the handle of the message that tells how far the work is, empty for none."""
    try:
        if working.total:
            return await _tell(bot, heard, working, progress)
        await _notice(bot, heard)
    except RetryAfter as limit:
        raise fault_of(limit) from limit
    except Unavailable as failure:
        if failure.cause is Cause.LIMITED:
            raise
    except (TelegramError, Undeliverable):
        pass
    return progress


async def _notice(bot: Bot, heard: Heard) -> None:
    chat = int(heard.sender.address.chat)
    if isinstance(heard, Message) and heard.handle:
        try:
            await bot.set_message_reaction(chat, int(heard.handle), ReactionEmoji.EYES)
        except BadRequest:  # the group allows no reactions, or not this one
            pass
        else:
            return
    await bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=thread_of(heard.sender))


async def _tell(bot: Bot, heard: Heard, working: Working, progress: str) -> str:
    """Without a sound: the answer takes its place, and nobody is to be called twice."""
    answered = handle_of(heard)
    letter = Letter(
        int(heard.sender.address.chat),
        render_working(working, load_phrasebook(heard.sender.language)),
        thread=thread_of(heard.sender),
        edited=int(progress) if progress else None,
        answered=int(answered) if answered else None,
        is_quiet=True,
    )
    return str(await deliver(bot, letter))


def thread_of(to: From) -> int | None:
    return int(to.address.thread) if to.address.thread else None
