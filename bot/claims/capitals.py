"""Names by their capitals: of people, with "van der" and "al-", and of bodies, with what follows "of"."""

import re

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ"
NAME = rf"(?:(?:al|el|as|ar|an)-[{_CAPITAL}][\w'-]+|[{_CAPITAL}][\w'&.-]*[\w&.]|[{_CAPITAL}])"
_PARTICLE = r"(?: (?:van|der|den|von|de|la|le|du|da|di|del|dos|bin|binti|ibn|al|el|ter|ten)){0,2}"
CAPITALS = re.compile(rf"{NAME}(?:(?: (?:of|for|and|de|bin|al|on|against)(?: the)?)? {NAME})*$")
RUN = re.compile(rf"{NAME}(?:{_PARTICLE} {NAME})*$")

_TITLES = ["Dr", "Mr", "Mrs", "Ms", "Prof", "Rev", "Gen", "Col", "Capt", "Maj", "Lt", "Sgt", "Brig", "Adm", "Gov", "Sen", "Rep", "St", "Jr", "Sr"]  # fmt: skip
_BEHIND_TITLE = "|".join(rf"(?<=\b{title})" for title in _TITLES)
TITLED = rf"(?:{_BEHIND_TITLE}|(?<=\b[A-Z]))\."
"""A period that belongs to a title, or to one letter of a name."""


def is_headline(text: str) -> bool:
    """Whether Nearly All Words Begin With Capitals, so that a capital tells no name."""
    found = [word for word in text.split() if word[0].isalpha()]
    return len(found) > 4 and sum(word[0].isupper() for word in found) * 10 >= 7 * len(found)
