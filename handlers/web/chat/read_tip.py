"""The form of a tip into what was heard. Nothing else of a request is ever read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs

from bot.errors import Refusal
from bot.speech.attached import Cleaned
from bot.speech.form_fields import form_fields
from bot.speech.forms import Form
from bot.speech.heard import Filled, From

AGREED: Final = "agreed"
FIELDS: Final = form_fields(Form.TIP)
NAMES: Final = (*(each.name for each in FIELDS), AGREED)
HIDDEN: Final = ("draft", "token")
_MOST_FIELDS: Final = len(NAMES) + 5


@dataclass(frozen=True, slots=True)
class TipForm:
    """What was typed, so that it can stand in the form again. `draft` is the same for the same page: sent twice, it is handed in once."""

    values: Mapping[str, str] = field(default_factory=dict)
    draft: str = ""
    token: str = ""

    def value(self, name: str) -> str:
        return self.values.get(name, "")


def read_tip_fields(content_type: str, body: bytes) -> dict[str, str]:
    """Raises `Refusal` for anything but a plain form in UTF-8."""
    if content_type != "application/x-www-form-urlencoded":
        raise Refusal("refused.bad_form")
    try:
        sent = parse_qs(body.decode("ascii"), errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:  # not ASCII, not UTF-8 behind the percent signs, or too many fields
        raise Refusal("refused.bad_form") from None
    return {name: values[0] for name, values in sent.items()}


def form_of(fields: Mapping[str, str]) -> TipForm:
    values = {name: fields[name].replace("\r\n", "\n") for name in NAMES if name in fields}
    return TipForm(values, fields.get("draft", ""), fields.get("token", ""))


def read_tip(form: TipForm, sender: From, cleaned: Sequence[Cleaned] = ()) -> Filled:
    values = tuple((name, form.value(name)) for name in NAMES)
    return Filled(sender, Form.TIP, values, form.draft, cleaned=tuple(cleaned))
