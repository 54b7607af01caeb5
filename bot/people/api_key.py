"""Keys of programs that ask over HTTP."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.people.audience import Audience
from bot.people.role import Member, Right

KEY_MADE, KEY_REVOKED = "api_key", "api_key_revoked"
"""Their lines in the audit log."""


class Scope(StrEnum):
    """What a key is good for. None includes another."""

    CHECK = "check"
    LIBRARY_READ = "library:read"
    TIPS_WRITE = "tips:write"
    CASES_READ = "cases:read"
    CASES_WRITE = "cases:write"


NEEDS = {Scope.CASES_READ: Right.SEE_CASES, Scope.CASES_WRITE: Right.DECIDE}
"""Scopes that are of use to somebody of the desk alone."""


@dataclass(frozen=True, slots=True)
class WantedKey:
    """`audience` decides which records are matched and shown. `acts_as` is the member in whose name it works at the desk: one without an id stands
    for the key itself, with that role. A key of the public's role touches no case."""

    name: str
    scopes: frozenset[Scope]
    audience: Audience = Audience.PUBLIC
    acts_as: Member = field(default_factory=Member)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept; `id` is the part of it that is no secret. `member` is who acts with it, as what they are now."""

    id: str
    name: str
    scopes: frozenset[Scope]
    audience: Audience
    member: Member
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now
