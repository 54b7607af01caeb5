"""Names by their capitals: of people, with "van der" and "al-", and of bodies, with what follows "of"."""

import re

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ"
NAME = rf"(?:(?:al|el|as|ar|an)-[{_CAPITAL}][\w'-]+|[{_CAPITAL}][\w'&.-]*[\w&.]|[{_CAPITAL}])"
_PARTICLE = r"(?: (?:van|der|den|von|de|la|le|du|da|di|del|dos|bin|binti|ibn|al|el|ter|ten)){0,2}"
CAPITALS = re.compile(rf"{NAME}(?:(?: (?:of|for|and|de|bin|al|on|against)(?: the)?)? {NAME})*$")
RUN = re.compile(rf"{NAME}(?:{_PARTICLE} {NAME})*$")
