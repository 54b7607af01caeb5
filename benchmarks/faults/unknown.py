"""For which of the sentences that people send the starter library has nothing, when nothing goes wrong."""

from datetime import date
from pathlib import Path

from benchmarks.quality.bar import Bar
from benchmarks.quality.opening import Model, open_library
from benchmarks.rig.said import SENTENCES
from bot.assembly.application import read_starter
from bot.claims.submission import Submission
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.verdicts.finding import Relation


async def find_unknown(folder: Path, today: date, bar: Bar) -> frozenset[str]:
    entries = read_starter().entries
    async with open_library(folder, entries, Model(used=False), today=today, bar=bar) as opened:
        checker = opened.checker(load_weights())
        found = set[str]()
        for sentence in SENTENCES:
            report = await checker.check(Submission(sentence.format(name="Zqaaaa")), Audience.PUBLIC)
            if any(finding.relation is Relation.NOTHING for finding in report.findings):
                found.add(sentence)
        return frozenset(found)
