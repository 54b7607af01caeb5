from typing import assert_never

from bot.dialogue.check import check
from bot.dialogue.help import explain, unknown_command
from bot.dialogue.privacy import privacy
from bot.dialogue.start import start
from bot.ports import Checking
from bot.speech.heard import Command, Heard, Message, Verb
from bot.speech.replies import Told
from bot.speech.session import Session
from bot.speech.turns import Say


async def converse(session: Session, heard: Heard, say: Say, *, checking: Checking) -> Session:
    """One turn: sends what was heard to the dialogue that answers it. With `checking` bound it is a `Converse`."""
    match heard:
        case Message():
            return await check(session, heard, say, checking=checking)
        case Command():
            await say(_answer(heard))
            return session
        case _:
            assert_never(heard)


def _answer(command: Command) -> Told:
    match command.verb:
        case Verb.START:
            return start()
        case Verb.HELP:
            return explain()
        case Verb.PRIVACY:
            return privacy(command.sender.address.front)
        case None:
            return unknown_command(command.word)
        case _:
            assert_never(command.verb)
