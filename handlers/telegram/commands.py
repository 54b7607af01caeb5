"""What Telegram shows of us before anything was said: the commands behind the menu button, and what the bot is for.

Written only where it differs, since Telegram limits how often it may change; the bot's name is left to whoever runs it.
"""

import logging
from collections.abc import Iterable
from typing import Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.speech.heard import Verb
from bot.verdicts.phrasebook import LANGUAGES, Phrasebook, load_phrasebook

_PRIVATE: Final = (
    Verb.CHECK,
    Verb.WHY,
    Verb.ASK,
    Verb.TIP,
    Verb.STATUS,
    Verb.ADD,
    Verb.SETTINGS,
    Verb.HELP,
    Verb.PRIVACY,
    Verb.MYDATA,
    Verb.FORGET,
    Verb.CANCEL,
    Verb.START,
)
_DESK: Final = (Verb.QUEUE, Verb.CASE, Verb.SOURCE, Verb.SOURCES, Verb.WHOAMI, Verb.CANCEL)
_GROUPS: Final = (Verb.CHECK, Verb.WHY, Verb.HELP, Verb.PRIVACY)
"""In a group there is no place for what concerns one person."""

_LOGGER: Final = logging.getLogger("secondsource")


async def publish(bot: Bot, *, desk_chat: int = 0) -> None:
    """Never raises: a menu that is out of date is no reason not to serve. In the desk's chat, 0 for none, the menu is that of the desk."""
    try:
        await _publish(bot, load_phrasebook("en"), "")
        for language in LANGUAGES:
            if language != "en":
                await _publish(bot, load_phrasebook(language), language)
        if desk_chat:
            await _put(bot, BotCommandScopeChat(desk_chat), (*_GROUPS, *_DESK), load_phrasebook("en"), None)
    except TelegramError as error:
        _LOGGER.warning("telegram_commands_not_set", extra={"fault": type(error).__name__})


async def _publish(bot: Bot, book: Phrasebook, language: str) -> None:
    """`language` is empty for everybody whose language has no words of its own."""
    code = language or None
    for scope, verbs in (
        (BotCommandScopeAllPrivateChats(), _PRIVATE),
        (BotCommandScopeAllGroupChats(), _GROUPS),
    ):
        await _put(bot, scope, verbs, book, code)
    short, long = book.text("telegram.about.short"), book.text("telegram.about.long")
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
    if (await bot.get_my_description(code)).description != long:
        await bot.set_my_description(long, code)


async def _put(
    bot: Bot, scope: BotCommandScope, verbs: Iterable[Verb], book: Phrasebook, code: str | None
) -> None:
    wanted = tuple(BotCommand(verb.value, book.text(f"telegram.command.{verb.value}")) for verb in verbs)
    if await bot.get_my_commands(scope, code) != wanted:
        await bot.set_my_commands(wanted, scope, code)
