from pathlib import Path

from benchmarks.kill import Plan, run


async def test_two_kills_lose_nothing(tmp_path: Path) -> None:
    outcome, kills = await run(Plan(updates=20, kills=2, chats=8, is_quiet=True), tmp_path)

    assert {name: faults for name, faults in outcome.faults.items() if faults} == {}
    assert (outcome.said >= 40, kills) == (True, 2)
