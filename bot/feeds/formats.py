"""The formats of data sets that can be imported, by the names that the command line has for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from bot.feeds.acled import read_acled
from bot.feeds.claim_review import read_claim_reviews
from bot.feeds.feed import Reader
from bot.feeds.geonames import read_geonames
from bot.feeds.rating_lists import read_ratings
from bot.feeds.timemap import read_timemap
from bot.feeds.ucdp_ged import name_of, read_ucdp_ged

READERS = "1"
"""Raise it with every change that makes something else of the same bytes: an import that was begun by an older one then begins anew."""


def _nothing(_file: str) -> str:
    return ""


def _stem(file: str) -> str:
    return PurePath(file).stem


@dataclass(frozen=True, slots=True)
class Format:
    """`name_of` is what the data set is called, by the name of its file. `is_confined`: its terms do not let anything of it be shown to the public."""

    read: Reader
    name_of: Callable[[str], str] = _nothing
    is_confined: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "ucdp-ged": Format(read_ucdp_ged, name_of),
        "acled": Format(read_acled, is_confined=True),
        "claimreview": Format(read_claim_reviews),
        "ratings": Format(read_ratings),
        "geonames": Format(read_geonames),
        "timemap": Format(read_timemap, _stem),
    }
)
