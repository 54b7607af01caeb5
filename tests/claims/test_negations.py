import pytest

from bot.claims.negation import read_negations


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nobody was killed.", "Nobody"),
        ("No civilians died in Pazigyi.", "No"),
        ("The army did not bomb Pazigyi.", "not"),
        ("It wasn't an air strike.", "wasn't"),
        ("The junta never bombed the village.", "never"),
        ("The junta denied the killings.", "denied"),
        ("There is no evidence that jets were used.", "no evidence that"),
        ("It is false that 170 people died.", "is false"),
        ("The video is a hoax.", "is a hoax"),
        ("None of the villagers died.", "None"),
        ("The military rejected the report.", "rejected"),
        ("The claim that jets were used is fake.", "is fake"),
        ("The army hasn't taken the town.", "hasn't"),
        ("The army failed to take the town.", "failed to"),
        ("သေဆုံးသူ မရှိ", "သေဆုံးသူ မရှိ"),
    ],
)
def test_word_that_turns_is_found(text: str, word: str) -> None:
    (negation,) = read_negations(text)
    assert negation.text == word


@pytest.mark.parametrize(
    "text",
    [
        "Not only soldiers but civilians were killed.",
        "No fewer than 170 people were killed.",
        "No less than 170 died.",
        "It was nothing but murder.",
        "The dead have not yet been buried.",
        "There is no doubt that jets were used.",
        "The junta did not deny the strike.",
        "The army never denied bombing Pazigyi.",
        "Reuters could not independently verify the report.",
        "A spokesman did not respond to calls.",
        "He was dismissed from office.",
        "No. 1027 is an operation.",
        "The village no longer exists.",
        "At least 170 people were killed.",
        "They were shot for no apparent reason.",
        "The KIA dismisses the junta's denials.",
        "A land dispute ended in the no-fly zone far from the village.",
        "Whether or not it was a jet",
        "The military did not say why it killed 29 people.",
        "Witnesses who could not be named said 29 people were killed.",
        "Residents do not know who shot the 13 children.",
    ],
)
def test_other_words_turn_nothing(text: str) -> None:
    assert read_negations(text) == ()
