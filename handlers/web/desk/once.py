"""What was done is told on the page that comes next, once: not again when that page is reloaded, and not after something else was done."""

from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_COOKIE: Final = "desk-done"
_DONE: Final = web.ResponseKey("done", str)
_SECONDS: Final = 60


def see_other(path: str, *, done: str = "") -> web.Response:
    """After something was done: the page is asked for anew, so that reloading does nothing twice. `done` is what `was_done` then gives there."""
    response = web.Response(status=303, headers={"Location": path, "Cache-Control": "no-store"})
    if done:
        response[_DONE] = done
    return response


def was_done(request: web.Request) -> str:
    """What a browser brings along: to be looked up among what is known."""
    return request.cookies.get(_COOKIE, "")


def tell_once(*, is_https: bool) -> Middleware:
    """Hands what was done over to the page that comes next. The cookie holds for that address alone, and is taken away by its page."""

    @web.middleware
    async def handle(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        is_secure = is_https or request.secure
        if done := response.get(_DONE, ""):
            response.set_cookie(
                _COOKIE,
                done,
                path=response.headers["Location"].partition("?")[0],
                max_age=_SECONDS,
                secure=is_secure,
                httponly=True,
                samesite="Strict",
            )
        elif _COOKIE in request.cookies and request.method == "GET" and not response.prepared:
            response.del_cookie(
                _COOKIE, path=request.rel_url.raw_path, secure=is_secure, httponly=True, samesite="Strict"
            )
        return response

    return handle
