"""A small library for tests of matching and verdicts: one strike, one raid, two totals, a garbled statement, a denial."""

from datetime import date

from bot.claims.claim import NameKind, Stance
from bot.claims.interval import Interval
from bot.claims.names import Name, Names
from bot.claims.quantity import Measure
from bot.library.event import Event, EventKind, Involvement, Location, Role
from bot.library.filing import Evidence, Figure, Filing, Provenance
from bot.library.series import Point, Series
from bot.library.source import Rating, Reliability, Source, SourceKind
from bot.library.statement import Statement, Verdict

TODAY = date(2026, 11, 22)
DESK = Filing(provenance=Provenance.DESK, publisher="Desk", reference="file 1", reviewed_on=date(2026, 1, 5))

NAMES = Names(
    (
        Name("myanmar", NameKind.PLACE, "Myanmar", ("Burma",)),
        Name("sagaing", NameKind.PLACE, "Sagaing", parent="myanmar"),
        Name("kanbalu", NameKind.PLACE, "Kanbalu", parent="sagaing"),
        Name("pazigyi", NameKind.PLACE, "Pazigyi", ("Pa Zi Gyi", "ပဇီကြီး"), parent="kanbalu"),
        Name("mandalay", NameKind.PLACE, "Mandalay", parent="myanmar"),
        Name("monywa", NameKind.PLACE, "Monywa", parent="sagaing"),
        Name("junta", NameKind.ACTOR, "Myanmar military", ("junta", "military", "army"), is_party=True),
        Name("air-force", NameKind.ACTOR, "Myanmar Air Force", ("air force",), parent="junta", is_party=True),
        Name("nug", NameKind.ACTOR, "National Unity Government", ("NUG",), is_party=True),
        Name(
            "pdf",
            NameKind.ACTOR,
            "People's Defence Force",
            ("PDF", "resistance fighters"),
            parent="nug",
            is_party=True,
        ),
        Name("aapp", NameKind.SOURCE, "AAPP", ("Assistance Association for Political Prisoners",)),
        Name("ohchr", NameKind.SOURCE, "OHCHR", ("UN human rights office",)),
        Name(
            "junta-voice",
            NameKind.SOURCE,
            "State Administration Council",
            ("junta", "military"),
            is_party=True,
        ),
    )
)

STRIKE = Event(
    id="pazigyi",
    title="Air strike on a gathering in Pazigyi, Kanbalu township",
    summary="The military bombed a crowd at the opening of an office of the resistance.",
    kind=EventKind.AIR_STRIKE,
    when=Interval.of_day(date(2023, 4, 11)),
    where=Location("pazigyi", "Pazigyi, Sagaing"),
    filing=Filing(
        provenance=Provenance.DESK,
        publisher="Desk",
        reference="file 7",
        reviewed_on=date(2026, 1, 5),
        evidence=(Evidence("One"), Evidence("Two")),
    ),
    actors=(Involvement("junta", Role.ATTACKER), Involvement("pdf", Role.TARGET)),
    figures=(Figure(Measure.KILLED, "people", 171, 165, 175, "aapp"),),
    origins=3,
    phrasings=("Jets bombed villagers gathered in Pazigyi",),
)

RAID = Event(
    id="raid",
    title="Raid on a newsroom in Mandalay",
    kind=EventKind.RAID,
    when=Interval.of_day(date(2021, 3, 8)),
    where=Location("mandalay", "Mandalay"),
    filing=DESK,
    actors=(Involvement("junta", Role.ATTACKER),),
)

KILLED = Series(
    id="killed",
    title="People killed by the junta since the coup, as counted by AAPP",
    measure=Measure.KILLED,
    unit="people",
    who_counts="aapp",
    definition="People killed by the junta and its allies, names verified.",
    since=date(2021, 2, 1),
    points=(
        Point(date(2023, 1, 5), 2702),
        Point(date(2023, 11, 20), 4192),
        Point(date(2024, 5, 24), 5143),
        Point(date(2024, 11, 22), 5982),
    ),
    filing=DESK,
    places=("myanmar",),
    actors=("junta",),
    phrasings=("Death toll since the coup",),
)

GARBLED = Statement(
    id="garbled",
    text="The United Nations charged the military with breaking the laws of war",
    verdict=Verdict.GARBLED,
    reason="The office accused the military; nobody was charged before a court.",
    filing=DESK,
    phrasings=("The UN charged the army with war crimes",),
)

DENIAL = Statement(
    id="denial",
    text="The junta denied that its jets attacked civilians in Pazigyi",
    verdict=Verdict.DENIAL,
    reason="A party to the conflict rejects what is said.",
    filing=DESK,
    said_by="junta-voice",
    stance=Stance.DENIAL,
    about=("pazigyi",),
    places=("pazigyi",),
)

RECORDS = (STRIKE, RAID, KILLED, GARBLED, DENIAL)

SOURCES = {
    "aapp": Source("aapp", "AAPP", SourceKind.RECORDER, domains=("aappb.org",)),
    "ohchr": Source("ohchr", "OHCHR", SourceKind.INTERGOVERNMENTAL),
    "junta-voice": Source(
        "junta-voice", "State Administration Council", SourceKind.GOVERNMENT, actor="junta", is_party=True
    ),
}

RATINGS = {
    "aapp": (
        Rating(
            "aapp", Reliability.B, "the desk", date(2026, 3, 3), "names verified; junta-side killings only"
        ),
    ),
    "ohchr": (
        Rating(
            "ohchr", Reliability.B, "the desk", date(2024, 3, 3), "second-hand, verified", date(2025, 3, 3)
        ),
    ),
}
