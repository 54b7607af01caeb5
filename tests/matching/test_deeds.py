"""Who does it and who suffers it, in the ways in which reports say so."""

import pytest

from bot.claims.read import read_claim
from bot.matching.deeds import deeds_of
from bot.matching.vocabulary import load_vocabulary
from tests.records import NAMES


@pytest.mark.parametrize(
    ("text", "does", "suffers"),
    [
        ("The PDF attacked the army in Monywa.", ["PDF"], ["army"]),
        ("The army was attacked by the PDF in Monywa.", ["PDF"], ["army"]),
        ("An attack by the PDF on the army left ten dead.", ["PDF"], ["army"]),
        ("The PDF's attack on the army left ten dead.", ["PDF"], ["army"]),
        ("The army came under fire from the PDF.", ["PDF"], ["army"]),
        ("Ten died in an ambush laid by the PDF.", ["PDF"], []),
        ("Ten died in a PDF ambush.", ["PDF"], []),
        ("The army lay in ambush for a convoy of the PDF.", ["army"], ["PDF"]),
        ("The army opened an offensive against the PDF.", ["army"], ["PDF"]),
        ("Twelve people died at the hands of the army.", ["army"], []),
        ("After the army had come, seven people were killed.", [], []),
        ("A ceremony opened by the NUG was bombed by the army.", ["army"], []),
        ("Twelve PDF men died when the army attacked.", ["army"], []),
        ("The army killed at least 80 people.", ["army"], []),
        ("Twelve men whom the army had taken from their homes were killed.", ["army"], []),
        ("Twelve men whom the army had caught in Monywa, Sagaing, were killed.", [], []),
        ("A convoy of the army drove into a PDF ambush.", ["PDF"], []),
        ("Army men tortured, then killed, 14 villagers.", ["Army"], []),
        ("It took the PDF two days to reach Monywa.", [], []),
        ("The PDF is responsible for the killing of twelve people.", ["PDF"], []),
        ("The killing of twelve people was the work of the PDF.", ["PDF"], []),
        ("The army threw out the government led by the NUG and killed twelve.", ["army"], []),
        ("Bandits killed twelve people.", ["Bandits"], []),
        ("The Mon National Liberation Army killed twelve people.", ["Mon National Liberation Army"], []),
    ],
)
def test_doer_and_victim_are_told_apart(text: str, does: list[str], suffers: list[str]) -> None:
    deeds = deeds_of(read_claim(text, NAMES), load_vocabulary())

    assert ([one.name for one in deeds.does], [one.name for one in deeds.suffers]) == (does, suffers)


def test_both_sides_of_a_clash_fight() -> None:
    deeds = deeds_of(read_claim("A clash of the army with the PDF cost ten lives.", NAMES), load_vocabulary())

    assert [one.name for one in deeds.fights] == ["army", "PDF"]


def test_whoever_is_fought_fights_too() -> None:
    deeds = deeds_of(read_claim("The army fought the PDF; ten died.", NAMES), load_vocabulary())

    assert [one.name for one in deeds.fights] == ["army", "PDF"]


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Responsibility for the air strike on Monywa lies with the PDF.", ["PDF"]),
        ("The PDF is to blame for the air strike on Monywa.", ["PDF"]),
        ("Blame for the attack on the army falls on the PDF.", ["PDF"]),
        ("The PDF claimed responsibility for the air strike on Monywa.", ["PDF"]),
        ("The PDF was behind the air strike on Monywa.", ["PDF"]),
        ("The PDF masterminded the bombing of Monywa.", ["PDF"]),
        ("The air strike on Monywa was ordered by the NUG.", ["NUG"]),
        ("The air strike on Monywa has been attributed to the PDF.", ["PDF"]),
        ("The perpetrators of the massacre in Monywa were PDF fighters.", ["PDF"]),
        ("The culprits belong to the PDF.", ["PDF"]),
        ("Those who attacked the school in Monywa were resistance fighters.", ["resistance fighters"]),
    ],
)
def test_blame_names_who_did_it(text: str, does: list[str]) -> None:
    assert [one.name for one in deeds_of(read_claim(text, NAMES), load_vocabulary()).does] == does


@pytest.mark.parametrize(
    "text",
    [
        "The PDF was not behind the air strike on Monywa.",
        "The PDF isn't responsible for the killing of twelve people.",
        "The PDF was behind on its debts.",
        "Those who died in Monywa were PDF fighters.",
        "The attackers were killed in Monywa, and the PDF left.",
        "The bombing of Monywa was condemned by the NUG.",
        "The killing of twelve people in Monywa was confirmed by the PDF.",
    ],
)
def test_nobody_is_blamed_who_is_not(text: str) -> None:
    assert deeds_of(read_claim(text, NAMES), load_vocabulary()).does == ()


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("The army blamed the PDF for the killing of twelve people in Monywa.", ["PDF"]),
        ("The army blames the PDF for the explosion in Monywa that killed twelve people.", ["PDF"]),
        ("The army accused the PDF of killing twelve people.", ["PDF"]),
        ("The PDF blamed the army for the Christmas Eve massacre near Monywa.", ["army"]),
        ("The massacre near Monywa was attributed by the army to the PDF.", ["PDF"]),
        ("Explosives stored by the PDF killed twelve people in Monywa.", ["PDF"]),
    ],
)
def test_whom_somebody_blames_is_told_to_have_done_it(text: str, does: list[str]) -> None:
    deeds = deeds_of(read_claim(text, NAMES), load_vocabulary())

    assert ([one.name for one in deeds.does], deeds.suffers) == (does, ())


@pytest.mark.parametrize(
    "text",
    [
        "The army did not blame the PDF for the killing of twelve people in Monywa.",
        "Nobody blamed the PDF for the killing of twelve people in Monywa.",
        "The army blamed the PDF for the rise in prices.",
        "Rice stored by the PDF fed twelve people in Monywa.",
    ],
)
def test_whom_nobody_blames_for_it_has_done_nothing(text: str) -> None:
    assert deeds_of(read_claim(text, NAMES), load_vocabulary()).does == ()


@pytest.mark.parametrize(
    "text",
    [
        "The massacre in Monywa was not the work of the army.",
        "The army was not to blame for the massacre in Monywa.",
        "The army isn't responsible for the massacre in Monywa.",
        "The army was not the one that killed twelve people in Monywa.",
        "The massacre in Monywa was not carried out by the army.",
    ],
)
def test_whoever_is_told_not_to_have_done_it_is_cleared(text: str) -> None:
    deeds = deeds_of(read_claim(text, NAMES), load_vocabulary())

    assert ([one.name for one in deeds.cleared], deeds.does) == (["army"], ())


@pytest.mark.parametrize(
    "text",
    [
        "The massacre in Monywa was not only the work of the army.",
        "The massacre in Monywa was not the work of the army alone.",
        "The army has not been held responsible for the massacre in Monywa.",
        "The army was not blamed for the massacre in Monywa.",
    ],
)
def test_nobody_is_cleared_by_less(text: str) -> None:
    assert deeds_of(read_claim(text, NAMES), load_vocabulary()).cleared == ()
