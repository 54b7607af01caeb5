from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the newsroom, from the least to the most. Whoever has a role may do what all before it may."""

    TIPSTER = "tipster"  # the public
    STAFF = "staff"
    MODERATOR = "moderator"
    EDITOR = "editor"
    ADMIN = "admin"


class Right(StrEnum):
    """What has to be allowed. Asked at every act, whatever was shown before."""

    SEE_SOURCES = "see_sources"
    SEE_CASES = "see_cases"
    DECIDE = "decide"
    WRITE_RECORDS = "write_records"
    RATE = "rate"
    SIGN = "sign"  # as the second person, and what carries a sensitive label
    SEE_AUDIT = "see_audit"
    APPOINT = "appoint"


_LEAST = {
    Right.SEE_SOURCES: Role.STAFF,
    Right.SEE_CASES: Role.MODERATOR,
    Right.DECIDE: Role.MODERATOR,
    Right.WRITE_RECORDS: Role.MODERATOR,
    Right.RATE: Role.EDITOR,
    Right.SIGN: Role.EDITOR,
    Right.SEE_AUDIT: Role.EDITOR,
    Right.APPOINT: Role.ADMIN,
}


_PROGRAM = "key-"


def program_id(digest: str) -> str:
    """The id of a member that is a program and acts in nobody's name."""
    return f"{_PROGRAM}{digest}"[:32]


def is_program(member: str) -> bool:
    return member.startswith(_PROGRAM)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the newsroom as the desk knows them. Unlike those who ask, they act under a name: `name` is what colleagues are shown.

    `id` is the same on every front where the configuration says who is who, and means nothing without the keys. Somebody of the
    public is a `Member` without an id.
    """

    id: str = ""
    name: str = ""
    role: Role = Role.TIPSTER

    def may(self, right: Right) -> bool:
        order = tuple(Role)
        return bool(self.id) and order.index(self.role) >= order.index(_LEAST[right])
