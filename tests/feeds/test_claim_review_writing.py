import json
from dataclasses import replace
from datetime import date

import pytest

from bot.claims.interval import Interval
from bot.feeds.claim_review import read_claim_reviews
from bot.feeds.claim_review_writing import claim_review_of, is_closed
from bot.library.filing import Evidence, Provenance, Status
from bot.library.statement import Statement, Verdict
from bot.people.audience import Audience
from bot.verdicts.phrasebook import load_phrasebook
from tests.fakes.entries import a_filing, a_statement
from tests.feeds.data_sets import read, statements

OURS = replace(
    a_statement("dam", "A dam broke above Testville."),
    verdict=Verdict.FALSE,
    said_on=Interval.of_day(date(2023, 5, 1)),
    filing=replace(
        a_filing(),
        reviewed_on=date(2023, 5, 2),
        evidence=(Evidence("Paper", link="https://paper.example/1"),),
    ),
)


def written(statement: Statement, site: str = "https://newsroom.example/checks") -> dict[str, object] | None:
    return claim_review_of(
        statement, load_phrasebook("en"), newsroom="Our newsroom", site=site, speaker="A minister"
    )


def test_required_fields_are_there() -> None:
    review = written(OURS)

    assert review is not None
    assert (review["@type"], review["claimReviewed"]) == ("ClaimReview", "A dam broke above Testville.")
    assert review["url"] == "https://newsroom.example/checks/dam"
    assert review["reviewRating"] == {
        "@type": "Rating", "alternateName": "false", "ratingValue": 1, "worstRating": 1, "bestRating": 5,
        "ratingExplanation": "Residents say otherwise",
    }  # fmt: skip
    assert review["author"] == {"@type": "Organization", "name": "Our newsroom"}


def test_own_link_goes_before_the_site() -> None:
    review = written(replace(OURS, filing=replace(OURS.filing, link="https://newsroom.example/dam")))

    assert review is not None
    assert review["url"] == "https://newsroom.example/dam"


def test_review_without_an_address_is_none() -> None:
    assert written(OURS, site="") is None


@pytest.mark.parametrize(
    "verdict", [Verdict.TRUE, Verdict.PARTLY_TRUE, Verdict.MISLEADING, Verdict.FALSE, Verdict.UNPROVEN]
)
def test_review_is_read_again_as_it_was(verdict: Verdict) -> None:
    document = json.dumps(
        {"@context": "https://schema.org"} | (written(replace(OURS, verdict=verdict)) or {})
    ).encode()

    (statement,) = statements(read(read_claim_reviews, document))

    assert (statement.text, statement.verdict, statement.said_on) == (OURS.text, verdict, OURS.said_on)
    assert (statement.filing.publisher, statement.filing.published) == ("Our newsroom", date(2023, 5, 2))


@pytest.mark.parametrize(
    "other",
    [
        replace(OURS, verdict=None),
        replace(OURS, verdict=Verdict.DENIAL),
        replace(OURS, filing=replace(OURS.filing, provenance=Provenance.DATA_SET)),
        replace(OURS, filing=replace(OURS.filing, status=Status.CONTESTED)),
        replace(OURS, filing=replace(OURS.filing, visibility=Audience.NEWSROOM)),
    ],
    ids=["open", "denial", "of others", "contested", "not public"],
)
def test_only_own_closed_public_reviews_go_out(other: Statement) -> None:
    assert is_closed(OURS)
    assert not is_closed(other)
