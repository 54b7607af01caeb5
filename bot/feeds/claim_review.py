"""Fact-checks of others: ClaimReview and MediaReview as JSON-LD, alone, in a graph or in a data feed, and the answers of Google's Fact Check Tools API.

Where each of these has its fields: https://schema.org/ClaimReview, https://developers.google.com/fact-check/tools/api/reference/rest
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.claims.claim import NameKind
from bot.claims.interval import Interval
from bot.feeds.cleaned import clean, read_day
from bot.feeds.csv_rows import RowProblem
from bot.feeds.feed import Item, Terms
from bot.feeds.json_document import NoDocument, elements, members, objects, read_document, text
from bot.feeds.review_scale import verdict_of, verdict_of_media, verdict_of_number
from bot.library.filing import Filing, Provenance
from bot.library.statement import Statement, Verdict

_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?![a-z])", re.IGNORECASE)
_REVIEWS = ("ClaimReview", "MediaReview")


@dataclass(frozen=True, slots=True)
class _Review:
    """A fact-check, wherever it stood. `media` is the category of a MediaReview."""

    claim: str
    claimant: str = ""
    said_on: str = ""
    publisher: str = ""
    link: str = ""
    published: str = ""
    title: str = ""
    language: str = ""
    rating: str = ""
    value: str = ""
    worst: str = ""
    best: str = ""
    media: str = ""


def read_claim_reviews(chunks: Iterable[bytes], terms: Terms) -> Iterator[Item]:
    """Items are numbered in the order of the reviews in the document."""
    try:
        document = read_document(chunks)
    except NoDocument as error:
        yield Item(1, (), (RowProblem("", 1, "", str(error)),))
        return
    number = 0
    for number, review in enumerate(_reviews(document), start=1):
        yield _item(review, number, terms)
    if not number:
        yield Item(1, (), (RowProblem("", 1, "", "There is no ClaimReview in this document."),))


def _reviews(document: object) -> Iterator[_Review]:
    for one in objects(document):
        kinds = [kind.rpartition("/")[2] for kind in map(text, elements(one.get("@type")))]
        if any(kind in _REVIEWS for kind in kinds):
            yield _from_json_ld(one, is_media="MediaReview" in kinds)
        elif "claimReview" in one and "text" in one:
            yield from (_from_api(one, members(review)) for review in elements(one["claimReview"]))
        elif "claimReviewMarkups" in one:
            yield from (_from_markup(one, members(review)) for review in elements(one["claimReviewMarkups"]))


def _from_json_ld(one: Mapping[str, object], *, is_media: bool) -> _Review:
    rating, reviewed = members(_first(one.get("reviewRating"))), members(_first(one.get("itemReviewed")))
    told = one.get("claimReviewed") or (one.get("originalMediaContextDescription") if is_media else "")
    return _Review(
        claim=text(told) or text(reviewed.get("description")) or (text(reviewed.get("name")) if is_media else ""),
        claimant=text(reviewed.get("author")),
        said_on=text(reviewed.get("datePublished")),
        publisher=text(one.get("author")) or text(one.get("publisher")),
        link=text(one.get("url")),
        published=text(one.get("datePublished")),
        title=text(one.get("name")) or text(one.get("headline")),
        language=text(one.get("inLanguage")),
        rating=text(rating.get("alternateName")) or text(rating.get("name")),
        value=text(rating.get("ratingValue")),
        worst=text(rating.get("worstRating")),
        best=text(rating.get("bestRating")),
        media=text(one.get("mediaAuthenticityCategory")) if is_media else "",
    )  # fmt: skip


def _from_api(claim: Mapping[str, object], review: Mapping[str, object]) -> _Review:
    publisher = members(review.get("publisher"))
    return _Review(
        claim=text(claim.get("text")),
        claimant=text(claim.get("claimant")),
        said_on=text(claim.get("claimDate")),
        publisher=text(publisher.get("name")) or text(publisher.get("site")),
        link=text(review.get("url")),
        published=text(review.get("reviewDate")),
        title=text(review.get("title")),
        language=text(review.get("languageCode")),
        rating=text(review.get("textualRating")),
    )


def _from_markup(page: Mapping[str, object], review: Mapping[str, object]) -> _Review:
    rating = members(review.get("rating"))
    return _Review(
        claim=text(review.get("claimReviewed")),
        claimant=text(review.get("claimAuthor")),
        said_on=text(review.get("claimDate")),
        publisher=text(page.get("claimReviewAuthor")),
        link=text(review.get("url")) or text(page.get("pageUrl")),
        published=text(page.get("publishDate")),
        rating=text(rating.get("textualRating")),
        value=text(rating.get("ratingValue")),
        worst=text(rating.get("worstRating")),
        best=text(rating.get("bestRating")),
    )


def _item(review: _Review, number: int, terms: Terms) -> Item:
    claim, publisher = clean(review.claim, most=1000), clean(review.publisher, most=100)
    wrong = [("claimReviewed", "There is no claim in this review.")] if not claim else []
    wrong += [("author", "Nobody is named who made this review.")] if not publisher else []
    if wrong:
        return Item(number, (), tuple(RowProblem("", number, name, message) for name, message in wrong))
    verdict = _verdict(review, terms)
    remarks: tuple[RowProblem, ...] = ()
    if verdict is None:
        message = f"Our scale has no word for the rating {clean(review.rating, most=80)!r}: taken as unproven. --means RATING=VERDICT says what it means."
        remarks = (RowProblem("", number, "reviewRating", message),)
    return Item(number, (_statement(review, claim, publisher, verdict, terms),), remarks)


def _statement(
    review: _Review, claim: str, publisher: str, verdict: Verdict | None, terms: Terms
) -> Statement:
    link = review.link.strip() if _LINK.fullmatch(review.link.strip()) else ""
    title, published = clean(review.title, most=300), _past(review.published, terms)
    said_on = _past(review.said_on, terms)
    language = _LANGUAGE.match(review.language.strip())
    number = sha256(f"{link}|{publisher}|{claim}".encode("utf-8", "replace")).hexdigest()[:16]
    return Statement(
        id=f"review-{number}",
        text=claim,
        verdict=verdict or Verdict.UNPROVEN,
        reason=_reason(review, publisher, verdict, terms),
        filing=Filing(
            provenance=Provenance.DATA_SET,
            visibility=terms.visibility,
            language=language[0].lower() if language else "en",
            publisher=publisher,
            published=published,
            reference=terms.book.text("imported.review.about", title=title) if title else "",
            link=link,
            licence=terms.book.text("imported.review.licence", publisher=publisher),
        ),
        said_by=_speaker(clean(review.claimant, most=200), terms),
        said_on=Interval.of_day(said_on) if said_on else None,
    )


def _verdict(review: _Review, terms: Terms) -> Verdict | None:
    return (
        (verdict_of(review.rating, terms.scale) if review.rating else None)
        or (verdict_of_media(review.media) if review.media else None)
        or verdict_of_number(_number(review.value), _number(review.worst), _number(review.best))
    )


def _reason(review: _Review, publisher: str, verdict: Verdict | None, terms: Terms) -> str:
    rating, claimant = clean(review.rating, most=200), clean(review.claimant, most=120)
    if not rating and review.media:
        return terms.book.text("imported.review.media", publisher=publisher, rating=clean(review.media.rpartition("/")[2], most=60))  # fmt: skip
    if not rating:
        return terms.book.text("imported.review.no_words", publisher=publisher)
    if verdict is None:
        return terms.book.text("imported.review.unknown", publisher=publisher, rating=rating)
    if claimant:
        return terms.book.text("imported.review.said_of", publisher=publisher, claimant=claimant, rating=rating)  # fmt: skip
    return terms.book.text("imported.review.said", publisher=publisher, rating=rating)


def _speaker(claimant: str, terms: Terms) -> str:
    """Who said it, where exactly one in the library is called so."""
    found = [
        name
        for kind in (NameKind.SOURCE, NameKind.ACTOR)
        for name in terms.names.bearers(kind, claimant)
        if claimant
    ]
    return found[0] if len(found) == 1 else ""


def _past(day: str, terms: Terms) -> date | None:
    found = read_day(day)
    return found if found is not None and found <= terms.latest else None


def _number(said: str) -> float | None:
    try:
        return float(said) if len(said) < 20 else None
    except ValueError:
        return None


def _first(value: object) -> object:
    found = elements(value)
    return found[0] if found else None
