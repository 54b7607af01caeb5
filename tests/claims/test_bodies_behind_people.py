"""Whose word it is when a person speaks: the body that they have an office in, where the text says so behind their name."""

import pytest

from bot.claims.claim import Stance
from bot.claims.read import read_submission
from bot.claims.submission import Submission
from tests.claims.library import NAMES


@pytest.mark.parametrize(
    "text",
    [
        "Maung Maung Kyaw, spokesman of the junta, said no one was killed.",
        "Maung Maung Kyaw, a spokesperson for the military council, told reporters that no one was killed.",
        "No one was killed, said Maung Maung Kyaw, the junta's deputy information minister.",
        "Maung Maung Kyaw, spokesman of the junta, met reporters. He said no one was killed.",
    ],
)
def test_office_behind_the_name_ties_a_person_to_the_body(text: str) -> None:
    said = read_submission(Submission(text), NAMES).claims[-1].attribution

    assert said is not None
    assert said.name == "Maung Maung Kyaw"
    assert said.ids == ("military",)


@pytest.mark.parametrize(
    "text",
    [
        "Ko Aung, a farmer near the junta's camp, said no one was killed.",
        "Ko Aung, a former spokesman of the junta, said no one was killed.",
        "Ko Aung, whom a commander of the junta had sent away, said no one was killed.",
        "Ko Aung, a lawyer, said no one was killed. The junta's spokesman was silent.",
        "According to Ko Aung, the junta arrested a minister on Monday.",
        "According to Ko Aung, a commander of the junta ordered the burning of the village.",
        "According to Ko Aung, the junta's spokesman lied about the dead.",
        "Ko Aung, brother of a commander of the junta, said no one was killed.",
        "Ko Aung, shot by an officer of the junta, said no one was killed.",
        "Ko Aung, a critic of the leader of the junta, said no one was killed.",
    ],
)
def test_nobody_else_speaks_for_a_body(text: str) -> None:
    said = read_submission(Submission(text), NAMES).claims[0].attribution

    assert said is not None
    assert said.ids == ()


def test_denial_by_such_a_person_is_one_of_a_party() -> None:
    text = "Maung Maung Kyaw, spokesman of the junta, said that reports of an air strike were false."
    said = read_submission(Submission(text), NAMES).claims[0].attribution

    assert said is not None
    assert said.stance is Stance.DENIAL
