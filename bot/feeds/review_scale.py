"""What a fact-checker's rating means on our scale. Words decide; numbers only where they stand at an end of their scale."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from bot.claims.names import fold
from bot.library.statement import Verdict

_GOES_ON = re.compile(r"\s*(?:[:.;,(\[!|]|\s[-–—]\s).*", re.DOTALL)
_MARKS = re.compile(r"[^\w\s]+")


def verdict_of(rating: str, scale: Mapping[str, str]) -> Verdict | None:
    """The verdict for a rating in words; None for one that nothing is known of. `scale` is what the newsroom said, which goes before all."""
    whole = _levelled(rating)
    for said in (whole, _levelled(_GOES_ON.sub("", rating.strip()))):
        own = scale.get(fold(rating).strip()) or scale.get(said)
        if own in set(Verdict):
            return Verdict(own)
        if found := _words().get(said):
            return found
    return None


def verdict_of_number(value: float | None, worst: float | None, best: float | None) -> Verdict | None:
    """Between the ends anything may be meant, and some scales run the other way without saying so."""
    if value is None or worst is None or best is None or worst == best:
        return None
    return {worst: Verdict.FALSE, best: Verdict.TRUE}.get(value)


def verdict_of_media(category: str) -> Verdict | None:
    verdict = _table()["media"].get(category.rpartition("/")[2])
    return Verdict(verdict) if verdict else None


@cache
def _words() -> Mapping[str, Verdict]:
    table = _table()
    return {_levelled(word): verdict for verdict in Verdict for word in table.get(verdict.value, ())}


@cache
def _table() -> Mapping[str, Any]:
    file = resources.files("bot.feeds") / "review_words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _levelled(text: str) -> str:
    return " ".join(_MARKS.sub(" ", fold(text)).split())
