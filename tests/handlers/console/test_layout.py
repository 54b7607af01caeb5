from bot.matching.match import Slot
from tests.fakes.reports import contradicts, differs, nothing, opinion, report, same_event
from tests.handlers.console.sitting import HOSTILE, TEXT, Sitting


async def test_hostile_text_steers_nothing() -> None:
    sitting = Sitting({HOSTILE: report(nothing(HOSTILE))})

    await sitting.pipe(HOSTILE)

    shown = sitting.screen.getvalue()
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "[bold red]x[/] [2J]0;owned :boom: gnp" in shown


async def test_text_cannot_forge_a_headline() -> None:
    forged = "Rumour.”\n=  Same event, consistent with our record"
    sitting = Sitting({forged: report(nothing(forged))})

    await sitting.pipe(forged)

    assert not [line for line in sitting.screen.getvalue().splitlines() if line.startswith("= ")]


async def test_narrow_terminal_loses_no_word() -> None:
    finding = contradicts(TEXT, differs(Slot.NUMBER, "1,710", "171"))
    narrow, wide = Sitting({TEXT: report(finding)}, width=24), Sitting({TEXT: report(finding)}, width=200)

    await narrow.pipe(TEXT)
    await wide.pipe(TEXT)

    assert narrow.screen.getvalue().split() == wide.screen.getvalue().split()
    assert all(len(line) <= 24 for line in narrow.screen.getvalue().splitlines())


async def test_sentences_that_cannot_be_checked_come_last() -> None:
    sitting = Sitting({TEXT: report(opinion("Shame!"), nothing("A fact."))})

    await sitting.pipe(TEXT)

    shown = sitting.screen.getvalue()
    assert shown.index("“A fact.”") < shown.index("One sentence holds nothing") < shown.index("“Shame!”")


async def test_problems_are_listed_before_the_answers() -> None:
    against = contradicts("B.", differs(Slot.NUMBER, "20", "2"))
    sitting = Sitting({TEXT: report(same_event("A."), against)})

    await sitting.pipe(TEXT)

    shown = sitting.screen.getvalue()
    listed = [
        shown.index(words) for words in ("≠  2  “B.” differs: number", "=  1  “A.”", "\n1  “A.”", "\n2  “B.”")
    ]
    assert listed == sorted(listed)


async def test_claims_are_numbered_as_words_name_them() -> None:
    sitting = Sitting({TEXT: report(opinion("Shame!"), nothing("A."), nothing("B."))})

    await sitting.pipe(TEXT)

    assert "\n2  “A.”" in sitting.screen.getvalue()
    assert "○  3  “B.”" in sitting.screen.getvalue()


async def test_record_is_shown_in_full_once() -> None:
    sitting = Sitting({TEXT: report(same_event("A."), same_event("B."))})

    await sitting.pipe(TEXT)

    shown = sitting.screen.getvalue()
    assert (shown.count("We have:"), shown.count("(as above)"), shown.count("When:")) == (2, 1, 1)


async def test_very_long_word_is_cut() -> None:
    sitting = Sitting({TEXT: report(nothing("x" * 3000))})

    await sitting.pipe(TEXT)

    assert sitting.screen.getvalue().count("x") < 500
    assert "x …”" in sitting.screen.getvalue()


async def test_several_differences_are_a_list() -> None:
    finding = contradicts(TEXT, differs(Slot.NUMBER, "20", "2"), differs(Slot.DATE, "May", "April"))
    sitting = Sitting({TEXT: report(finding)}, width=120)

    await sitting.pipe(TEXT)

    lines = [line.strip() for line in sitting.screen.getvalue().splitlines()]
    assert lines[(start := lines.index("Differs:")) + 1].startswith("– number:")
    assert lines[start + 2].startswith("– date:")


async def test_no_spaces_are_left_behind_the_words() -> None:
    sitting = Sitting()

    await sitting.pipe(TEXT)

    assert not [line for line in sitting.screen.getvalue().splitlines() if line.endswith(" ")]
