"""Who else a pronoun or a description may mean than the one that was heard last: where there is somebody, nobody is named."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from bot.claims.heard import can_be, is_same
from bot.claims.introductions import ANYBODY
from bot.claims.names import Names
from bot.claims.people_named import people_named
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker, Who

_PLACED = re.compile(r"\b(?:in|at|near|from|outside|of) [A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
_THE_ONE = re.compile(
    r"^The (?P<who>(?:[\w'’-]+ ){0,3}?[a-z]+)(?= (?:is|was|has|had|did|does|could|would|will|[a-z]+ed|left|spoke|went|came|kept|gave|took)\b)"
)
_SILENT = re.compile(
    r"^(?:It|They|He|She)(?: has| have)? (?:did not|didn't|declined|refused|not|made no|gave no)\b[^.]*\b(?:answers?|answered|respond(?:ed)?|repl(?:y|ied)|comment(?:ed)?)\b"
)
_MANY_FIRST = re.compile(
    r"(?:The |At least |Some |About )?(?:[0-9][0-9,]*|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Mm]any|[Ss]everal|[Dd]ozens|[Hh]undreds|[Tt]housands|[Ss]ome) (?:[a-z]+ ){0,2}[a-z]+s (?!of\b)"
)
_THING_FIRST = re.compile(r"(?:The|A|An|This|That|One) (?:[\w'’-]+ )*?[a-z]+ ")


def is_another_named(
    person: Speaker, before: Sequence[str], own: str, names: Names, *, is_woman: bool | None = None
) -> bool:
    """Whether "he" in the sentence `own`, or "the minister", may be somebody else whom the text has named since it named him. Whom he speaks of
    himself is not him."""
    since = next((at for at in range(len(before) - 1, -1, -1) if _is_in(person, before[at])), len(before))
    known = {person.name, *people_named(own, names)}
    others = {
        name
        for text in before[since:]
        for name in people_named(_PLACED.sub("", text), names)
        if not any(is_same(name, one) for one in known)
    }
    others |= _by_surname(before, since, known, names)
    if is_woman is None:
        return bool(others)
    others = {name for name in others if can_be(Speaker(name), is_woman=is_woman)}
    return bool(others) and (
        not _is_told(person.name, is_woman=is_woman)
        or any(_is_told(name, is_woman=is_woman) for name in others)
    )


def _is_in(person: Speaker, text: str) -> bool:
    """Whether the text names them, in full or by a last name that is no part of many names."""
    last = person.name.rsplit(maxsplit=1)[-1]
    is_own = last.lower() not in load_saying().syllables
    return person.name in text or (is_own and re.search(rf"\b{re.escape(last)}\b", text) is not None)


def _by_surname(before: Sequence[str], since: int, known: Iterable[str], names: Names) -> set[str]:
    """Those who were named in full before, and by their last name since."""
    people = {name for text in before[:since] for name in people_named(text, names)}
    later = " ".join(before[since + 1 :])
    return {
        name
        for name in people
        if not any(is_same(name, one) or one.endswith(name.rsplit(maxsplit=1)[-1]) for one in known)
        and re.search(rf"\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b", _PLACED.sub("", later))
    }


def _is_told(name: str, *, is_woman: bool) -> bool:
    """Whether a title tells a woman, or a man."""
    saying = load_saying()
    return name.split(maxsplit=1)[0] in (saying.women if is_woman else saying.men)


def begins_with_other(text: str, *, is_many: bool) -> bool:
    """Whether a sentence is about several ("Three trucks …") or about a thing ("The bridge …")."""
    return bool((_MANY_FIRST if is_many else _THING_FIRST).match(text))


def is_of_unnamed(speaker: Speaker, before: Iterable[Speaker]) -> bool:
    """ "Her lawyer said … the lawyer said": somebody who was called so and has no name."""
    return any(one.who is Who.UNNAMED and one.is_person and one.roles & speaker.roles for one in before)


def leaves_open(text: str, person: Speaker | None) -> bool:
    """ "The institute's founder is more careful", "It did not answer": whoever that is need not be the one that spoke."""
    if _SILENT.match(text):
        return True
    opening = _THE_ONE.match(text)
    noun = opening["who"].rsplit(maxsplit=1)[-1] if opening else ""
    is_one = noun[-1:] != "s" and load_saying().is_person(noun)
    return is_one and noun not in ANYBODY | (person.roles if person else frozenset())


def is_of_hers(behind: str) -> bool:
    """ "Helen Ford's hospital director": what is hers brings in somebody else."""
    words = behind.split()[:4]
    small = list(takewhile(str.islower, words))
    return any(load_saying().is_person(word) for word in small)
