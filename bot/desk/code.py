"""Receipts: short codes that can be read aloud, with a check digit. Crockford's base 32, so that O and 0, I, L and 1 are the same."""

import re
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011", " -")
_GROUP = 4
_GROUPS = 3
"""The last sign checks the others: 55 bits are left. Whoever has a receipt may take back what stands under it, so none may ever be hit by
guessing, also where nobody counts who asks, as on a page."""

_READ = (2, _GROUPS)
"""Receipts of two groups were given out by earlier versions."""


_GROUPS_OF_FOUR = re.compile(r"[0-9A-Z]{4}(?:([ -]?)[0-9A-Z]{4}){1,2}")


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
    for count in range(_GROUPS, 0, -1):
        words = text.split(maxsplit=count)
        if len(words) >= count and (code := read_code(" ".join(words[:count]))):
            return code, words[count] if len(words) > count else ""
    return "", text


def looks_like_code(text: str) -> bool:
    """Whether nothing but a code was meant, slips of the pen included. Two of three tell: a hyphen between groups, letters and figures, the sign
    that checks the others. Years ("2021-2022") and words ("massacre") seldom have two."""
    found = _GROUPS_OF_FOUR.fullmatch(text.strip().upper())
    return found is not None and (found[1] == "-") + _is_mixed(text) + (read_code(text) is not None) > 1


def is_surely_code(text: str) -> bool:
    """The same among other words, where no slip of the pen is looked for."""
    return _is_mixed(text) and looks_like_code(text) and read_code(text) is not None


def _is_mixed(text: str) -> bool:
    return any(map(str.isdecimal, text)) and any(map(str.isalpha, text))


def _shown(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def _check(body: str) -> str:
    """Weights that are odd find every single wrong sign, and differ so that most neighbours that changed places are found."""
    total = sum(_ALPHABET.index(sign) * (2 * place + 1) for place, sign in enumerate(body))
    return _ALPHABET[total % len(_ALPHABET)]
