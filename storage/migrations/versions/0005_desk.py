"""What the desk works with. The cases and those who asked live on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def word(name: str, length: int, *, default: str | None = None, is_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default, primary_key=is_key)


def moment(name: str, *, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=default)


def moment_or_none(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=True)


def number(name: str, *, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=default)


def text(name: str, default: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def sealed(name: str, *, default: str | None = None) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False, server_default=default)


def upgrade() -> None:
    widen_askers()
    widen_cases()
    make_cards()
    make_audit()
    make_members()


def widen_askers() -> None:
    for column in (
        word("kind", 16, default="question"),
        word("claim", 32, default=""),
        word("language", 16, default="en"),
        moment_or_none("answered_at"),
        sealed("asks", default=""),
        sealed("replies", default=""),
    ):
        op.add_column("askers", column)
    op.execute("UPDATE askers SET claim = (SELECT claim FROM cases WHERE cases.id = askers.case_id)")
    op.drop_index("askers_by_case", "askers")
    op.create_index("askers_by_case", "askers", ["case_id", "asked_at"])
    op.create_index("askers_by_claim", "askers", ["claim"])


def widen_cases() -> None:
    op.drop_index("cases_by_claim", "cases")
    op.drop_column("cases", "claim")
    for column in (
        word("kind", 16, default="claim"),
        number("revision", default="0"),
        moment("rank", default="0"),
        number("askers", default="0"),
        moment_or_none("last_asked_at"),
        word("holder", 32, default=""),
        moment_or_none("hold_until"),
        text("labels", "[]"),
        word("decided_by", 32, default=""),
        word("signed_by", 32, default=""),
        moment_or_none("due_at"),
        sa.Column("merged_into", sa.Integer, nullable=True),
        moment_or_none("decided_at"),
        moment_or_none("closed_at"),
        moment("changed_at", default="0"),
        text("similar", "[]"),
        sealed("body", default=""),
    ):
        op.add_column("cases", column)
    op.execute(
        "UPDATE cases SET rank = opened_at, changed_at = opened_at,"
        " closed_at = CASE WHEN state = 'closed' THEN opened_at END,"
        " askers = (SELECT count(DISTINCT person) FROM askers WHERE askers.case_id = cases.id),"
        " last_asked_at = (SELECT max(asked_at) FROM askers WHERE askers.case_id = cases.id)"
    )
    op.create_index("cases_by_rank", "cases", ["state", "rank", "id"])
    op.create_index("cases_by_due", "cases", ["state", "due_at"])
    op.create_index("cases_by_holder", "cases", ["holder"])


def make_cards() -> None:
    op.create_table(
        "cards",
        sa.Column("case_id", sa.Integer, primary_key=True, autoincrement=False),
        *(word("place", 32, is_key=True), word("chat", 32), word("realm", 32)),
        *(number("revision"), sealed("handle")),
    )


def make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(moment("at"), word("by", 32), word("act", 32), word("subject", 600)),
        *(sealed("words"), word("words_hash", 64), word("previous", 64), word("hash", 64)),
    )
    op.create_index("audit_by_subject", "audit", ["subject", "number"])


def make_members() -> None:
    op.create_table("members", word("id", 32, is_key=True), word("role", 16), sealed("name"))
    op.create_table(
        "sign_ins",
        *(word("secret", 32, is_key=True), word("kind", 16), word("member", 32), word("role", 16)),
        sa.Column("is_listed", sa.Boolean(create_constraint=False), nullable=False),
        *(moment("expires_at"), sealed("name")),
    )
    op.create_index("sign_ins_by_member", "sign_ins", ["member"])
    op.create_index("sign_ins_by_age", "sign_ins", ["expires_at"])
