from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from storage.attribution.windows import LONGEST, TOKENS, windows

SIZES = st.lists(st.integers(1, 400), max_size=60)


@given(SIZES)
def test_each_sentence_is_asked_for_once_in_order(sizes: list[int]) -> None:
    asked = chain.from_iterable(wanted for _, wanted in windows(sizes))

    assert list(asked) == list(range(len(sizes)))


@given(SIZES)
def test_windows_are_no_longer_than_they_may_be(sizes: list[int]) -> None:
    for shown, wanted in windows(sizes):
        assert wanted.start in shown
        assert wanted.stop - 1 in shown
        assert sum(sizes[at] for at in shown) <= LONGEST
        if len(wanted) > 1:
            assert sum(sizes[at] for at in shown) <= TOKENS


def test_what_stood_before_and_behind_is_shown() -> None:
    found = list(windows([40] * 12))

    assert found[0] == (range(6), range(5))
    assert found[1][0].start < found[1][1].start


def test_short_text_is_one_window() -> None:
    assert list(windows([20, 30, 40])) == [(range(3), range(3))]
