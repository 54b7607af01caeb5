"""Every operation of the API: the router, the gate and the OpenAPI document are made of these."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bot.people.api_key import Scope
from bot.verdicts.document import Document
from handlers.web.api.asked import (
    ActAsked,
    CasesAsked,
    CheckAsked,
    DecisionAsked,
    Nothing,
    ReceiptAsked,
    RecordsAsked,
    SourcesAsked,
    TipAsked,
)
from handlers.web.api.shown import (
    CaseDocument,
    CasePage,
    RecordDocument,
    RecordPage,
    SourceDocument,
    SourcePage,
    Standing,
    TipReceipt,
)

HOME: Final = "/api/v1"

Body = TypeVar("Body")
Query = TypeVar("Query")


@dataclass(frozen=True, slots=True)
class Operation(Generic[Body, Query]):
    """`name` is its `operationId` and its key in the phrase file. `path` is below `HOME`, its parameters in braces. `is_kept`: the same answer may be
    asked for again with its ETag; else nobody keeps it. `needs_body` False: without one all its fields have their defaults."""

    name: str
    method: str
    path: str
    scope: Scope
    answers: type
    body: type[Body]
    query: type[Query]
    status: int = 200
    is_kept: bool = False
    needs_body: bool = True

    @property
    def has_body(self) -> bool:
        return self.method == "POST"


CHECK: Final = Operation("check", "POST", "/check", Scope.CHECK, Document, CheckAsked, Nothing)
LIST_RECORDS: Final = Operation(
    "list_records", "GET", "/records", Scope.LIBRARY_READ, RecordPage, Nothing, RecordsAsked, is_kept=True
)
GET_RECORD: Final = Operation(
    "get_record",
    "GET",
    "/records/{record}",
    Scope.LIBRARY_READ,
    RecordDocument,
    Nothing,
    Nothing,
    is_kept=True,
)
LIST_SOURCES: Final = Operation(
    "list_sources", "GET", "/sources", Scope.LIBRARY_READ, SourcePage, Nothing, SourcesAsked, is_kept=True
)
GET_SOURCE: Final = Operation(
    "get_source",
    "GET",
    "/sources/{source}",
    Scope.LIBRARY_READ,
    SourceDocument,
    Nothing,
    Nothing,
    is_kept=True,
)
HAND_IN: Final = Operation(
    "hand_in_tip", "POST", "/tips", Scope.TIPS_WRITE, TipReceipt, TipAsked, Nothing, status=201
)
LOOK_UP: Final = Operation(
    "look_up_receipt", "POST", "/tips/status", Scope.TIPS_WRITE, Standing, ReceiptAsked, Nothing
)
LIST_CASES: Final = Operation("list_cases", "GET", "/cases", Scope.CASES_READ, CasePage, Nothing, CasesAsked)
GET_CASE: Final = Operation(
    "get_case", "GET", "/cases/{case}", Scope.CASES_READ, CaseDocument, Nothing, Nothing
)
DECIDE: Final = Operation(
    "decide_case", "POST", "/cases/{case}/decide", Scope.CASES_WRITE, CaseDocument, DecisionAsked, Nothing
)
TAKE, RELEASE, UNDO = (
    Operation(
        f"{act}_case",
        "POST",
        f"/cases/{{case}}/{act}",
        Scope.CASES_WRITE,
        CaseDocument,
        ActAsked,
        Nothing,
        needs_body=False,
    )
    for act in ("take", "release", "undo")
)
