"""The words that a standard fixes, exactly."""

import pytest

from bot.verdicts.finding import Likelihood
from bot.verdicts.likelihood import likelihood_of
from bot.verdicts.phrasebook import load_phrasebook

BOOK = load_phrasebook("en")


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.01, "almost no chance"),
        (0.05, "almost no chance"),
        (0.051, "very unlikely"),
        (0.20, "very unlikely"),
        (0.21, "unlikely"),
        (0.45, "unlikely"),
        (0.46, "roughly even chance"),
        (0.55, "roughly even chance"),
        (0.56, "likely"),
        (0.80, "likely"),
        (0.81, "very likely"),
        (0.95, "very likely"),
        (0.951, "almost certain"),
        (0.99, "almost certain"),
    ],
)
def test_likelihood_uses_icd_203_bands(probability: float, words: str) -> None:
    assert BOOK.text(f"likelihood.words.{likelihood_of(probability).value}") == words


def test_every_band_has_a_sentence() -> None:
    sentences = {BOOK.text(f"likelihood.sentence.{band.value}", what="X") for band in Likelihood}

    assert len(sentences) == 7
    assert all("X" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("letter", "name", "meaning"),
    [
        (
            "A",
            "completely reliable",
            "No doubt of authenticity, trustworthiness, or competency; has a history of complete reliability",
        ),
        (
            "B",
            "usually reliable",
            "Minor doubt about authenticity, trustworthiness, or competency; has a history of valid information most of the time",
        ),
        (
            "C",
            "fairly reliable",
            "Doubt of authenticity, trustworthiness, or competency but has provided valid information in the past",
        ),
        (
            "D",
            "not usually reliable",
            "Significant doubt about authenticity, trustworthiness, or competency but has provided valid information in the past",
        ),
        (
            "E",
            "unreliable",
            "Lacking in authenticity, trustworthiness, and competency; history of invalid information",
        ),
        ("F", "reliability cannot be judged", "No basis exists for evaluating the reliability of the source"),
    ],
)
def test_reliability_has_field_manual_wording(letter: str, name: str, meaning: str) -> None:
    assert (BOOK.text(f"reliability.name.{letter}"), BOOK.text(f"reliability.meaning.{letter}")) == (
        name,
        meaning,
    )


@pytest.mark.parametrize(
    ("number", "name", "meaning"),
    [
        (
            "1",
            "confirmed by other sources",
            "Confirmed by other independent sources; logical in itself; consistent with other information on the subject",
        ),
        (
            "2",
            "probably true",
            "Not confirmed; logical in itself; consistent with other information on the subject",
        ),
        (
            "3",
            "possibly true",
            "Not confirmed; reasonably logical in itself; agrees with some other information on the subject",
        ),
        ("4", "doubtful", "Not confirmed; possible but not logical; no other information on the subject"),
        (
            "5",
            "improbable",
            "Not confirmed; not logical in itself; contradicted by other information on the subject",
        ),
        ("6", "truth cannot be judged", "No basis exists for evaluating the validity of the information"),
    ],
)
def test_credibility_has_field_manual_wording(number: str, name: str, meaning: str) -> None:
    assert (BOOK.text(f"credibility.name.{number}"), BOOK.text(f"credibility.meaning.{number}")) == (
        name,
        meaning,
    )


@pytest.mark.parametrize(
    ("grade", "meaning"),
    [
        ("confirmed", "A specific belligerent has accepted responsibility for civilian harm"),
        (
            "fair",
            "Reported by two or more credible sources, with likely or confirmed near actions by a belligerent",
        ),
        ("weak", "Single source claim, though sometimes featuring significant information"),
        ("contested", "Competing claims of responsibility"),
        ("discounted", "Those killed were combatants, or other parties most likely responsible"),
    ],
)
def test_corroboration_has_airwars_wording(grade: str, meaning: str) -> None:
    assert BOOK.text(f"corroboration.meaning.{grade}") == meaning


@pytest.mark.parametrize(
    ("level", "meaning"),
    [
        ("low", "Uncorroborated information from good or marginal sources. Many assumptions"),
        ("moderate", "Partially corroborated information from good sources. Several assumptions"),
        ("high", "Well-corroborated information from proven sources. Minimal assumptions"),
    ],
)
def test_confidence_has_joint_publication_wording(level: str, meaning: str) -> None:
    assert BOOK.text(f"confidence.meaning.{level}") == meaning
