"""Receipts: short codes that can be read aloud, with a check digit. Crockford's base 32, so that O and 0, I, L and 1 are the same."""

import re
import secrets
from dataclasses import dataclass

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011", " -")
_GROUP = 4
_GROUPS = 3
"""The last sign checks the others: 55 bits are left. Whoever has a receipt may take back what stands under it, so none may ever be hit by
guessing, also where nobody counts who asks, as on a page."""

_READ = (2, _GROUPS)
"""Receipts of two groups were given out by earlier versions."""


_GROUPS_OF_FOUR = re.compile(r"[0-9A-Z]{4}(?:([ -]?)[0-9A-Z]{4}){1,2}")
_AMONG = re.compile(
    r"(?<![\w/=&@%#+])(?<!\w-)[0-9A-Z]{4}(?:-?[0-9A-Z]{4}){1,2}(?![\w/=@%]|-\w)", re.IGNORECASE
)
"""No part of a longer word, of an address or of a tag."""


@dataclass(frozen=True, slots=True)
class Found:
    """A code among other words. `is_whole`: of three groups with hyphens between, as it is given out. It `is_sure` where a group mixes letters and
    figures too: "five-year-high" and "2015-2017-2019" have the right sign at their end as well, by chance."""

    typed: str
    before: str
    behind: str

    @property
    def code(self) -> str:
        return read_code(self.typed) or ""

    @property
    def is_whole(self) -> bool:
        return self.typed.count("-") == _GROUPS - 1

    @property
    def is_sure(self) -> bool:
        return self.is_whole and is_mixed(self.typed)


_ENDS = ".,:;!?()"


def make_code() -> str:
    """A new code, such as "7KQ2-M4TX-9AB4"."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP * _GROUPS - 1))
    return _shown(body + _check(body))


def read_code(text: str) -> str | None:
    """The code as it is written by us; None for anything that is none, as after a slip of the pen."""
    code = text.strip().upper().translate(_READ_AS)
    if len(code) not in {_GROUP * groups for groups in _READ} or any(sign not in _ALPHABET for sign in code):
        return None
    return _shown(code) if _check(code[:-1]) == code[-1] else None


def split_code(text: str) -> tuple[str, str]:
    """The code in front, also typed with gaps in it, and what stands behind; no code and the whole text where there is none."""
    for count in (1, _GROUPS, 2):
        words = text.split(maxsplit=count)
        if len(words) >= count and (code := read_code(" ".join(words[:count]).strip(_ENDS))):
            return code, words[count] if len(words) > count else ""
    return "", text


def looks_like_code(text: str) -> bool:
    """Whether nothing but a code was meant, slips of the pen included. Two of three tell: a hyphen between groups, letters and figures, the sign
    that checks the others. Years ("2021-2022") and words ("massacre") seldom have two."""
    found = _GROUPS_OF_FOUR.fullmatch(text.strip().upper())
    return found is not None and (found[1] == "-") + is_mixed(text) + (read_code(text) is not None) > 1


def find_code(text: str) -> Found | None:
    """The first code among other words: one word with the right sign at its end, as no number and no word of four signs beside another is."""
    for found in _AMONG.finditer(text):
        one = Found(found[0], text[: found.start()], text[found.end() :])
        if one.code and (one.is_whole or is_mixed(one.typed)):
            return one
    return None


def is_mixed(text: str) -> bool:
    """Letters and figures in one group: "1500 dead" and "2021-COUP" have none."""
    signs = re.sub("[ -]", "", text)
    groups = (signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
    return any(any(map(str.isdecimal, group)) and any(map(str.isalpha, group)) for group in groups)


def _shown(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def _check(body: str) -> str:
    """Weights that are odd find every single wrong sign, and differ so that most neighbours that changed places are found."""
    total = sum(_ALPHABET.index(sign) * (2 * place + 1) for place, sign in enumerate(body))
    return _ALPHABET[total % len(_ALPHABET)]
