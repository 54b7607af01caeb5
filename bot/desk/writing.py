"""Writing a record from the short form: an event, a statement or a further value of a series. Pure.

The short form asks what a moderator can say on a phone. It is put into the form of the whole record, so that both refuse the same things.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.claims.claim import Claim, NameKind
from bot.claims.names import fold
from bot.claims.quantity import Bound, Measure
from bot.desk.case import CaseFile, CaseKind, Matter
from bot.desk.form_values import Values, write_number, write_row
from bot.desk.question import Question
from bot.desk.record_form import fill_form
from bot.desk.record_reading import Faults, read_form, reviewed
from bot.desk.references import Filed
from bot.desk.revision import Revision
from bot.errors import Refusal
from bot.library.filing import Status
from bot.library.record import Record
from bot.library.series import Point, Series
from bot.people.audience import Audience


class RecordKind(StrEnum):
    """What the short form is for."""

    EVENT = "event"
    STATEMENT = "statement"
    POINT = "point"  # of a series


@dataclass(frozen=True, slots=True)
class Written:
    """A record to be kept, what it takes the place of (None for nothing), and what the audit log is to tell of it."""

    record: Record
    seen: Record | None
    revision: Revision


@dataclass(frozen=True, slots=True)
class Around:
    """What writing asks of the outside. `record` is the id of a new one; `series` is the one that a value is for; `claim` is what it is written
    for. `is_draft`: it is not to count before somebody else has looked."""

    filed: Filed
    today: date
    record: str
    series: Series | None = None
    claim: Claim | None = None
    is_draft: bool = False


_PEOPLE = frozenset(Measure) - {Measure.DESTROYED, Measure.TAKEN, Measure.AMOUNT, Measure.OTHER}
_SLUG = re.compile(r"[^a-z0-9]+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "to",
        "was",
        "were",
        "with",
    ]
)
_MOST_WORDS = 6
_MOST_NAMES = 30
_LONGEST_TITLE = 1000
_FULL = {"ground": "reason", "places": "place", "figures": "figure"}
"""Fields of the whole form that stand under another name in the short one."""


def write(given: Mapping[str, str], around: Around) -> Written | Faults:
    """What a form without faults (`bot/speech/form_fields.py`) comes to, or what cannot be used of it, field by field. Never raises."""
    reason = reason_in(given)
    if given.get("kind") not in {each.value for each in RecordKind}:
        return (("kind", Refusal("form.fault.choice")),)
    if given["kind"] == RecordKind.POINT:
        return _add_point(given, reason, around)
    whole = _whole(given, around)
    if not isinstance(whole, dict):
        return whole
    read = read_form(around.record, whole, around.filed)
    if isinstance(read, tuple):
        return tuple((_FULL.get(name, name), fault) for name, fault in read)
    record = reviewed(read, around.today)
    return Written(record, None, Revision(reason, {}, fill_form(record, around.filed)))


def edit(
    seen: Record, given: Mapping[str, str], reason: str, *, filed: Filed, today: date
) -> Written | Faults:
    """What the form of a whole record comes to where it stood for `seen` before."""
    if not reason.strip():
        return (("reason", Refusal("form.fault.required")),)
    read = read_form(seen.id, given, filed)
    if isinstance(read, tuple):
        return read
    record = reviewed(read, today)
    return Written(record, seen, Revision(reason, fill_form(seen, filed), fill_form(record, filed)))


def reason_in(given: Mapping[str, str]) -> str:
    return " ".join(given.get("reason", "").split())


def names_in(given: Mapping[str, str]) -> tuple[str, ...]:
    """The ids under which a record can stand that was made of this form."""
    series = given.get("series", "").strip()
    return (series,) if given.get("kind") == RecordKind.POINT else ids_for(given)


def ids_for(given: Mapping[str, str]) -> tuple[str, ...]:
    """Readable ids for a new record, the best first: the day and the words that tell."""
    words = [word for word in _SLUG.split(_plain(given.get("title", ""))) if word and word not in _SMALL]
    told = [given.get("day", ""), given.get("kind", ""), *words[:_MOST_WORDS]]
    stem = _SLUG.sub("-", "-".join(part for part in told if part))[:80].strip("-") or "record"
    return (stem, *(f"{stem}-{number}" for number in range(2, _MOST_NAMES)))


def prefill(matter: Matter, filed: Filed) -> dict[str, str]:
    """What the short form can take over from what somebody brought."""
    if isinstance(matter, Question):
        given = dict(_from_claim(matter.claim, filed))
        if "day" not in given and matter.published:
            given["day"] = matter.published.isoformat()
    else:
        given = {"title": matter.what, "place": matter.where}
    given["title"] = " ".join(given["title"].split())[:_LONGEST_TITLE].strip()
    given["place"] = " ".join(given.get("place", "").split())
    return {name: text for name, text in given.items() if text}


def usual_visibility(file: CaseFile | None, *, is_sensitive: bool) -> Audience:
    """What is chosen already, for whoever writes to look at: everybody where the public asked about a claim, since that goes round anyway. What a
    tipster told, and what needs a second person, stays in the newsroom unless somebody says otherwise."""
    is_public = file is not None and any(one.audience is Audience.PUBLIC for one in file.matters)
    is_claim = file is not None and file.case.kind is CaseKind.CLAIM
    return Audience.PUBLIC if is_public and is_claim and not is_sensitive else Audience.NEWSROOM


def _from_claim(claim: Claim, filed: Filed) -> Iterator[tuple[str, str]]:
    yield "title", claim.text
    days = [one.when for one in claim.moments if one.when and not one.is_as_of]
    if days and days[0].first == days[0].last:
        yield "day", days[0].first.isoformat()
    for mention in claim.places[:1]:
        yield "place", filed.write(mention.ids[0], NameKind.PLACE) if len(mention.ids) == 1 else mention.name
    if claim.attribution:
        yield "said_by", claim.attribution.name
    for one in claim.quantities[:1]:
        if one.bound is not Bound.ORDER and one.value >= 0:
            yield "figure", write_number(one.value)
            yield "measure", one.measure.value


def _whole(given: Mapping[str, str], around: Around) -> dict[str, str] | Faults:
    """The short form as that of the whole record."""
    figure, measure = given.get("figure", "").strip(), given.get("measure", "").strip()
    if bool(figure) != bool(measure):
        return (("measure" if figure else "figure", Refusal("form.fault.required")),)
    whole = {
        name: given.get(name, "")
        for name in ("kind", "title", "event_kind", "verdict", "said_by", "day", "place")
    }
    whole |= {name: given.get(name, "") for name in ("publisher", "link", "visibility")}
    whole["ground"] = given.get("reason", "")
    whole["status"] = (Status.DRAFT if around.is_draft else Status.VERIFIED).value
    if around.claim is not None:
        whole["language"] = around.claim.language if len(around.claim.language) == len("en") else ""
    if whole["kind"] == RecordKind.STATEMENT:
        whole["places"] = whole.pop("place")
    if figure:
        whole["figures"] = write_row(measure, figure, _unit(figure, measure, around.claim))
    return whole


def _unit(figure: str, measure: str, claim: Claim | None) -> str:
    """What was counted, as the claim says it; people where it is people that are counted."""
    for one in claim.quantities if claim else ():
        if one.unit and one.measure.value == measure and write_number(one.value) == figure:
            return one.unit
    return "people" if measure in _PEOPLE else ""


def _add_point(given: Mapping[str, str], reason: str, around: Around) -> Written | Faults:
    series, values = around.series, Values(given)
    if around.is_draft:  # a total counts as a whole: there is no half of it that waits
        return (("series", Refusal("form.fault.unsigned_point")),)
    if series is None:
        return (("series", Refusal("form.fault.no_series", record=given.get("series", "").strip())),)
    day, figure = values.day("day"), values.number("figure", least=0)
    link, publisher = values.link("link"), values.text("publisher")
    if day is None or figure is None:
        missing = (
            (name, Refusal("form.fault.required"))
            for name, one in (("day", day), ("figure", figure))
            if one is None
        )
        return tuple(values.faults) or tuple(missing)
    if any(point.as_of == day for point in series.points):
        values.complain("day", Refusal("form.fault.same_day", day=day.isoformat()))
    if values.faults:
        return tuple(values.faults)
    points = (*series.points, Point(day, figure, published=None, reference=publisher, link=link))
    in_order = tuple(sorted(points, key=lambda point: point.as_of))
    record = reviewed(replace(series, points=in_order), around.today)
    filed = around.filed
    return Written(record, series, Revision(reason, fill_form(series, filed), fill_form(record, filed)))


def _plain(text: str) -> str:
    return fold(text).replace("'", "")
