"""Finding the library's names in a text: all of them in one pass, whole words only, the longest where they overlap."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from bot.claims.claim import Mention, NameKind

SAFE_IN_LOWER_CASE = 6
"""Letters from which on a name is recognised without a capital: shorter ones are often plain words ("Pale", "Man")."""

_BURMESE = re.compile("[\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9fe]")
_SPLIT_BY_PEOPLE = str.maketrans(
    {"-": " ", "‐": " ", "–": " ", "’": "'", "ʼ": "'", "ʻ": "'", "_": " ", "\n": " "}
)


@dataclass(frozen=True, slots=True)
class Name:
    """One bearer of names: a place, an actor or a source.

    `parent` is the id of what it lies in or belongs to, empty at the top. `is_party` is True for a party to the conflict, `is_body` for
    what is known to be no person, `is_outlet` for a medium or a news agency.
    """

    id: str
    kind: NameKind
    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    is_party: bool = False
    is_body: bool = False
    is_outlet: bool = False


class Names:
    """All names of a library at one version. Immutable once built; building takes some milliseconds per thousand names.

    A spelling that the library writes in small letters ("junta") is found in any case, an abbreviation ("AA") only in capitals, and
    any other one with a capital or when it is long enough not to be a plain word.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_id = {(name.kind, name.id): name for name in names}
        self._lineages: dict[tuple[NameKind, str], tuple[str, ...]] = {}  # asked for every candidate
        self._automaton = ahocorasick.Automaton()
        bearers: dict[tuple[str, NameKind], list[str]] = defaultdict(list)
        spellings: dict[str, set[NameKind]] = defaultdict(set)
        shouted: set[str] = set()
        common: set[str] = set()
        for name in self._by_id.values():
            for spelling in {name.name, *name.aliases}:
                folded = fold(spelling).strip()
                if not folded:
                    continue
                if name.id not in bearers[folded, name.kind]:
                    bearers[folded, name.kind].append(name.id)
                spellings[folded].add(name.kind)
                if spelling.isupper() and len(spelling) <= SAFE_IN_LOWER_CASE:
                    shouted.add(folded)
                if spelling.islower():
                    common.add(folded)
        for folded, kinds in spellings.items():
            self._automaton.add_word(folded, (folded, tuple(sorted(kinds))))
        self._bearers = {key: tuple(ids) for key, ids in bearers.items()}
        self._shouted = frozenset(shouted - common)
        self._common = frozenset(common)
        self._automaton.make_automaton()

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Name]:
        return iter(self._by_id.values())

    def get(self, kind: NameKind, name_id: str) -> Name | None:
        return self._by_id.get((kind, name_id))

    def lineage(self, kind: NameKind, name_id: str) -> tuple[str, ...]:
        """The id itself, its parent, and so on upwards."""
        known = self._lineages.get((kind, name_id))
        if known is not None:
            return known
        found: list[str] = []
        above = name_id
        while above and above not in found:
            found.append(above)
            name = self._by_id.get((kind, above))
            above = name.parent if name else ""
        if (kind, name_id) in self._by_id:
            self._lineages[kind, name_id] = tuple(found)
        return tuple(found)

    def bearers(self, kind: NameKind, spelling: str) -> tuple[str, ...]:
        """The ids of all that are called exactly so."""
        return self._bearers.get((fold(spelling).strip(), kind), ())

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every name in the text, in order. Of overlapping names of one kind the longest counts."""
        if not self._bearers:
            return ()
        folded = fold(text)
        hits = [
            (end - len(word) + 1, end + 1, word, kind)
            for end, (word, kinds) in self._automaton.iter(folded)
            for kind in kinds
            if self._stands_alone(text, folded, end - len(word) + 1, end + 1)
        ]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        taken: dict[NameKind, int] = {}
        mentions: list[Mention] = []
        for start, end, word, kind in hits:
            if start < taken.get(kind, 0):
                continue
            taken[kind] = end
            mentions.append(Mention(self._bearers[word, kind], text[start:end], kind, start, end))
        return tuple(mentions)

    def _stands_alone(self, text: str, folded: str, start: int, end: int) -> bool:
        if is_burmese(folded[start]):
            return end == len(folded) or not _is_burmese_mark(folded[end])
        if start and folded[start - 1].isalnum():
            return False
        if end < len(folded) and folded[end].isalnum():
            return False
        word = text[start:end]
        if folded[start:end] in self._shouted:
            return word.isupper()
        return not word[0].islower() or len(word) >= SAFE_IN_LOWER_CASE or folded[start:end] in self._common


def fold(text: str) -> str:
    """Case, accents, hyphens and apostrophes levelled, character by character: positions stay the same."""
    text = text.translate(_SPLIT_BY_PEOPLE)
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    if character < "\x80":
        return character.lower()
    base = unicodedata.normalize("NFD", character)[0]
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


def is_burmese(character: str) -> bool:
    return (
        "\u1000" <= character <= "\u109f"
        or "\uaa60" <= character <= "\uaa7f"
        or "\ua9e0" <= character <= "\ua9fe"
    )


def has_burmese(text: str) -> bool:
    return not text.isascii() and _BURMESE.search(text) is not None


def _is_burmese_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc"} and is_burmese(character)
