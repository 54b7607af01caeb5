"""Where cases are shown, and who is there."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, String, Table

from storage.columns import METADATA, digest, flag, person

# Where cases are shown in chats, so that what is shown can be changed in place.
CARDS = Table(
    "cards",
    METADATA,
    Column("case_id", Integer, primary_key=True, autoincrement=False),
    Column("place", String(32), primary_key=True),
    digest("chat"),
    digest("realm"),
    Column("revision", Integer, nullable=False),
    Column("handle", LargeBinary, nullable=False),
)

# Cards that somebody asked for and that nobody keeps up to date, so that what goes from a case can be taken off them.
COPIES = Table(
    "copies",
    METADATA,
    Column("message", String(32), primary_key=True),
    Column("case_id", Integer, nullable=False),
    Column("front", String(16), nullable=False),
    digest("chat"),
    digest("realm"),
    person(),
    flag("is_outdated"),
    Column("way", LargeBinary, nullable=False),
    Index("copies_by_case", "case_id"),
    Index("copies_by_person", "person"),
    Index("copies_outdated", "is_outdated", "case_id"),
)

# Who was heard in the chat of the desk, by which they may decide there. `place` is a digest of that chat.
COLLEAGUES = Table(
    "colleagues",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("place", String(32), primary_key=True),
    Column("seen_on", Date, nullable=False),
)
