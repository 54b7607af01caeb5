from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.form_fields import Look, faults, field_of, form_fields
from bot.speech.forms import Form
from bot.verdicts.phrasebook import LANGUAGES, load_phrasebook

FORMS = tuple(Form)
DECISION = {"conclusion": "rejected", "reason": "It is an opinion."}


def keys() -> Iterator[str]:
    for form in Form:
        yield f"form.title.{form.value}"
        yield f"form.submit.{form.value}"
        for field in form_fields(form):
            yield from (field.label, field.hint, *(option.label for option in field.options))


def refused(form: Form, values: dict[str, str]) -> dict[str, str]:
    return {name: refusal.key for name, refusal in faults(form, values)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_its_words(language: str) -> None:
    book = load_phrasebook(language)

    assert [key for key in keys() if key not in book] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_options_fit_slack(language: str) -> None:
    book = load_phrasebook(language)
    titles = [book.text(f"form.{part}.{form.value}") for part in ("title", "submit") for form in Form]
    options = [
        book.text(option.label) for form in Form for field in form_fields(form) for option in field.options
    ]

    assert max(map(len, titles)) <= 24
    assert max(map(len, options)) <= 75


@pytest.mark.parametrize("form", FORMS)
def test_names_of_fields_differ(form: Form) -> None:
    names = [field.name for field in form_fields(form)]

    assert len(names) == len(set(names))


def test_whole_decision_has_no_faults() -> None:
    assert refused(Form.DECIDE, DECISION) == {}


def test_reason_is_required_but_for_spam() -> None:
    assert refused(Form.DECIDE, {"conclusion": "rejected"}) == {"reason": "form.fault.required"}
    assert refused(Form.DECIDE, {"conclusion": "spam"}) == {}


def test_link_needs_its_record() -> None:
    missing = refused(Form.DECIDE, DECISION | {"conclusion": "linked"})

    assert missing == {"record": "form.fault.required", "accord": "form.fault.required"}


def test_passes_over_fields_that_do_not_apply() -> None:
    assert refused(Form.DECIDE, DECISION | {"record": "x" * 1000}) == {}


def test_unknown_choice_is_refused() -> None:
    assert refused(Form.DECIDE, DECISION | {"conclusion": "written"}) == {"conclusion": "form.fault.choice"}


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("day", "31.1.2024", "day"),
        ("day", "2024-02-30", "day"),
        ("figure", "forty", "number"),
        ("link", "javascript:alert(1)", "link"),
        ("link", "https://[half", "link"),
        ("title", "x" * 1001, "too_long"),
    ],
)
def test_says_what_is_wrong(name: str, text: str, fault: str) -> None:
    whole = {
        "kind": "event",
        "title": "Strike on a school",
        "event_kind": "air_strike",
        "accord": "as_recorded",
        "reason": "Two witnesses",
        "day": "2024-01-31",
        "visibility": "public",
    }

    assert refused(Form.RECORD, whole) == {}
    assert refused(Form.RECORD, whole | {name: text}) == {name: f"form.fault.{fault}"}


def test_longest_is_taken_whole() -> None:
    for form in Form:
        for field in form_fields(form):
            if field.look in {Look.LINE, Look.TEXT}:
                assert field.name not in refused(form, {field.name: "x" * field.longest})


def test_unknown_field_is_none() -> None:
    assert field_of(Form.DECIDE, "nonsense") is None


@given(
    st.sampled_from(FORMS),
    st.dictionaries(
        st.sampled_from([f.name for form in Form for f in form_fields(form)]), st.text(max_size=40)
    ),
)
def test_any_values_are_judged(form: Form, values: dict[str, str]) -> None:
    names = {field.name for field in form_fields(form)}

    assert set(refused(form, values)) <= names
