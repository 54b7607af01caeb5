from dataclasses import dataclass

from bot.claims.note import Note
from bot.speech.forms import Asked


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing to choose where what there is to choose comes with the subject. `text` is other people's."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form as one person is shown it: what it is about, what stands in it already, and what can be chosen in the field called `offering`.

    `pictures` is how many can come with it. `intro` is said above it, and where `consent` names a field, that has to be ticked there (`bot/dialogue/tips/hand_in.py`).
    """

    asked: Asked
    offering: str = ""
    offered: tuple[Offered, ...] = ()
    intro: tuple[Note, ...] = ()
    consent: str = ""
    pictures: int = 0

    def offers(self, field: str) -> tuple[Offered, ...]:
        return self.offered if field and field == self.offering else ()
