from datetime import date

import pytest

from bot.claims.read import read_claim
from bot.matching.kinship import says_the_same
from tests.records import NAMES

FORTY = "Soldiers burned down 40 houses in Pazigyi"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FORTY, "In Pazigyi 40 houses were burned down by soldiers"),
        (FORTY, "Soldiers have burned 40 houses in Pa Zi Gyi, people say"),
        ("PDF fighters captured Kawlin", "Kawlin was captured, resistance fighters of the PDF say"),
        ("It happened in Mandalay on 3 May 2024", "On 3 May 2024 it happened in Mandalay"),
    ],
)
def test_other_words_for_the_same_may_join(one: str, other: str) -> None:
    assert says_the_same(read_claim(one, NAMES), read_claim(other, NAMES))


@pytest.mark.parametrize(
    "other",
    [
        "Soldiers burned down 14 houses in Pazigyi",
        "Soldiers burned down at least 40 houses in Pazigyi",
        "Soldiers burned down houses in Pazigyi",
        "Soldiers burned down 40 houses in Mandalay",
        "Soldiers burned down 40 houses",
        "Soldiers did not burn down 40 houses in Pazigyi",
        "Soldiers burned down 40 houses in Pazigyi on 3 May 2024",
        "PDF fighters burned down 40 houses in Pazigyi",
        "Soldiers burned down 40 houses in Pazigyi near Kin",
        "soldiers burned down 40 houses",
        "Monks burned down 40 houses in Pazigyi",
    ],
)
def test_what_says_more_or_otherwise_stays_apart(other: str) -> None:
    published = date(2024, 5, 4)
    one = read_claim(FORTY, NAMES, published=published)

    assert not says_the_same(one, read_claim(other, NAMES, published=published))


def test_denied_things_are_told_apart() -> None:
    one = read_claim("The offices in Mandalay were not raided; no computers were taken", NAMES)
    other = read_claim(
        "The offices in Mandalay were raided, but no computers and no papers were taken", NAMES
    )

    assert not says_the_same(one, other)


def test_writing_without_capitals_stays_apart() -> None:
    text = "ကျေးရွာ မီးရှို့ခံရသည်"

    assert not says_the_same(read_claim(text, NAMES), read_claim(text, NAMES))
