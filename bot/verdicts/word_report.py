"""The grammar of an answer: relation, what we have, what differs, who says it, how likely, how sure, what was not checked."""

from collections import Counter
from collections.abc import Iterator

from bot.claims.claim import Claim, Kind, Method, Stance
from bot.claims.language import ZAWGYI
from bot.claims.left_open import UNSAID
from bot.library.event import Event
from bot.library.record import Record, kind_of, title_of
from bot.library.series import Point, Series
from bot.library.source import is_desk_rater
from bot.library.statement import Statement, Verdict
from bot.matching.match import Difference, Match, Slot, Weight
from bot.matching.rank import probability
from bot.matching.shown import show_day, show_interval, show_range
from bot.matching.totals import NO_FIGURE_THEN, claimed_day, neighbours
from bot.verdicts.finding import Finding, Likelihood, Rated, Relation, Report, Speaker
from bot.verdicts.likelihood import likelihood_of
from bot.verdicts.page_lines import page_lines
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.reckoning import reckon, shown
from bot.verdicts.record_lines import record_lines
from bot.verdicts.told_apart import NO_DIFFERENCE, tell_apart, told
from bot.verdicts.wording import Block, Line, Tone, Wording

_NOT_COMPARED = frozenset(
    {
        "not_checked.no_figure",
        "not_checked.number_unread",
        "not_checked.part",
        "not_checked.admission",
        "not_checked.negation",
        "not_checked.who_did_it",
        "not_checked.where_within",
        UNSAID,
    }
)

_DOUBTED = frozenset({Verdict.FALSE, Verdict.MISLEADING, Verdict.UNPROVEN, Verdict.GARBLED})

_NEARLY_ONE = 0.995
"""A likelihood that reads as 100% from here on, and is not."""

_UNLIKELY = frozenset({Likelihood.ALMOST_NO_CHANCE, Likelihood.VERY_UNLIKELY, Likelihood.UNLIKELY})


def word_report(report: Report, book: Phrasebook) -> Wording:
    """The report in sentences of that phrase book."""
    blocks = tuple(word_finding(finding, book, weights=report.weights_version) for finding in report.findings)
    opening = list(page_lines(report.page, book)) if report.page else []
    if len(report.findings) > 1:
        opening.append(Line(Tone.PLAIN, _summary(report, book)))
    label = book.text("unchecked.whole" if len(report.findings) > 1 else "unchecked.label")
    closing = tuple(
        Line(Tone.NOT_CHECKED, _sentence(book.say(said)), label=label) for said in report.not_checked
    )
    return Wording(tuple(opening), blocks, closing)


def word_finding(finding: Finding, book: Phrasebook, *, weights: str) -> Block:
    lines = [Line(Tone.CLAIM, finding.claim.text), Line(Tone.RELATION, headline(finding, book))]
    lines.extend(_meaning(finding, book))
    if finding.matches:
        lines.extend(record_lines(finding.matches[0].record, finding, book))
        lines.extend(_also(finding.matches[0], book))
        lines.extend(difference_lines(finding.matches[0], book))
    lines.extend(_speakers(finding, book))
    if finding.matches and finding.likelihood and finding.confidence:
        what = book.text(f"likely.{kind_of(finding.matches[0].record)}")
        lines.append(
            Line(Tone.LIKELIHOOD, book.text(f"likelihood.sentence.{finding.likelihood.value}", what=what))
        )
        because = "; ".join(book.say(reason) for reason in finding.confidence.because)
        level = book.text(f"confidence.name.{finding.confidence.level.value}")
        lines.append(Line(Tone.CONFIDENCE, book.text("sure.sentence", level=level, because=because)))
    lines.extend(
        Line(Tone.NOT_CHECKED, _sentence(book.say(said)), label=book.text("unchecked.label"))
        for said in finding.not_checked
    )
    lines.extend(_others(finding, book))
    slots = tuple(
        dict.fromkeys(
            difference.slot.value for match in finding.matches[:1] for difference in match.differences
        )
    )
    return Block(finding.relation, tuple(lines), tuple(_why(finding, book, weights)), slots)


def headline(finding: Finding, book: Phrasebook) -> str:
    """The first line: what the claim is to our best match, with a statement's verdict in the same line."""
    relation = finding.relation
    match relation:
        case Relation.NOT_CHECKABLE:
            kind = finding.claim.kind if finding.claim.kind is not Kind.FACT else Kind.CALL
            return book.text(f"relation.not_checkable.{kind.value}")
        case Relation.NOTHING | Relation.UNSUPPORTED_LANGUAGE:
            return book.text(f"relation.{relation.value}.plain")
        case Relation.RELATED if _denies(finding) and isinstance(finding.matches[0].record, Event):
            return book.text("relation.related.denial")
        case _:
            return _headline_of_match(finding, finding.matches[0], book)


def _headline_of_match(finding: Finding, match: Match, book: Phrasebook) -> str:
    record, relation = match.record, finding.relation
    verdict = (
        book.text(f"verdict.name.{record.verdict.value}")
        if isinstance(record, Statement) and record.verdict
        else ""
    )
    if relation in {Relation.RELATED, Relation.CONTRADICTS}:
        kind = kind_of(record)
        key = f"relation.{relation.value}.{kind}" + ("" if kind != "statement" or verdict else "_no_verdict")
        if relation is Relation.CONTRADICTS and _is_doubted(record):
            key += "_doubted"  # who says the opposite may well be right
    elif isinstance(record, Statement) and not verdict:
        key = f"relation.{relation.value}.no_verdict"
    else:
        key = f"relation.{relation.value}.{_agreement(finding, match)}"
    return book.text(key, verdict=verdict)


def _is_doubted(record: Record) -> bool:
    return isinstance(record, Statement) and record.verdict in _DOUBTED


def _agreement(finding: Finding, match: Match) -> str:
    """`plain` only where all that the claim counts was held against our record."""
    if any(said.key == NO_FIGURE_THEN for said in finding.not_checked):
        return "no_figure"
    if match.differences:
        return "differs"
    return "partly" if any(said.key in _NOT_COMPARED for said in finding.not_checked) else "plain"


def _denies(finding: Finding) -> bool:
    """Whether the claim is a denial, or our best match is one."""
    record = finding.matches[0].record
    ours = isinstance(record, Statement) and record.stance is Stance.DENIAL
    return ours or finding.claim.is_denial


def _meaning(finding: Finding, book: Phrasebook) -> Iterator[Line]:
    if finding.relation is Relation.NOTHING:
        yield Line(Tone.PLAIN, book.text("nothing.meaning"))
    if finding.relation is Relation.UNSUPPORTED_LANGUAGE:
        if finding.claim.language == ZAWGYI:
            yield Line(Tone.PLAIN, book.text("unsupported.zawgyi"))
            return
        yield Line(Tone.PLAIN, book.text("unsupported.meaning", language=_language(finding.claim, book)))
    for near in finding.nearby:
        text = book.text("nothing.nearby", title=near.title, when=show_interval(near.when))
        yield Line(Tone.RECORD, text, label=book.text("nothing.nearby_label"), link=near.link)
    for linked in finding.linked:
        key = "have.denies" if _denies(finding) else "have.about"
        yield Line(Tone.RECORD, book.text(key, title=linked.title.removesuffix(".")))


def _language(claim: Claim, book: Phrasebook) -> str:
    key = f"language.{claim.language}"
    return book.text(key) if key in book else book.text("language.other", code=claim.language)


def _also(match: Match, book: Phrasebook) -> Iterator[Line]:
    """Our further records of the same thing."""
    for other in match.also:
        publisher = other.filing.publisher or book.text("speaker.desk")
        text = book.text("have.also", title=title_of(other), publisher=publisher)
        yield Line(Tone.RECORD, text, link=other.filing.link)


def difference_lines(match: Match, book: Phrasebook) -> Iterator[Line]:
    """Where the claim and that record disagree, ours against theirs."""
    for difference in match.differences:
        slot = book.text(f"slot.{difference.slot.value}")
        theirs, ours = told(difference.theirs, book), told(difference.ours, book)
        key = _difference_key(difference, match)
        text = book.text(key, slot=slot, theirs=theirs, ours=ours)
        yield Line(Tone.DIFFERENCE, text, label=book.text("differs.label"), slot=difference.slot.value)


def _difference_key(difference: Difference, match: Match) -> str:
    match difference.slot:
        case Slot.NEGATION:
            return _negation_key(difference, match)
        case Slot.ACTOR if difference.theirs == NO_DIFFERENCE:
            return "differs.unnamed"
        case Slot.WORDING if difference.ours == title_of(match.record):
            return "differs.means"
        case _:
            return "differs.line"


def _negation_key(difference: Difference, match: Match) -> str:
    if difference.weight is Weight.REMARK:
        return "differs.they_deny"
    if difference.ours == NO_DIFFERENCE:
        if isinstance(match.record, Statement) and not match.record.figures:
            return "differs.not_so"
        return "differs.said_so" if _is_doubted(match.record) else "differs.denied"
    if difference.theirs == NO_DIFFERENCE:
        return "differs.asserted"
    is_stance = difference.ours in {Stance.DENIAL.value, Stance.ADMISSION.value}
    return f"differs.of_{difference.ours}" if is_stance else "differs.line"


def _speakers(finding: Finding, book: Phrasebook) -> Iterator[Line]:
    for speaker, label in ((finding.speaker, "speaker.label"), (finding.carrier, "speaker.carrier")):
        if speaker:
            yield Line(Tone.SPEAKER, " ".join(_speaker(speaker, book)), label=book.text(label))
    if finding.speaker is None and finding.matches:
        yield Line(Tone.SPEAKER, book.text("speaker.blank"), label=book.text("speaker.label"))


def _speaker(speaker: Speaker, book: Phrasebook) -> Iterator[str]:
    if speaker.method is Method.UNNAMED:
        yield book.text("speaker.unnamed", name=speaker.name)
    elif speaker.source is None:
        yield book.text("speaker.unknown", name=speaker.name)
    elif not speaker.ratings:
        yield book.text("speaker.unrated", name=speaker.source.name)
    for rated in speaker.ratings:
        yield _rating(speaker, rated, book)
    if speaker.is_party:
        yield book.text("speaker.party")
    if speaker.stance is Stance.DENIAL:
        yield book.text("speaker.denies")
    if speaker.stance is Stance.ADMISSION:
        yield book.text("speaker.admits")


def _rating(speaker: Speaker, rated: Rated, book: Phrasebook) -> str:
    rating = rated.rating
    name = speaker.source.name if speaker.source else speaker.name
    rater = book.text("speaker.desk") if is_desk_rater(rating.rater) else rating.rater
    if rated.is_expired and rating.until:
        return book.text("speaker.expired", name=name, rater=rater, until=show_day(rating.until))
    meaning = book.text(f"reliability.name.{rating.letter.value}")
    day = show_day(rating.rated_on)
    return book.text(
        "speaker.rated",
        name=name,
        letter=rating.letter.value,
        meaning=meaning,
        rater=rater,
        day=day,
        reason=rating.reason.rstrip("."),
    )


def _others(finding: Finding, book: Phrasebook) -> Iterator[Line]:
    """Further records that may be meant; for a total, what others count."""
    for match in finding.matches[1:]:
        first, other = finding.matches[0].record, match.record
        link = other.filing.link
        if isinstance(first, Series) and isinstance(other, Series) and other.who_counts != first.who_counts:
            if other.measure is first.measure:
                point = _nearest(other, finding)
                value = show_range(point.value, point.low, point.high)
                text = book.text("also.counter", title=other.title, value=value, day=show_day(point.as_of))
                yield Line(Tone.OTHER, text, book.text("also.counters"), link)
            continue
        likelihood = likelihood_of(match.probability)
        if likelihood not in _UNLIKELY:
            words = book.text(f"likelihood.words.{likelihood.value}")
            apart = tell_apart(finding.matches[0], match, book)
            text = book.text("also.line", title=title_of(other), words="; ".join((words, *apart)))
            yield Line(Tone.OTHER, text, book.text("also.label"), link)


def _nearest(series: Series, finding: Finding) -> Point:
    day = claimed_day(finding.claim) or finding.published
    return neighbours(series, day)[0] if day else series.points[-1]


def _why(finding: Finding, book: Phrasebook, weights: str) -> Iterator[Line]:
    for match in finding.matches:
        yield Line(Tone.WHY, title_of(match.record), label=book.text("why.label"))
        sums = reckon(match)
        yield Line(Tone.WHY, book.text("why.start", contribution=shown(sums.start)))
        for reason, part in sums.parts:
            yield Line(
                Tone.WHY, book.text("why.score", feature=book.say(reason.said), contribution=shown(part))
            )
        yield Line(Tone.WHY, _sum(match, shown(sums.total), book, weights))


def _sum(match: Match, score: str, book: Phrasebook, weights: str) -> str:
    """The score with its likelihood; where that is held below what the score gives, both and why."""
    percent = f"{match.probability:.0%}"
    reckoned = probability(match.score, 1.0)
    uncapped = f"{reckoned:.0%}" if reckoned < _NEARLY_ONE else book.text("why.nearly_one")
    if uncapped == percent:
        return book.text("why.sum", score=score, percent=percent, version=weights)
    conflicts = any(difference.weight is Weight.CONFLICT for difference in match.differences)
    reason = book.text("why.cap.conflict" if conflicts else "why.cap.always")
    return book.text(
        "why.capped", score=score, uncapped=uncapped, percent=percent, reason=reason, version=weights
    )


def _summary(report: Report, book: Phrasebook) -> str:
    """How many statements were checked with what outcome, contradictions first; and how many sentences hold nothing to check."""
    found = Counter(finding.relation for finding in report.findings)
    aside = found.pop(Relation.NOT_CHECKABLE, 0)
    order = sorted(
        found, key=lambda relation: (relation is not Relation.CONTRADICTS, list(Relation).index(relation))
    )
    counts = ", ".join(
        book.text(f"summary.of.{relation.value}", count=str(found[relation])) for relation in order
    )
    checked = str(found.total())
    said = [book.text("summary", count=checked, counts=counts) if counts else book.text("summary.none")]
    if aside and counts:
        said.append(book.text("summary.aside", count=str(aside)))
    return " ".join(said)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
