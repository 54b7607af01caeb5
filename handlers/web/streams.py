"""Answers that come line by line: newline-delimited JSON, asked for by the page's script."""

from aiohttp import web

STREAM = "application/x-ndjson"

BEGUN = web.RequestKey("begun", web.StreamResponse)
"""The stream that has begun to answer a request: no other answer can be sent any more."""


def wants_stream(request: web.Request) -> bool:
    return STREAM in request.headers.get("Accept", "")
