"""The description for people: the OpenAPI document as one page, without scripts and without anything from elsewhere."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.verdicts.phrasebook import Phrasebook
from handlers.web.api.operations import HOME
from handlers.web.look.templating import open_templates


class DescriptionPage:
    """Filled once: it is the same for everybody."""

    def __init__(self, description: dict[str, Any], book: Phrasebook, url_of: Callable[[str], str]) -> None:
        templates = open_templates("handlers.web.api")
        templates.globals.update(t=book.text, url_of=url_of, language=book.language, home=HOME)
        templates.filters["kind"] = kind_of_schema
        self._html = templates.get_template("page.html").render(
            paths=description["paths"], schemas=description["components"]["schemas"]
        )

    async def get(self, _request: web.Request) -> web.Response:
        return web.Response(text=self._html, content_type="text/html")


def kind_of_schema(schema: dict[str, Any]) -> str:
    """A field in a few words, such as "string, ≤ 300"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(kind_of_schema(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(one) or '""' for one in schema["enum"])
    if schema.get("type") == "array":
        return f"[{kind_of_schema(schema.get('items', {}) or {})}]"
    words = [schema.get("format") or schema.get("type") or ""]
    words += [f"≤ {schema[key]}" for key in ("maxLength", "maximum") if key in schema]
    return ", ".join(map(str, words))
