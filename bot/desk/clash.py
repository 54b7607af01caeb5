"""Two who changed one record from the same state: what each made of it, field by field. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_NOT_OF_THE_RECORD = frozenset({"kind", "reason"})


class Side(StrEnum):
    THEIRS = "theirs"
    YOURS = "yours"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that stands otherwise in the record than in the form that came too late. `meant` is the side that alone changed it; None where both
    did, and where it is not known what they began with."""

    field: str
    theirs: str
    yours: str
    meant: Side | None


def clashes(
    began: Mapping[str, str] | None, theirs: Mapping[str, str], yours: Mapping[str, str]
) -> tuple[Clash, ...]:
    """Forms of one record (`fill_form`): what both began with as far as that is known, what stands now, and what was sent."""
    names = (name for name in dict.fromkeys((*theirs, *yours)) if name not in _NOT_OF_THE_RECORD)
    pairs = ((name, theirs.get(name, ""), yours.get(name, "")) for name in names)
    return tuple(
        Clash(name, one, other, None if began is None else _meant(began.get(name, ""), one, other))
        for name, one, other in pairs
        if not _same(one, other)
    )


def _meant(began: str, theirs: str, yours: str) -> Side | None:
    if _same(began, theirs):
        return Side.YOURS
    return Side.THEIRS if _same(began, yours) else None


def _same(one: str, other: str) -> bool:
    """Reading a form levels white space."""
    return [line.split() for line in one.strip().split("\n")] == [
        line.split() for line in other.strip().split("\n")
    ]
