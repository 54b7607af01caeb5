from datetime import date

import pytest

from bot.claims.interval import Precision
from bot.claims.moments import read_moments

PUBLISHED = date(2024, 1, 31)  # a Wednesday
DAY, FEW, WEEK, MONTH, YEAR = (
    Precision.DAY,
    Precision.FEW_DAYS,
    Precision.WEEK,
    Precision.MONTH,
    Precision.YEAR,
)

ABSOLUTE = [
    ("on 11 April 2023", "2023-04-11", "2023-04-11", DAY),
    ("on April 11, 2023", "2023-04-11", "2023-04-11", DAY),
    ("the 11th of April, 2023", "2023-04-11", "2023-04-11", DAY),
    ("2023-04-11", "2023-04-11", "2023-04-11", DAY),
    ("11/04/2023", "2023-04-11", "2023-04-11", DAY),
    ("04/23/2023", "2023-04-23", "2023-04-23", DAY),
    ("11.4.2023", "2023-04-11", "2023-04-11", DAY),
    ("on Tuesday, 11 April 2023", "2023-04-11", "2023-04-11", DAY),
    ("since Feb. 1, 2021", "2021-02-01", "2021-02-01", DAY),
    ("in October 2023", "2023-10-01", "2023-10-31", MONTH),
    ("in 2023", "2023-01-01", "2023-12-31", YEAR),
    ("mid-January 2024", "2024-01-11", "2024-01-20", WEEK),
    ("at the end of October 2023", "2023-10-26", "2023-10-31", FEW),
    ("early 2022", "2022-01-01", "2022-04-30", MONTH),
    ("between 9 and 15 August 2023", "2023-08-09", "2023-08-15", WEEK),
    ("from 3 March to 5 April 2023", "2023-03-03", "2023-04-05", MONTH),
    ("between 30 December and 2 January 2024", "2023-12-30", "2024-01-02", FEW),
    ("27-28 October 2023", "2023-10-27", "2023-10-28", FEW),
    ("between March and May 2023", "2023-03-01", "2023-05-31", MONTH),
    ("from 1 February 2021 to 31 December 2023", "2021-02-01", "2023-12-31", YEAR),
    ("2023 ခုနှစ် ဧပြီလ 11 ရက်နေ့", "2023-04-11", "2023-04-11", DAY),
    ("ဖေဖော်ဝါရီ 1၊ 2021", "2021-02-01", "2021-02-01", DAY),
    ("2023 ခုနှစ်", "2023-01-01", "2023-12-31", YEAR),
]
RELATIVE = [
    ("Apr 11", "2023-04-11", "2023-04-11", DAY),
    ("on 30 January", "2024-01-30", "2024-01-30", DAY),
    ("on 1 February", "2023-02-01", "2023-02-01", DAY),
    ("in October", "2023-10-01", "2023-10-31", MONTH),
    ("today", "2024-01-31", "2024-01-31", DAY),
    ("yesterday", "2024-01-30", "2024-01-30", DAY),
    ("the day before yesterday", "2024-01-29", "2024-01-29", DAY),
    ("on Tuesday", "2024-01-30", "2024-01-30", DAY),
    ("on Wednesday", "2024-01-31", "2024-01-31", DAY),
    ("last Wednesday", "2024-01-24", "2024-01-24", DAY),
    ("last week", "2024-01-22", "2024-01-28", WEEK),
    ("this week", "2024-01-29", "2024-02-04", WEEK),
    ("over the weekend", "2024-01-27", "2024-01-28", FEW),
    ("overnight", "2024-01-30", "2024-01-31", FEW),
    ("last month", "2023-12-01", "2023-12-31", MONTH),
    ("late last year", "2023-09-01", "2023-12-31", MONTH),
    ("3 days ago", "2024-01-28", "2024-01-28", DAY),
    ("two weeks ago", "2024-01-14", "2024-01-20", WEEK),
    ("two months ago", "2023-11-01", "2023-11-30", MONTH),
    ("three years ago", "2021-01-01", "2021-12-31", YEAR),
    ("in the past 24 hours", "2024-01-30", "2024-01-31", FEW),
    ("မနေ့က", "2024-01-30", "2024-01-30", DAY),
    ("ဧပြီ 11 ရက်", "2023-04-11", "2023-04-11", DAY),
]
AS_OF = [
    ("since the coup", "2021-02-01"),
    ("since the February 2021 coup", "2021-02-01"),
    ("since the military seized power", "2021-02-01"),
    ("since February 2021", "2021-02-28"),
    ("as of 3 May 2024", "2024-05-03"),
    ("up to 31 January 2024", "2024-01-31"),
    ("by the end of 2023", "2023-12-31"),
    ("so far", "2024-01-31"),
    ("to date", "2024-01-31"),
    ("အာဏာသိမ်းပြီးကတည်းက", "2021-02-01"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), ABSOLUTE)
def test_dates_need_no_publication(text: str, first: str, last: str, precision: Precision) -> None:
    (moment,) = read_moments(text, None)
    assert moment.when is not None
    assert (str(moment.when.first), str(moment.when.last)) == (first, last)
    assert (moment.when.precision, moment.is_relative) == (precision, False)


@pytest.mark.parametrize(("text", "first", "last", "precision"), RELATIVE)
def test_relative_times_hang_on_publication(text: str, first: str, last: str, precision: Precision) -> None:
    (moment,) = read_moments(text, PUBLISHED)
    assert moment.when is not None
    assert (str(moment.when.first), str(moment.when.last)) == (first, last)
    assert (moment.when.precision, moment.is_relative) == (precision, True)


@pytest.mark.parametrize("text", [case[0] for case in RELATIVE])
def test_relative_times_stay_open_without_publication(text: str) -> None:
    (moment,) = read_moments(text, None)
    assert (moment.when, moment.is_relative) == (None, True)


@pytest.mark.parametrize(("text", "last"), AS_OF)
def test_bounds_of_counts_are_marked(text: str, last: str) -> None:
    (moment,) = read_moments(f"{text}", PUBLISHED)
    assert moment.is_as_of
    assert moment.when is not None
    assert str(moment.when.last) == last


@pytest.mark.parametrize(
    "text",
    [
        "three years after the coup",
        "the 2008 constitution",
        "the 2021 coup",
        "Operation 1027",
        "they may march on the town",
        "at least 2,021 people",
        "may 20 people die",
        "on Black Friday",
        "room 1.2.3",
        "",
    ],
)
def test_other_words_are_no_moments(text: str) -> None:
    assert read_moments(text, PUBLISHED) == ()


def test_text_of_a_moment_holds_its_bound() -> None:
    (moment,) = read_moments("killed as of 3 May 2024.", None)
    assert moment.text == "as of 3 May 2024"


def test_text_of_a_range_begins_with_its_first_day() -> None:
    (moment,) = read_moments("Sixteen people were killed between 31 May and 12 June 2021.", None)
    assert moment.text == "31 May and 12 June 2021"
