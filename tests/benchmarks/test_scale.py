from pathlib import Path

import numpy as np
import pytest

from benchmarks.scale.directions import WordDirections
from benchmarks.scale.growth import broken, exponent
from benchmarks.scale.made import make_articles, make_events, make_messages, make_retold
from benchmarks.scale.rivals import TOP, brute_force, sqlite_fts
from bot.library.names import Place, PlaceKind

PLACES = [Place(name.lower(), name, PlaceKind.TOWN) for name in ("Loikaw", "Kawlin", "Myeik")]


def test_same_records_every_time() -> None:
    events = list(make_events(PLACES, 200))

    assert events == list(make_events(PLACES, 200))
    assert len({each.summary for each in events}) == 200
    assert make_messages(PLACES, 20) == make_messages(PLACES, 20)


def test_records_are_retold_in_other_words() -> None:
    events = {each.id: each for each in make_events(PLACES, 200)}

    for each in make_retold(PLACES, 200, 50):
        event = events[each.record]
        day = f"{event.when.first:%-d %B %Y}"
        assert event.where is not None
        assert event.where.name in each.text
        assert not event.summary.lower().startswith(each.text[:-1].lower())
        assert (day in each.text, f"{event.when.first:%A}" in each.text) == (each.is_dated, not each.is_dated)


def test_articles_have_their_sentences() -> None:
    articles = make_articles(PLACES, 2, sentences=6)

    assert [(text.count("."), text.count("\n\n")) for text in articles] == [(6, 1), (6, 1)]


def test_full_text_finds_shared_words(tmp_path: Path) -> None:
    texts = ["Shells hit Loikaw", "A march in Kawlin", "Rain"]
    with sqlite_fts(tmp_path / "fts.db", texts) as search:
        found = search('Shelling of "Loikaw" and a march')

    assert found == texts[:2]


def test_nearest_come_first() -> None:
    vectors = np.eye(TOP + 10, dtype=np.float32)
    asked = vectors[7] * 2 + vectors[3]

    assert list(brute_force(vectors)(asked)[:2]) == [7, 3]


def test_growth_is_the_slope_of_the_logarithms() -> None:
    sizes = [10_000, 100_000, 1_000_000]

    assert exponent(sizes, [2.0, 20.0, 200.0]) == pytest.approx(1.0)
    assert exponent(sizes, [7.0, 7.0, 7.0]) == pytest.approx(0.0)


def test_largest_library_is_held_to_the_floors() -> None:
    small = {"start, s": 9.0, "check, median, ms": 90.0, "check, work, ms": 4.0, "memory, MB": 9000.0}
    large = {"start, s": 4.0, "check, median, ms": 50.0, "check, work, ms": 5.0, "memory, MB": 900.0}

    assert broken({1_000: small, 10_000: large, 100_000: large}) == ["check, median, ms: 50.0, at most 40"]


async def test_texts_that_share_words_lie_near() -> None:
    one, other, far = await WordDirections().encode(["shells hit loikaw", "shells near loikaw", "rain"])

    assert one @ other > one @ far
    assert float(one @ one) == pytest.approx(1.0, abs=1e-4)
