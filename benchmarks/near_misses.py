"""How well the answers tell a near miss from a paraphrase: the labelled pairs of `tests/samples/near_misses` through the whole check.

An altered text counts as flagged when the answer shows its record with a difference in one of the labelled slots; a paraphrase is flagged
wrongly when the answer shows any difference of it but a remark about wording. What blind files hold is told in figures only.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from benchmarks.quality.opening import Model, settings_of
from benchmarks.rig.forgetful import Forgetful
from benchmarks.speed import Today
from bot.assembly.application import PROFILES, load_starter
from bot.assembly.encoder import open_encoder
from bot.claims.submission import Submission
from bot.matching.match import Difference, Slot, Weight
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.runtime.checking import Checker, Limits
from bot.runtime.deciding import deciders
from bot.verdicts.finding import Finding, Report
from storage.attribution.attributor import find_built_in
from storage.open import open_storage

SAMPLES: Final = Path(__file__).resolve().parent.parent / "tests" / "samples" / "near_misses"
PARAPHRASE: Final = "paraphrase"


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of a file; what the keys mean stands in `tests/samples/README.md`."""

    id: str
    record: str
    kind: str
    text: str
    published: date | None
    slots: frozenset[Slot]


class Outcome(StrEnum):
    FLAGGED = "flagged"
    SHOWN = "shown only"
    DROPPED = "not shown"


@dataclass(frozen=True, slots=True)
class Judged:
    """`findings` are those that show the record, with what of it they say is different; all of the report's where none does."""

    sample: Sample
    outcome: Outcome
    findings: tuple[tuple[Finding, tuple[Difference, ...]], ...]

    @property
    def is_right(self) -> bool:
        if self.sample.kind == PARAPHRASE:
            return self.outcome is not Outcome.FLAGGED
        return self.outcome is Outcome.FLAGGED


def read_samples(path: Path) -> tuple[Sample, ...]:
    return tuple(_sample(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line)


def _sample(entry: dict[str, str | list[str]]) -> Sample:
    published = str(entry["published"])
    return Sample(
        id=str(entry["id"]),
        record=str(entry["record"]),
        kind=str(entry["kind"]),
        text=str(entry["text"]),
        published=date.fromisoformat(published) if published else None,
        slots=frozenset(Slot(slot) for slot in entry["slots"]),
    )


@asynccontextmanager
async def open_checker(*, encodes: bool = False) -> AsyncIterator[Checker]:
    """The check on the starter library as it is shipped, with a cache that keeps nothing; with the shipped encoder where it `encodes`."""
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            storage = await open_storage(
                stack,
                database=Path(folder) / "library.db",
                index_folder=Path(folder) / "index",
                clock=Today(),
                redis=None,
                cache_bytes=0,
                encoder=open_encoder(stack, settings_of(Path(folder), Model())) if encodes else None,
            )
            await load_starter(storage.library)
            await storage.follower.catch_up()
            await storage.follower.encode_all()
            yield Checker(
                storage.library,
                storage.index,
                Forgetful(),
                Today(),
                weights=load_weights(),
                limits=Limits(claims=40, cache_seconds=0, profiles=PROFILES),
                deciders=deciders(),
                encoder=storage.encoder,
                attributor=find_built_in(),
            )


async def judge_all(checker: Checker, samples: Iterable[Sample]) -> list[Judged]:
    judged = []
    for sample in samples:
        report = await checker.check(Submission(sample.text, published=sample.published), Audience.PUBLIC)
        judged.append(judge(sample, report))
    return judged


def judge(sample: Sample, report: Report) -> Judged:
    found = [
        (finding, match.differences)
        for finding in report.findings
        for match in finding.matches
        if sample.record in {match.record.id, *(other.id for other in getattr(match, "also", ()))}
    ]
    if not found:
        return Judged(sample, Outcome.DROPPED, tuple((finding, ()) for finding in report.findings))
    is_flagged = any(_counts(difference, sample) for _, differences in found for difference in differences)
    return Judged(sample, Outcome.FLAGGED if is_flagged else Outcome.SHOWN, tuple(found))


def _counts(difference: Difference, sample: Sample) -> bool:
    if sample.kind == PARAPHRASE:
        return difference.slot is not Slot.WORDING or difference.weight is not Weight.REMARK
    return difference.slot in sample.slots


def share_right(judged: Sequence[Judged]) -> float:
    return sum(one.is_right for one in judged) / len(judged)


def altered(judged: Iterable[Judged]) -> list[Judged]:
    return [one for one in judged if one.sample.kind != PARAPHRASE]


def paraphrases(judged: Iterable[Judged]) -> list[Judged]:
    return [one for one in judged if one.sample.kind == PARAPHRASE]


def wrong_slots(judged: Judged) -> frozenset[Slot]:
    """The slots in which a paraphrase was taken for something else."""
    return frozenset(
        difference.slot
        for _, differences in judged.findings
        for difference in differences
        if _counts(difference, judged.sample)
    )


def lines(name: str, judged: Sequence[Judged]) -> Iterator[str]:
    """A table of one file: a row for each kind, and the two figures that count."""
    yield f"{name}\n  {'kind':12}{'n':>5}{'flagged':>9}{'shown':>7}{'not shown':>11}   relations"
    for kind in dict.fromkeys(one.sample.kind for one in judged):
        own = [one for one in judged if one.sample.kind == kind]
        outcomes = Counter(one.outcome for one in own)
        relations = Counter(one.findings[0][0].relation.value for one in own if one.findings)
        counts = "".join(
            f"{outcomes[outcome]:>{width}}" for outcome, width in zip(Outcome, (9, 7, 11), strict=True)
        )
        told = ", ".join(f"{relation} {count}" for relation, count in relations.most_common())
        yield f"  {kind:12}{len(own):>5}{counts}   {told}"
    if changed := altered(judged):
        yield f"  altered pairs flagged with a right slot: {share_right(changed):.1%} of {len(changed)}"
    if same := paraphrases(judged):
        slots = Counter(slot.value for one in same for slot in wrong_slots(one))
        told = ", ".join(f"{slot} {count}" for slot, count in slots.most_common())
        yield f"  paraphrases flagged: {1 - share_right(same):.1%} of {len(same)}   {told}"


def failures(judged: Iterable[Judged]) -> Iterator[str]:
    for one in judged:
        if not one.is_right:
            yield f"{one.sample.id} [{one.sample.record}] {one.sample.published or ''} {one.sample.text}"
            for finding, differences in one.findings:
                said = "; ".join(
                    f"{each.slot.value}/{each.weight.value}: {each.theirs} | {each.ours}"
                    for each in differences
                )
                yield f"    {one.outcome.value}, {finding.relation.value}: {said or '–'}"


def is_blind(path: Path) -> bool:
    return path.name.startswith("blind-")


async def measure(paths: Sequence[Path], *, shows: bool, encodes: bool) -> None:
    async with open_checker(encodes=encodes) as checker:
        for path in paths:
            judged = await judge_all(checker, read_samples(path))
            print("\n".join(lines(path.name, judged)))
            if shows and not is_blind(path):
                print("\n".join(failures(judged)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="the open samples without one")
    parser.add_argument("--show", action="store_true", help="print what went wrong, but for blind files")
    parser.add_argument("--encoder", action="store_true", help="find records by meaning too")
    asked = parser.parse_args()
    paths = asked.files or sorted(path for path in SAMPLES.glob("*.jsonl") if not is_blind(path))
    asyncio.run(measure(paths, shows=asked.show, encodes=asked.encoder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
