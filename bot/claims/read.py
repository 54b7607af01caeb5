import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.claims.attribution import read_attribution
from bot.claims.burmese_negation import negation_unread
from bot.claims.claim import Attribution, Claim, Context, Kind, LeftOpen, Method, Negation, Stance
from bot.claims.dates import other_way
from bot.claims.encoded import Converter, in_zawgyi, unread_claims, without_burmese
from bot.claims.guess import Attributor
from bot.claims.language import detect_language, has_words
from bot.claims.left_open import read_left_open
from bot.claims.links import link_spans, read_links
from bot.claims.names import Names, has_burmese
from bot.claims.negation import read_negations
from bot.claims.normalise import normalise
from bot.claims.note import Note, note
from bot.claims.quantity import Bound
from bot.claims.readable import READABLE, is_short, length_if_cut
from bot.claims.rewritten import looks_rewritten
from bot.claims.sentences import Cut, Sentence, read_sentence, read_sentences, without_links
from bot.claims.split import Span
from bot.claims.submission import Reading, Submission
from bot.claims.voices import read_speakers
from bot.errors import Refusal

ATTRIBUTED = "en"
"""The language whose speakers a model is asked for."""

_CONTEXT_SENTENCES = 2
_ASKS = re.compile(r"(?:has|have|had|did|does|do|is|are|was|were|will|would)\b[^?]*\?\W*$", re.IGNORECASE)
_QUOTATION = re.compile(r'"\W*\w+\W+\w+\W+\w+')


def read_submission(
    submission: Submission,
    names: Names,
    *,
    limit: int = 40,
    convert: Converter | None = None,
    attributor: Attributor | None = None,
    cut: Cut | None = None,
) -> Reading:
    """The claims of a submission, at most `limit` checkable ones, and what was left out. `convert` makes Unicode of Zawgyi, `attributor` hears who
    speaks beside the rules, `cut` is told the sentences before they are read: most of them are the texts of claims.

    Raises `Refusal` where there is nothing to read, and `Unavailable`.
    """
    is_encoded = in_zawgyi(submission.text)
    given = convert(submission.text) if is_encoded and convert else submission.text
    text = normalise(given)
    seen = without_links(text)
    _refuse_nothing(submission, text, seen)
    notes = _notes_on_the_whole(submission, text)
    language = detect_language(seen)
    unread = tuple(unread_claims(text)) if is_encoded and not convert else ()
    if is_encoded:
        notes.append(note("not_checked.zawgyi_converted" if convert else "not_checked.zawgyi"))
        seen = seen if convert else without_burmese(seen)
    sentences, left, published = read_sentences(text, seen, names, submission.published, limit=limit, cut=cut)
    if length := length_if_cut(submission.text, text):
        left.append(note("not_checked.too_long", read=str(READABLE), length=str(length)))
    speakers = read_speakers(sentences, seen, names, attributor if language == ATTRIBUTED else None)
    claims = (*_claims(sentences, speakers, seen, language), *unread)
    return Reading(text, language, claims, (*notes, *left), published)


def read_claim(text: str, names: Names, *, published: date | None = None) -> Claim:
    """The whole text as one claim, whatever it is: for titles and phrasings of records."""
    text = normalise(text)
    seen = without_links(text)
    sentence = read_sentence(text, seen, Span(0, len(text), 0), names, published)
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


def _claims(
    sentences: Sequence[Sentence], speakers: Sequence[Attribution | None], seen: str, language: str
) -> Iterator[Claim]:
    for at, sentence in enumerate(sentences):
        if not sentence.is_opening:
            is_all = sentence.seen == seen
            spoken = language if is_all else detect_language(sentence.seen, unsure=language)
            context = _context(sentences[:at], sentence)
            if is_short(seen):
                others = (other.text for other in sentences if other is not sentence)
                context = replace(context, text=" ".join(others))
            yield _claim(sentence, context, speakers[at], spoken)


def _claim(sentence: Sentence, context: Context, attribution: Attribution | None, language: str) -> Claim:
    left_open = read_left_open(sentence.seen)
    if attribution and _is_unsaid(sentence.seen, attribution, left_open):
        attribution = None
    return Claim(
        text=sentence.text,
        start=sentence.span.start,
        end=sentence.span.end,
        language=language,
        kind=_kind(sentence.kind, attribution),
        quantities=sentence.quantities,
        moments=sentence.moments,
        places=sentence.places,
        actors=sentence.actors,
        links=read_links(sentence.text),
        negations=tuple(_negations(sentence)),
        attribution=attribution,
        context=context,
        unread=(*_unread(sentence, attribution), *((left_open.said,) if left_open else ())),
        left_open=left_open,
    )


def _negations(sentence: Sentence) -> Iterator[Negation]:
    """Those of the statement: "did not exceed 50" only says how its number is meant."""
    bounds = [(one.start, one.end) for one in sentence.quantities if one.bound is not Bound.EXACT]
    for found in read_negations(sentence.seen):
        if not any(start <= found.start < end for start, end in bounds):
            yield found


def _is_unsaid(text: str, attribution: Attribution, left_open: LeftOpen | None) -> bool:
    """Whether it tells that they did not say it, or asks whether they admit or deny it."""
    if left_open and attribution.name in text[left_open.start : left_open.end]:
        return True
    return attribution.stance in {Stance.ADMISSION, Stance.DENIAL} and _ASKS.match(text) is not None


def _kind(kind: Kind, attribution: Attribution | None) -> Kind:
    """What somebody known is said to think or to demand is a fact: it can be checked whether they said it. What they foretell has not happened all the same."""
    is_reported = attribution is not None and attribution.ids and attribution.method is not Method.QUOTED
    return Kind.FACT if is_reported and kind is not Kind.SUPPOSED else kind


def _unread(sentence: Sentence, attribution: Attribution | None) -> Iterator[Note]:
    if has_burmese(sentence.seen) and (unread := negation_unread(sentence.seen)):
        yield unread
    if sentence.kind is Kind.SUPPOSED:
        yield note("not_checked.supposed")
    for moment in sentence.moments:
        if other := other_way(moment.text):
            yield note("not_checked.day_or_month", text=moment.text, other=f"{other.day} {other:%b %Y}")
        if moment.when is None and not moment.is_as_of:
            yield note("not_checked.relative_date", text=moment.text)
    if _QUOTATION.search(sentence.seen) or (attribution and attribution.method is Method.QUOTED):
        yield note("not_checked.quote_wording")


def _context(before: Sequence[Sentence], sentence: Sentence) -> Context:
    """Dateline and title, and what the same paragraph said just before (for its first sentence: the one before it)."""
    if not before:
        return Context()
    title = next((at for at, earlier in enumerate(before) if not earlier.is_opening), 0)
    top = [earlier for at, earlier in enumerate(before) if at == title or earlier.is_opening]
    rest = [earlier for earlier in before if earlier not in top]
    same = [earlier for earlier in rest if earlier.span.paragraph == sentence.span.paragraph]
    chosen = [*top, *(same[-_CONTEXT_SENTENCES:] or rest[-1:])]
    return Context(
        text=" ".join(earlier.text for earlier in chosen),
        moments=tuple(moment for earlier in chosen if not earlier.is_opening for moment in earlier.moments),
        places=tuple(place for earlier in chosen for place in earlier.places),
        actors=tuple(actor for earlier in chosen for actor in earlier.actors),
    )
