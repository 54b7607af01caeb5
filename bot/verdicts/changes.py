"""What an answer says otherwise than the one before it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.library.statement import Statement
from bot.verdicts.finding import Finding, Likelihood, Relation, Report, Speaker
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import headline, word_finding
from bot.verdicts.wording import Block, Line, Tone

_ANSWERS = frozenset(
    {Relation.SAME_EVENT, Relation.SAME_STATEMENT, Relation.SAME_RUNNING_TOTAL, Relation.CONTRADICTS}
)
_STRONG = frozenset({Likelihood.VERY_LIKELY, Likelihood.ALMOST_CERTAIN})
_LAST_LATIN = 0x24F
_WORD = re.compile(r"\w{5,}")

_SHOWN_AS_BEFORE = frozenset({Tone.RECORD, Tone.DIFFERENCE, Tone.SPEAKER, Tone.CONFIDENCE})


def changed_findings(before: Report, after: Report) -> tuple[tuple[Finding, Finding], ...]:
    """The findings on the same claim that differ in relation, verdict, standing, differences, ratings or confidence."""
    known = {finding.claim.text: finding for finding in before.findings}
    pairs = ((known.get(finding.claim.text), finding) for finding in after.findings)
    return tuple((old, new) for old, new in pairs if old is not None and _tells(old) != _tells(new))


def found_since(before: Report, after: Report) -> bool:
    """Whether a claim for which there was nothing has its answer now, very likely at least."""
    lacking = {finding.claim.text for finding in before.findings if finding.relation is Relation.NOTHING}
    return any(
        finding.claim.text in lacking and finding.relation in _ANSWERS and finding.likelihood in _STRONG
        for finding in after.findings
    )


def may_answer(news: Collection[str], report: Report) -> bool:
    """Whether one of these texts may be about a claim for which there was nothing. Cheap: what shares no longer word is not looked at, but in
    scripts other than ours, which may part no words."""
    lacking = [finding.claim.text for finding in report.findings if finding.relation is Relation.NOTHING]
    known = frozenset[str]().union(*map(_words, news))
    return any(_words(text) & known or not _is_latin(text) for text in lacking)


def _is_latin(text: str) -> bool:
    return all(ord(letter) <= _LAST_LATIN for letter in text if letter.isalpha())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def word_change(before: Finding, after: Finding, book: Phrasebook, *, weights: str) -> tuple[Block, Block]:
    """What was said, as far as it is not said any more, and what is known now."""
    old, new = (word_finding(one, book, weights=weights) for one in (before, after))
    gone = tuple(_gone(old, new))
    first = Line(Tone.RELATION, book.text("follow_up.before", headline=headline(before, book)))
    then = Line(Tone.RELATION, book.text("follow_up.now", headline=headline(after, book)))
    claim = tuple(line for line in old.lines if line.tone is Tone.CLAIM)
    kept = tuple(line for line in new.lines if line.tone not in {Tone.CLAIM, Tone.RELATION})
    return replace(old, lines=(*claim, first, *gone), why=()), replace(new, lines=(then, *kept))


def _gone(old: Block, new: Block) -> Iterator[Line]:
    return (line for line in old.lines if line.tone in _SHOWN_AS_BEFORE and line not in new.lines)


def _tells(finding: Finding) -> tuple[object, ...]:
    return (
        finding.relation,
        *_of_match(finding),
        _of_speaker(finding.speaker),
        _of_speaker(finding.carrier),
        finding.confidence.level if finding.confidence else None,
    )


def _of_match(finding: Finding) -> tuple[object, ...]:
    if not finding.matches:
        return ()
    best = finding.matches[0]
    verdict = best.record.verdict if isinstance(best.record, Statement) else None
    return verdict, best.record.filing.status, best.differences


def _of_speaker(speaker: Speaker | None) -> tuple[object, ...]:
    if speaker is None:
        return ()
    return tuple((one.rating.rater, one.rating.letter, one.is_expired) for one in speaker.ratings)
