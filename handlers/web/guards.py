"""What surrounds every request: the name it is addressed to, where a form comes from, how errors are told, which headers go out."""

from collections.abc import Callable, Collection
from math import ceil
from typing import Final, Protocol

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.claims.note import note
from bot.errors import Refusal, Unavailable
from bot.speech.replies import Mood, Told
from handlers.web.hosts import Sender, is_address, is_our_host, is_our_page
from handlers.web.streams import BEGUN

OnBug = Callable[[Exception], None]
"""Told of every fault that no code expected. Its message may quote what a person wrote and must not be logged."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
}

_SENTENCES: Final = {
    404: "refused.no_such_page",
    405: "refused.wrong_method",
    413: "refused.body_too_big",
}
_KEPT_HEADERS: Final = frozenset({"Allow", "Retry-After", "WWW-Authenticate"})
_AWAY: Final = Told((note("unavailable.other"), note("unavailable.no_finding")), Mood.UNAVAILABLE)
_FAULT: Final = Told((note("unavailable.fault"), note("unavailable.no_finding")), Mood.FAILED)


class Teller(Protocol):
    """How an application words what went wrong."""

    def tell(self, request: web.Request, told: Told, status: int) -> web.Response: ...


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """For `on_response_prepare`, so that streams and errors carry them too."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("Server", None)


def check_host(teller: Teller, *, allowed: Collection[str], by_address: Collection[str] = ()) -> Middleware:
    """Answers only to names of ours: a page elsewhere that had its name point here gets nothing. The paths `by_address` are for machines, which call by
    any address that we have."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        is_ours = is_our_host(host, port=_port(request), allowed=allowed)
        if not is_ours and not (request.path in by_address and is_address(host)):
            return teller.tell(request, _refused("refused.wrong_host"), 421)
        return await handler(request)

    return guard


def check_sender(teller: Teller) -> Middleware:
    """Lets only our own pages send anything."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        headers = request.headers
        sender = Sender(headers.get("Host", ""), headers.get("Origin", ""), headers.get("Sec-Fetch-Site", ""))
        if request.method not in {"GET", "HEAD"} and not is_our_page(sender):
            return teller.tell(request, _refused("refused.cross_site"), 403)
        return await handler(request)

    return guard


def tell_errors(teller: Teller, *, on_bug: OnBug) -> Middleware:
    """Turns whatever went wrong into an answer that quotes nothing. The one place where the web catches every exception."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refusal as refusal:
            return teller.tell(request, _refused(refusal.key, **refusal.values), 400)
        except Unavailable as failure:
            answer = teller.tell(request, _AWAY, 503)
            answer.headers["Retry-After"] = str(max(1, ceil(failure.retry_after)))
            return answer
        except web.RequestPayloadError:  # a body that is not what its own headers say
            return teller.tell(request, _refused("refused.bad_request"), 400)
        except web.HTTPException as error:
            key = _SENTENCES.get(error.status, "refused.bad_request")
            answer = teller.tell(request, _refused(key), error.status)
            for name in _KEPT_HEADERS & error.headers.keys():
                answer.headers[name] = error.headers[name]
            return answer
        except Exception as bug:  # noqa: BLE001 - the edge: somebody waits for an answer, and the log is told
            on_bug(bug)
            if BEGUN in request:
                return request[
                    BEGUN
                ]  # without its last line, which the page's script tells apart from an answer
            return teller.tell(request, _FAULT, 500)

    return guard


def _refused(key: str, **values: str) -> Told:
    return Told((note(key, **values),), Mood.REFUSED)


def _port(request: web.Request) -> int:
    address = request.transport.get_extra_info("sockname") if request.transport is not None else None
    return int(address[1]) if isinstance(address, tuple) else 0
