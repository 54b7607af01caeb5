from dataclasses import dataclass

from bot.speech.forms import Asked


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing to choose where what there is to choose comes with the subject. `text` is other people's."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form as one person is shown it: what it is about, what stands in it already, and what can be chosen in the field called `offering`."""

    asked: Asked
    offering: str = ""
    offered: tuple[Offered, ...] = ()

    def offers(self, field: str) -> tuple[Offered, ...]:
        return self.offered if field and field == self.offering else ()
