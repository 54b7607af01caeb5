import re
from collections.abc import Iterable

from bot.claims.bodies import body_names
from bot.claims.claim import Mention, NameKind
from bot.claims.names import Names
from bot.claims.saying import load_saying
from bot.claims.word_list import words

_NOT_THE_ARMY = words("ethnic rebel private liberation guerrilla people's people’s resistance volunteer")
_PREFIX = re.compile(r"\b(?:pro|anti|non|ex|un|post|semi|para)-$", re.IGNORECASE)


def read_mentions(
    text: str, names: Names
) -> tuple[tuple[Mention, ...], tuple[Mention, ...], tuple[Mention, ...]]:
    """Places, actors and sources named in the text.

    A name inside a longer name is not meant by itself: "Myanmar" in "Myanmar Now", "Karen" in "Karen National Union".
    """
    kept = find_names(text, names)
    by_kind = {kind: tuple(mention for mention in kept if mention.kind is kind) for kind in NameKind}
    return by_kind[NameKind.PLACE], by_kind[NameKind.ACTOR], by_kind[NameKind.SOURCE]


def find_names(text: str, names: Names) -> list[Mention]:
    """Every name that stands for itself, in order: not inside a longer one, not behind a prefix ("pro-military")."""
    return _outermost(
        mention
        for mention in names.find(text)
        if not _PREFIX.search(text, max(0, mention.start - 7), mention.start)
        and not _is_foreign(text, mention)
    )


def with_bodies(text: str, mentions: list[Mention]) -> list[Mention]:
    """The names with those of bodies that the library does not know, told by their shape: "the Institute for Strategy and Policy"."""
    found = [
        Mention((), text[start:end], NameKind.ACTOR, start, end)
        for start, end in body_names(text)
        if not any(
            (one.start <= start and end <= one.end)
            or (start < one.start and one.end == end and text[: one.start].endswith((" of ", " of the ")))
            for one in mentions
            if one.kind is not NameKind.PLACE
        )
    ]
    return _outermost([*mentions, *found]) if found else mentions


def _is_foreign(text: str, mention: Mention) -> bool:
    """ "The Thai army", "India's army": a plain word for a body, said of another country's."""
    if mention.kind is NameKind.PLACE or " " in mention.name:
        return False
    before = text[max(0, mention.start - 20) : mention.start].rstrip(" ").rsplit(maxsplit=1)
    return bool(before) and (before[-1].lower() in load_saying().foreign or before[-1] in _NOT_THE_ARMY)


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda found: (found.start, -found.end)):
        # In this order a mention can only lie inside one that was kept before it and reaches further.
        if (
            kept
            and mention.start < kept[-1].end
            and (mention.start, mention.end) != (kept[-1].start, kept[-1].end)
        ):
            continue
        kept.append(mention)
    return kept
