"""One process, both platforms, nothing replaced but the platforms themselves."""

import json

from tests.fakes.slack.world import ASKER
from tests.whole.program import Program

CLAIM = "Jets of the air force bombed a gathering in Pazigyi on 11 April 2023, and 1,710 people were killed."


async def test_claim_is_answered_on_both_platforms(program: Program) -> None:
    program.telegram.say(CLAIM)
    program.slack.dm(CLAIM)

    await program.telegram.wait_for(lambda: bool(program.telegram.sent), seconds=30)
    await program.slack.wait_for(lambda: program.slack.shown(ASKER), seconds=30)

    assert "1,710" in program.telegram.sent[0].text
    assert "1,710" in str(program.slack.shown(ASKER)[0].blocks)
    assert program.telegram.complaints == []
    assert program.slack.rejected == []


async def test_what_came_while_it_was_dead_is_answered(program: Program) -> None:
    program.kill()
    await program.end()
    program.telegram.say(CLAIM)
    await program.start()

    await program.telegram.wait_for(lambda: bool(program.telegram.sent), seconds=30)

    assert "1,710" in program.telegram.sent[0].text


async def test_every_front_is_told_of_at_health(program: Program) -> None:
    program.telegram.say(CLAIM)
    await program.telegram.wait_for(lambda: bool(program.telegram.sent), seconds=30)
    await program.slack.wait_for(lambda: program.slack.called("apps.connections.open"), seconds=30)

    health = json.loads(await program.fetch("/health"))
    metrics = await program.fetch("/metrics")

    assert {"telegram", "slack", "database", "index", "cache"} == health["parts"].keys()
    assert health["numbers"]["parked"] == 0
    assert 'secondsource_arrivals_total{front="telegram",outcome="accepted"} 1.0' in metrics


async def test_it_ends_in_order_when_told_to(program: Program) -> None:
    program.telegram.say(CLAIM)
    await program.telegram.wait_for(lambda: bool(program.telegram.sent), seconds=30)

    code = await program.end()

    assert code == 0
    assert "Stopped." in program.told
    assert "Traceback" not in program.told
