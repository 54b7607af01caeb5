"""Who is signed in: a secret in a cookie, set when a one-time link is redeemed, and a form token bound to it."""

import hmac
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from aiohttp import web

from bot.moderation import SignIns
from bot.people.role import Member
from bot.ports import Keys

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{16,128}")


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of somebody who is signed in. `token` is what a form must bring along to count as coming from their page."""

    member: Member
    session: str = field(repr=False)
    token: str = field(repr=False)


class Doors:
    """Lets browsers in and out. Sessions are in the database, so that they outlive a restart and end everywhere at once."""

    def __init__(self, sign_ins: SignIns, keys: Keys, *, is_https: bool, life: timedelta) -> None:
        self._sign_ins = sign_ins
        self._keys = keys
        self._is_https = is_https
        self._life = life

    async def visit(self, request: web.Request) -> Visit | None:
        session = request.cookies.get(self._name(request), "")
        if not _SECRET.fullmatch(session):
            return None
        member = await self._sign_ins.signed_in(session)
        return Visit(member, session, self._token(session)) if member and member.id else None

    def is_genuine(self, visit: Visit, token: str) -> bool:
        return hmac.compare_digest(visit.token.encode(), token.encode("utf-8", "replace"))

    async def is_open(self, link: str) -> bool:
        """Whether the link still counts. That uses nothing up."""
        return _SECRET.fullmatch(link) is not None and await self._sign_ins.is_open(link)

    async def let_in(self, request: web.Request, response: web.StreamResponse, link: str) -> Member | None:
        """Uses the link up and makes this browser the one that it lets in. None for a link that counts no more."""
        session = await self._sign_ins.redeem(link, lives=self._life) if _SECRET.fullmatch(link) else None
        member = await self._sign_ins.signed_in(session) if session else None
        if session is None or member is None:
            return None
        response.set_cookie(
            self._name(request),
            session,
            max_age=int(self._life.total_seconds()),
            path="/",
            secure=self._is_secure(request),
            httponly=True,
            samesite="Strict",
        )
        return member

    async def let_out(self, request: web.Request, response: web.StreamResponse, visit: Visit) -> None:
        await self._sign_ins.sign_out(visit.session)
        response.del_cookie(
            self._name(request),
            path="/",
            secure=self._is_secure(request),
            httponly=True,
            samesite="Strict",
        )

    def _token(self, session: str) -> str:
        return self._keys.digest("desk", "form", session)

    def _is_secure(self, request: web.Request) -> bool:
        return self._is_https or request.secure

    def _name(self, request: web.Request) -> str:
        # The prefix makes browsers refuse the cookie from anything but this very host: RFC 6265bis §4.1.3.2.
        return "__Host-desk" if self._is_secure(request) else "desk"
