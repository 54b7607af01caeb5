"""The OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1), made of the operations and of the models that read and write."""

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

import msgspec

from bot.verdicts.phrasebook import Phrasebook
from handlers.web.api.asked import LONGEST_NAME
from handlers.web.api.operations import HAND_IN, HOME, Operation
from handlers.web.api.shown import ProblemDocument

Tree = dict[str, Any]  # JSON Schema and OpenAPI are trees of anything

_REF: Final = "#/components/schemas/{name}"
_IN_PATH: Final = re.compile(r"\{(\w+)\}")
_ALWAYS: Final = (400, 401, 403, 422, 429, 503)
_IN_BODY: Final = (408, 413, 415)
_CONFLICT: Final = "cases:write"


def describe(operations: Sequence[Operation[Any, Any]], book: Phrasebook) -> Tree:
    models = {one for operation in operations for one in (operation.answers, operation.body, operation.query)}
    every = sorted({*models, ProblemDocument}, key=lambda model: model.__name__)
    _, schemas = msgspec.json.schema_components(every, ref_template=_REF)
    paths: Tree = {}
    for operation in operations:
        told = _operation(operation, schemas, book)
        paths.setdefault(operation.path, {})[operation.method.lower()] = told
    return {
        "openapi": "3.1.0",
        "info": {
            "title": book.text("api.title"),
            "description": book.text("api.about"),
            "version": version("secondsource"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": HOME}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": book.text("api.key")}
            },
        },
    }


def _operation(operation: Operation[Any, Any], schemas: Tree, book: Phrasebook) -> Tree:
    told: Tree = {
        "operationId": operation.name,
        "summary": book.text(f"api.operation.{operation.name}"),
        "description": book.text("api.scope", scope=operation.scope.value),
        "parameters": list(_parameters(operation, schemas, book)),
        "responses": dict(_responses(operation, book)),
    }
    if operation.has_body:
        told["requestBody"] = {
            "required": operation.needs_body,
            "content": {"application/json": {"schema": _ref(operation.body)}},
        }
    return told


def _parameters(operation: Operation[Any, Any], schemas: Tree, book: Phrasebook) -> Iterator[Tree]:
    for name in _IN_PATH.findall(operation.path):
        kind: Tree = {"type": "string", "minLength": 1, "maxLength": 512}
        if name == "case":
            kind = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
        yield {"name": name, "in": "path", "required": True, "schema": kind}
    for name, schema in schemas[operation.query.__name__].get("properties", {}).items():
        yield {"name": name, "in": "query", "required": False, "schema": schema}
    if operation.name == HAND_IN.name:
        said = book.text("api.idempotency")
        schema = {"type": "string", "maxLength": LONGEST_NAME}
        yield {"name": "Idempotency-Key", "in": "header", "description": said, "schema": schema}


def _responses(operation: Operation[Any, Any], book: Phrasebook) -> Iterator[tuple[str, Tree]]:
    named = {"X-Request-ID": {"description": book.text("api.request_id"), "schema": {"type": "string"}}}
    good = {
        "description": book.text("api.answer", status=str(operation.status)),
        "headers": named,
        "content": {"application/json": {"schema": _ref(operation.answers)}},
    }
    yield str(operation.status), good
    if operation.name == HAND_IN.name:
        yield "200", good
    if operation.is_kept:
        yield "304", {"description": book.text("api.not_modified")}
    for status in sorted(_refusals(operation)):
        yield str(status), _problem(status, book)


def _refusals(operation: Operation[Any, Any]) -> Iterator[int]:
    yield from _ALWAYS
    if operation.has_body:
        yield from _IN_BODY
    if "{" in operation.path or operation.path.endswith("/status"):
        yield 404
    if operation.scope.value == _CONFLICT:
        yield 409


def _problem(status: int, book: Phrasebook) -> Tree:
    key = f"api.status.{status}"
    headers: Mapping[str, Tree] = {}
    if status in {429, 503}:
        headers = {"Retry-After": {"required": True, "schema": {"type": "string"}}}
    return {
        "description": book.text(key if key in book else "api.problem"),
        "headers": dict(headers),
        "content": {"application/problem+json": {"schema": _ref(ProblemDocument)}},
    }


def _ref(model: type) -> Tree:
    return {"$ref": _REF.format(name=model.__name__)}
