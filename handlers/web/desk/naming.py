"""Records wherever a page names one: by title and verdict, as a link. An id alone tells nobody anything."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from bot.library.filing import Provenance, Status
from bot.library.record import Record, kind_of, title_of
from bot.library.statement import Statement
from bot.moderation import Records
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.desk.frame import HOME


@dataclass(frozen=True, slots=True)
class Named:
    """`verdict` is that of a statement and `standing` whether we stand by the record itself, each in words and empty where there is nothing to say."""

    title: str
    path: str
    kind: str
    language: str
    verdict: str
    standing: str
    is_draft: bool


def path_of(record: str) -> str:
    return f"{HOME}/record/{quote(record, safe='')}"


async def named(ids: Collection[str], records: Records, book: Phrasebook) -> Mapping[str, Named]:
    """Those that are in the library, by id."""
    found = await records.records(ids) if ids else {}
    return {one.id: name_of(one, book) for one in found.values()}


def name_of(record: Record, book: Phrasebook) -> Named:
    return Named(
        title_of(record),
        path_of(record.id),
        book.text(f"record.kind.{kind_of(record)}"),
        record.filing.language,
        verdict_of(record, book),
        "" if record.filing.status is Status.VERIFIED else standing_of(record, book),
        record.filing.status is Status.DRAFT,
    )


def verdict_of(record: Record, book: Phrasebook) -> str:
    """What we hold of what a statement says: not whether we stand by having recorded it."""
    if not isinstance(record, Statement) or record.verdict is None:
        return ""
    return book.text("webdesk.verdict", verdict=book.text(f"verdict.name.{record.verdict.value}"))


def standing_of(record: Record, book: Phrasebook) -> str:
    """Of what others recorded and nobody reviewed here it is said where it comes from, not that we stand by it."""
    filing = record.filing
    is_ours = filing.provenance is Provenance.DESK or filing.status is not Status.VERIFIED
    return book.text(f"webdesk.standing.{filing.status.value}") if is_ours else ""
