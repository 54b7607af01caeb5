"""Who a browser is: a random cookie, a pseudonym that cannot be led back to it, and a form token bound to it."""

import hmac
import re
from hashlib import sha256
from secrets import token_urlsafe

from aiohttp import web

from bot.people.pseudonym import Pseudonym

LIFE = 12 * 60 * 60
"""Seconds until a browser is forgotten."""

_VALUE = re.compile(r"[A-Za-z0-9_-]{32}")


class Visitors:
    """Hands out and recognises visitors. `secret` is made anew by every process: a restart forgets everybody."""

    def __init__(self, secret: bytes, *, is_https: bool) -> None:
        if len(secret) < 16:
            raise ValueError("the secret of the web pages is shorter than 16 bytes")
        self._secret = secret
        self._is_https = is_https

    def meet(self, request: web.Request) -> str:
        """The visitor's cookie value, a new one where there is none or a strange one."""
        value = request.cookies.get(self._name(request), "")
        return value if _VALUE.fullmatch(value) else token_urlsafe(24)

    def greet(self, request: web.Request, response: web.StreamResponse, value: str) -> None:
        """Sets the cookie where the browser does not have it yet; its life is not prolonged by coming back."""
        name = self._name(request)
        if request.cookies.get(name) != value:
            response.set_cookie(
                name,
                value,
                max_age=LIFE,
                path="/",
                secure=self._is_secure(request),
                httponly=True,
                samesite="Strict",
            )

    def token(self, value: str) -> str:
        """What a form must bring along to count as coming from this visitor's page."""
        return self._sign("form", value)

    def is_genuine(self, value: str, token: str) -> bool:
        return hmac.compare_digest(self.token(value).encode(), token.encode("utf-8", "replace"))

    def pseudonym(self, value: str) -> Pseudonym:
        return Pseudonym(self._sign("person", value)[:32])

    def _sign(self, purpose: str, value: str) -> str:
        return hmac.new(self._secret, f"{purpose}:{value}".encode(), sha256).hexdigest()

    def _is_secure(self, request: web.Request) -> bool:
        return self._is_https or request.secure

    def _name(self, request: web.Request) -> str:
        # The prefix makes browsers refuse the cookie from anything but this very host: RFC 6265bis §4.1.3.2.
        return "__Host-visitor" if self._is_secure(request) else "visitor"
