"""Writing and editing records: what the pure rules come to, published with its line in the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.acts import Decide
from bot.desk.case import Case, CaseFile
from bot.desk.checks import need_right, need_seen, need_undecided
from bot.desk.decision import Conclusion, Decision
from bot.desk.question import Question
from bot.desk.record_reading import Faults
from bot.desk.references import Filed
from bot.desk.writing import Around, edit, ids_for, prefill, write
from bot.editing.books import Books
from bot.errors import Refusal
from bot.library.record import Record
from bot.library.series import Series
from bot.people.role import Member, Right


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that was written, and the case that it was written for as it is then, None for none. `undecided` is why the case was not decided
    although the record was kept: somebody was faster."""

    record: Record
    case: Case | None = None
    undecided: Refusal | None = None


async def filed(books: Books, given: Mapping[str, str] | None = None) -> Filed:
    """What the form may refer to."""
    about = [line.strip() for line in (given or {}).get("about", "").split("\n") if line.strip()]
    known = await books.records.records(about) if about else ()
    return Filed((await books.library.shelf()).names, frozenset(known))


async def prefilled(file: CaseFile, *, books: Books) -> dict[str, str]:
    """What the form of a record can take over from a case."""
    return prefill(file.matters[0].matter, await filed(books)) if file.matters else {}


async def write_record(
    given: Mapping[str, str], by: Member, *, books: Books, case: int | None = None, seen: int | None = None
) -> Kept | Faults:
    """Of a short form without faults of its own. For a case it is decided with it. Raises `Refusal` where nothing was kept."""
    need_right(by, Right.WRITE_RECORDS)
    file = await _workable(case, by, seen, books) if case is not None else None
    written = write(given, await _around(given, file, books))
    if isinstance(written, tuple):
        return written
    await books.records.keep(written.record, written.revision.edit(), by, seen=written.seen)
    if file is None:
        return Kept(written.record)
    decision = Decision(Conclusion.WRITTEN, written.revision.reason, written.record.id)
    try:
        decided = await books.cases.act(file.case.id, Decide(decision), by, seen=file.case.revision)
    except Refusal as refused:
        return Kept(written.record, file.case, refused)
    return Kept(written.record, decided)


async def edit_record(
    record: Record, given: Mapping[str, str], reason: str, by: Member, *, books: Books
) -> Kept | Faults:
    """`record` is what the form was filled with, as whoever edits saw it. Raises `Refusal`, `library.changed` where it is another by now."""
    need_right(by, Right.WRITE_RECORDS)
    known = await filed(books, given)
    written = edit(record, given, reason, filed=known, today=books.clock.today())
    if isinstance(written, tuple):
        return written
    await books.records.keep(written.record, written.revision.edit(), by, seen=written.seen)
    return Kept(written.record)


async def _workable(case: int, by: Member, seen: int | None, books: Books) -> CaseFile:
    """Asked before anything is published: the rules ask it again when it is decided."""
    file = await books.cases.case(case)
    if file is None:
        raise Refusal("desk.no_such_case", case=str(case))
    need_undecided(file.case, by, books.clock.now())
    need_seen(file.case, by, seen)
    return file


async def _around(given: Mapping[str, str], file: CaseFile | None, books: Books) -> Around:
    wanted = given.get("series", "").strip()
    series = (await books.records.records({wanted})).get(wanted) if wanted else None
    ids = ids_for(given)
    taken = await books.records.records(ids)
    free = next((one for one in ids if one not in taken), None)
    if free is None:
        raise Refusal("library.no_id")
    matter = file.matters[0].matter if file and file.matters else None
    return Around(
        await filed(books),
        books.clock.today(),
        free,
        series if isinstance(series, Series) else None,
        matter.claim if isinstance(matter, Question) else None,
        is_draft=file is not None and not file.case.labels.isdisjoint(books.sensitive),
    )
