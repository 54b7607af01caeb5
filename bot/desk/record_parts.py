"""The lists of a record as lines of a form: one for each figure, report, value or party."""

from collections.abc import Iterable

from bot.claims.claim import NameKind, Stance
from bot.claims.quantity import Measure
from bot.desk.form_values import Values, write_day, write_items, write_number, write_row
from bot.desk.references import Filed
from bot.errors import Refusal
from bot.library.event import Involvement, Role
from bot.library.filing import Evidence, Figure
from bot.library.series import Point


def write_figures(figures: Iterable[Figure], filed: Filed) -> str:
    return write_items(
        write_row(
            one.measure.value,
            write_number(one.best),
            one.unit,
            write_number(one.low),
            write_number(one.high),
            filed.write(one.who_counts, NameKind.SOURCE),
            write_day(one.as_of),
        )
        for one in figures
    )


def read_figures(values: Values, filed: Filed, field: str = "figures") -> tuple[Figure, ...]:
    found = []
    for measure, best, unit, low, high, who, day in values.rows(field, 7):
        counted = values.one_of(field, measure, Measure)
        least, value, most = _estimate(values, field, low, best, high)
        as_of = values.read_day(field, day)
        counter = filed.file(values, field, who, NameKind.SOURCE) if who else ""
        if counted is not None and value is not None:
            found.append(Figure(counted, unit.lower(), value, least, most, counter, as_of))
        elif not measure or not best:
            values.complain(field, Refusal("form.fault.figure"))
    return tuple(found)


def write_evidence(evidence: Iterable[Evidence]) -> str:
    return write_items(
        write_row(
            one.publisher,
            write_day(one.published),
            one.link,
            one.reference,
            one.origin,
            "" if one.stance is Stance.REPORT else one.stance.value,
        )
        for one in evidence
    )


def read_evidence(values: Values, field: str = "evidence") -> tuple[Evidence, ...]:
    found = []
    for publisher, published, link, reference, origin, stance in values.rows(field, 6):
        if not publisher:
            values.complain(field, Refusal("form.fault.publisher"))
        found.append(
            Evidence(
                publisher,
                values.read_day(field, published),
                reference,
                values.read_link(field, link),
                origin,
                values.one_of(field, stance, Stance) or Stance.REPORT,
            )
        )
    return tuple(found)


def write_points(points: Iterable[Point]) -> str:
    return write_items(
        write_row(
            write_day(one.as_of),
            write_number(one.value),
            write_number(one.low),
            write_number(one.high),
            write_day(one.published),
            one.reference,
            one.link,
        )
        for one in points
    )


def read_points(values: Values, field: str = "points") -> tuple[Point, ...]:
    found: dict[str, Point] = {}
    for day, best, low, high, published, reference, link in values.rows(field, 7):
        as_of = values.read_day(field, day)
        least, value, most = _estimate(values, field, low, best, high)
        if as_of is None or value is None:
            values.complain(field, Refusal("form.fault.point"))
            continue
        if day in found:
            values.complain(field, Refusal("form.fault.same_day", day=day))
        told = values.read_day(field, published)
        found[day] = Point(as_of, value, least, most, told, reference, values.read_link(field, link))
    if not found:
        values.complain(field, Refusal("form.fault.point"))
    return tuple(sorted(found.values(), key=lambda point: point.as_of))


def write_parties(actors: Iterable[Involvement], filed: Filed) -> str:
    return write_items(write_row(one.role.value, filed.write(one.actor, NameKind.ACTOR)) for one in actors)


def read_parties(values: Values, filed: Filed, field: str = "parties") -> tuple[Involvement, ...]:
    found = []
    for role, name in values.rows(field, 2):
        part = values.one_of(field, role, Role)
        actor = filed.file(values, field, name, NameKind.ACTOR) if name else ""
        if part is not None and actor:
            found.append(Involvement(actor, part))
        elif not role or not name:
            values.complain(field, Refusal("form.fault.party"))
    return tuple(dict.fromkeys(found))


def _estimate(
    values: Values, field: str, low: str, best: str, high: str
) -> tuple[float | None, float | None, float | None]:
    least, value, most = (values.read_number(field, text, least=0) for text in (low, best, high))
    known = [one for one in (least, value, most) if one is not None]
    if known != sorted(known):
        values.complain(field, Refusal("form.fault.fall"))
    return least, value, most
