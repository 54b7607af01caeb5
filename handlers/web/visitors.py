"""Who a browser is: a random cookie, names that cannot be led back to it, and a form token bound to it."""

import hmac
import re
from secrets import token_urlsafe
from typing import Final

from aiohttp import web

from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.ports import Keys
from bot.speech.heard import From

LIFE: Final = 12 * 60 * 60
"""Seconds until a browser is forgotten, unless the page is told otherwise."""

_VALUE = re.compile(r"[A-Za-z0-9_-]{32}")
_NOBODY: Final = "nobody"
"""Who reads a page that is the same for everybody. No cookie has this value."""


class Visitors:
    """Hands out and recognises visitors. Everything is made from the cookie and the keys, so that a page that was open before a restart goes
    on working, and nothing of a visitor is held here."""

    def __init__(self, keys: Keys, *, is_https: bool, life: int = LIFE) -> None:
        self._keys = keys
        self._is_https = is_https
        self._life = life

    def meet(self, request: web.Request) -> str:
        """The visitor's cookie value, a new one where there is none or a strange one."""
        return self.known(request) or token_urlsafe(24)

    def known(self, request: web.Request) -> str:
        """The visitor's cookie value, empty where there is none or a strange one."""
        value = request.cookies.get(self._name(request), "")
        return value if _VALUE.fullmatch(value) else ""

    def greet(self, request: web.Request, response: web.StreamResponse, value: str) -> None:
        """Sets the cookie where the browser does not have it yet; its life is not prolonged by coming back."""
        name = self._name(request)
        if request.cookies.get(name) != value:
            response.set_cookie(
                name,
                value,
                max_age=self._life,
                path="/",
                secure=self._is_secure(request),
                httponly=True,
                samesite="Strict",
            )

    def token(self, value: str) -> str:
        """What a form must bring along to count as coming from this visitor's page."""
        return self._keys.digest("web", "form", value)

    def is_genuine(self, value: str, token: str) -> bool:
        return hmac.compare_digest(self.token(value).encode(), token.encode("utf-8", "replace"))

    def sender(self, value: str) -> From:
        """On a page everybody is the public. The cookie itself is not in it: whoever had it could go on in the visitor's place."""
        names = self._keys.pseudonyms(Front.WEB, "", value)
        address = Address(Front.WEB, "", self._keys.digest("web", "visitor", value))
        return From(address, names[0], Audience.PUBLIC, formerly=names[1:])

    def nobody(self) -> From:
        return self.sender(_NOBODY)

    def _is_secure(self, request: web.Request) -> bool:
        return self._is_https or request.secure

    def _name(self, request: web.Request) -> str:
        # The prefix makes browsers refuse the cookie from anything but this very host: RFC 6265bis §4.1.3.2.
        return "__Host-visitor" if self._is_secure(request) else "visitor"
