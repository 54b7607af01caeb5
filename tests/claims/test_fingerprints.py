from dataclasses import replace
from datetime import date

import pytest

from bot.claims.fingerprint import claim_fingerprint, fingerprint
from bot.claims.read import read_claim, read_submission
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
