"""Forms as modals. Pure. Limits: 24 characters for titles, 75 for options, 3,000 for what is typed and for what Slack brings back with it.

https://docs.slack.dev/reference/views/modal-views
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.claims.redaction import redacted
from bot.errors import Refusal
from bot.speech.attached import Attachment
from bot.speech.excerpt import excerpt
from bot.speech.form_fields import Field, Look, faults, form_fields
from bot.speech.forms import ABOUT_CASES, Form
from bot.speech.open_form import OpenForm
from bot.speech.plain import one_line
from bot.verdicts.phrasebook import Phrasebook
from handlers.slack.files import read_chosen
from handlers.slack.names import FILES, FORM
from handlers.slack.paragraphs import Block
from handlers.slack.payload import Payload, part, text_in
from handlers.slack.spot import Spot, read_spot

LONGEST_TYPED: Final = 3000
_FILE_TYPES: Final = ("jpg", "jpeg", "png", "webp", "gif")
_LONGEST_OPTION: Final = 75
_LONGEST_KEPT: Final = 2000
_TYPED: Final = frozenset({Look.LINE, Look.TEXT, Look.LINK})
_CHOSEN: Final = frozenset({Look.CHOICE, Look.GIVEN})
_FROM_OUTSIDE: Final = frozenset({Form.TIP, Form.MORE})
"""What the public writes loses telephone numbers and the like before it is kept, as everywhere."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What came back with a form. `spot` is the message under which it was opened, None for none."""

    form: Form
    values: tuple[tuple[str, str], ...]
    subject: str = ""
    seen: int = 0
    spot: Spot | None = None
    shown: frozenset[str] = frozenset()
    attached: tuple[Attachment, ...] = ()

    def wrong(self) -> tuple[tuple[str, Refusal], ...]:
        """What can be said below the fields that were shown."""
        return tuple(
            (name, fault) for name, fault in faults(self.form, dict(self.values)) if name in self.shown
        )


def render_modal(form: OpenForm, phrasebook: Phrasebook, *, spot: Spot | None = None) -> Block:
    given = dict(form.asked.values)
    blocks = [*_intro(form, phrasebook), *_inputs(form, given, phrasebook)]
    blocks += [*_pictures(form, phrasebook), *_consent(form, phrasebook)]
    name = form.asked.form.value
    return _view(phrasebook, name, blocks) | {
        "submit": _plain(phrasebook.text(f"form.submit.{name}")),
        "private_metadata": _carried(form, given, spot),
    }


def render_waiting(form: Form, phrasebook: Phrasebook) -> Block:
    """Stands there while what belongs into the form is read: Slack waits three seconds, the desk may need more."""
    return render_word(form, phrasebook, "slack.form_waits")


def render_word(form: Form, phrasebook: Phrasebook, key: str) -> Block:
    said = {"type": "section", "text": _plain(phrasebook.text(key))}
    return _view(phrasebook, form.value, [said])


def read_modal(view: Payload) -> Submitted | None:
    """None for a form that is none of ours."""
    carried = _read_carried(text_in(view, "private_metadata"))
    try:
        form = Form(text_in(carried, "form"))
    except ValueError:
        return None
    state = {name: value for name, value in part(view, "state", "values").items() if name != FILES}
    shown = {name: _entered(part(state, name, name)) for name in state}
    kept = part(carried, "values")
    values = {name: text_in(kept, name) for name in kept} | shown
    if form in _FROM_OUTSIDE:
        values = {name: redacted(text) for name, text in values.items()}
    seen, subject = carried.get("seen"), text_in(carried, "subject")
    return Submitted(
        form,
        tuple(values.items()),
        subject or (text_in(view, "id") if form is Form.TIP else ""),  # so that a tip that comes twice is one
        seen if isinstance(seen, int) else 0,
        read_spot(text_in(carried, "spot")),
        frozenset(shown),
        read_chosen(part(view, "state", "values", FILES, FILES)) if form is Form.TIP else (),
    )


def _inputs(form: OpenForm, given: Mapping[str, str], phrasebook: Phrasebook) -> Iterator[Block]:
    for field in form_fields(form.asked.form):
        element = _element(field, form, given.get(field.name, ""), phrasebook)
        if element is not None:
            yield _input(
                field.name,
                phrasebook.text(field.label),
                element,
                hint=phrasebook.text(field.hint),
                is_optional=field.required is not True,
            )


def _element(field: Field, form: OpenForm, given: str, phrasebook: Phrasebook) -> Block | None:
    """None for a choice without anything to choose."""
    element: dict[str, object] = {"action_id": field.name}
    if field.look in _TYPED:
        element |= {"type": "plain_text_input", "multiline": field.look is Look.TEXT}
        element |= {"max_length": min(field.longest, LONGEST_TYPED)}
        return element | ({"initial_value": given[:LONGEST_TYPED]} if given else {})
    if field.look is Look.NUMBER:
        element |= {"type": "number_input", "is_decimal_allowed": True, "min_value": "0"}
        return element | ({"initial_value": given} if given else {})
    if field.look is Look.DAY:
        return element | {"type": "datepicker"} | ({"initial_date": given} if given else {})
    options = [_option(option.value, phrasebook.text(option.label)) for option in field.options]
    options += [_option(offered.value, offered.text) for offered in form.offers(field.name)]
    if not options:
        return None
    chosen = next((option for option in options if option["value"] == given), None)
    return (
        element
        | {"type": "static_select", "options": options}
        | ({"initial_option": chosen} if chosen else {})
    )


def _option(value: str, text: str) -> Block:
    return {"text": _plain(excerpt(one_line(text), _LONGEST_OPTION - 2) or value), "value": value}


def _intro(form: OpenForm, phrasebook: Phrasebook) -> Iterator[Block]:
    if form.asked.subject and form.asked.form in ABOUT_CASES:
        said = phrasebook.text("desk.ask.about", case=form.asked.subject)
        yield {"type": "section", "text": _plain(said)}
    for said_before in form.intro:
        yield {"type": "section", "text": _plain(phrasebook.say(said_before))}


def _pictures(form: OpenForm, phrasebook: Phrasebook) -> Iterator[Block]:
    """https://docs.slack.dev/reference/block-kit/block-elements/file-input-element"""
    if form.pictures:
        element = {
            "type": "file_input",
            "action_id": FILES,
            "filetypes": list(_FILE_TYPES),
            "max_files": form.pictures,
        }
        label, hint = phrasebook.text("form.tip.pictures"), phrasebook.text("form.tip.pictures_hint")
        yield _input(FILES, label, element, hint=hint, is_optional=True)


def _consent(form: OpenForm, phrasebook: Phrasebook) -> Iterator[Block]:
    if form.consent:
        tick = _option("yes", phrasebook.text("form.consent_tick"))
        element = {"type": "checkboxes", "action_id": form.consent, "options": [tick]}
        yield _input(form.consent, phrasebook.text("form.consent"), element)


def _input(name: str, label: str, element: Block, *, hint: str = "", is_optional: bool = False) -> Block:
    block: dict[str, object] = {"type": "input", "block_id": name, "label": _plain(label), "element": element}
    return block | {"optional": is_optional} | ({"hint": _plain(hint)} if hint else {})


def _view(phrasebook: Phrasebook, name: str, blocks: list[Block]) -> dict[str, object]:
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": _plain(phrasebook.text(f"form.title.{name}")),
        "close": _plain(phrasebook.text("form.close")),
        "blocks": blocks,
    }


def _carried(form: OpenForm, given: Mapping[str, str], spot: Spot | None) -> str:
    """What Slack brings back with the form: never what was typed, only what the button named that has no field."""
    fields = {field.name for field in form_fields(form.asked.form) if _has_element(field, form)}
    hidden = {name: text for name, text in given.items() if name not in fields and len(text) <= _LONGEST_KEPT}
    asked = form.asked
    carried = {"form": asked.form.value, "subject": asked.subject, "seen": asked.seen, "values": hidden}
    return json.dumps(carried | ({"spot": str(spot)} if spot else {}))


def _has_element(field: Field, form: OpenForm) -> bool:
    return field.look not in _CHOSEN or bool(field.options or form.offers(field.name))


def _read_carried(text: str) -> Payload:
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, Mapping) else {}


def _entered(element: Payload) -> str:
    """What stands in a field, of whatever kind it is."""
    chosen = element.get("selected_options")
    if isinstance(chosen, list):
        return text_in(part({"first": chosen[0]}, "first"), "value") if chosen else ""
    return (
        text_in(element, "value")
        or text_in(element, "selected_date")
        or text_in(element, "selected_option", "value")
    ).strip()


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
