"""Everything that the rules refuse can be said."""

from typing import get_args

import pytest

from bot.desk.acts import Act, Label, Release, Take
from bot.desk.rules import name_of
from bot.verdicts.phrasebook import LANGUAGES, load_phrasebook
from tests.contract.desk import decide

TURNS = {"decide", "sign", "send_back", "undo", "reopen", "merge", "take_in", "split", "by_itself"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("turn", sorted(TURNS))
def test_every_turn_of_a_case_is_told(language: str, turn: str) -> None:
    said = load_phrasebook(language).text(f"desk.changed.{turn}", case="12", name="Ana")

    assert "12" in said


def test_every_act_has_its_name() -> None:
    assert [name_of(act) for act in (Take(), Release(), decide(), Label("x"))] == [
        "take",
        "release",
        "decide",
        "label",
    ]
    kinds = get_args(Act)
    assert len({kind.__name__ for kind in kinds}) == len(kinds)
