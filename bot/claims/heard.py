"""Whom a text has let speak so far, and which names mean the same person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker, Who
from bot.claims.word_list import words


@dataclass(slots=True)
class Heard:
    """Whom the text has let speak so far."""

    person: Speaker | None = None
    body: Speaker | None = None
    crowd: Speaker | None = None
    last: Speaker | None = None
    topic: Speaker | None = None  # a body of which was spoken, that has not spoken itself
    is_rivalled: bool = False  # another body than the last that spoke has acted since
    people: dict[str, Speaker] = field(default_factory=dict)
    bodies: Sequence[Speaker] = ()  # all that the text has named
    before: Sequence[Speaker] = ()  # those of them that it named before the words for the speaker

    def see(self, topic: Speaker | None) -> None:
        """A sentence was about a body; with another one before it, neither is the one that a pronoun means."""
        is_other = topic is not None and self.topic is not None and set(topic.ids).isdisjoint(self.topic.ids)
        self.topic = None if is_other else topic

    def note(self, speaker: Speaker, *, is_person: bool) -> None:
        self.last = speaker
        if speaker.who is Who.NAMED and not is_person:
            self.body, self.topic, self.is_rivalled = speaker, None, False
            if any(role.startswith("spokes") for role in speaker.roles):
                self.person = speaker  # "he said": its spokesman
        elif speaker.who is Who.NAMED or speaker.is_person:
            self.person = speaker
            if speaker.who is Who.NAMED:
                self.people[speaker.name] = speaker
        else:
            self.crowd = speaker


_MALE = words("man boy father brother son husband uncle nephew grandfather grandson policeman")
_FEMALE = words("woman girl mother sister daughter wife aunt niece widow grandmother granddaughter")


def is_same(name: str, other: str) -> bool:
    return name in other or other in name


def without_role(name: str) -> str:
    """ "Farmer Ko Min" is Ko Min."""
    words = name.split()
    while len(words) > 2 and load_saying().is_person(words[0]):
        words = words[1:]
    return " ".join(words)


def holds(words: Sequence[str], part: Sequence[str]) -> bool:
    return any(list(words[at : at + len(part)]) == list(part) for at in range(len(words) - len(part) + 1))


def can_be(person: Speaker, *, is_woman: bool) -> bool:
    saying = load_saying()
    firsts = set(person.name.split()[:1]) | {role.capitalize() for role in person.roles}
    if firsts & (_MALE if is_woman else _FEMALE):
        return False
    return not firsts & (saying.men if is_woman else saying.women)
