from dataclasses import dataclass

from bot.claims.claim import Method, Stance
from bot.claims.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with what the words beside them tell. `content` is what was said, as far as it follows the verb."""

    speaker: Speaker
    method: Method
    stance: Stance
    content: str = ""
