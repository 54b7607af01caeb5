from collections import Counter
from random import Random

import pytest

from benchmarks.latency import Report
from benchmarks.load.crowd import TEXTS, ViralTexts
from benchmarks.load.shared_cache import shared_cache
from benchmarks.load.told import tell_gain


def test_few_texts_are_most_of_what_is_forwarded() -> None:
    texts = ViralTexts(Random(1))

    said = Counter(texts.next() for _ in range(3000))

    assert len(said) <= TEXTS
    assert sum(times for _, times in said.most_common(10)) > 1500


@pytest.mark.parametrize(("of_two", "broken"), [(0.05, 0), (0.055, 0), (0.06, 1)])
def test_two_are_held_to_what_one_does(of_two: float, broken: int) -> None:
    report = Report()

    tell_gain(report, "fresh", 0.05, of_two)

    assert len(report.broken) == broken


def test_no_server_is_begun_where_none_is_wanted() -> None:
    with shared_cache(is_wanted=False) as address:
        assert address == ""
