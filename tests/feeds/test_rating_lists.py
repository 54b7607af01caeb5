from datetime import date

import pytest

from bot.feeds.feed import Item, Terms
from bot.feeds.rating_lists import read_ratings
from bot.library.filing import Provenance
from bot.library.source import Rating, Reliability, Source, desk_rater
from tests.fakes.entries import a_source
from tests.feeds.data_sets import entries, read, table, terms

LISTED = terms(data_set="The List", dated=date(2024, 5, 1), latest=date(2026, 1, 1))


def rated(given: Terms = LISTED, /, **row: str) -> list[Item]:
    cells = {"domain": "news.example", "rating": "B"} | row
    return read(read_ratings, table(cells, [cells]), given)


def rating_of(given: Terms = LISTED, /, **row: str) -> Rating:
    (rating,) = (entry for entry in entries(rated(given, **row)) if isinstance(entry, Rating))
    return rating


def test_rating_is_the_raters_opinion() -> None:
    rating = rating_of(reason="Retracts quickly")

    assert (rating.rater, rating.letter, rating.rated_on) == ("The List", Reliability.B, date(2024, 5, 1))
    assert rating.provenance is Provenance.DATA_SET
    assert rating.reason == "On the list “The List” as: B. Retracts quickly"


def test_rater_of_a_row_goes_before_that_of_the_list() -> None:
    assert rating_of(rater="Somebody", rated_on="2023-01-02", until="2025-01-02") == Rating(
        rating_of().source,
        Reliability.B, "Somebody", date(2023, 1, 2), "On the list “Somebody” as: B", date(2025, 1, 2), Provenance.DATA_SET,
    )  # fmt: skip


@pytest.mark.parametrize("rater", ["the desk", "Our desk", desk_rater("somebody")])
def test_list_cannot_speak_for_the_desk(rater: str) -> None:
    (item,) = rated(rater=rater)

    assert item.entries == ()
    assert "cannot speak for the desk" in item.problems[0].message


@pytest.mark.parametrize(
    ("theirs", "letter"),
    [("E", "E"), ("generally unreliable", "D"), ("No consensus", "C"), ("VERY HIGH", "B"), ("mostly_factual", "C"), ("0.85", "B"), ("0.1", "E"), ("1", "B")],
)  # fmt: skip
def test_words_of_known_lists_have_a_letter(theirs: str, letter: str) -> None:
    assert rating_of(rating=theirs).letter == letter


def test_newsroom_says_what_words_mean() -> None:
    given = terms(data_set="The List", dated=date(2024, 5, 1), scale={"green": "b"})

    assert rating_of(given, rating="Green").letter is Reliability.B


def test_unknown_words_are_told() -> None:
    (item,) = rated(rating="Green")

    assert "--means" in item.problems[0].message


def test_source_of_the_library_is_rated() -> None:
    source = Source("news", "News", a_source().kind, domains=("news.example",))
    given = Terms(LISTED.names, {"news": source}, LISTED.book, data_set="The List", dated=date(2024, 5, 1))

    (item,) = rated(given, domain="https://www.News.example/about")

    assert [type(entry) for entry in item.entries] == [Rating]
    assert rating_of(given).source == "news"


def test_new_source_comes_with_its_rating() -> None:
    (item,) = rated(source="The News")

    source, rating = item.entries
    assert isinstance(source, Source)
    assert isinstance(rating, Rating)
    assert (source.name, source.domains, source.id) == ("The News", ("news.example",), rating.source)


@pytest.mark.parametrize(
    "row",
    [{"domain": "facebook.com"}, {"domain": "no domain"}, {"domain": ""}, {"rated_on": "2999-01-01"}],
)
def test_unusable_row_is_named(row: dict[str, str]) -> None:
    (item,) = rated(**row)

    assert item.entries == ()
    assert item.problems[0].row == 2


def test_undated_list_is_told_to_date_itself() -> None:
    (item,) = rated(terms(data_set="The List"))

    assert "--dated" in item.problems[0].message
