import asyncio
import json
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.assembly.application import open_kept
from bot.config.load import load_settings
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.runtime.clock import SystemClock
from bot.speech.outcome import Judge, Outcome
from bot.speech.session import Session
from bot.speech.traffic import Turn
from bot.verdicts.judgement import Judged, Judgement
from tests.commands.conftest import Secondsource
from tests.contract.kept import a_message

RIGHT, WRONG = Judgement.RIGHT, Judgement.WRONG


def judged(
    number: int,
    judgement: Judgement,
    score: float,
    *,
    language: str = "en",
    version: str = "",
    judged_by: Audience = Audience.NEWSROOM,
) -> Judged:
    version = version or load_weights().version
    return Judged(
        "a", number, "raid", judgement, (), score, 0.5, language, "same_event", version, 1, judged_by
    )


async def keep(config: Path, every: Sequence[Judged]) -> None:
    settings = load_settings(config, {}, folder=config.parent).settings
    async with AsyncExitStack() as stack:
        kept = await open_kept(stack, settings, clock=SystemClock())
        outcome = Outcome(Session(), (), (Judge(tuple(every)),))
        await kept.turns.finish(Turn(a_message(), outcome, (), ""))


@pytest.fixture
def feedback(config: Path) -> None:
    """30 matches in English, of which the likelier are right more often, and 3 in Burmese; others that the public judged."""
    english = [judged(n, RIGHT if n % 3 or n > 20 else WRONG, n / 10) for n in range(1, 31)]
    burmese = [judged(n, RIGHT, 2.0, language="my") for n in range(31, 34)]
    public = [judged(n, WRONG, 3.0, judged_by=Audience.PUBLIC) for n in range(41, 51)]
    asyncio.run(keep(config, [*english, *burmese, *public]))


def replayed(secondsource: Secondsource, *arguments: str) -> dict[str, Any]:
    result = secondsource("thresholds", "replay", "--json", *arguments)
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.usefixtures("feedback")
def test_replay_shows_each_language(secondsource: Secondsource) -> None:
    shown = secondsource("thresholds", "replay", "--possible", "0.6", "--strong", "0.9").stdout

    assert "Matches that people judged: 33." in shown
    assert "Too few to tell anything of my: 3 judged, 20 are needed." in shown
    assert "[thresholds]\npossible = 0.6\nstrong = 0.9" in shown


@pytest.mark.usefixtures("feedback")
def test_replay_prints_figures_as_json(secondsource: Secondsource) -> None:
    found = replayed(secondsource, "--strong", "0.6")

    every, english, burmese = found["languages"]
    assert [each["language"] for each in (every, english, burmese)] == ["all", "en", "my"]
    assert (english["judged"], english["is_enough"], burmese["is_enough"]) == (30, True, False)
    assert english["proposed"]["strong"]["precision"] < english["in_force"]["strong"]["precision"]
    assert english["proposed"]["strong"]["recall"] > english["in_force"]["strong"]["recall"]
    assert english["changed"] > 0


@pytest.mark.usefixtures("feedback")
def test_replay_for_one_language_names_its_section(secondsource: Secondsource) -> None:
    found = replayed(secondsource, "--language", "my", "--strong", "0.9")

    assert [each["language"] for each in found["languages"]] == ["my"]
    assert found["settings"].startswith("[thresholds.languages.my]\n")


@pytest.mark.usefixtures("feedback")
def test_printed_lines_put_it_in_force(secondsource: Secondsource, config: Path) -> None:
    proposed = replayed(secondsource, "--strong", "0.9")
    with config.open("a", encoding="utf-8") as file:
        file.write(f"\n{proposed['settings']}\n")

    found = replayed(secondsource)

    assert [each["in_force"] for each in found["languages"]] == [
        each["proposed"] for each in proposed["languages"]
    ]


def test_replay_without_feedback_says_so(secondsource: Secondsource) -> None:
    result = secondsource("thresholds", "replay")

    assert (result.exit_code, result.stdout) == (0, "Nobody has judged a match yet.\n")


def test_votes_on_other_weights_are_told(secondsource: Secondsource, config: Path) -> None:
    asyncio.run(keep(config, [judged(1, RIGHT, 1.0, version="another")]))

    assert "cannot be scored anew: 1." in secondsource("thresholds", "replay").stdout


@pytest.mark.parametrize(
    "arguments", [("--possible", "0.9", "--strong", "0.5"), ("--strong", "1.5"), ("--language", "Burmese")]
)
def test_proposal_that_makes_no_sense_is_refused(
    secondsource: Secondsource, arguments: Sequence[str]
) -> None:
    result = secondsource("thresholds", "replay", *arguments)

    assert result.exit_code == 2
    assert arguments[0] in result.stderr


def test_replay_of_a_locked_away_database_is_unavailable(secondsource: Secondsource, tmp_path: Path) -> None:
    secondsource("migrate")
    (tmp_path / "kept" / "library.db").write_bytes(b"not a database" * 1000)

    assert secondsource("thresholds", "replay").exit_code == 69


@pytest.mark.usefixtures("feedback", "library")
def test_doctor_tells_the_calibration(secondsource: Secondsource) -> None:
    assert "calibration: as shipped; judged matches: 33, fitted from 50 on" in secondsource("doctor").stdout
