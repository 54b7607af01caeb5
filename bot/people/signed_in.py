from dataclasses import dataclass
from datetime import datetime

from bot.people.role import Member

SIGNED_OUT = "sign_out"
"""The line in the audit log of an admin who ended somebody's sign-ins."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody whose browsers are signed in, until `until` at the latest. `is_listed`: they are known to the desk, and lose their browsers with their
    role; else their name and role stand in these sign-ins alone."""

    member: Member
    is_listed: bool
    browsers: int
    until: datetime
