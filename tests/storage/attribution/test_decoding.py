import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from storage.attribution.decoding import decode

TEXT = "Khun Bedu left. Khun Bedu said"
OFFSETS = [(0, 0), (0, 4), (5, 9), (10, 14), (14, 15), (16, 20), (21, 25), (26, 30), (0, 0)]
PARTS = np.array([0, 1, 1, 1, 1, 2, 2, 2, 2])


def scores(**at: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    found = np.full(len(OFFSETS), -9.0, np.float32)
    for place, score in at.items():
        found[int(place.removeprefix("t"))] = score
    return found


def test_name_in_two_places_is_one() -> None:
    found = decode(TEXT, scores(t1=3, t5=2.5), scores(t2=2.5, t6=3), OFFSETS, PARTS)

    assert found.name == "Khun Bedu"
    assert found.probability > 0.99


def test_part_of_a_name_counts_for_it() -> None:
    found = decode(TEXT, scores(t1=3, t2=2.8), scores(t2=3), OFFSETS, PARTS)

    assert found.name == "Khun Bedu"
    assert found.probability > 0.99


def test_name_is_given_whole_where_its_last_word_is_likelier() -> None:
    found = decode(TEXT, scores(t1=1.5, t2=3), scores(t2=3), OFFSETS, PARTS)

    assert (found.name, found.at) == ("Khun Bedu", 0)


def test_name_in_very_many_places_is_one() -> None:
    text = "KNU " * 40
    offsets = [(0, 0), *((4 * at, 4 * at + 3) for at in range(40)), (0, 0)]
    same = np.zeros(len(offsets), np.float32)
    apart = np.arange(len(offsets))  # each in a sentence of its own
    found = decode(text, same, same, offsets, apart)

    assert found.name == "KNU"
    assert found.probability > 0.9


def test_nobody() -> None:
    found = decode(TEXT, scores(t0=4, t1=1), scores(t0=4, t2=1), OFFSETS, PARTS)

    assert found.nobody > 0.99


@given(arrays(np.float32, (2, len(OFFSETS)), elements=st.floats(-30, 30, width=32)))
def test_shares_are_probabilities_and_names_stand_in_one_sentence(
    both: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    found = decode(TEXT, both[0], both[1], OFFSETS, PARTS)

    assert 0 <= found.nobody <= 1.0001
    assert 0 <= found.probability + found.nobody <= 1.0001
    assert ". " not in found.name
    assert found.name in TEXT
