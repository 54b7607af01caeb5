"""From the scores of tokens to a name."""

from typing import NamedTuple

import numpy as np

from bot.claims.guess import Guess
from storage.attribution.features import Floats, Offsets, Whole

LONGEST_NAME = 14
"""Tokens."""

_LOOKED_AT = 40
_LEAST = 1e-4

_WHOLE = 0.05
"""Share of that of the likeliest place from which on a longer name that ends there is the name as it is given: "Ye Zaw", where "Zaw" is likelier."""


class _Place(NamedTuple):
    name: str
    at: int
    share: float


def decode(text: str, first: Floats, last: Floats, offsets: Offsets, parts: Whole) -> Guess:
    """`first` and `last` are the scores of each token for one sentence, those of token 0 for nobody with a name; `parts` numbers the sentences that the
    tokens stand in: no name goes over the end of one. What is one name in several places or in part counts as one."""
    length = len(offsets)
    reach = np.arange(LONGEST_NAME)
    ends = np.minimum(np.arange(length)[:, None] + reach, length - 1)
    stands = np.array([end > begin for begin, end in offsets])
    may = stands[:, None] & stands[ends] & (parts[:, None] == parts[ends])
    may &= np.arange(length)[:, None] + reach < length
    scores = np.where(may, first[:, None] + last[ends], -np.inf).astype(np.float64)
    none = float(first[0]) + float(last[0])
    top = max(none, float(scores.max(initial=-np.inf)))
    shares = np.exp(scores - top)
    whole = float(shares.sum()) + np.exp(none - top)
    nobody = float(np.exp(none - top) / whole)
    flat = (shares / whole).ravel()
    best = (
        np.argpartition(flat, -_LOOKED_AT)[-_LOOKED_AT:] if flat.size > _LOOKED_AT else np.arange(flat.size)
    )
    found: dict[str, list[_Place]] = {}
    for at in best[np.argsort(-flat[best])]:
        begin, share = int(at) // LONGEST_NAME, float(flat[at])
        if share < _LEAST:
            break
        name = text[offsets[begin][0] : offsets[int(ends.ravel()[at])][1]]
        key = next((other for other in found if _is_part(name.lower(), other)), name.lower())
        found.setdefault(key, []).append(_Place(name, offsets[begin][0], share))
    likeliest = max(found.values(), key=lambda places: sum(one.share for one in places), default=[])
    if not likeliest:
        return Guess("", 0, 0.0, nobody)
    best_place = likeliest[0]
    named = max((one for one in likeliest if _is_more_of(one, best_place)), key=lambda one: len(one.name))
    return Guess(named.name, named.at, sum(one.share for one in likeliest), nobody)


def _is_more_of(one: _Place, top: _Place) -> bool:
    """The likeliest place itself, or what stands before it too."""
    ends_there = one.at + len(one.name) == top.at + len(top.name)
    return ends_there and one.at <= top.at and one.share >= _WHOLE * top.share


def _is_part(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "
