"""How differences of who and by what means are put, and whose rating a body has."""

from datetime import date

import pytest

from bot.claims.claim import Attribution, Method, NameKind, Stance
from bot.claims.names import Name, Names
from bot.library.source import Source, SourceKind
from bot.matching.match import Difference, Match, Slot, Weight
from bot.verdicts.phrasebook import load_phrasebook
from bot.verdicts.speakers import speaker_of
from bot.verdicts.word_report import difference_lines
from tests.records import STRIKE

BODIES = Names(
    (
        Name("un", NameKind.ACTOR, "United Nations", ("UN",)),
        Name("unsc", NameKind.ACTOR, "UN Security Council", parent="un"),
        Name("junta", NameKind.ACTOR, "Myanmar military", ("State Administration Council",)),
        Name("un-news", NameKind.SOURCE, "UN News", parent="un"),
        Name("council", NameKind.SOURCE, "The military", ("State Administration Council",), parent="junta"),
    )
)
VOICES = {
    "un-news": Source("un-news", "UN News", SourceKind.INTERGOVERNMENTAL, actor="un"),
    "council": Source("council", "The military", SourceKind.GOVERNMENT, actor="junta"),
}


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (
            Difference(Slot.ACTOR, "–", "ASEAN"),
            "who says it: in our record it is “ASEAN”, whom this text does not name.",
        ),
        (
            Difference(Slot.ROLE, "army → PDF", "PDF → army"),
            "who did it to whom: this text says “army → PDF”; our record says “PDF → army”.",
        ),
        (
            Difference(Slot.WORDING, "shot", STRIKE.title, Weight.REMARK),
            f"how it was done: this text says “shot”; our record is of “{STRIKE.title}”.",
        ),
    ],
)
def test_difference_is_put_so_that_it_is_understood(difference: Difference, said: str) -> None:
    match = Match(STRIKE, 0.0, 0.5, (), (difference,))

    assert [line.text for line in difference_lines(match, load_phrasebook("en"))] == [said]


@pytest.mark.parametrize(
    ("body", "source"), [("un", None), ("unsc", None), ("junta", "council"), ("un-news", "un-news")]
)
def test_body_is_not_the_news_site_that_belongs_to_it(body: str, source: str | None) -> None:
    said = Attribution(body, (body,), Method.SAID, Stance.REPORT)

    speaker = speaker_of(said, BODIES, VOICES, {}, date(2026, 11, 22))

    assert (speaker.source.id if speaker.source else None) == source
