"""Statements as ClaimReview, with the fields that Google requires (https://developers.google.com/search/docs/appearance/structured-data/factcheck).

Only the desk's own reviews: those of others are theirs to publish.
"""

from urllib.parse import quote

from bot.library.filing import Provenance, Status
from bot.library.statement import Statement, Verdict
from bot.people.audience import Audience
from bot.verdicts.phrasebook import Phrasebook

_VALUES = {Verdict.TRUE: 5, Verdict.PARTLY_TRUE: 3, Verdict.MISLEADING: 2, Verdict.FALSE: 1}
"""From 1, false, to 5. What is unproven has no place between the two."""

_CLOSED = (*_VALUES, Verdict.UNPROVEN)

Document = dict[str, object]


def is_closed(statement: Statement) -> bool:
    """Whether it is a review of ours that everybody may read."""
    filing = statement.filing
    return (
        statement.verdict in _CLOSED
        and filing.provenance is Provenance.DESK
        and filing.status is Status.VERIFIED
        and filing.visibility is Audience.PUBLIC
    )


def claim_review_of(
    statement: Statement, book: Phrasebook, *, newsroom: str, site: str, speaker: str = ""
) -> Document | None:
    """The review, None where it has no address: its own link, or else `site` with its id behind it. `speaker` is the name of who said it."""
    assert statement.verdict, "is_closed says so"
    filing = statement.filing
    address = filing.link or (f"{site.rstrip('/')}/{quote(statement.id, safe='')}" if site else "")
    if not address:
        return None
    rating: Document = {
        "@type": "Rating",
        "alternateName": book.text(f"verdict.name.{statement.verdict.value}"),
    }
    if value := _VALUES.get(statement.verdict):
        rating |= {"ratingValue": value, "worstRating": 1, "bestRating": 5}
    if statement.reason:
        rating["ratingExplanation"] = statement.reason
    claim: Document = {"@type": "Claim"}
    if speaker:
        claim["author"] = {"@type": "Thing", "name": speaker}
    if statement.said_on:
        claim["datePublished"] = statement.said_on.first.isoformat()
    if links := [evidence.link for evidence in filing.evidence if evidence.link]:
        claim["appearance"] = [{"@type": "CreativeWork", "url": link} for link in links]
    review: Document = {
        "@type": "ClaimReview",
        "url": address,
        "claimReviewed": statement.text,
        "reviewRating": rating,
        "itemReviewed": claim,
        "author": {"@type": "Organization", "name": newsroom},
        "inLanguage": filing.language,
    }
    day = filing.reviewed_on or filing.published
    return review | {"datePublished": day.isoformat()} if day else review
