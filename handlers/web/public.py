"""What platforms reach from outside: the webhooks of the fronts, and whether the process lives. No page, and nothing that a stranger could read."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.speech.replies import Told
from handlers.web.guards import OnBug, add_headers, tell_errors
from handlers.web.health.front import live

LONGEST_BODY: Final = 1024 * 1024
"""Bytes. Telegram's largest updates have some tens of kilobytes, Slack's some hundreds."""

PATIENCE: Final = 10.0
"""Seconds for a body to come in. Both platforms give up sooner."""

AddRoutes = Callable[[web.Application], None]


def build_public(
    add_routes: Sequence[AddRoutes], *, on_bug: OnBug, patience: float = PATIENCE
) -> web.Application:
    """The application of the listener that is reached from outside. Each front adds its own routes."""
    app = web.Application(
        client_max_size=LONGEST_BODY,
        middlewares=[tell_errors(StatusOnly(), on_bug=on_bug), receive_in_time(patience)],
    )
    app.on_response_prepare.append(add_headers)
    for add in add_routes:
        add(app)
    app.router.add_get("/health/live", live)
    return app


class StatusOnly:
    """Says no more than the status: whoever reads it is a machine, or has no business here."""

    def tell(self, _request: web.Request, _told: Told, status: int) -> web.Response:
        return web.Response(status=status)


def receive_in_time(patience: float) -> Middleware:
    """Has the whole body before a front looks at it, so that a slow sender holds nothing but its own connection."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.match_info.http_exception is None and request.can_read_body:
            if (length := request.content_length or 0) > request.client_max_size:
                raise web.HTTPRequestEntityTooLarge(request.client_max_size, length)
            try:
                async with asyncio.timeout(patience):
                    await request.read()
            except TimeoutError:
                raise web.HTTPRequestTimeout from None
        return await handler(request)

    return guard
