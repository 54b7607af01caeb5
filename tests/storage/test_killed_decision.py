"""A process that is killed while it keeps records for cases: each case is decided with its record, or neither is there."""

from pathlib import Path

from bot.desk.case import CaseState
from bot.desk.edit import Sought
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import kept_in_database
from tests.storage.killed import killed_after

WRITE_FOREVER = """
import asyncio, sys
from pathlib import Path
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.edit import Edit, EditKind, Settled
from bot.people.role import Member, Role
from bot.speech.outcome import Ask
from storage.migrate import migrate
from tests.contract.kept import a_message, a_question, a_sender
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.storage.keeping import kept_in_database

THIRI = Member("m1", "Thiri", Role.MODERATOR)

async def main():
    path = Path(sys.argv[1])
    migrate(path)
    async with kept_in_database(path, path.with_name("keys.json"), FixedClock()) as kept:
        for number in range(1, 1_000_000):
            question = a_question(f"code {number}", f"Bridge {number} was hit")
            await kept.finish(a_message(), deeds=[Ask(question, a_sender())])
            settled = Settled(number, Decision(Conclusion.WRITTEN, "seen", f"{number}", accord=Accord.AS_RECORDED))
            written = Edit(EditKind.WRITE, "seen")
            await kept.records.keep(an_event(f"{number}"), written, THIRI, seen=None, settled=settled)
            print(number, flush=True)

asyncio.run(main())
"""


async def test_record_and_decision_are_kept_together(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    told = killed_after(WRITE_FOREVER, path, lines=5)
    async with kept_in_database(path, path.with_name("keys.json"), FixedClock()) as kept:
        records = {one.id for one in (await kept.records.listed(Sought(), limit=1000)).records}
        found = [await kept.desk.case(number) for number in range(1, told + 3)]

    decided = {str(one.case.id) for one in found if one and one.case.state is CaseState.DECIDED}
    assert len(decided) >= told
    assert decided == records
