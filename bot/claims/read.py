from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.claims.attribution import read_attribution
from bot.claims.checkworthy import kind_of
from bot.claims.claim import Attribution, Claim, Context, Kind, Link, Mention, Moment
from bot.claims.language import ZAWGYI_FROM, detect_language, has_words, is_zawgyi
from bot.claims.links import link_spans, read_links
from bot.claims.mentions import read_mentions
from bot.claims.moments import read_moments
from bot.claims.names import Names, is_burmese
from bot.claims.negation import read_negations
from bot.claims.normalise import normalise
from bot.claims.note import Note, note
from bot.claims.quantities import quantities_beside
from bot.claims.quantity import Quantity
from bot.claims.rewritten import looks_rewritten
from bot.claims.split import Span, split_sentences
from bot.claims.submission import Reading, Submission
from bot.errors import Refusal

READABLE = 60_000
"""Characters of a normalised text that are read; the rest is named as not read."""

_ACCEPTED = 400_000
_LONGEST_SENTENCE = 1_500
_CONTEXT_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What was read of one sentence before it is known what stands around it."""

    span: Span
    text: str
    seen: str
    kind: Kind
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    places: tuple[Mention, ...]
    actors: tuple[Mention, ...]


def read_submission(submission: Submission, names: Names, *, limit: int = 40) -> Reading:
    """The claims of a submission, at most `limit` checkable ones, and what was left out.

    Raises `Refusal` where there is nothing to read.
    """
    text = normalise(submission.text[:_ACCEPTED])
    seen = _without_links(text)
    _refuse_nothing(submission, text, seen)
    language = detect_language(seen)
    notes = _notes_on_the_whole(submission, text)
    if (is_zawgyi(submission.text) or 0.0) >= ZAWGYI_FROM:
        notes.append(note("not_checked.zawgyi"))
        seen = "".join(" " if is_burmese(character) else character for character in seen)
    claims, left = _claims(text, seen, names, submission.published, limit)
    notes += left
    return Reading(text, language, tuple(claims), tuple(notes))


def read_claim(text: str, names: Names, *, published: date | None = None) -> Claim:
    """The whole text as one claim, whatever it is: for titles and phrasings of records."""
    text = normalise(text)
    seen = _without_links(text)
    span = Span(0, len(text), 0)
    sentence = _sentence(text, seen, span, names, published)
    return _claim(sentence, Context(), read_attribution(seen, names, None), detect_language(seen))


def _refuse_nothing(submission: Submission, text: str, seen: str) -> None:
    if has_words(seen):
        return
    if link_spans(text) or (submission.links and not seen.strip()):
        raise Refusal("refused.only_link")
    if submission.attachments:
        raise Refusal("refused.only_attachment", kind=submission.attachments[0])
    if any(map(str.isdigit, seen)):
        raise Refusal("refused.only_numbers")
    raise Refusal("refused.no_words" if submission.text.strip() else "refused.nothing_to_read")


def _notes_on_the_whole(submission: Submission, text: str) -> list[Note]:
    notes = [note("not_checked.attachment", kind=kind) for kind in dict.fromkeys(submission.attachments)]
    links = [*read_links(text), *(link for url in submission.links for link in read_links(url))]
    notes += [note("not_checked.link", site=site) for site in dict.fromkeys(link.site for link in links)]
    if looks_rewritten(text):
        notes.append(note("not_checked.rewritten"))
    return notes


def _without_links(text: str) -> str:
    """The text with its links blanked out, so that positions stay."""
    for start, end in link_spans(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _claims(
    text: str, seen: str, names: Names, published: date | None, limit: int
) -> tuple[list[Claim], list[Note]]:
    claims: list[Claim] = []
    before: list[_Sentence] = []
    speaker: Attribution | None = None
    checkable = beyond = 0
    first_left = -1
    for sentence in _sentences(text, seen, names, published):
        if checkable >= limit or len(claims) >= 3 * limit:
            beyond += sentence.kind is Kind.FACT
            first_left = sentence.span.start if first_left < 0 else first_left
            continue
        attribution = read_attribution(sentence.seen, names, speaker)
        speaker = attribution or speaker
        claims.append(
            _claim(sentence, _context(before, sentence), attribution, detect_language(sentence.seen))
        )
        checkable += sentence.kind is Kind.FACT
        before.append(sentence)
    notes: list[Note] = []
    if beyond:
        notes.append(
            note("not_checked.beyond_limit", count=str(beyond), limit=str(limit), start=str(first_left))
        )
    if len(text) > READABLE:
        notes.append(note("not_checked.too_long", read=str(READABLE), length=str(len(text))))
    return claims, notes


def _sentences(text: str, seen: str, names: Names, published: date | None) -> Iterator[_Sentence]:
    for span in split_sentences(seen[:READABLE]):
        if has_words(seen[span.start : span.end]):
            yield _sentence(text, seen, span, names, published)


def _sentence(text: str, seen: str, span: Span, names: Names, published: date | None) -> _Sentence:
    words = seen[span.start : span.end]
    read = words[:_LONGEST_SENTENCE]
    moments = read_moments(read, published)
    quantities = quantities_beside(read, moments)
    places, actors, sources = read_mentions(read, names)
    kind = kind_of(
        read, counts=bool(quantities), names=bool(places or actors or sources), times=bool(moments)
    )
    return _Sentence(span, text[span.start : span.end], words, kind, quantities, moments, places, actors)


def _claim(sentence: _Sentence, context: Context, attribution: Attribution | None, language: str) -> Claim:
    return Claim(
        text=sentence.text,
        start=sentence.span.start,
        end=sentence.span.end,
        language=language,
        kind=sentence.kind,
        quantities=sentence.quantities,
        moments=sentence.moments,
        places=sentence.places,
        actors=sentence.actors,
        links=_links(sentence.text),
        negations=read_negations(sentence.seen[:_LONGEST_SENTENCE]),
        attribution=attribution,
        context=context,
        unread=tuple(_unread(sentence)),
    )


def _links(text: str) -> tuple[Link, ...]:
    return read_links(text)


def _unread(sentence: _Sentence) -> Iterator[Note]:
    for moment in sentence.moments:
        if moment.when is None and not moment.is_as_of:
            yield note("not_checked.relative_date", text=moment.text)
    if sentence.seen.count('"') >= 2:
        yield note("not_checked.quote_wording")


def _context(before: list[_Sentence], sentence: _Sentence) -> Context:
    """The title, and what the same paragraph said just before (for its first sentence: the one before it)."""
    if not before:
        return Context()
    same = [earlier for earlier in before[1:] if earlier.span.paragraph == sentence.span.paragraph]
    near = same[-_CONTEXT_SENTENCES:] or before[1:][-1:]
    chosen = [before[0], *near]
    return Context(
        text=" ".join(earlier.text for earlier in chosen),
        moments=tuple(moment for earlier in chosen for moment in earlier.moments),
        places=tuple(place for earlier in chosen for place in earlier.places),
        actors=tuple(actor for earlier in chosen for actor in earlier.actors),
    )
