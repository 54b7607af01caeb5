"""Writing and editing records: what the pure rules come to, published with its line in the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.case import Case, CaseFile
from bot.desk.checks import need_right, need_seen, need_undecided
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.edit import Settled
from bot.desk.question import Question
from bot.desk.record_reading import Faults
from bot.desk.references import Filed
from bot.desk.writing import Around, Written, edit, ids_for, names_in, prefill, reason_in, write
from bot.editing.books import Books
from bot.errors import Refusal
from bot.library.record import Record
from bot.library.series import Series
from bot.people.role import Member, Right


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that was written, and the case that was decided with it, None for none."""

    record: Record
    case: Case | None = None


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
    """Of a short form without faults of its own. For a case it is decided with it: both or neither. The same form once more by the same member
    comes to what it came to before. Raises `Refusal` where nothing was kept."""
    need_right(by, Right.WRITE_RECORDS)
    file = await _file(case, books) if case is not None else None
    if file is not None and (done := await _done_before(given, file.case, by, books)):
        return done
    if file is not None:
        need_undecided(file.case, by, books.clock.now())
        need_seen(file.case, by, seen)
    written = write(given, await _around(given, file, books))
    if isinstance(written, tuple):
        return written
    record, settled = written.record, _settled(written, file, Accord(given.get("accord", "")))
    decided = await books.records.keep(
        record, written.revision.edit(), by, seen=written.seen, settled=settled
    )
    return Kept(record, decided)


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


async def _file(case: int, books: Books) -> CaseFile:
    file = await books.cases.case(case)
    if file is None:
        raise Refusal("desk.no_such_case", case=str(case))
    return file


async def _done_before(given: Mapping[str, str], case: Case, by: Member, books: Books) -> Kept | None:
    """What this form came to when it was sent before: by a button pressed twice, or a message that is worked on again after the process was
    killed. Then the case is decided with a record of this name, for this reason, by this member."""
    decision = case.decision
    if decision is None or decision.conclusion is not Conclusion.WRITTEN or case.decided_by[0] != by.id:
        return None
    is_same = (
        decision.reason == reason_in(given)
        and decision.record in names_in(given)
        and decision.accord == given.get("accord", "")
    )
    record = (await books.records.records({decision.record})).get(decision.record) if is_same else None
    return None if record is None else Kept(record, case)


def _settled(written: Written, file: CaseFile | None, accord: Accord) -> Settled | None:
    if file is None:
        return None
    decision = Decision(Conclusion.WRITTEN, written.revision.reason, written.record.id, accord=accord)
    return Settled(file.case.id, decision, file.case.revision)


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
