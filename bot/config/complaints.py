"""A mistake in the settings in plain words: where it is and what to write instead. Never quotes what was written, it may be a secret."""

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.config.secrets import secret_names
from bot.config.section import named_section_in, section_in
from bot.errors import Problem

_SAYINGS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "bool_type": lambda _: "Write true or false, without quotation marks.",
    "int_type": lambda _: "Write a whole number, without quotation marks.",
    "int_from_float": lambda _: "Write a whole number.",
    "float_type": lambda _: "Write a number, without quotation marks.",
    "finite_number": lambda _: "Write a finite number.",
    "string_type": lambda _: "Write a text in quotation marks.",
    "is_instance_of": lambda _: "Write a path in quotation marks.",
    "tuple_type": lambda _: 'Write a list, such as ["one", "two"].',
    "model_type": lambda _: "This is a section: write it as [name] with its keys below.",
    "greater_than": lambda context: f"Write a number above {context['gt']:g}.",
    "greater_than_equal": lambda context: f"Write {context['ge']:g} or more.",
    "less_than": lambda context: f"Write a number below {context['lt']:g}.",
    "less_than_equal": lambda context: f"Write {context['le']:g} or less.",
    "literal_error": lambda context: f"Write one of: {_choices(context['expected'])}.",
    "string_pattern_mismatch": lambda _: (
        "Write a host name or an address, without http:// and without a path."
    ),
    "value_error": lambda context: str(context["error"]),
    "string_too_long": lambda context: f"Write {context['max_length']} characters at most.",
}


def complain(details: ErrorDetails, model: type[BaseModel]) -> Problem:
    """One of pydantic's errors about `model` as a problem with its dotted path."""
    path = ".".join(str(step) for step in details["loc"])
    if details["type"] == "extra_forbidden":
        return Problem(path, _unknown_key(details["loc"], model))
    say = _SAYINGS.get(details["type"])
    return Problem(path, say(details.get("ctx", {})) if say else f"{details['msg']}.")


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """What may be written in a section: its settings, a secret as `_env` and `_file`."""
    secrets = secret_names(model)
    return tuple(
        key
        for name in model.model_fields
        for key in ((f"{name}_env", f"{name}_file") if name in secrets else (name,))
    )


def _unknown_key(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    steps = iter(location[:-1])
    for step in steps:
        annotation = model.model_fields[str(step)].annotation
        inner = section_in(annotation)
        if inner is None:
            inner = named_section_in(annotation)
            next(steps, None)
        if inner is None:
            break
        model = inner
    known = keys_of(model)
    nearest = difflib.get_close_matches(str(location[-1]), known, n=1, cutoff=0.5)
    if nearest:
        return f"There is no such setting. Did you mean {nearest[0]}?"
    return f"There is no such setting. Known here: {', '.join(known)}."


def _choices(expected: str) -> str:
    return expected.replace(" or ", ", ").replace("'", '"')
