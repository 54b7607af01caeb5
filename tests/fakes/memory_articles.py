from bot.desk.archived import ARCHIVED, Archived
from bot.desk.audit import subject_of_case
from bot.errors import Refusal
from bot.people.role import Member
from tests.fakes.memory_members import MemoryAudit
from tests.fakes.memory_store import Store


class MemoryArticles:
    def __init__(self, store: Store, audit: MemoryAudit) -> None:
        self._store = store
        self._audit = audit
        self._kept: dict[str, list[Archived]] = {}

    async def archived(self, case: int) -> tuple[Archived, ...]:
        codes = [code for code, held in self._store.desk.held.items() if held.case == case]
        found = [one for code in codes for one in self._kept.get(code, ())]
        return tuple(sorted(found, key=lambda one: one.article.page.read_at))

    async def archive(self, case: int, archived: Archived, by: Member) -> None:
        code = next(
            (
                code
                for code, held in self._store.desk.held.items()
                if held.case == case and held.brought.key == archived.key
            ),
            None,
        )
        if code is None:
            raise Refusal("desk.no_such_matter", case=str(case))
        kept, page = self._kept.setdefault(code, []), archived.article.page
        if page.digest not in {one.article.page.digest for one in kept}:
            kept.append(archived)
            detail = f"{page.site}, SHA-256 {page.digest}"
            await self._audit.note(ARCHIVED, subject_of_case(case), detail, by)
