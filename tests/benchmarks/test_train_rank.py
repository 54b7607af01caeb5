"""What is fitted to made-up askings whose answer is known."""

import numpy as np

from benchmarks.train_encoder.sets import FOLDS, fold_of, part_of
from benchmarks.train_rank.collect import Collected
from benchmarks.train_rank.fit import best_claims, fit, table_of
from benchmarks.train_rank.report import figures_of

_QUERIES, _CANDIDATES = 200, 5


def collected() -> Collected:
    """Of five candidates the right one is nearer, and at the same place; asked without it, all are far."""
    chance = np.random.default_rng(3)
    rows = 2 * _QUERIES * _CANDIDATES
    query = np.repeat(np.arange(_QUERIES), 2 * _CANDIDATES)
    is_without = np.tile(np.repeat([False, True], _CANDIDATES), _QUERIES)
    record = np.tile(np.arange(_CANDIDATES), 2 * _QUERIES)
    is_right = (record == 0) & ~is_without
    near = chance.normal(0.0, 1.0, rows) + 3.0 * is_right
    place = (is_right & (chance.random(rows) < 0.9)) | (chance.random(rows) < 0.1)
    return Collected(
        "made-up",
        ("near", "place"),
        np.c_[near, place].astype(np.float32),
        query.astype(np.int32),
        np.zeros(rows, np.int32),
        record.astype(np.int32),
        is_without,
        is_right,
        np.ones(_QUERIES, np.int32),
        (np.arange(_QUERIES) % FOLDS).astype(np.int32),
    )


def test_nearer_weighs_more() -> None:
    weights = fit(table_of([collected()]), {}).weights

    assert weights["near"] > 1.0
    assert weights["place"] > 1.0
    assert weights["bias"] < 0.0


def test_weight_by_hand_stays() -> None:
    weights = fit(table_of([collected()]), {"place": 2.0}).weights

    assert abs(weights["place"] - 2.0) < 0.5


def test_likelihood_is_true() -> None:
    table = table_of([collected()])
    scores = fit(table, {}).scores(table)

    figures = figures_of(table, scores, {2 * query: 1 for query in range(_QUERIES)})

    assert figures["map5"] > 0.95
    assert figures["auroc"] > 0.9
    assert figures["ece"] < 0.05
    assert 0.5 < figures["strong_from"] < 1.0


def test_best_claim_of_a_message_counts() -> None:
    table = table_of([collected()])
    scores = np.zeros(len(table.group))
    scores[0] = 1.0
    table.claim[1] += 1

    kept = best_claims(table, scores)

    assert kept[0]
    assert not kept[1]
    assert kept[2:].all()


def test_parts_cut_each_fold() -> None:
    rights = [frozenset([f"record {number}"]) for number in range(500)]
    in_first = [right for right in rights if fold_of(right) == 0]

    assert {part_of(right) for right in in_first} == set(range(FOLDS))
