"""What ties a text to one of several events of a place, and to one that lies long back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from bot.claims.claim import NameKind
from bot.claims.interval import Interval
from bot.claims.names import Name, Names
from bot.claims.quantity import Measure
from bot.claims.read import read_claim
from bot.library.event import Event, EventKind, Location
from bot.library.filing import Figure
from bot.library.record import Record
from bot.library.statement import Statement
from bot.matching.features import Desk
from bot.matching.nearby import nearby
from bot.matching.profile import Profile, profile_of
from bot.matching.rank import rank
from bot.matching.vocabulary import load_vocabulary
from bot.matching.weights import load_weights
from bot.verdicts.assess import assess
from bot.verdicts.finding import Finding, Nearby, Relation
from bot.verdicts.phrasebook import load_phrasebook
from bot.verdicts.stored import decode_finding, encode_finding
from bot.verdicts.word_report import word_finding
from tests.matching.asking import REGISTER, candidate
from tests.records import DESK, NAMES, TODAY

TOWNS = Names(
    (
        *NAMES,
        Name("loikaw", NameKind.PLACE, "Loikaw", parent="kayah"),
        Name("kayah", NameKind.PLACE, "Kayah State", parent="myanmar"),
        Name("mindat", NameKind.PLACE, "Mindat", parent="chin"),
        Name("chin", NameKind.PLACE, "Chin State", parent="myanmar"),
        Name("aye-thar-yar", NameKind.PLACE, "Aye Thar Yar", parent="mindat"),
    )
)


def killing(name: str, title: str, place: str, day: date, killed: int) -> Event:
    return Event(
        id=name,
        title=title,
        kind=EventKind.KILLING,
        when=Interval.of_day(day),
        where=Location(place, place),
        filing=DESK,
        figures=(Figure(Measure.KILLED, "people", killed),),
    )


TWO = killing("two", "Killing of protesters in Loikaw", "loikaw", date(2021, 2, 28), 2)
SEVEN = killing("seven", "Killing of protesters in Loikaw", "loikaw", date(2021, 3, 3), 7)
CLINIC = killing("clinic", "Killing of nurses at a clinic in Loikaw", "loikaw", date(2022, 5, 9), 3)
VILLAGE = killing("village", "Killing of farmers in Aye Thar Yar", "aye-thar-yar", date(2022, 8, 1), 4)
ALL = (TWO, SEVEN, CLINIC, VILLAGE)


def desk(published: date | None = None) -> Desk:
    return Desk(TOWNS, load_vocabulary(), load_weights(), published, TODAY)


def profile(record: Record) -> Profile:
    return profile_of(record, TOWNS, load_vocabulary())


def ask(text: str, published: date | None = None, records: Sequence[Record] = ALL) -> Finding:
    claim = read_claim(text, TOWNS, published=published)
    ranked = rank(claim, [candidate(one, text) for one in records], cache(profile), desk(published))
    return assess(claim, ranked, {}, desk(published), REGISTER)


def near(text: str) -> list[Event]:
    return list(nearby(read_claim(text, TOWNS), [candidate(one, text) for one in ALL], profile, desk()))


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed in Loikaw.",
        "Protesters were killed in Loikaw",
        "Five protesters were killed in Loikaw.",
        "The PDF killed seven protesters in Loikaw.",
    ],
)
def test_text_that_may_mean_any_of_several_events_is_only_related(text: str) -> None:
    finding = ask(text)

    assert finding.relation is Relation.RELATED
    assert finding.matches[0].probability <= load_weights().thresholds.ceiling_of_several
    assert "not_checked.which_there" in {said.key for said in finding.not_checked}


@pytest.mark.parametrize(
    ("text", "published", "record"),
    [
        ("Protesters were killed in Loikaw on 3 March 2021.", None, "seven"),
        ("Nurses were killed at a clinic in Loikaw.", None, "clinic"),
        ("Four farmers were killed in Aye Thar Yar.", None, "village"),
    ],
)
def test_day_or_word_of_its_own_singles_one_out(text: str, published: date | None, record: str) -> None:
    finding = ask(text, published)

    assert (finding.relation, finding.matches[0].record.id) == (Relation.SAME_EVENT, record)


def test_telling_number_singles_one_out() -> None:
    many = replace(SEVEN, figures=(Figure(Measure.KILLED, "people", 38),))

    finding = ask("38 protesters were killed in Loikaw.", records=(TWO, many))

    assert (finding.relation, finding.matches[0].record.id) == (Relation.SAME_EVENT, "seven")


def test_second_record_of_the_same_event_is_no_other_one() -> None:
    again = replace(TWO, id="again", title="Protesters killed in Loikaw")

    finding = ask("Two protesters were killed in Loikaw.", records=(TWO, again))

    assert "not_checked.which_there" not in {said.key for said in finding.not_checked}


def test_whoever_only_names_the_township_may_mean_another_village() -> None:
    finding = ask("Four people were killed in Mindat.", records=(VILLAGE,))

    assert finding.relation in {Relation.RELATED, Relation.NOTHING}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Farmers were killed in Aye Thar Yar.", Relation.RELATED),
        ("Nine farmers were killed in Aye Thar Yar.", Relation.RELATED),
        ("The killing in Aye Thar Yar left four farmers dead.", Relation.SAME_EVENT),
        ("The killing in Aye Thar Yar left nine farmers dead.", Relation.CONTRADICTS),
    ],
)
def test_text_of_years_later_may_tell_of_something_newer(text: str, relation: Relation) -> None:
    assert ask(text, date(2026, 11, 20)).relation is relation


def test_number_of_years_later_does_not_contradict_what_was_said_of_the_first_time() -> None:
    said = Statement("said", "Four farmers were killed in Aye Thar Yar", None, "", DESK, about=("village",))

    finding = ask("Nine farmers were killed in Aye Thar Yar.", date(2026, 11, 20), (said,))

    assert finding.relation is Relation.RELATED


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("30 people were killed in Aye Thar Yar.", Relation.RELATED),
        ("A massacre in Aye Thar Yar left 30 people dead.", Relation.CONTRADICTS),
        ("The killings in Aye Thar Yar cost 30 lives.", Relation.CONTRADICTS),
        ("30 farmers were killed in Aye Thar Yar.", Relation.RELATED),
        ("30 people were killed in Aye Thar Yar on 1 August 2022.", Relation.CONTRADICTS),
    ],
)
def test_another_toll_on_no_day_may_be_of_another_time(text: str, relation: Relation) -> None:
    assert ask(text).relation is relation


@pytest.mark.parametrize(
    "text",
    [
        "A school was built in Aye Thar Yar.",
        "A wedding was held in Aye Thar Yar.",
        "Farmers held a protest in Aye Thar Yar.",
        "Police arrested farmers in Aye Thar Yar.",
    ],
)
def test_place_alone_ties_nothing_that_tells_of_no_such_harm(text: str) -> None:
    assert ask(text).relation in {Relation.RELATED, Relation.NOTHING}


def test_what_we_have_of_a_place_is_near_whatever_is_told_of_it() -> None:
    assert near("Rebels shelled a market in Aye Thar Yar.") == [VILLAGE]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled a market in Aye Thar Yar on 5 June 2024.",
        "The price of rice rose in Aye Thar Yar.",
        "Rebels shelled a market in Loikaw.",
        "Rebels shelled a market in Kayah State.",
        "Will rebels shell the market in Aye Thar Yar?",
    ],
)
def test_nothing_is_near_on_another_day_in_a_city_of_many_or_without_harm(text: str) -> None:
    assert near(text) == []


def test_what_is_near_is_told_where_nothing_was_found() -> None:
    claim = read_claim("Rebels shelled a market in Aye Thar Yar.", TOWNS)

    finding = assess(claim, (), {}, desk(), REGISTER, near=lambda: (VILLAGE,))

    assert finding.nearby == (Nearby("village", VILLAGE.title, VILLAGE.when, ""),)
    assert "Killing of farmers in Aye Thar Yar, 1 Aug 2022. It may be something else." in {
        line.text for line in word_finding(finding, load_phrasebook("en"), weights="test").lines
    }
    assert decode_finding(encode_finding(finding), claim) == finding
