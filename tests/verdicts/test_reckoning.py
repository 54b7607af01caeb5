from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from bot.claims.note import note
from bot.matching.match import Match, Reason
from bot.verdicts.finding import Report
from bot.verdicts.phrasebook import load_phrasebook
from bot.verdicts.reckoning import in_tenths, reckon, shown
from bot.verdicts.word_report import word_report
from tests.fakes.entries import an_event
from tests.fakes.reports import same_event

PARTS = some.lists(some.floats(-9, 9), min_size=1, max_size=20)


@given(PARTS)
def test_rounded_parts_add_up_to_the_rounded_sum(parts: list[float]) -> None:
    tenths = in_tenths(parts)

    assert abs(sum(tenths) - sum(parts) * 10) < 0.51
    assert all(abs(tenth - part * 10) < 1.01 for tenth, part in zip(tenths, parts, strict=True))


def test_what_comes_to_nothing_is_not_told() -> None:
    weighed = {"words": 1.24, "day": 1.24, "place": 1.24, "spelling": 0.02, "number": -0.04}
    reasons = tuple(Reason(name, 1.0, part, note(name)) for name, part in weighed.items())

    sums = reckon(Match(an_event(), -0.3 + sum(weighed.values()), 0.9, reasons))

    assert [(reason.feature, part) for reason, part in sums.parts] == [
        ("words", 13),
        ("day", 12),
        ("place", 12),
    ]
    assert (sums.start, sums.total) == (-3, 34)
    assert [shown(part) for part in (13, -3, 0)] == ["+1.3", "-0.3", "+0.0"]


def test_nothing_reads_as_certain() -> None:
    report = Report(
        1, "fitted", (replace(same_event("A claim"), matches=(Match(an_event(), 6.1, 0.8, ()),)),), ()
    )

    said = word_report(report, load_phrasebook("en")).blocks[0].why

    assert "that would be more than 99%" in said[-1].text
