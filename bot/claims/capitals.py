"""Names by their capitals: of people, with "van der" and "al-", and of bodies, with what follows "of"."""

import re

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ"
_NAME = rf"(?:(?:al|el|as|ar|an)-[{_CAPITAL}][\w'-]+|[{_CAPITAL}][\w'&.-]*[\w&.]|[{_CAPITAL}])"
_PARTICLE = r"(?: (?:van|der|den|von|de|la|le|du|da|di|del|dos|bin|binti|ibn|al|el|ter|ten)){0,2}"
CAPITALS = re.compile(rf"{_NAME}(?:(?: (?:of|for|and|de|bin|al|on|against)(?: the)?)? {_NAME})*$")
RUN = re.compile(rf"{_NAME}(?:{_PARTICLE} {_NAME})*$")
BODY_NAME = re.compile(
    rf"(?:{_NAME} ){{0,4}}(?:Institute|Committee|Office|Council|Network|Association|Foundation|Cent(?:er|re)|Commission|Ministry|Department|Union|Front|League|Alliance|Organi[sz]ation|Fund|Campaign|Mission|Mechanism|Federation|Society|Coalition|Movement|Agency|Bureau|Board|Programme|Program|Forum|Initiative|Project)"
    rf" (?:(?:of|for|to|on|against) (?:the )?{_NAME}(?: {_NAME})*(?: (?:and|for|of|on) (?:the )?{_NAME}(?: {_NAME})*)*)$"
)
