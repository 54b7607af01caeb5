"""What a front asks for when somebody has spoken.

A front on which people wait for the answer (a page, a terminal) calls `Talk` and shows what it says. A front of a platform hands over what
was heard through `Accept` (`bot/ports.py`), and its courier is given the replies later.
"""

from collections.abc import Awaitable, Callable

from bot.speech.heard import Heard
from bot.speech.outcome import Outcome
from bot.speech.replies import Reply, Working
from bot.speech.session import Session

Say = Callable[[Reply], Awaitable[None]]
"""Gives one reply to the person. Called several times a turn, in order; the last call is never a `Working`."""

Tell = Callable[[Working], Awaitable[None]]
"""Tells how far the work is. May be called any number of times, also not at all; never fails."""

Converse = Callable[[Session, Heard, Tell], Awaitable[Outcome]]
"""One step of a dialogue. Raises nothing on purpose: refusals and failures are said."""

Talk = Callable[[Heard, Say], Awaitable[None]]
"""One step of a dialogue on a front where the person waits: the session is kept for it, and all that the step does is done before it answers.

Raises nothing on purpose. Whatever `Say` raises passes through.
"""
