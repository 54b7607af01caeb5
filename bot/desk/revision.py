"""What a change of a record was, as the audit log keeps it: the reason, and the form of the record before and after."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from bot.desk.edit import Edit, EditKind

EDITS = frozenset({EditKind.WRITE, EditKind.EDIT, EditKind.PUBLISH, EditKind.UNPUBLISH})


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that is different; empty where there was or is nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """`before` is empty for a new record; both are forms (`fill_form`). A form that is filled with one of them again is a revert."""

    reason: str
    before: Mapping[str, str]
    after: Mapping[str, str]

    def changes(self) -> tuple[Changed, ...]:
        names = dict.fromkeys((*self.after, *self.before))
        pairs = ((name, self.before.get(name, ""), self.after.get(name, "")) for name in names)
        return tuple(Changed(*pair) for pair in pairs if pair[1] != pair[2])

    def edit(self) -> Edit:
        told = json.dumps({"before": dict(self.before), "after": dict(self.after)}, ensure_ascii=False)
        return Edit(
            EditKind.EDIT if self.before else EditKind.WRITE, f"{' '.join(self.reason.split())}\n{told}"
        )


def read_revision(detail: str) -> Revision | None:
    """None for what was deleted, or cannot be read."""
    reason, _, told = detail.partition("\n")
    try:
        kept = json.loads(told)
    except ValueError:
        return None
    if not isinstance(kept, dict):
        return None
    before, after = kept.get("before"), kept.get("after")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return None
    return Revision(reason, _texts(before), _texts(after))


def mark_of(form: Mapping[str, str]) -> str:
    """Tells this state of a record from any other one, for whoever goes on from it later."""
    told = json.dumps({name: text for name, text in form.items() if text}, sort_keys=True)
    return sha256(told.encode()).hexdigest()[:32]


def reason_of(detail: str) -> str:
    return detail.partition("\n")[0]


def _texts(given: Mapping[object, object]) -> dict[str, str]:
    return {str(name): str(text) for name, text in given.items()}
