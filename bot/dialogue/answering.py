from typing import Literal, assert_never

from bot.dialogue.agree import agree, cancel
from bot.dialogue.ask import ask
from bot.dialogue.judge import judge
from bot.dialogue.parts import Parts
from bot.dialogue.subject import Wish
from bot.dialogue.why import open_claim, why
from bot.speech.choices import Act
from bot.speech.outcome import Outcome
from bot.speech.session import Session
from bot.verdicts.judgement import Judgement

Answering = Literal[Act.WHY, Act.OPEN, Act.THIS, Act.NOT_THIS, Act.NONE, Act.ASK, Act.AGREE, Act.CANCEL]
"""What can be done about an answer, or about what was asked last."""


async def take_up(session: Session, wish: Wish, act: Answering, *, parts: Parts) -> Outcome:
    """Does what somebody wants done about an answer, whether they pressed or typed it."""
    match act:
        case Act.WHY:
            return await why(session, wish, answers=parts.answers)
        case Act.OPEN:
            return await open_claim(session, wish, answers=parts.answers)
        case Act.THIS | Act.NOT_THIS | Act.NONE:
            return await judge(session, wish, _judgement(act), answers=parts.answers)
        case Act.ASK:
            return await ask(session, wish, parts=parts)
        case Act.AGREE:
            return await agree(session, wish, parts=parts)
        case Act.CANCEL:
            return cancel(session, wish, parts=parts)
        case _:
            assert_never(act)


def _judgement(act: Literal[Act.THIS, Act.NOT_THIS, Act.NONE]) -> Judgement:
    match act:
        case Act.THIS:
            return Judgement.RIGHT
        case Act.NOT_THIS:
            return Judgement.WRONG
        case Act.NONE:
            return Judgement.NONE
        case _:
            assert_never(act)
