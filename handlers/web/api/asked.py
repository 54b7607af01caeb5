"""What may be asked: these models read a request and write its schema, so the two cannot differ."""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from bot.desk.case import LONGEST_REASON
from bot.desk.tip import LONGEST, TipField

LONGEST_TEXT = 80_000
"""Characters, which fit into the longest body however they are escaped. What is read of them is less, and the report says so."""

LONGEST_NAME = 255
"""Characters of an `Idempotency-Key`."""

MOST_LISTED = 100
_NO_NUL = r"^[^\x00]*$"

Cursor = Annotated[str, Meta(max_length=1000, pattern=r"^[A-Za-z0-9_-]*$")]
Limit = Annotated[int, Meta(ge=1, le=MOST_LISTED)]
Words = Annotated[str, Meta(max_length=500, pattern=_NO_NUL)]
RecordId = Annotated[str, Meta(max_length=512, pattern=_NO_NUL)]
Revision = Annotated[int, Meta(ge=0, le=2_147_483_647)]


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class CheckAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]
    published: date | None = None


class RecordsAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    q: Words = ""
    kind: Literal["", "event", "statement", "series"] = ""
    limit: Limit = 20
    cursor: Cursor = ""


class SourcesAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    q: Words = ""
    limit: Limit = 20
    cursor: Cursor = ""


class TipAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`consent`: whoever wrote it has read what happens with a tip, and agreed."""

    what: Annotated[str, Meta(min_length=1, max_length=LONGEST[TipField.WHAT])]
    consent: bool
    where: Annotated[str, Meta(max_length=LONGEST[TipField.WHERE])] = ""
    when: Annotated[str, Meta(max_length=LONGEST[TipField.WHEN])] = ""
    how: Annotated[str, Meta(max_length=LONGEST[TipField.HOW])] = ""
    evidence: Annotated[str, Meta(max_length=LONGEST[TipField.EVIDENCE])] = ""
    may_publish: bool = False
    may_ask_back: bool = False


class ReceiptAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    receipt: Annotated[str, Meta(min_length=1, max_length=64)]


class CasesAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Without a state all that are not over."""

    state: Literal["", "open", "waiting", "signing", "decided", "closed"] = ""
    kind: Literal["", "claim", "tip"] = ""
    label: Annotated[str, Meta(max_length=100, pattern=_NO_NUL)] = ""
    limit: Limit = 20
    cursor: Cursor = ""


class ActAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`seen` is the revision of the case that was looked at: where a colleague was faster since, nothing is done."""

    seen: Revision | None = None


class DecisionAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`reason` goes into the answers word for word, `note` to nobody outside the desk. `record` is the id of the record that is meant, where the conclusion names one;
    then `accord` has to say whether what was sent says what the record says, or differs from it."""

    conclusion: Literal["linked", "written", "not_checkable", "unverified", "rejected", "spam"]
    reason: Annotated[str, Meta(max_length=LONGEST_REASON)] = ""
    record: RecordId = ""
    accord: Literal["", "as_recorded", "differs"] = ""
    note: Annotated[str, Meta(max_length=LONGEST_REASON)] = ""
    seen: Revision | None = None
