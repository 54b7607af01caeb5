import time
from dataclasses import replace
from datetime import date

import pytest

from bot.claims.fingerprint import claim_fingerprint, fingerprint
from bot.claims.normalise import normalise
from bot.claims.read import read_claim, read_submission
from bot.claims.readable import ACCEPTED, READABLE
from bot.claims.submission import Submission
from tests.claims.library import NAMES

SUBMISSION = Submission("At least 170 people were killed in Pazigyi on Tuesday.")


@pytest.mark.parametrize(
    "same",
    [
        replace(SUBMISSION, published=date(2023, 4, 12)),
        replace(SUBMISSION, text="FWD: At least\u200b 170  people were killed in Pazigyi on Tuesday."),
    ],
)
def test_equal_content_has_one_fingerprint(same: Submission) -> None:
    assert fingerprint(same) == fingerprint(SUBMISSION)


@pytest.mark.parametrize(
    "other",
    [
        replace(SUBMISSION, text="At least 171 people were killed in Pazigyi on Tuesday."),
        replace(SUBMISSION, forwarded_from="channel"),
        replace(SUBMISSION, links=("https://example.org/a",)),
        replace(SUBMISSION, attachments=("photo",)),
    ],
)
def test_other_content_has_another_fingerprint(other: Submission) -> None:
    assert fingerprint(other) != fingerprint(SUBMISSION)


def test_place_in_the_text_does_not_count() -> None:
    first, second = read_submission(Submission("No one died. No one died."), NAMES).claims
    assert claim_fingerprint(replace(second, context=first.context)) == claim_fingerprint(first)


def test_resolved_date_counts() -> None:
    claims = [
        read_claim(SUBMISSION.text, NAMES, published=day) for day in (date(2023, 4, 12), date(2024, 4, 12))
    ]
    assert claim_fingerprint(claims[0]) != claim_fingerprint(claims[1])


@pytest.mark.parametrize("unit", ["ﷺ", "㌀", "½ dead ", "a\u0300\u0316", "12 killed in Pazigyi. "])
def test_megabyte_is_known_and_read_at_once(unit: str) -> None:
    submission = Submission(unit * (1_000_000 // len(unit.encode())))
    began = time.process_time()
    fingerprint(submission)
    read_submission(submission, NAMES)
    # Half a second on a quiet machine; without a limit before the normal form it takes five.
    assert time.process_time() - began < 2


@pytest.mark.parametrize("unit", ["ﷺ", "©", "x"])
def test_normalised_text_has_a_greatest_length(unit: str) -> None:
    assert len(normalise(unit * 200_000)) <= ACCEPTED


def test_what_is_not_read_makes_no_other_fingerprint() -> None:
    texts = ["word " * 30_000 + end for end in ("here", "else")]

    assert fingerprint(Submission(texts[0])) == fingerprint(Submission(texts[1]))


def test_named_length_makes_another_fingerprint() -> None:
    shorter, longer = (Submission("word " * (READABLE // 5 * times)) for times in (3, 4))
    said = [read_submission(submission, NAMES).not_read[-1] for submission in (shorter, longer)]

    assert fingerprint(shorter) != fingerprint(longer)
    assert said[0] != said[1]
