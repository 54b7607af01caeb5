"""A second opinion: another implementation of the Bot API reads what went over the wire, in both directions."""

import json
from collections.abc import Iterable
from typing import Any, Final

from aiogram import methods
from aiogram.types import Update

from tests.fakes.telegram.server import Call

_METHODS: Final = {name.lower(): getattr(methods, name) for name in methods.__all__}


def unreadable_updates(updates: Iterable[dict[str, Any]]) -> list[str]:
    """What is wrong with each update that is none; fields that the other implementation does not know are wrong too."""
    complaints: list[str] = []
    for raw in updates:
        try:
            update = Update.model_validate(raw)
        except ValueError as error:
            complaints.append(f"{raw['update_id']}: {error}")
            continue
        complaints.extend(f"{raw['update_id']}: unknown {path}" for path in _unknown(update, ""))
    return complaints


def unreadable_calls(calls: Iterable[Call]) -> list[str]:
    """What is wrong with each request of the bot's."""
    complaints: list[str] = []
    for call in calls:
        method = _METHODS.get(call.method)
        if method is None:
            complaints.append(f"{call.method}: no such method")
            continue
        try:
            read = method.model_validate({name: _value(given) for name, given in call.given.items()})
        except ValueError as error:
            complaints.append(f"{call.method}: {error}")
            continue
        complaints.extend(f"{call.method}: unknown {path}" for path in _unknown(read, ""))
    return complaints


def _value(given: Any) -> Any:
    if not isinstance(given, str) or given[:1] not in {"{", "["}:
        return given
    try:
        return json.loads(given)
    except ValueError:
        return given


def _unknown(model: Any, path: str) -> list[str]:
    """Fields that no type has, wherever they stand."""
    found: list[str] = []
    if isinstance(model, list):
        for index, item in enumerate(model):
            found.extend(_unknown(item, f"{path}[{index}]"))
    elif hasattr(model, "model_fields_set"):
        extra = model.model_extra or {}
        found.extend(f"{path}.{name}" for name in extra)
        for name in model.model_fields_set - extra.keys():
            found.extend(_unknown(getattr(model, name), f"{path}.{name}"))
    return found
