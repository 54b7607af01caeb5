"""What belongs together, from all sources, as the encoder is taught it."""

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.train_encoder.conflict import Reported
from benchmarks.train_encoder.disturb import altered, as_headline, forwarded, names_in
from benchmarks.train_encoder.mine import Mined
from benchmarks.train_encoder.sets import Entry, Question, Set

ALTERED = 0.25
"""How often the wrong record is the right one with a number or a name changed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`right` are all ids that `asked` belongs to: none of them counts as wrong in its batch. `wrong` is the text of a wrong record."""

    asked: str
    answer: str
    id: str
    right: frozenset[str]
    wrong: str = ""
    wrong_id: str = ""


Source = Callable[[random.Random], list[Pair]]
"""Makes the pairs of one epoch: the same ones in other words each time."""


def asked_pairs(given: Set, mined: Mined, *, without: Collection[str]) -> Source:
    """Questions with their records. `without` are ids of questions that are kept back, with every question about the same records."""
    kept_back = {
        record for question in given.questions if question.id in without for record in question.right
    }
    questions = [question for question in given.questions if not question.right & kept_back]
    names = names_in([entry.text for entry in given.entries.values()])

    def make(chance: random.Random) -> list[Pair]:
        return [
            _asked(question, record, given, mined, names, chance)
            for question in questions
            for record in question.right
        ]

    return make


def _asked(
    question: Question, record: str, given: Set, mined: Mined, names: Sequence[str], chance: random.Random
) -> Pair:
    form = _form(given.name, chance)
    answer = form(given.entries[record])
    wrong, wrong_id = "", ""
    if chance.random() < ALTERED:
        wrong = altered(answer, question.text, names, chance) or ""
        wrong_id = f"{record} altered" if wrong else ""
    if not wrong and (found := mined.wrong[question.id]):
        wrong_id = chance.choice(found)
        wrong = form(given.entries[wrong_id])
    return Pair(forwarded(question.text, chance), answer, record, question.right, wrong, wrong_id)


def _form(name: str, chance: random.Random) -> Callable[[Entry], str]:
    """Which part of a record stands for it. The titles of events name a war, not what happened in it."""
    dice = chance.random()
    if name == "wce-events-en":
        return (lambda entry: entry.whole) if dice < 0.65 else (lambda entry: entry.text)
    if dice < 0.45:
        return lambda entry: entry.whole
    if dice < 0.75:
        return lambda entry: entry.text
    if dice < 0.9:
        return lambda entry: entry.title or entry.text
    return lambda entry: entry.subtitle or entry.body[:300] or entry.whole


def own_pairs(given: Set, count: int) -> Source:
    """Parts of one record: its title and its text, the article's beginning and the claim, the text and a headline made of it."""
    entries = list(given.entries.values())

    def make(chance: random.Random) -> list[Pair]:
        found = (
            pair for entry in chance.sample(entries, len(entries)) for pair in _own(entry, given.name, chance)
        )
        return [pair for pair, _ in zip(found, range(count), strict=False)]

    return make


def _own(entry: Entry, name: str, chance: random.Random) -> Iterator[Pair]:
    if name == "wce-events-en":
        left, right = as_headline(entry.text, chance), entry.whole
    elif entry.body and chance.random() < 0.5:
        parts = [part for part in entry.body.split(". ") if len(part) > 60]
        left, right = (chance.choice(parts)[:300] if parts else entry.title), entry.text
    elif entry.subtitle and chance.random() < 0.6:
        left, right = entry.subtitle, chance.choice((entry.title, entry.text))
    else:
        left, right = entry.title, entry.text
    if left and right and left.casefold() != right.casefold():
        yield Pair(forwarded(left, chance), right, entry.id, frozenset([entry.id]))


def reported_pairs(events: Sequence[Reported], count: int) -> Source:
    """A headline with another one about the same event, or with our description of it."""

    def make(chance: random.Random) -> list[Pair]:
        return [_reported(event, chance) for event in chance.sample(events, min(count, len(events)))]

    return make


def _reported(event: Reported, chance: random.Random) -> Pair:
    asked = chance.choice(event.headlines)
    others = [headline for headline in event.headlines if headline.casefold() != asked.casefold()]
    answer = chance.choice(others) if others and chance.random() < 0.5 else event.described(chance)
    return Pair(forwarded(asked, chance), answer, event.id, frozenset([event.id]))
