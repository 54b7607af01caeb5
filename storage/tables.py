"""The tables, for every database that SQLAlchemy Core can speak to. Written by `storage.migrations`, never by `create_all`.

Columns of type `LargeBinary` are sealed: everything that a person wrote, how to reach them, and what was said to them; but for the vectors
of records, which tell no more than these. The others hold digests and pseudonyms, which mean nothing without the keys, moments, states,
counts, and names of faults and languages.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from storage.columns import METADATA, Moment, digest, flag, person

REVISION = "0023"
"""The migration that this code expects."""

LIBRARY = Table(
    "library",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("identity", String(32), nullable=False),
)

# One table for all that the library holds: everything is published, compared and streamed in the same way. Records of all kinds share
# one space of ids (family "record"), because a match, an index entry and a link name a record by its id alone.
ENTRIES = Table(
    "entries",
    METADATA,
    Column("family", String(16), primary_key=True),
    Column("id", String(512), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("provenance", String(16), nullable=False),
    Column(
        "status", String(16), nullable=False
    ),  # this and the next two are empty for whatever is not a record
    Column("visibility", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("changed_in", Integer, nullable=False),
    Column("is_removed", Boolean(create_constraint=False), nullable=False),
    Column("body", Text, nullable=False),  # empty once removed
    Index("entries_by_change", "family", "changed_in", "id"),
    Index("entries_by_id", "id"),
    Index("entries_by_filing", "family", "kind", "status", "provenance", "changed_in", "id"),
    Index("entries_by_language", "family", "language", "visibility", "status"),
)

# What imports that are under way have brought so far, under the name of the import, and how far each has come. `fates` counts what became of it.
STAGED = Table(
    "staged",
    METADATA,
    Column("run", String(32), primary_key=True),
    Column("family", String(16), primary_key=True),
    Column("id", String(512), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("provenance", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("body", Text, nullable=False),
)

IMPORTS = Table(
    "imports",
    METADATA,
    Column("run", String(32), primary_key=True),
    Column("row", Integer, nullable=False),
    Column("fates", Text, nullable=False),
    Column("touched_at", Moment, nullable=False),
)

# What was encoded of the records: up to four vectors each, one byte a number. Made anew from the records wherever the digest of their texts
# or the encoder is another one.
VECTORS = Table(
    "vectors",
    METADATA,
    Column("encoder", String(32), primary_key=True),
    Column("record", String(512), primary_key=True),
    Column("digest", String(32), nullable=False),
    Column("count", Integer, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
    Index("vectors_by_record", "record"),
)

FIRST_TABLES = frozenset({LIBRARY.name, ENTRIES.name})
"""What every database of this program has, however old it is."""

# Which keys the sealed columns were written with, so that keys of another database are not taken for lost rows.
KEY_MARK = Table(
    "key_mark",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    digest("mark"),
)

# What was taken in and not answered. An answered event is deleted; its names stay for a while. Ids are never used twice: a worker may still
# hold that of an event which is gone.
INBOX = Table(
    "inbox",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    digest("lane"),
    digest("chat"),
    digest("realm"),
    person(),
    Column("state", String(16), nullable=False),
    Column("accepted_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("put_off_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),  # of one that was parked
    Column("tries", Integer, nullable=False),
    flag("is_check"),
    flag("is_told"),
    Column("fault", String(80), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("progress", LargeBinary, nullable=False),
    Index("inbox_by_age", "state", "id"),
    Index("inbox_by_lane", "state", "lane", "id"),
    Index("inbox_by_due", "state", "due_at"),
    Index("inbox_by_person", "person"),
    sqlite_autoincrement=True,
)

EVENT_NAMES = Table(
    "event_names",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("seen_at", Moment, nullable=False),
    Index("event_names_by_age", "seen_at"),
)

# What was promised and not delivered. A delivered answer keeps only its messages' handles, as long as the answer may still be changed.
# `matter` is the digest of the receipt that the reply is about, empty for none: what is taken back is not answered any more.
OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    digest("lane"),
    digest("chat"),
    digest("realm"),
    person(),
    digest("answer"),
    Column("matter", String(32), nullable=False, server_default=""),
    Column("front", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("put_off_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),  # of one that was delivered or cannot be
    Column("tries", Integer, nullable=False),
    Column("why", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("sent", LargeBinary, nullable=False),
    Index("outbox_by_age", "state", "id"),
    Index("outbox_by_due", "state", "due_at"),
    Index("outbox_by_lane", "state", "lane", "id"),
    Index("outbox_by_answer", "answer"),
    Index("outbox_by_matter", "matter"),
    Index("outbox_by_person", "person"),
    sqlite_autoincrement=True,
)

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("lane", String(32), primary_key=True),
    digest("chat"),
    digest("realm"),
    person(),
    Column("expires_at", Moment, nullable=False),
    Column("drafts_until", Moment, nullable=True),  # None where there is no draft in it
    Column("body", LargeBinary, nullable=False),
    Index("sessions_by_age", "expires_at"),
    Index("sessions_by_draft", "drafts_until"),
)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", String(32), primary_key=True),
    digest("message"),
    digest("lane"),
    digest("chat"),
    digest("realm"),
    person(),
    flag("is_superseded"),
    Column("given_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("answers_by_message", "message"),
    Index("answers_by_person", "person"),
    Index("answers_by_age", "expires_at"),
)

# Which records an answer leans on, as digests: whose answer was about what is nobody's business either.
ANSWER_RECORDS = Table(
    "answer_records",
    METADATA,
    Column("answer", String(32), primary_key=True),
    Column("record", String(32), primary_key=True),
    Index("answer_records_by_record", "record"),
)

# What people said about matches. Nothing leads from here to a person or a text: `claim` is the digest of an answer and a number under a
# name of its own, the day is no moment, and `judged_by` no more than whether it was the newsroom.
JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("claim", String(32), primary_key=True),
    Column("record", String(512), primary_key=True),
    Column("judgement", String(16), nullable=False),
    Column("features", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("probability", Float, nullable=False),
    Column("language", String(16), nullable=False),
    Column("relation", String(32), nullable=False),
    Column("weights_version", String(32), nullable=False),
    Column("library_version", Integer, nullable=False),
    Column("judged_on", Date, nullable=False),
    Column("judged_by", String(16), nullable=False, server_default="public"),
)

# A claim or a tip that waits for a moderator. What it says stands with each of those who asked, so that it goes with the last of them; who
# works on it and what was decided stands in `body`. `rank` is its place in the queue (bot/desk/priority.py). `record` is the digest of the one that
# the answers named, `told` that record as it was then.
CASES = Table(
    "cases",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False, server_default="claim"),
    Column("state", String(16), nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("opened_at", Moment, nullable=False),
    Column("rank", Moment, nullable=False, server_default="0"),
    Column("askers", Integer, nullable=False, server_default="0"),
    Column("last_asked_at", Moment),
    Column("holder", String(32), nullable=False, server_default=""),
    Column("hold_until", Moment),
    Column("labels", Text, nullable=False, server_default="[]"),
    Column("decided_by", String(32), nullable=False, server_default=""),
    Column("signed_by", String(32), nullable=False, server_default=""),
    Column("due_at", Moment),
    Column("merged_into", Integer),
    Column("decided_at", Moment),
    Column("closed_at", Moment),
    Column("changed_at", Moment, nullable=False, server_default="0"),
    Column("similar", Text, nullable=False, server_default="[]"),  # numbers of cases
    Column("body", LargeBinary, nullable=False, server_default=""),
    Column("record", String(32), nullable=False, server_default=""),
    Column("told", LargeBinary, nullable=False, server_default=""),
    Index("cases_by_rank", "state", "rank", "id"),
    Index("cases_by_due", "state", "due_at"),
    Index("cases_by_record", "record"),
    Index("cases_by_holder", "holder"),
    sqlite_autoincrement=True,
)

# What people asked or handed in. `sender` is the way back, and empty once that has expired; `claim` the digest of what is asked, empty for a tip;
# `audience` what may be shown to them, empty where that was not kept; `told`
# what the desk came to, from when on, for whoever looks it up with the receipt.
ASKERS = Table(
    "askers",
    METADATA,
    Column("code", String(32), primary_key=True),
    Column("case_id", Integer, nullable=False),
    digest("chat"),
    digest("realm"),
    person(),
    Column("kind", String(16), nullable=False, server_default="question"),
    Column("claim", String(32), nullable=False, server_default=""),
    Column("audience", String(16), nullable=False, server_default=""),
    Column("language", String(16), nullable=False, server_default="en"),
    Column("asked_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("question", LargeBinary, nullable=False),
    Column("sender", LargeBinary, nullable=False),
    Column(
        "asks", LargeBinary, nullable=False, server_default=""
    ),  # what the desk wants to know, until it is answered
    Column("replies", LargeBinary, nullable=False, server_default=""),
    Column("told", LargeBinary, nullable=False, server_default=""),
    Index("askers_by_case", "case_id", "asked_at"),
    Index("askers_by_claim", "claim"),
    Index("askers_by_person", "person"),
)

# Pictures that go along with tips. One of a tip that is still being written stands with its conversation, and goes at `expires_at`, which moves
# with the draft; one that was handed in stands with the receipt alone (`code`, as in `askers`) and goes with it.
PICTURES = Table(
    "pictures",
    METADATA,
    Column("name", String(32), primary_key=True),
    digest("lane"),
    digest("chat"),
    digest("realm"),
    person(),
    digest("code"),
    Column("expires_at", Moment, nullable=True),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("pictures_by_lane", "lane"),
    Index("pictures_by_code", "code"),
    Index("pictures_by_person", "person"),
    Index("pictures_by_age", "expires_at"),
)

# Append-only: nothing but `words` is ever changed, and these are only emptied.
AUDIT = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("by", String(32), nullable=False),
    Column("act", String(32), nullable=False),
    Column("subject", String(600), nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("words_hash", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("audit_by_subject", "subject", "number"),
)

# Whom admins gave a role; those of the configuration are not here.
MEMBERS = Table(
    "members",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("name", LargeBinary, nullable=False),
)

# One-time links and the browsers that came in by them, found by the digests of their secrets. `is_listed`: the member is one of the configuration
# or was given a role, so that it ends with the role.
SIGN_INS = Table(
    "sign_ins",
    METADATA,
    Column("secret", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("member", String(32), nullable=False),
    Column("role", String(16), nullable=False),
    flag("is_listed"),
    Column("expires_at", Moment, nullable=False),
    Column("name", LargeBinary, nullable=False),
    Index("sign_ins_by_member", "member"),
    Index("sign_ins_by_age", "expires_at"),
)

# Up to where somebody who follows what is kept has looked. `body` names sources of the library and nothing of people.
POSITIONS = Table(
    "positions",
    METADATA,
    Column("name", String(16), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

# What went out by itself, so that it goes once: the number of a case, a day, or the digest of an answer.
NOTICES = Table(
    "notices",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("subject", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
    Index("notices_by_age", "kind", "at"),
)

PEOPLE = Table(
    "people",
    METADATA,
    Column("person", String(16), primary_key=True),
    Column("language", String(16), nullable=False),
    flag("is_quiet"),
    flag("is_greeted"),
    flag("is_blocked"),
    Column("seen_on", Date, nullable=False),
)
