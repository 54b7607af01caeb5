"""A record that two people changed at once, both versions side by side. What is chosen is sent as a form of the whole record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.desk.clash import Clash, Side
from bot.desk.revision import mark_of
from bot.library.record import Record, title_of
from bot.speech.form_fields import form_fields
from bot.speech.forms import Form
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import SIDE, Fields
from handlers.web.desk.frame import Frame
from handlers.web.desk.library import PATH as LIBRARY
from handlers.web.desk.naming import path_of
from handlers.web.desk.revisions import Lines, label_of, word_of

_CONFLICT: Final = 409


@dataclass(frozen=True, slots=True)
class ShownClash:
    """`name` is that of the two buttons; `chosen` is the one that is pressed already, empty for none."""

    name: str
    label: str
    theirs: str
    yours: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Late:
    """A form that was filled in for an earlier state of its record: what stood in it, where the two differ, and the mark of the state of now."""

    given: Mapping[str, str]
    clashes: Sequence[Clash]
    mark: str


def left_open(fields: Fields) -> bool:
    """Whether a field for which two versions were offered came back without a choice."""
    return any(not fields.first(f"{SIDE}{name}") for name in fields.every("clash"))


def with_choices(fields: Fields, stands: Mapping[str, str]) -> dict[str, str]:
    """The fields for which theirs was chosen, as they stand; of all others what was sent holds."""
    theirs = (name for name in fields.every("clash") if fields.first(f"{SIDE}{name}") == Side.THEIRS)
    return {name: stands.get(name, "") for name in theirs}


def show_clash(frame: Frame, visit: Visit, record: Record, late: Late, lines: Lines) -> web.Response:
    """`lines` are what the log tells of the record."""
    book = frame.book
    is_of_desk = bool(lines) and mark_of(lines[0][1].after) == late.mark  # else an import was faster
    entry, revision = lines[0] if is_of_desk else (None, None)
    return frame.page(
        visit,
        "clash.html",
        title=book.text("webdesk.clash.title"),
        at=LIBRARY,
        status=_CONFLICT,
        path=path_of(record.id),
        record=title_of(record),
        who=entry.name if entry and entry.name else book.text("webdesk.nobody"),
        why=revision.reason if revision else "",
        mark=late.mark,
        clashes=[_shown(one, frame) for one in late.clashes],
        sent=[
            (field.name, late.given.get(field.name, ""))
            for field in form_fields(Form.EDIT)
            if field.name != "reason"
        ],
        reason=late.given.get("reason", ""),
    )


def _shown(one: Clash, frame: Frame) -> ShownClash:
    book = frame.book
    return ShownClash(
        one.field,
        label_of(one.field, book),
        word_of(one.field, one.theirs, book),
        word_of(one.field, one.yours, book),
        one.meant.value if one.meant else "",
    )
