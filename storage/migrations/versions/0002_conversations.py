"""What is taken in, promised, remembered and asked. Sealed columns are binary."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def digest(name: str, *, is_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), primary_key=is_key, nullable=False)


def person(*, is_key: bool = False) -> sa.Column[str]:
    return sa.Column("person", sa.String(16), primary_key=is_key, nullable=False)


def moment(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False)


def word(name: str, length: int = 16) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def sealed(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def row_id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def upgrade() -> None:
    make_way_in_and_out()
    make_memory()
    make_desk()


def make_way_in_and_out() -> None:
    op.create_table(
        "key_mark", sa.Column("id", sa.Integer, primary_key=True, autoincrement=False), digest("mark")
    )
    op.create_table(
        "inbox",
        row_id(),
        *(digest("lane"), digest("chat"), digest("realm"), person(), word("state")),
        *(moment("accepted_at"), moment("due_at"), moment("put_off_at"), moment("expires_at")),
        *(number("tries"), flag("is_check"), flag("is_told"), word("fault", 80)),
        *(sealed("body"), sealed("progress")),
        sqlite_autoincrement=True,
    )
    op.create_index("inbox_by_age", "inbox", ["state", "id"])
    op.create_index("inbox_by_lane", "inbox", ["state", "lane", "id"])
    op.create_index("inbox_by_due", "inbox", ["state", "due_at"])
    op.create_index("inbox_by_person", "inbox", ["person"])
    op.create_table("event_names", digest("name", is_key=True), moment("seen_at"))
    op.create_index("event_names_by_age", "event_names", ["seen_at"])
    op.create_table(
        "outbox",
        row_id(),
        *(digest("lane"), digest("chat"), digest("realm"), person(), digest("answer")),
        *(word("front"), word("kind"), word("state")),
        *(moment("written_at"), moment("due_at"), moment("put_off_at"), moment("expires_at")),
        *(number("tries"), word("why")),
        *(sealed("body"), sealed("sent")),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_by_age", "outbox", ["state", "id"])
    op.create_index("outbox_by_due", "outbox", ["state", "due_at"])
    op.create_index("outbox_by_lane", "outbox", ["state", "lane", "id"])
    op.create_index("outbox_by_answer", "outbox", ["answer"])
    op.create_index("outbox_by_person", "outbox", ["person"])


def make_memory() -> None:
    op.create_table(
        "sessions",
        digest("lane", is_key=True),
        *(digest("chat"), digest("realm"), person(), moment("expires_at"), sealed("body")),
    )
    op.create_index("sessions_by_age", "sessions", ["expires_at"])
    op.create_table(
        "answers",
        digest("id", is_key=True),
        *(digest("message"), digest("lane"), digest("chat"), digest("realm"), person()),
        *(flag("is_superseded"), moment("given_at"), moment("expires_at"), sealed("body")),
    )
    op.create_index("answers_by_message", "answers", ["message"])
    op.create_index("answers_by_person", "answers", ["person"])
    op.create_index("answers_by_age", "answers", ["expires_at"])
    op.create_table("answer_records", digest("answer", is_key=True), digest("record", is_key=True))
    op.create_index("answer_records_by_record", "answer_records", ["record"])
    op.create_table(
        "judgements",
        digest("claim", is_key=True),
        sa.Column("record", sa.String(512), primary_key=True),
        *(word("judgement"), sa.Column("features", sa.Text, nullable=False)),
        *(
            sa.Column("score", sa.Float, nullable=False),
            sa.Column("probability", sa.Float, nullable=False),
        ),
        *(word("language"), word("relation", 32), word("weights_version", 32), number("library_version")),
        sa.Column("judged_on", sa.Date, nullable=False),
    )


def make_desk() -> None:
    op.create_table(
        "cases",
        *(row_id(), digest("claim"), word("state"), moment("opened_at")),
        sqlite_autoincrement=True,
    )
    op.create_index("cases_by_claim", "cases", ["claim"])
    op.create_table(
        "askers",
        digest("code", is_key=True),
        *(number("case_id"), digest("chat"), digest("realm"), person()),
        *(moment("asked_at"), moment("expires_at"), sealed("question"), sealed("sender")),
    )
    op.create_index("askers_by_case", "askers", ["case_id"])
    op.create_index("askers_by_person", "askers", ["person"])
    op.create_table(
        "people",
        person(is_key=True),
        *(word("language"), flag("is_quiet"), flag("is_greeted"), flag("is_blocked"), flag("is_told")),
        sa.Column("seen_on", sa.Date, nullable=False),
    )
