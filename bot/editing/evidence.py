from bot.desk.audit import subject_of_case
from bot.desk.bundle import Evidence, named_sources, published
from bot.desk.case import CaseFile
from bot.desk.edit import subject_of_record
from bot.editing.books import Books
from bot.moderation import Articles, Pictures
from bot.people.role import Member

EXPORTED = "export"
"""The line in the audit log of whoever took the evidence of a case out."""

_MOST_LINES = 1000


async def evidence_of(
    case: int, by: Member, *, books: Books, pictures: Pictures, articles: Articles
) -> Evidence | None:
    """What the bundle of a case is packed of, noted in the audit log; None where there is no such case."""
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
    shown = await _shown(file, pictures)
    read = await articles.archived(case)
    return Evidence(file, records, sources, shelf.ratings, lines, shown, read)


async def _shown(file: CaseFile, pictures: Pictures) -> dict[str, bytes]:
    """The pictures of tips that may be published, by their names."""
    names = (picture.name for brought in file.matters for picture in published(brought.matter))
    found = {name: await pictures.content(name) for name in names}
    return {name: content for name, content in found.items() if content is not None}
