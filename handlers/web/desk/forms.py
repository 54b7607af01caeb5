"""The forms of `bot/speech/form_fields.py` as a page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.speech.form_fields import Field, Look, faults, form_fields
from bot.speech.forms import Form
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.desk.fields import Fields

Choices = Sequence[tuple[str, str]]
"""What a `<select>` offers: value and label."""

_INPUTS = {Look.DAY: "date", Look.LINK: "url"}


@dataclass(frozen=True, slots=True)
class ShownField:
    """`id` is unique on the page; `kind` is *long*, *choice* or the type of an input; `fault` is empty where there is none. `is_required`: always,
    whatever else is chosen."""

    id: str
    name: str
    kind: str
    label: str
    hint: str
    longest: int
    is_required: bool
    value: str
    fault: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownForm:
    name: str
    title: str
    submit: str
    fields: tuple[ShownField, ...]

    @property
    def has_faults(self) -> bool:
        return any(field.fault for field in self.fields)


def show_form(
    form: Form,
    book: Phrasebook,
    *,
    values: Mapping[str, str] | None = None,
    given: Mapping[str, Choices] | None = None,
    wrong: Mapping[str, str] | None = None,
    only_for: Mapping[str, str] | None = None,
) -> ShownForm:
    """`values` stand in the fields; `given` are the options of those that come with the subject, and of any other that is to be chosen here; `wrong` is worded already, by field. With `only_for`
    fields that do not apply to these values are left out."""
    name = form.value
    shown = (
        _field(
            form,
            field,
            book,
            (values or {}).get(field.name, ""),
            (given or {}).get(field.name, ()),
            (wrong or {}).get(field.name, ""),
        )
        for field in form_fields(form)
        if only_for is None or field.is_asked(only_for)
    )
    return ShownForm(name, book.text(f"form.title.{name}"), book.text(f"form.submit.{name}"), tuple(shown))


def values_of(form: Form, fields: Fields) -> dict[str, str]:
    return {field.name: fields.first(field.name) for field in form_fields(form)}


def faults_of(form: Form, values: Mapping[str, str], book: Phrasebook) -> dict[str, str]:
    """A sentence for each field that cannot be used."""
    return {name: book.text(fault.key, **fault.values) for name, fault in faults(form, values)}


def _field(form: Form, field: Field, book: Phrasebook, value: str, given: Choices, fault: str) -> ShownField:
    offered = (
        given
        if given or field.look is Look.GIVEN
        else [(one.value, book.text(one.label)) for one in field.options]
    )
    if field.look is Look.GIVEN and len(offered) == 1:
        value = offered[0][0]  # whoever else could be meant
    kind = "choice" if given or field.look in {Look.CHOICE, Look.GIVEN} else _INPUTS.get(field.look, "text")
    return ShownField(
        id=f"{form.value}-{field.name}",
        name=field.name,
        kind="long" if field.look is Look.TEXT else kind,
        label=book.text(field.label),
        hint=book.text(field.hint),
        longest=field.longest,
        is_required=field.required is True and field.applies is None,
        value=value,
        fault=fault,
        options=tuple(offered),
    )
