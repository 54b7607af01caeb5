"""One message on its way: sent or edited, and made simpler where Telegram does not take it as it is."""

import logging
from dataclasses import dataclass, replace
from typing import Final

from telegram import Bot, ForceReply, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from handlers.telegram.faults import (
    fault_of,
    is_bad_keyboard,
    is_bad_markup,
    is_gone_message,
    is_gone_target,
    is_gone_thread,
    is_unchanged,
)
from handlers.telegram.paragraphs import Part

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_TRIES: Final = 6
"""One more than there is to leave out."""

_LOGGER: Final = logging.getLogger("secondsource")


@dataclass(frozen=True, slots=True)
class Letter:
    """`edited` is the message that it takes the place of, and with `only_edits` it is left out where that is gone; `answered` the one that it is
    an answer to."""

    chat: int
    part: Part
    thread: int | None = None
    edited: int | None = None
    answered: int | None = None
    keyboard: InlineKeyboardMarkup | ForceReply | None = None
    is_quiet: bool = False
    is_plain: bool = False
    only_edits: bool = False


async def deliver(bot: Bot, letter: Letter) -> int:
    """The id of the message. Raises `Unavailable` and `Undeliverable`."""
    for _ in range(_TRIES):
        try:
            return await _put(bot, letter)
        except ChatMigrated as error:
            if letter.edited and letter.only_edits:
                return letter.edited  # it stayed behind in the old group
            letter = replace(letter, chat=error.new_chat_id, edited=None, answered=None, thread=None)
        except BadRequest as error:
            if letter.edited and (is_unchanged(error) or (letter.only_edits and is_gone_message(error))):
                return letter.edited
            simpler = _simpler(letter, error)
            if simpler is None:
                raise fault_of(error) from error
            letter = simpler
        except TelegramError as error:
            raise fault_of(error) from error
    raise fault_of(BadRequest("nothing is left to leave out"))


async def _put(bot: Bot, letter: Letter) -> int:
    text = letter.part.plain if letter.is_plain else letter.part.html
    mode = None if letter.is_plain else ParseMode.HTML
    if letter.edited:
        edited = await bot.edit_message_text(
            text,
            chat_id=letter.chat,
            message_id=letter.edited,
            parse_mode=mode,
            link_preview_options=_NO_PREVIEW,
            # A message that stands can be given nothing but buttons.
            reply_markup=letter.keyboard if isinstance(letter.keyboard, InlineKeyboardMarkup) else None,
        )
        return edited.message_id if isinstance(edited, Message) else letter.edited
    answered = ReplyParameters(letter.answered, allow_sending_without_reply=True) if letter.answered else None
    sent = await bot.send_message(
        letter.chat,
        text,
        message_thread_id=letter.thread,
        parse_mode=mode,
        link_preview_options=_NO_PREVIEW,
        disable_notification=letter.is_quiet,
        reply_parameters=answered,
        reply_markup=letter.keyboard,
    )
    return sent.message_id


def _simpler(letter: Letter, error: BadRequest) -> Letter | None:
    """The letter without what was refused; None where that was the letter itself. To be read without its form is better than not at all."""
    if letter.edited and is_gone_message(error):
        return replace(letter, edited=None)
    if letter.thread and is_gone_thread(error):
        return replace(letter, thread=None)
    if letter.answered and is_gone_target(error):
        return replace(letter, answered=None)
    if letter.keyboard and is_bad_keyboard(error):
        _LOGGER.warning("telegram_buttons_refused")
        return replace(letter, keyboard=None)
    if not letter.is_plain and is_bad_markup(error):
        _LOGGER.warning("telegram_markup_refused")
        return replace(letter, is_plain=True)
    return None
