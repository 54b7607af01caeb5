from datetime import date

import pytest

from bot.feeds.ucdp_cited import count_origins, read_origins, read_reports


def test_headline_keeps_commas_and_semicolons() -> None:
    (report,) = read_reports('"The Post,2021-02-21,Four dead, more hurt; police deny"')

    assert (report.publisher, report.published) == ("The Post", date(2021, 2, 21))
    assert report.reference == "Four dead, more hurt; police deny"


def test_publisher_may_have_a_comma() -> None:
    (report,) = read_reports('"Post, The,2021-02-21,Four dead"')

    assert report.publisher == "Post, The"


def test_free_words_give_no_report() -> None:
    assert read_reports("Reuters 5/12/1989 'Clashes go on'; Xinhua") == ()


def test_misread_quotation_marks_are_repaired() -> None:
    (report,) = read_reports('"The Post,2021-02-21,A dash â€“ here"')

    assert report.reference == "A dash – here"


@pytest.mark.parametrize(
    ("said", "origins"),
    [
        ("", ()),
        ("KNDF; Free Burma Rangers", ("KNDF", "Free Burma Rangers")),
        ("a resident; villagers; Local residents", ("residents",)),
        ("local media reports; domestic media; AAPP", ("AAPP",)),
        ("Myaing-PDF; Myaing PDF", ("Myaing-PDF",)),
        ("Confidential source", ()),
    ],
)
def test_origins_are_told_apart(said: str, origins: tuple[str, ...]) -> None:
    assert read_origins(said) == origins


@pytest.mark.parametrize(
    ("origins", "reports", "count"), [((), 1, None), (("A",), 1, 1), (("A",), 3, None), (("A", "B"), 1, 2)]
)
def test_origins_are_counted_where_that_is_known(
    origins: tuple[str, ...], reports: int, count: int | None
) -> None:
    assert count_origins(origins, reports) == count
