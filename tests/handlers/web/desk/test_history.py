from datetime import UTC, datetime

import pytest

from bot.desk.case import Entry
from bot.verdicts.phrasebook import load_phrasebook
from handlers.web.desk.history import Said, last_change, records_in, say_act

BOOK = load_phrasebook("en")


@pytest.mark.parametrize(
    ("act", "detail", "said"),
    [
        ("take", "", Said("took this case")),
        ("decide", "spam", Said("decided", came_to="Spam: nobody is answered")),
        (
            "decide",
            "linked\nstrike\nIt is that one.\nDate: clear.",
            Said("decided", "It is that one.\nDate: clear.", "About a record that we have", "strike"),
        ),
        ("merge", "14", Said("merged this case into case", case=14)),
        ("label", "-violence", Said("took a mark off:", "violence")),
        ("rate", "B\nNames are verified\n2027-03-01", Said("rated this source", "B, usually reliable, until 2027-03-01\nNames are verified")),
        ("appoint", "Zaw: moderator", Said("gave or took a role", "Zaw: moderator")),
        ("edit", 'told better\n{"before": {}}', Said("changed this record", "told better")),
        ("merge", "", Said("merged this case into case")),
        ("burst", "12 30", Said("noted that many ask:", "12 people within 30 minutes")),
        ("burst", "", Said("noted that many ask:")),
        ("something_new", "x", Said("something new", "x")),
    ],
)  # fmt: skip
def test_entry_is_told_in_words(act: str, detail: str, said: Said) -> None:
    assert say_act(act, detail, BOOK) == said


def test_records_are_gathered_for_naming() -> None:
    told = [say_act("decide", f"linked\n{name}\nx", BOOK) for name in ("a", "b", "a")]

    assert records_in([*told, Said("took this case")]) == {"a", "b"}


def test_that_many_ask_is_no_change() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    history = (Entry(at, "Thiri", "take"), Entry(at, "", "burst", "12 30"))

    assert last_change(history, BOOK) == "Thiri took this case."
