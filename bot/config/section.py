from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)


def as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
