"""Which file has which columns: the table form of docs/importing.md, held together with it by a test."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FILING = (
    "status",
    "visibility",
    "language",
    "publisher",
    "published",
    "reference",
    "link",
    "licence",
    "reviewed_on",
    "review_due",
    "provisional",
    "phrasings",
)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of one kind of file, in the order of the documentation."""

    columns: tuple[str, ...]
    required: tuple[str, ...]

    def unknown(self, name: str) -> str:
        """What to say about a column that this table does not have."""
        nearest = difflib.get_close_matches(name.lower(), self.columns, n=1, cutoff=0.6)
        hint = f"Did you mean {nearest[0]}?" if nearest else f"Known: {', '.join(self.columns)}."
        return f"There is no such column. {hint}"


def _table(columns: str, *, filed: bool = False) -> Table:
    """`columns` separated by spaces, a * behind those that must be filled; `filed` adds the columns of the filing."""
    names = tuple(columns.split()) + (tuple(FILING) if filed else ())
    required = tuple(name[:-1] for name in names if name.endswith("*"))
    return Table(tuple(name.rstrip("*") for name in names), (*required, "publisher") if filed else required)


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "places": _table("id* name* kind* aliases parent latitude longitude reference link"),
        "actors": _table("id* name* aliases parent is_party reference link"),
        "sources": _table("id* name* kind* aliases domains handles actor is_party descriptor reference link"),
        "ratings": _table("source* letter* rater* rated_on* reason* until"),
        "events": _table(
            "id* title* summary kind* corroboration first_day* last_day date_precision place place_name place_precision "
            "latitude longitude actors killed_low killed killed_high civilians_killed injured detained who_counts counted_on "
            "origins",
            filed=True,
        ),
        "statements": _table(
            "id* text* verdict reason* said_by stance said_first said_last said_precision about places actors",
            filed=True,
        ),
        "series": _table(
            "id* title* measure* unit* who_counts* definition* since until places actors", filed=True
        ),
        "points": _table("series* as_of* value* low high published reference link"),
        "figures": _table("record* measure* unit* best* low high who_counts as_of"),
        "evidence": _table("record* publisher* published reference link origin stance"),
    }
)
"""Kinds of files by the name of the file without `.csv`, in an order in which nothing refers to a later one."""
