"""Receipts: short codes that can be read aloud, with a check digit. Crockford's base 32, so that O and 0, I, L and 1 are the same."""

import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011", " -")
_LENGTH = 8
"""The last one checks the others: 35 bits are left, and codes count together with who asks."""


def make_code() -> str:
    """A new code, such as "7KQ2-M4TX"."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH - 1))
    return _shown(body + _check(body))


def read_code(text: str) -> str | None:
    """The code as it is written by us; None for anything that is none, as after a slip of the pen."""
    code = text.strip().upper().translate(_READ_AS)
    if len(code) != _LENGTH or any(sign not in _ALPHABET for sign in code):
        return None
    return _shown(code) if _check(code[:-1]) == code[-1] else None


def _shown(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def _check(body: str) -> str:
    """Weights that are odd find every single wrong sign, and differ so that most neighbours that changed places are found."""
    total = sum(_ALPHABET.index(sign) * (2 * place + 1) for place, sign in enumerate(body))
    return _ALPHABET[total % len(_ALPHABET)]
