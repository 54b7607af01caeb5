from collections.abc import Iterable
from difflib import get_close_matches
from itertools import chain

_ALIKE = 0.75
"""How much of two words has to be the same for one to be a slip of the pen: `hepl` is 0.75 of `help`."""


def nearest(word: str, verbs: Iterable[str]) -> str:
    """The one of these that was probably meant, empty for none: `stauts`, `tpi`, `fogret`."""
    verbs, word = tuple(verbs), word.lower()
    turned = (verb for verb in verbs if sorted(verb) == sorted(word))
    return next(chain(turned, get_close_matches(word, verbs, 1, _ALIKE)), "")
