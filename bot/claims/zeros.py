"""Nobody, no casualties, did not kill anyone: the numbers that are said without a digit."""

import re

from bot.claims.countables import measure_of, plain_unit
from bot.claims.counting import measure_at
from bot.claims.quantity import Bound, Measure, Quantity
from bot.claims.tokens import tokens_of

_NOBODY = re.compile(
    r"\b(?:(?P<who>no[- ]?one|nobody|none|not (?:a single|one) (?:\w+ )?(?P<single>person|civilian|child|villager|woman|man|soldier|life|death))"
    r"|(?:no|zero|without(?: any)?|not? any|0) (?:\w+ )?(?P<what>casualt(?:y|ies)|deaths?|fatalit(?:y|ies)|injuries|people|persons?|civilians?|villagers|children|women|soldiers"
    r"|protesters|residents|houses|homes|arrests|victims|lives|dead|bodies))\b",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"\b(?:not|n't|never) (?P<verb>kill|injure|wound|hurt|arrest|detain|displace|harm) (?:anyone|anybody|any(?: \w+)?|a single \w+|civilians|people)\b",
    re.IGNORECASE,
)


def read_zeros(text: str) -> list[Quantity]:
    """Every statement that it happened to nobody, as the number 0."""
    found: list[Quantity] = []
    for match in _NOBODY.finditer(text):
        what = (match["what"] or match["single"] or "").lower()
        measure = Measure.KILLED if what.startswith(("casualt", "victim", "life")) else measure_of(what)
        end = match.end()
        if measure is None:
            tokens = tokens_of(text, [(match.start(), end)])
            place = next((at for at, token in enumerate(tokens) if token.numeral == 0), None)
            measure = (
                measure_at(tokens, place, place + 1, "people")[0] if place is not None else Measure.OTHER
            )
        if measure is not Measure.OTHER:
            unit = (
                plain_unit(what) if what and not measure_of(what) and not what.startswith("casualt") else ""
            )
            found.append(Quantity(0, 0, 0, Bound.EXACT, measure, unit, match[0], match.start(), end))
    for match in _ANYBODY.finditer(text):
        measure = measure_of(match["verb"].lower()) or Measure.INJURED
        found.append(Quantity(0, 0, 0, Bound.EXACT, measure, "", match[0], match.start(), match.end()))
    return found
