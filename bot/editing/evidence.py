from bot.desk.audit import subject_of_case
from bot.desk.bundle import Evidence, named_sources, pack
from bot.desk.edit import subject_of_record
from bot.editing.books import Books
from bot.people.role import Member

EXPORTED = "export"
"""The line in the audit log of whoever took the evidence of a case out."""

_MOST_LINES = 1000


async def evidence_of(case: int, by: Member, *, books: Books) -> bytes | None:
    """The bundle of a case, noted in the audit log; None where there is no such case."""
    file = await books.cases.case(case)
    if file is None:
        return None
    decisions = (file.case.decision, file.case.answered)
    wanted = {decision.record for decision in decisions if decision and decision.record}
    found = await books.records.records(wanted)
    records, shelf = [found[one] for one in sorted(found)], await books.library.shelf()
    subjects = (subject_of_case(case), *(subject_of_record(one.id) for one in records))
    lines = [one for each in subjects for one in await books.audit.entries(limit=_MOST_LINES, subject=each)]
    lines.sort(key=lambda line: line.number)
    await books.audit.note(EXPORTED, subject_of_case(case), "", by)
    sources = named_sources(records, shelf.sources)
    return pack(Evidence(file, records, sources, shelf.ratings, lines))
