import pytest

from bot.claims.names import Names
from bot.claims.read import read_submission
from bot.claims.submission import Submission


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers caught twenty men at U Nauk and burnt them. This was on 10 March, 2022.",
        "Nine people were shot by soldiers. The killing took place in Monywa township on May 2, 2022.",
        "Seven villagers were killed. It happened in the second half of August 2023.",
        "Four members of a family died at Nam Har. Kutkai township, 29/8/2021.",
    ],
)
def test_when_and_where_belong_to_the_deed(text: str) -> None:
    claims = read_submission(Submission(text), Names(())).claims

    assert [claim.text for claim in claims] == [text]
    assert claims[0].moments


@pytest.mark.parametrize(
    "text",
    [
        "Seven villagers were killed in Kawlin. It was the work of the army.",
        "Seven villagers were killed in Kawlin. The attack took place in Kawlin after soldiers had arrived.",
        "Pazigyi, 11 April 2023. Soldiers killed 171 people.",
        "171 people were killed. Webula, 10 April 2023. Ten people were killed.",
    ],
)
def test_what_says_more_stands_alone(text: str) -> None:
    claims = read_submission(Submission(text), Names(())).claims

    assert all(". " not in claim.text for claim in claims)
