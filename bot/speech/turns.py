"""What a front asks for when somebody has spoken."""

from collections.abc import Awaitable, Callable

from bot.speech.heard import Heard
from bot.speech.replies import Reply
from bot.speech.session import Session

Say = Callable[[Reply], Awaitable[None]]
"""Gives one reply to the person. Called several times a turn, in order; the last call is never a `Working`."""

Converse = Callable[[Session, Heard, Say], Awaitable[Session]]
"""One step of a dialogue: answers through `Say`, returns what the conversation remembers.

Raises nothing on purpose: refusals and failures are said. Whatever `Say` raises passes through.
"""
