"""Places and parties as data sets name them, found among those of the library or filed as new ones.

What a data set files itself has an id made of what it calls it, so that a second import finds it by that and by nothing else.
"""

import re
from collections.abc import Mapping
from hashlib import sha256

from bot.claims.claim import NameKind
from bot.claims.names import Names, fold
from bot.library.filing import Provenance
from bot.library.names import Actor, Place, PlaceKind

Point = tuple[float | None, float | None]
"""Degrees north and east, WGS 84; both or neither."""

NOWHERE: Point = (None, None)

_LEVELS = {
    "country": PlaceKind.COUNTRY,
    "region": PlaceKind.REGION,
    "state": PlaceKind.REGION,
    "province": PlaceKind.REGION,
    "governorate": PlaceKind.REGION,
    "territory": PlaceKind.REGION,
    "oblast": PlaceKind.REGION,
    "district": PlaceKind.DISTRICT,
    "township": PlaceKind.TOWNSHIP,
    "town": PlaceKind.TOWN,
    "city": PlaceKind.TOWN,
    "village": PlaceKind.VILLAGE,
}
"""What the last word of a place's name says about it."""

_NO_NAME = re.compile(r"\(|\bbetween\b|\barea\b|\bborder\b|\bhighway\b|\broad\b|\band\b| - ", re.IGNORECASE)
"""Described rather than named: nobody writes it like this."""
_SHORTEST = 4
"""Letters of a plain name. A shorter one is more often something else."""
_WORDS = re.compile(
    "army|base|bath|battle|best|border|bridge|camp|cent(er|re|ral)|cross|deep|down|east|farm|field|forest|fort|gate|good|great|green|hill|home"
    "|hope|house|island|king|lake|land|last|life|long|main|mall|man|many|market|mine|mission|mobile|most|mount|near|new|nice|north(ern)?|park"
    "|peace|police|port|prison|reading|river|road|rock|rose|rural|same|sand|school|sharp|south(ern)?|spring|square|star|station|street|summit"
    "|tank|temple|tower|union|university|valley|victoria|villa|village|water|west(ern)?|white|wood"
)
"""Plain words that are places somewhere: with a capital they begin every second sentence."""
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_APART = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """A text as part of an id."""
    return _APART.sub("-", fold(text))[:40].strip("-") or "x"


def id_part(text: str) -> str:
    """A text as part of an id that no other text has."""
    part = slug(text)
    return part if part == text else f"{part}-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def plain_name(text: str) -> str:
    """Without what is said in parentheses: *Myanmar (Burma)*."""
    return " ".join(_PARENTHESIS.sub("", text).split()) or text


class Gazetteer:
    """Finds a place by its country and what it lies in, the largest first. `fresh` are those that were not there, in the order of their finding."""

    def __init__(self, names: Names, data_set: str) -> None:
        self._names = names
        self._prefix = f"{data_set}-place-"
        self._data_set = data_set
        self._known: dict[str, str] = {}
        self.fresh: list[Place] = []

    def find(self, levels: Mapping[str, PlaceKind | None], point: Point = NOWHERE) -> str:
        """The id of the last of `levels` that has a name; `point` is where that one is. Empty where none has.

        `levels` are names, the largest first, with their kinds, None where the name itself says it.
        """
        parent, anchor, chain = "", "", ""
        filled = {" ".join(level.split()): kind for level, kind in levels.items() if level.strip()}
        for number, (level, kind) in enumerate(filled.items(), start=1):
            chain = f"{chain}|{fold(level)}"
            found = self._known.get(chain)
            if found is None:
                found = self._in_library(level, chain, anchor)
                if not found:
                    found = self._file(
                        level, kind, chain, parent, point if number == len(filled) else NOWHERE
                    )
                self._known[chain] = found
            parent = found
            anchor = anchor if found.startswith(self._prefix) else found
        return parent

    def take_fresh(self) -> tuple[Place, ...]:
        """What was not in the library, each once."""
        fresh, self.fresh = tuple(self.fresh), []
        return fresh

    def _file(self, level: str, kind: PlaceKind | None, chain: str, parent: str, point: Point) -> str:
        own = self._own(level, chain)
        name = level if parent else plain_name(level)
        last = fold(name).rpartition(" ")[2]
        kind = (kind or _LEVELS.get(last, PlaceKind.AREA)) if parent else PlaceKind.COUNTRY
        aliases = _aliases(name, level, last)
        self.fresh.append(
            Place(own, name, kind, aliases, parent, *point, provenance=Provenance.DATA_SET, reference=self._data_set)
        )  # fmt: skip
        return own

    def _in_library(self, level: str, chain: str, anchor: str) -> str:
        """What was filed for it before; else the one place of that name that lies where it should. Of several none: any could be wrong.

        `anchor` is the nearest that it lies in and that the library has of its own, empty for a country.
        """
        own = self._own(level, chain)
        if self._names.get(NameKind.PLACE, own):
            return own
        is_country = chain.count("|") == 1
        name = plain_name(level) if is_country else level
        for spelling in dict.fromkeys((name, _without_level(name))):
            found = [
                place
                for place in self._names.bearers(NameKind.PLACE, spelling)
                if not place.startswith(self._prefix) and self._fits(place, anchor, is_country=is_country)
            ]
            if len(found) == 1:
                return found[0]
        return ""

    def _fits(self, place: str, anchor: str, *, is_country: bool) -> bool:
        lineage = self._names.lineage(NameKind.PLACE, place)
        return len(lineage) == 1 if is_country else bool(anchor) and anchor in lineage[1:]

    def _own(self, level: str, chain: str) -> str:
        return f"{self._prefix}{slug(level)}-{sha256(chain.encode('utf-8', 'replace')).hexdigest()[:8]}"


class Cast:
    """Finds the parties of a conflict. `fresh` are those that were not there."""

    def __init__(self, names: Names, data_set: str) -> None:
        self._names = names
        self._prefix = f"{data_set}-actor-"
        self._reference = data_set
        self._known: dict[str, str] = {}
        self.fresh: list[Actor] = []

    def find(self, name: str, number: str = "") -> str:
        """The id of the party of that name; `number` is what the data set knows it by, where it has any."""
        key = f"{number}|{name}"
        if key not in self._known:
            self._known[key] = self._find(plain_name(name), id_part(number or name))
        return self._known[key]

    def take_fresh(self) -> tuple[Actor, ...]:
        fresh, self.fresh = tuple(self.fresh), []
        return fresh

    def _find(self, name: str, number: str) -> str:
        own = f"{self._prefix}{number}"
        if self._names.get(NameKind.ACTOR, own):
            return own
        there = [
            actor for actor in self._names.bearers(NameKind.ACTOR, name) if not actor.startswith(self._prefix)
        ]
        if len(there) == 1:
            return there[0]
        if all(own != actor.id for actor in self.fresh):
            self.fresh.append(
                Actor(own, name, is_party=True, provenance=Provenance.DATA_SET, reference=self._reference)
            )
        return own


def _aliases(name: str, level: str, last: str) -> tuple[str, ...]:
    others = [] if level == name else [level]
    bare = _without_level(name)
    is_name = last in _LEVELS and bare != name and not _NO_NAME.search(name)
    if is_name and len(bare) >= _SHORTEST and not _WORDS.fullmatch(fold(bare)):
        others.append(bare)
    return tuple(others)


def _without_level(name: str) -> str:
    begin, _, last = name.rpartition(" ")
    return begin if begin and fold(last) in _LEVELS else name
