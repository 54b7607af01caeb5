"""Labelled texts as the network is taught with them: read by the rules first, then cut into tokens."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tokenizers import Tokenizer

from benchmarks.rig.labels import Label, Sample
from benchmarks.rig.marking import held
from bot.claims.claim import Attribution, Method
from bot.claims.guess import Asked, Ruling
from bot.claims.names import Names
from bot.claims.normalise import normalise
from bot.claims.read import read_submission
from bot.claims.sentences import without_links
from bot.claims.submission import Reading, Submission
from storage.attribution.features import Floats, Targets, flags, occurrences, targets
from storage.attribution.windows import LONGEST
from storage.index.encoder import load_tokenizer

TEXTS = Path(__file__).parent / "texts"

NOBODY = (0, 0)
_SURNAME_OF = 4


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text, the sentences that were asked for, and where the right names of each begin and end (`NOBODY` where nobody with a name speaks)."""

    ids: Sequence[int]
    flags: Floats
    targets: Targets
    right: list[list[tuple[int, int]]]


def open_tokenizer(path: Path) -> Tokenizer:
    tokenizer = load_tokenizer(path)
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def lessons(
    samples: Iterable[Sample], names: Names, tokenizer: Tokenizer, *, are_rules_honest: bool
) -> Iterator[Lesson]:
    """Of labelled texts. Rules that were made with these at hand are right in them as nowhere else: what they say there is left out."""
    for sample in samples:
        reading = read_submission(Submission(sample.text, sample.published), names, limit=1_000)
        text = without_links(reading.text)
        encoded = tokenizer.encode(text)
        found = [
            (one, right)
            for one, label in _asked(sample, reading, are_rules_honest=are_rules_honest)
            if (right := _right(text, label, encoded.offsets))
        ]
        asked = targets(
            text, [each.start for each in reading.claims], [one for one, _ in found], encoded.offsets
        )
        kept = [row for row in range(len(found)) if asked.spans[row].any()]
        if kept:
            seen = flags(text, [each.start for each in reading.claims], encoded.offsets)
            yield Lesson(encoded.ids, seen, only(asked, kept), [found[row][1] for row in kept])


def joined(samples: Sequence[Sample], chance: random.Random) -> Iterator[Sample]:
    """Two of five are joined by threes, so that long texts are learned from too; what stands in several of the three is no longer asked about."""
    mixed = chance.sample(samples, len(samples))
    alone = len(mixed) * 3 // 5
    yield from mixed[:alone]
    for start in range(alone, len(mixed), 3):
        some = mixed[start : start + 3]
        text = "\n\n".join(one.text for one in some)
        labels = tuple(label for one in some for label in one.labels if text.count(label.says) == 1)
        yield replace(some[0], text=text, labels=labels)


def only(every: Targets, rows: Sequence[int]) -> Targets:
    return Targets(
        every.spans[rows], every.places[rows], every.rulings[rows], every.begins[rows], every.ends[rows]
    )


def _asked(sample: Sample, reading: Reading, *, are_rules_honest: bool) -> Iterator[tuple[Asked, Label]]:
    """Each label with what is asked for; none where two of them, with no answer in common, are read as one claim: there is no right one."""
    every = [held(reading.claims, label, reading.text) for label in sample.labels]
    answers = dict[int, set[str]]()
    for own, label in zip(every, sample.labels, strict=True):
        if own:
            answers.setdefault(own[0].start, set(label.speakers)).intersection_update(label.speakers)
    for own, label in zip(every, sample.labels, strict=True):
        if own and answers[own[0].start]:
            said = next((each.attribution for each in own if each.attribution), None)
            ruling = ruling_of(said) if are_rules_honest else Ruling.UNKNOWN
            name = said.name if said and ruling is Ruling.NAMED else ""
            yield Asked(own[0].start, own[0].end, ruling, name), label


def ruling_of(said: Attribution | None) -> Ruling:
    if said is None:
        return Ruling.NOBODY
    return Ruling.UNNAMED if said.method is Method.UNNAMED else Ruling.NAMED


def _right(text: str, label: Label, offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every place of every right answer; a person's last name is one as well."""
    found: list[tuple[int, int]] = []
    for speaker in label.speakers:
        name = normalise(speaker) if speaker else ""
        words = name.split()
        is_person = 1 < len(words) <= _SURNAME_OF and all(word[0].isupper() for word in words)
        forms = [name, words[-1]] if is_person else [name] if name else []
        found += [NOBODY] if not name else []
        found += [place for form in forms for place in occurrences(text, form, offsets)]
    return found
