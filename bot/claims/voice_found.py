from dataclasses import dataclass

from bot.claims.claim import Method, Stance
from bot.claims.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with what the words beside them tell.

    `content` is what was said, as far as it follows the verb. `verb_at`: where the verb stands, -1 without one.
    """

    speaker: Speaker
    method: Method
    stance: Stance
    content: str = ""
    verb_at: int = -1

    @property
    def leads(self) -> bool:
        """ "X said that …": all that follows is X's."""
        return self.speaker.at < self.verb_at
