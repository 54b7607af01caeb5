import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.claims.redaction import MARK, redact, redacted
from bot.claims.submission import Submission

NUMBERS = (
    "+95 9 123 456 789",
    "+959123456789",
    "(+95) 9 123-456-789",
    "0095 9 123 456 789",
    "09 123 456 789",
    "09-123456789",
    "09.123.456.789",
    "(01) 234567",
    "၀၉ ၁၂၃ ၄၅၆ ၇၈၉",
    "၀၉၁၂၃၄၅၆၇၈၉",
    "959123456789",
    "06 12 34 56 78",
    "+44 20 7946 0958",
    "(555) 123-4567",
    "+1 (555) 123-4567",
)
ADDRESSES = (
    "aung@example.org",
    "aung.k+desk@mail.example.co.uk",
    "aung [at] example [dot] org",
    "mailto:aung@example.org",
    "https://t.me/c/1234567/89",
    "t.me/+AbCdEf_123",
    "https://telegram.me/joinchat/AAAA",
    "hxxps://t[.]me/+AbC",
    "https://chat.whatsapp.com/Ab12",
    "wa.me/959123456789",
    "https://signal.group/#CjQK",
    "tg://join?invite=abc",
    "https://discord.gg/abc",
    "https://join.slack.com/t/newsroom/shared_invite/zt-1",
)
FIGURES = (
    "4,468,000",
    "4 468 000",
    "1 000 000 000",
    "+12 000 000",
    "1.234.567,89",
    "12'345'678",
    "0.1234567",
    "1000000000",
    "40 60 100 and 200 300 400 500",
    "5,143 on 24 May 2024 and 4,192 on 20 Nov 2023",
    "2023-04-11",
    "11.04.2023",
    "01.02.2021 - 11.04.2023",
    "01/02/2021-11/04/2023",
    "01.02.23 04.05.23",
    "01022023",
    "2021-2023",
    "08.00-09.30",
    "08:00 - 09:30",
    "0900-1700",
    "16.866123, 096.195123",
    "၁၁၊၀၄၊၂၀၂၃",
    "978-0-306-40615-7",
    "https://example.org/2023/04/11/0912345678-title",
    "example.org/0912345678",
    "https://x.com/i/status/1650000000000000000",
    "t.me/news_of_the_day/1234567",
    "@news_of_the_day",
    "@desk@social.example",
)


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize("reach", [*NUMBERS, *ADDRESSES])
@pytest.mark.parametrize(
    ("before", "behind"), [("", ""), ("Call ", ", he said."), ("On 11.04.2023 ", "\nEnd")]
)
def test_what_leads_to_a_person_is_taken_out(reach: str, before: str, behind: str) -> None:
    assert redacted(before + reach + behind) == before + MARK + behind


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("At least ", " were killed."), ("In 2023, ", "!")])
def test_what_a_claim_rests_on_stays(figure: str, before: str, behind: str) -> None:
    text = before + figure + behind

    assert redacted(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("tel: 234567", f"tel: {MARK}"),
        ("Phone no. 1234567.", f"Phone no. {MARK}."),
        ("ဖုန်း၂၃၄၅၆၇၈", f"ဖုန်း{MARK}"),
        ("165 09123456789", f"165 {MARK}"),
        ("09123456789, 09987654321", f"{MARK}, {MARK}"),
        ("https://example.org/?m=aung@example.org", f"https://example.org/?m={MARK}"),
        ("https://web.archive.org/web/2023/https://t.me/c/1/2", f"https://web.archive.org/web/2023/{MARK}"),
    ],
)
def test_surroundings_tell_what_a_number_is(text: str, kept: str) -> None:
    assert redacted(text) == kept


def test_links_that_lead_to_a_person_are_left_out() -> None:
    page = "https://example.org/2023/04/11/0912345678"
    came = Submission(
        "Join t.me/+AbC", links=(page, "https://t.me/+AbC", "https://example.org/?m=a.b@example.org")
    )

    assert redact(came) == Submission(f"Join {MARK}", links=(page,))


@given(st.lists(st.sampled_from([*NUMBERS, *ADDRESSES, *FIGURES, "people"])).map("\n".join))
def test_twice_changes_nothing_more(text: str) -> None:
    once = redacted(text)

    assert redacted(once) == once


@given(st.text() | st.text("0123456789+-./() @:[]atdotme", max_size=60))
def test_whatever_it_is_something_is_only_taken_out(text: str) -> None:
    pieces = redacted(text).split(MARK)

    assert re.fullmatch(".*".join(map(re.escape, pieces)), text, re.DOTALL) or MARK in text


@given(
    st.from_regex(r"\+95 ?9([ -]?[0-9]){8,9}", fullmatch=True),
    st.sampled_from(["{}", "({})", "ask {}, or", "ဖုန်း {}။"]),
)
@example("+95900000-000", "{}")
@example("+959 000 000 000", "{}")
def test_no_burmese_number_is_left(number: str, around: str) -> None:
    left = redacted(around.format(number))

    assert not any(sign.isdecimal() for sign in left)


@given(
    st.integers(0, 10**9).map("{:,}".format),
    DAYS.map("{:%Y-%m-%d}".format),
    DAYS.map("{:%d.%m.%Y}".format),
)
def test_no_figure_or_date_is_touched(count: str, day: str, other: str) -> None:
    text = f"On {day} at least {count} people fled; {other}: {count}."

    assert redacted(text) == text


@given(st.text(st.characters(exclude_categories=["Nd", "Nl", "No"], exclude_characters="@/:([")))
def test_words_alone_are_never_touched(text: str) -> None:
    assert redacted(text) == text
