from typing import Annotated

from pydantic import BaseModel, ConfigDict, SecretStr


class IsSecret:
    """Marks a setting whose value never stands in the settings file."""


Secret = Annotated[SecretStr | None, IsSecret()]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)


def as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
