"""Any form gives a record or says what is wrong; any record put into its form comes back the same."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.claims.claim import Claim, Kind, NameKind
from bot.claims.names import Name, Names
from bot.claims.quantity import Bound, Measure, Quantity
from bot.desk.question import Question
from bot.desk.record_form import fill_form
from bot.desk.record_reading import read_form, reviewed
from bot.desk.references import Filed
from bot.desk.revision import Revision, read_revision
from bot.desk.writing import Around, Written, edit, ids_for, prefill, write
from bot.library.event import Event
from bot.library.filing import Provenance, Status
from bot.library.record import Record
from bot.library.series import Series
from bot.library.statement import Statement
from bot.speech.form_fields import form_fields
from bot.speech.forms import Form
from tests.desk.records import NAMES, RECORDS
from tests.fakes.entries import a_series, an_event

TODAY = date(2026, 3, 1)
FILED = Filed(NAMES, {"ged-1", "ged-2"})
AROUND = Around(FILED, TODAY, "new")
EVENT = {
    "kind": "event",
    "title": "An air strike hit the school of Pazigyi",
    "event_kind": "air_strike",
    "reason": "Two witnesses  saw it",
    "day": "2024-01-31",
    "place": "Pazigyi",
    "figure": "12",
    "measure": "killed",
    "visibility": "public",
}


def faults(outcome: Written | tuple[tuple[str, object], ...]) -> list[str]:
    assert isinstance(outcome, tuple)
    return [name for name, _ in outcome]


def written(values: dict[str, str], around: Around = AROUND) -> Record:
    outcome = write(values, around)
    assert isinstance(outcome, Written), outcome
    return outcome.record


@given(RECORDS)
def test_record_comes_back_from_its_form(record: Record) -> None:
    assert read_form(record.id, fill_form(record, FILED), FILED) == record


VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["event", "statement", "series", "point", "Pazigyi", "Twin", "2024-01-31", "12", "killed"]
    ),
    st.sampled_from(
        ["public", "draft", "killed | 4 | people", "attacker | junta", "2024-01-31 | 4", "ged-1"]
    ),
)
FIELDS = st.sampled_from(
    ["kind", *(field.name for form in (Form.RECORD, Form.EDIT) for field in form_fields(form))]
)


@given(st.dictionaries(FIELDS, VALUES), st.booleans())
def test_any_values_give_a_record_or_faults(values: dict[str, str], has_series: bool) -> None:
    around = Around(FILED, TODAY, "new", a_series() if has_series else None)

    for outcome in (write(values, around), edit(an_event(), values, "why", filed=FILED, today=TODAY)):
        assert isinstance(outcome, Written) or outcome


@given(st.dictionaries(FIELDS, VALUES))
def test_faults_name_fields_of_the_form(values: dict[str, str]) -> None:
    names = {field.name for field in form_fields(Form.RECORD)}
    outcome = write(values, AROUND)

    assert isinstance(outcome, Written) or {name for name, _ in outcome} <= names


def test_event_is_written() -> None:
    record = written(EVENT)

    assert isinstance(record, Event)
    assert record.where is not None
    assert (record.id, record.where.place, record.when.first) == ("new", "pazigyi", date(2024, 1, 31))
    assert [(one.best, one.unit) for one in record.figures] == [(12, "people")]
    assert (record.filing.provenance, record.filing.reviewed_on) == (Provenance.DESK, TODAY)


def test_unknown_place_is_kept_as_a_name() -> None:
    record = written(EVENT | {"place": "Nowhere yet"})

    assert isinstance(record, Event)
    assert record.where is not None
    assert (record.where.place, record.where.name) == ("", "Nowhere yet")


def test_name_of_several_is_asked_back() -> None:
    assert faults(write(EVENT | {"place": "Twin"}, AROUND)) == ["place"]


def test_name_of_town_and_township_is_the_township() -> None:
    names = Names(
        [
            Name("kalewa", NameKind.PLACE, "Kalewa", parent="kalewa-township"),
            Name("kalewa-township", NameKind.PLACE, "Kalewa"),
        ]
    )
    record = written(EVENT | {"place": "Kalewa"}, Around(Filed(names), TODAY, "new"))

    assert isinstance(record, Event)
    assert record.where is not None
    assert record.where.place == "kalewa-township"
    assert fill_form(record, Filed(names))["place"] == "Kalewa"


def test_number_and_measure_go_together() -> None:
    assert faults(write(EVENT | {"measure": ""}, AROUND)) == ["measure"]
    assert faults(write(EVENT | {"figure": ""}, AROUND)) == ["figure"]


def test_statement_carries_its_reason() -> None:
    record = written(EVENT | {"kind": "statement", "verdict": "false", "said_by": "AAPP"})

    assert isinstance(record, Statement)
    assert (record.reason, record.said_by, record.places) == ("Two witnesses saw it", "aapp", ("pazigyi",))


def test_value_joins_its_series() -> None:
    values = {"kind": "point", "series": "toll", "day": "2024-03-01", "figure": "4700", "reason": "x"}
    record = written(values, Around(FILED, TODAY, "", a_series()))

    assert isinstance(record, Series)
    assert [point.value for point in record.points] == [4468, 4700, 5143]


def test_value_of_a_day_is_not_overwritten() -> None:
    values = {"kind": "point", "series": "toll", "day": "2024-01-31", "figure": "4700", "reason": "x"}

    assert faults(write(values, Around(FILED, TODAY, "", a_series()))) == ["day"]
    assert faults(write(values, AROUND)) == ["series"]


def test_draft_answers_nobody() -> None:
    assert written(EVENT, Around(FILED, TODAY, "new", is_draft=True)).filing.status is Status.DRAFT


def test_unsigned_value_does_not_join_its_series() -> None:
    values = {"kind": "point", "series": "toll", "day": "2024-03-01", "figure": "4700", "reason": "x"}

    assert faults(write(values, Around(FILED, TODAY, "", a_series(), is_draft=True))) == ["series"]


def test_edit_needs_its_reason() -> None:
    given_ = fill_form(an_event(), FILED)

    assert faults(edit(an_event(), given_, " ", filed=FILED, today=TODAY)) == ["reason"]


def test_edit_tells_what_changed() -> None:
    changed = fill_form(an_event(), FILED) | {"status": "retracted"}
    outcome = edit(an_event(), changed, "The witness took it back", filed=FILED, today=TODAY)

    assert isinstance(outcome, Written)
    assert [(one.field, one.before, one.after) for one in outcome.revision.changes()] == [
        ("status", "verified", "retracted")
    ]


def test_revision_comes_back_from_the_log() -> None:
    revision = Revision("why", {"title": "a"}, {"title": "b | c"})

    assert read_revision(revision.edit().detail) == revision
    assert read_revision("") is None
    assert read_revision("why\n[]") is None


def test_review_that_was_due_is_done() -> None:
    event = written(EVENT)
    stale = read_form("new", fill_form(event, FILED) | {"review_due": "2026-02-01"}, FILED)

    assert not isinstance(stale, tuple)
    assert reviewed(stale, TODAY).filing.review_due is None


def test_ids_are_readable_and_go_on() -> None:
    first, second, *_ = ids_for(EVENT)

    assert first == "2024-01-31-event-air-strike-hit-school-pazigyi"
    assert second == f"{first}-2"
    assert ids_for({"title": "လေကြောင်း", "kind": "event"})[0] == "event"


def test_claim_fills_the_form() -> None:
    text = "12 civilians were killed in Pazigyi"
    count = Quantity(12, 12, 12, Bound.EXACT, Measure.KILLED, "civilians", "12 civilians", 0, 12)
    places = Names([Name("pazigyi", NameKind.PLACE, "Pazigyi")]).find(text)
    claim = Claim(text, 0, len(text), "en", Kind.FACT, quantities=(count,), places=places)
    values = prefill(Question("code", claim, "a", 1, published=date(2024, 1, 31)), FILED)

    assert values == {
        "title": text,
        "day": "2024-01-31",
        "place": "Pazigyi",
        "figure": "12",
        "measure": "killed",
    }
    record = written(EVENT | values, Around(FILED, TODAY, "new", claim=claim))
    assert isinstance(record, Event)
    assert record.figures[0].unit == "civilians"
