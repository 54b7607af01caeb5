from dataclasses import replace

import pytest

from bot.matching.rescore import score_again
from bot.matching.thresholds import Chosen, are_usable, choose, name_thresholds
from bot.matching.weights import load_weights

WEIGHTS = load_weights()
SHIPPED = WEIGHTS.thresholds
OF_BURMESE = replace(WEIGHTS, languages={"my": replace(SHIPPED, possible=0.41, strong=0.81)})


def test_nothing_chosen_leaves_what_is_shipped() -> None:
    assert choose(OF_BURMESE, Chosen(), {}) == OF_BURMESE


def test_chosen_for_all_goes_before_shipped() -> None:
    weights = choose(OF_BURMESE, Chosen(possible=0.2), {})

    assert (weights.thresholds.possible, weights.thresholds.strong) == (0.2, SHIPPED.strong)
    assert (weights.thresholds_for("my").possible, weights.thresholds_for("my").strong) == (0.2, 0.81)


def test_chosen_for_a_language_goes_before_all() -> None:
    weights = choose(WEIGHTS, Chosen(0.2, 0.6), {"my": Chosen(strong=0.9)})

    assert (weights.thresholds_for("my").possible, weights.thresholds_for("my").strong) == (0.2, 0.9)
    assert weights.thresholds_for("en").strong == 0.6


@pytest.mark.parametrize(("possible", "strong"), [(0.0, 0.7), (0.7, 0.7), (0.8, 0.7), (0.3, 0.999)])
def test_order_of_thresholds_is_checked(possible: float, strong: float) -> None:
    assert are_usable(SHIPPED)
    assert not are_usable(replace(SHIPPED, possible=possible, strong=strong))


def test_other_thresholds_have_another_name() -> None:
    chosen = [Chosen(), Chosen(possible=0.2), Chosen(strong=0.8)]
    names = {name_thresholds(choose(WEIGHTS, one, {})) for one in chosen}
    names.add(name_thresholds(choose(WEIGHTS, Chosen(), {"my": Chosen(possible=0.2)})))

    assert len(names) == 4
    assert name_thresholds(WEIGHTS) in names


def test_kept_features_are_scored_again() -> None:
    weights = replace(WEIGHTS, score={"place_agrees": 2.0}, alike_alone={"bias": -1.0})

    assert score_again([("place_agrees", 0.5)], weights) == 0.0
    assert score_again([("place_agrees", 0.5), ("moon_agrees", 1.0)], weights) is None
