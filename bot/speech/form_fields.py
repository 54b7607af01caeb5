"""What each form asks for, described once: a modal, a page and a typed dialogue show the same fields and refuse the same things."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.claims.claim import Stance
from bot.claims.interval import Precision
from bot.claims.quantity import Measure
from bot.desk.case import LONGEST_REASON
from bot.desk.decision import NAMES_RECORD, Accord, Conclusion
from bot.desk.form_values import is_link
from bot.desk.tip import LONGEST, YES_OR_NO, TipField
from bot.desk.writing import RecordKind
from bot.errors import Refusal
from bot.library.event import Corroboration, EventKind, PlacePrecision
from bot.library.filing import Status
from bot.library.source import Reliability
from bot.library.statement import Verdict
from bot.people.audience import Audience
from bot.speech.forms import Form

_LONGEST_LINE = 300
_LONGEST_LINK = 2000
_LONGEST_TEXT = 4000
_LONGEST_LIST = 60_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_DECIDABLE = tuple(
    each for each in Conclusion if each is not Conclusion.WRITTEN
)  # that is what RECORD comes to

ONLY_FOR_CASES = frozenset({"accord"})
"""Fields of `RECORD` that say nothing of a record which is written for no case."""


class Look(StrEnum):
    """What a field takes, so that a front can make it easy."""

    LINE = "line"
    TEXT = "text"  # several lines
    CHOICE = "choice"
    GIVEN = "given"  # a choice whose options come with the subject: colleagues, or those who asked
    DAY = "day"  # year-month-day
    NUMBER = "number"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Option:
    """`label` is the key of its phrase."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class If:
    """Where another field of the same form has one of these values."""

    field: str
    values: tuple[str, ...]

    def holds(self, given: Mapping[str, str]) -> bool:
        return given.get(self.field, "") in self.values


@dataclass(frozen=True, slots=True)
class Field:
    """`label` and `hint` are keys of phrases. `applies`: elsewhere what stands in it is passed over; None for always. `longest` is in characters."""

    name: str
    label: str
    hint: str
    look: Look = Look.LINE
    longest: int = _LONGEST_LINE
    required: bool | If = False
    options: tuple[Option, ...] = ()
    applies: If | None = None

    def is_asked(self, given: Mapping[str, str]) -> bool:
        return self.applies is None or self.applies.holds(given)

    def is_required(self, given: Mapping[str, str]) -> bool:
        wanted = self.required.holds(given) if isinstance(self.required, If) else self.required
        return wanted and self.is_asked(given)


def form_fields(form: Form) -> tuple[Field, ...]:
    """In the order in which they are asked."""
    return _FIELDS[form]


def field_of(form: Form, name: str) -> Field | None:
    return next((field for field in _FIELDS[form] if field.name == name), None)


def faults(form: Form, given: Mapping[str, str]) -> Iterator[tuple[str, Refusal]]:
    """What cannot be used of a form that was sent in, by the name of the field."""
    for field in _FIELDS[form]:
        if field.is_asked(given) and (fault := fault_in(field, given)):
            yield field.name, fault


def fault_in(field: Field, given: Mapping[str, str]) -> Refusal | None:
    text = given.get(field.name, "").strip()
    if not text:
        return Refusal("form.fault.required") if field.is_required(given) else None
    if len(text) > field.longest:
        return Refusal("form.fault.too_long", limit=str(field.longest), length=str(len(text)))
    if not _is_readable(field, text):
        return Refusal(f"form.fault.{field.look.value}")
    return None


def _is_readable(field: Field, text: str) -> bool:
    match field.look:
        case Look.LINE | Look.TEXT | Look.GIVEN:
            return True
        case Look.CHOICE:
            return any(option.value == text for option in field.options)
        case Look.NUMBER:
            return _NUMBER.fullmatch(text) is not None
        case Look.DAY:
            return _is_day(text)
        case Look.LINK:
            return is_link(text)


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _field(
    form: Form,
    name: str,
    look: Look = Look.LINE,
    *,
    longest: int = _LONGEST_LINE,
    required: bool | If = False,
    options: tuple[Option, ...] = (),
    applies: If | None = None,
) -> Field:
    key = f"form.{form.value}.{name}"
    return Field(name, key, f"{key}_hint", look, longest, required, options, applies)


def _options(values: type[StrEnum] | tuple[StrEnum, ...], phrases: str) -> tuple[Option, ...]:
    return tuple(Option(each.value, f"{phrases}.{each.value}") for each in values)


def _tip() -> Iterator[Field]:
    answers = (Option("yes", "form.yes"), Option("no", "form.no"))
    for asked in TipField:
        if asked in YES_OR_NO:
            yield _field(Form.TIP, asked.value, Look.CHOICE, options=answers)
        else:
            look = Look.LINE if LONGEST[asked] <= _LONGEST_LINE else Look.TEXT
            is_first = asked is TipField.WHAT
            yield _field(Form.TIP, asked.value, look, longest=LONGEST[asked], required=is_first)


_ACCORDS = _options(tuple(each for each in Accord if each is not Accord.UNSAID), "desk.accord")


def _decide() -> Iterator[Field]:
    conclusions = _options(_DECIDABLE, "desk.conclusion")
    answered = If("conclusion", tuple(each.value for each in _DECIDABLE if each is not Conclusion.SPAM))
    linked = If("conclusion", tuple(each.value for each in _DECIDABLE if each in NAMES_RECORD))
    yield _field(Form.DECIDE, "conclusion", Look.CHOICE, required=True, options=conclusions)
    yield _field(Form.DECIDE, "record", required=True, applies=linked)
    yield _field(Form.DECIDE, "accord", Look.CHOICE, required=True, options=_ACCORDS, applies=linked)
    yield _field(Form.DECIDE, "reason", Look.TEXT, longest=LONGEST_REASON, required=answered)
    yield _field(Form.DECIDE, "note", Look.TEXT, longest=LONGEST_REASON)


def _record() -> Iterator[Field]:
    form, reads = Form.RECORD, If("kind", (RecordKind.EVENT, RecordKind.STATEMENT))
    event, said, point = (If("kind", (kind.value,)) for kind in RecordKind)
    verdicts, kinds = _options(Verdict, "verdict.name"), _options(EventKind, "form.event_kind")
    measures, everybody = _options(Measure, "form.measure"), _options(Audience, "form.visibility")
    dated = If("kind", (RecordKind.EVENT, RecordKind.POINT))
    yield _field(form, "kind", Look.CHOICE, required=True, options=_options(RecordKind, "form.record_kind"))
    yield _field(form, "title", Look.TEXT, longest=1000, required=True, applies=reads)
    yield _field(form, "event_kind", Look.CHOICE, required=True, options=kinds, applies=event)
    yield _field(form, "verdict", Look.CHOICE, required=True, options=verdicts, applies=said)
    yield _field(form, "said_by", applies=said)
    yield _field(form, "series", required=True, applies=point)
    yield _field(form, "accord", Look.CHOICE, required=True, options=_ACCORDS)
    yield _field(form, "reason", Look.TEXT, longest=LONGEST_REASON, required=True)
    yield _field(form, "day", Look.DAY, required=dated)
    yield _field(form, "place", applies=reads)
    yield _field(form, "figure", Look.NUMBER, required=point)
    yield _field(form, "measure", Look.CHOICE, options=measures, applies=reads)
    yield _field(form, "publisher")
    yield _field(form, "link", Look.LINK, longest=_LONGEST_LINK)
    yield _field(form, "visibility", Look.CHOICE, required=reads, options=everybody, applies=reads)


_EVENT, _SAID, _SERIES = (If("kind", (kind,)) for kind in ("event", "statement", "series"))
_DATED, _SPOKEN = If("kind", ("event", "statement")), If("kind", ("statement", "series"))


def _edit() -> Iterator[Field]:
    """All of a record, as `bot/desk/record_form.py` has it. A choice that is empty is the usual one."""
    form = Form.EDIT
    everybody, standing = _options(Audience, "form.visibility"), _options(Status, "record.status")
    yield _field(form, "title", Look.TEXT, longest=_LONGEST_TEXT, required=True)
    yield _field(form, "status", Look.CHOICE, options=standing, required=True)
    yield _field(form, "visibility", Look.CHOICE, options=everybody, required=True)
    yield from _edit_content(form)
    yield from _edit_place(form)
    yield from _edit_ground(form)
    yield _field(form, "reason", Look.TEXT, longest=LONGEST_REASON, required=True)


def _edit_content(form: Form) -> Iterator[Field]:
    kinds, measures = _options(EventKind, "form.event_kind"), _options(Measure, "form.measure")
    verdicts, stances = _options(Verdict, "verdict.name"), _options(Stance, "record.stance")
    exactly = _options(Precision, "record.precision")
    yield _field(form, "event_kind", Look.CHOICE, required=True, options=kinds, applies=_EVENT)
    yield _field(form, "verdict", Look.CHOICE, options=verdicts, applies=_SAID)
    yield _field(form, "ground", Look.TEXT, longest=_LONGEST_TEXT, required=True, applies=_SAID)
    yield _field(form, "said_by", applies=_SAID)
    yield _field(form, "stance", Look.CHOICE, options=stances, applies=_SAID)
    yield _field(form, "measure", Look.CHOICE, required=True, options=measures, applies=_SERIES)
    yield _field(form, "unit", required=True, applies=_SERIES)
    yield _field(form, "who_counts", required=True, applies=_SERIES)
    yield _field(form, "definition", Look.TEXT, longest=_LONGEST_TEXT, required=True, applies=_SERIES)
    yield _field(form, "since", Look.DAY, applies=_SERIES)
    yield _field(form, "until", Look.DAY, applies=_SERIES)
    yield _field(form, "points", Look.TEXT, longest=_LONGEST_LIST, required=True, applies=_SERIES)
    yield _field(form, "day", Look.DAY, required=_EVENT, applies=_DATED)
    yield _field(form, "last_day", Look.DAY, applies=_DATED)
    yield _field(form, "date_precision", Look.CHOICE, options=exactly, applies=_DATED)
    yield _field(form, "figures", Look.TEXT, longest=_LONGEST_LIST, applies=_DATED)
    yield _field(form, "summary", Look.TEXT, longest=_LONGEST_LIST, applies=_EVENT)


def _edit_place(form: Form) -> Iterator[Field]:
    exactly = _options(PlacePrecision, "record.place_precision")
    yield _field(form, "place", applies=_EVENT)
    yield _field(form, "place_name", applies=_EVENT)
    yield _field(form, "place_precision", Look.CHOICE, options=exactly, applies=_EVENT)
    yield _field(form, "latitude", applies=_EVENT)
    yield _field(form, "longitude", applies=_EVENT)
    yield _field(form, "parties", Look.TEXT, longest=_LONGEST_LIST, applies=_EVENT)
    yield _field(form, "about", Look.TEXT, longest=_LONGEST_LIST, applies=_SAID)
    yield _field(form, "places", Look.TEXT, longest=_LONGEST_LIST, applies=_SPOKEN)
    yield _field(form, "actors", Look.TEXT, longest=_LONGEST_LIST, applies=_SPOKEN)


def _edit_ground(form: Form) -> Iterator[Field]:
    grades = _options(Corroboration, "corroboration.name")
    yield _field(form, "corroboration", Look.CHOICE, options=grades, applies=_EVENT)
    yield _field(form, "origins", applies=_EVENT)
    yield _field(form, "evidence", Look.TEXT, longest=_LONGEST_LIST)
    yield _field(form, "publisher")
    yield _field(form, "published", Look.DAY)
    yield _field(form, "reference", Look.TEXT, longest=_LONGEST_TEXT)
    yield _field(form, "link", Look.LINK, longest=_LONGEST_LINK)
    yield _field(form, "licence", Look.TEXT, longest=_LONGEST_TEXT)
    yield _field(form, "language")
    yield _field(form, "review_due", Look.DAY)
    yield _field(form, "phrasings", Look.TEXT, longest=_LONGEST_LIST)


def _reason(form: Form) -> tuple[Field, ...]:
    return (_field(form, "reason", Look.TEXT, longest=LONGEST_REASON, required=True),)


_FIELDS: Mapping[Form, tuple[Field, ...]] = {
    Form.TIP: tuple(_tip()),
    Form.MORE: (_field(Form.MORE, "text", Look.TEXT, longest=_LONGEST_TEXT, required=True),),
    Form.DECIDE: tuple(_decide()),
    Form.ASK_BACK: (
        _field(Form.ASK_BACK, "key", Look.GIVEN, required=True),
        _field(Form.ASK_BACK, "question", Look.TEXT, longest=LONGEST_REASON, required=True),
    ),
    Form.SEND_BACK: _reason(Form.SEND_BACK),
    Form.REOPEN: _reason(Form.REOPEN),
    Form.MERGE: (_field(Form.MERGE, "into", Look.NUMBER, required=True),),
    Form.HAND_OVER: (_field(Form.HAND_OVER, "member", Look.GIVEN, required=True),),
    Form.RATE: (
        _field(
            Form.RATE, "letter", Look.CHOICE, required=True, options=_options(Reliability, "reliability.name")
        ),
        *_reason(Form.RATE),
        _field(Form.RATE, "until", Look.DAY, required=True),
    ),
    Form.RECORD: tuple(_record()),
    Form.EDIT: tuple(_edit()),
}
