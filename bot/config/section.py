from collections.abc import Mapping
from typing import Annotated, get_args, get_origin

from pydantic import BaseModel, ConfigDict, SecretStr, StringConstraints


class IsSecret:
    """Marks a setting whose value never stands in the settings file."""


Secret = Annotated[SecretStr | None, IsSecret()]

HostName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.:\[\]-]+$", max_length=255)]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)


def as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def section_in(annotation: object) -> type[BaseModel] | None:
    """The section that a setting is."""
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def named_section_in(annotation: object) -> type[BaseModel] | None:
    """What each section of a setting is that has any number of them, by name."""
    return section_in(get_args(annotation)[1]) if get_origin(annotation) is Mapping else None
