import json
from datetime import date

import pytest

from bot.claims.claim import NameKind
from bot.claims.interval import Interval
from bot.claims.names import Name
from bot.feeds.claim_review import read_claim_reviews
from bot.feeds.feed import Terms
from bot.library.statement import Statement, Verdict
from tests.feeds.data_sets import read, statements, terms

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checkers.example/2023/flood",
    "datePublished": "2023-05-02",
    "author": {"@type": "Organization", "name": "Checkers"},
    "claimReviewed": "A dam broke above Testville.",
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "A minister"}, "datePublished": "2023-05-01"},
    "reviewRating": {"@type": "Rating", "alternateName": "False", "ratingValue": 1, "worstRating": 1, "bestRating": 5},
    "inLanguage": "en-GB",
}  # fmt: skip
ANSWER = {
    "claims": [
        {
            "text": "A dam broke above Testville.",
            "claimant": "A minister",
            "claimDate": "2023-05-01T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Checkers", "site": "checkers.example"},
                    "url": "https://checkers.example/2023/flood",
                    "title": "No, the dam stands",
                    "reviewDate": "2023-05-02T10:00:00Z",
                    "textualRating": "Pants on Fire!",
                    "languageCode": "en",
                }
            ],
        }
    ]
}
PAGES = {
    "claimReviewMarkupPages": [
        {
            "pageUrl": "https://checkers.example/2023/flood",
            "publishDate": "2023-05-02",
            "claimReviewAuthor": {"name": "Checkers"},
            "claimReviewMarkups": [
                {"claimReviewed": "A dam broke above Testville.", "rating": {"textualRating": "Fake"}}
            ],
        }
    ]
}


def read_all(document: object, given: Terms | None = None) -> list[Statement]:
    return statements(read(read_claim_reviews, json.dumps(document).encode(), given))


def rated(rating: object, given: Terms | None = None) -> Statement:
    (statement,) = read_all(REVIEW | {"reviewRating": rating}, given)
    return statement


def test_review_becomes_a_statement() -> None:
    (statement,) = read_all(REVIEW)

    assert statement.text == "A dam broke above Testville."
    assert statement.verdict is Verdict.FALSE
    assert statement.reason == "Checkers rates this claim by A minister “False”."
    assert statement.said_on == Interval.of_day(date(2023, 5, 1))
    filing = statement.filing
    assert (filing.publisher, filing.published, filing.link, filing.language) == (
        "Checkers",
        date(2023, 5, 2),
        "https://checkers.example/2023/flood",
        "en",
    )


@pytest.mark.parametrize(
    "document",
    [
        [REVIEW],
        {"@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        REVIEW | {"@type": ["Review", "http://schema.org/ClaimReview"]},
        ANSWER,
        PAGES,
    ],
    ids=["list", "graph", "data feed", "several types", "tools", "pages"],
)
def test_review_is_found_wherever_it_stands(document: object) -> None:
    (statement,) = read_all(document)

    assert (statement.text, statement.verdict) == ("A dam broke above Testville.", Verdict.FALSE)
    assert statement.filing.publisher == "Checkers"


def test_lines_of_reviews_are_read() -> None:
    lines = b"\n".join(
        json.dumps(REVIEW | {"url": f"https://c.example/{number}"}).encode() for number in range(3)
    )

    assert len(statements(read(read_claim_reviews, lines))) == 3


@pytest.mark.parametrize(
    ("words", "verdict"),
    [("True", "true"), ("MOSTLY TRUE", "partly_true"), ("Half-true", "partly_true"), ("Missing context", "misleading"),
     ("False. The video is from 2015.", "false"), ("Fake - old picture", "false"), ("Pants on Fire!", "false"), ("Altered photo", "misleading"),
     ("Unproven", "unproven"), ("No evidence", "unproven")],
)  # fmt: skip
def test_words_are_mapped_by_stated_rules(words: str, verdict: str) -> None:
    assert rated({"alternateName": words}).verdict == verdict


def test_unknown_words_are_unproven_and_told() -> None:
    document = json.dumps(REVIEW | {"reviewRating": {"alternateName": "Two bananas"}}).encode()

    (item,) = read(read_claim_reviews, document)

    (statement,) = statements([item])
    assert statement.verdict is Verdict.UNPROVEN
    assert "Two bananas" in statement.reason
    assert "--means" in item.problems[0].message


def test_newsroom_says_what_words_mean() -> None:
    assert (
        rated({"alternateName": "Two bananas"}, terms(scale={"two bananas": "misleading"})).verdict
        is Verdict.MISLEADING
    )


@pytest.mark.parametrize(("value", "verdict"), [(1, "false"), ("5", "true"), (3, "unproven")])
def test_numbers_decide_at_the_ends_alone(value: object, verdict: str) -> None:
    assert rated({"ratingValue": value, "worstRating": "1", "bestRating": 5}).verdict == verdict


def test_media_review_is_kept() -> None:
    media = REVIEW | {
        "@type": "MediaReview",
        "claimReviewed": "",
        "reviewRating": None,
        "mediaAuthenticityCategory": "https://schema.org/DecontextualizedContent",
        "originalMediaContextDescription": "The picture shows another flood.",
    }

    (statement,) = read_all(media)

    assert (statement.text, statement.verdict) == ("The picture shows another flood.", Verdict.MISLEADING)


def test_speaker_is_linked_where_one_is_called_so() -> None:
    (statement,) = read_all(REVIEW, terms(Name("minister", NameKind.ACTOR, "A minister")))

    assert statement.said_by == "minister"


@pytest.mark.parametrize("wrong", [{"claimReviewed": ""}, {"author": None}])
def test_unusable_review_is_named(wrong: dict[str, object]) -> None:
    items = read(read_claim_reviews, json.dumps([REVIEW, REVIEW | wrong]).encode())

    assert len(statements(items)) == 1
    assert items[1].problems


@pytest.mark.parametrize("content", [b"", b"{}", b"no json", b"[" * 100_000, b'{"@type": "ClaimReview"}'])
def test_documents_without_a_review_are_told(content: bytes) -> None:
    items = read(read_claim_reviews, content)

    assert items[0].problems
    assert not statements(items)
