"""Whether a record is found among very many that are alike, by somebody who tells of it in other words."""

from collections.abc import Sequence

from benchmarks.quality.bar import Bar
from benchmarks.quality.opening import Opened
from benchmarks.scale.figure import Figure
from benchmarks.scale.made import Retold
from bot.claims.submission import Submission
from bot.matching.weights import load_weights
from bot.people.audience import Audience


async def find_retold(opened: Opened, retold: Sequence[Retold], bar: Bar) -> list[Figure]:
    checker = opened.checker(load_weights())
    shown: dict[bool, list[bool]] = {True: [], False: []}
    step = bar.step("looking for records", len(retold))
    for each in retold:
        report = await checker.check(Submission(each.text), Audience.PUBLIC)
        ids = {match.record.id for finding in report.findings for match in finding.matches}
        shown[each.is_dated].append(each.record in ids)
        step()
    return [
        Figure(f"shown where {said}", 100 * sum(found) / len(found), "%")
        for said, found in (("the day is told", shown[True]), ("a weekday is told", shown[False]))
        if found
    ]
