"""What a request carries, by name and type: https://core.telegram.org/bots/api#making-requests"""

import json
from typing import Any

from aiohttp import web

from tests.fakes.telegram.rejections import bad


class Parameters:
    """Values as they came: text from a form, or JSON. A value of the wrong type is refused. `unread` are names that nobody asked for."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self._read: set[str] = set()

    @property
    def unread(self) -> set[str]:
        return self.given.keys() - self._read

    def text(self, name: str, default: str = "") -> str:
        value = self._take(name)
        return default if value is None else str(value)

    def number(self, name: str) -> int | None:
        value = self._take(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad(f"{name} must be a number") from None

    def required(self, name: str) -> int:
        number = self.number(name)
        if number is None:
            raise bad(f"{name.removesuffix('_id')} identifier is not specified")
        return number

    def flag(self, name: str) -> bool:
        return self._take(name) in {True, "true", "True", "1"}

    def data(self, name: str) -> Any:
        """An object or a list, None for none."""
        value = self._take(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None

    def _take(self, name: str) -> Any:
        self._read.add(name)
        return self.given.get(name)


async def read_parameters(request: web.Request) -> Parameters:
    """From a form of either kind, from JSON, or from an empty body without a type."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= await request.json()
    elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        given |= dict(await request.post())
    return Parameters(given)
