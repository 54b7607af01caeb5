from pathlib import Path

import numpy as np

from benchmarks.scale.made import make_articles, make_events, make_messages
from benchmarks.scale.rivals import TOP, brute_force, sqlite_fts
from bot.library.names import Place, PlaceKind

PLACES = [Place(name.lower(), name, PlaceKind.TOWN) for name in ("Loikaw", "Kawlin", "Myeik")]


def test_same_records_every_time() -> None:
    events = list(make_events(PLACES, 200))

    assert events == list(make_events(PLACES, 200))
    assert len({each.summary for each in events}) == 200
    assert make_messages(PLACES, 20) == make_messages(PLACES, 20)


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
