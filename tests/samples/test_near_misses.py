"""What the answers reach on near misses and paraphrases, as floors: what is told apart today must be tomorrow too."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.near_misses import (
    Sample,
    altered,
    is_blind,
    judge_all,
    open_checker,
    paraphrases,
    read_samples,
    share_right,
)

SAMPLES = Path(__file__).parent / "near_misses"
STEPS = {"rules-1": 5, "open-4": 3, "open-5": 2}
"""Of the largest files only every such pair is asked."""


def asked() -> dict[str, tuple[Sample, ...]]:
    files = {path.stem: read_samples(path) for path in sorted(SAMPLES.glob("*.jsonl")) if not is_blind(path)}
    return {name: samples[:: STEPS.get(name, 1)] for name, samples in files.items()}


async def measure() -> dict[str, tuple[float, float]]:
    """Share of the altered texts that are flagged with a right slot, and of the paraphrases that are flagged."""
    async with open_checker() as checker:
        judged = {name: await judge_all(checker, samples) for name, samples in asked().items()}
    return {
        name: (share_right(altered(one)), 1 - share_right(paraphrases(one))) for name, one in judged.items()
    }


@pytest.fixture(scope="module")
def reached() -> dict[str, tuple[float, float]]:
    return asyncio.run(measure())


@pytest.mark.parametrize(
    ("name", "flagged", "wrongly"),
    [
        ("open-1", 0.95, 0.0),
        ("open-2", 0.96, 0.0),
        ("open-3", 0.95, 0.02),
        ("open-4", 0.95, 0.02),
        ("open-5", 0.95, 0.02),
        ("rules-1", 0.93, 0.0),
        ("sides-1", 0.88, 0.04),
    ],
)
def test_near_misses_are_told_apart(
    reached: dict[str, tuple[float, float]], name: str, flagged: float, wrongly: float
) -> None:
    altered_flagged, same_flagged = reached[name]

    assert altered_flagged >= flagged
    assert same_flagged <= wrongly


def test_every_sample_is_labelled_once() -> None:
    ids = [sample.id for path in SAMPLES.glob("*.jsonl") for sample in read_samples(path)]

    assert len(ids) == len(set(ids))
