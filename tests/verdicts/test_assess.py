from dataclasses import replace
from datetime import date

import pytest

from bot.claims.claim import Stance
from bot.claims.read import read_claim
from bot.library.statement import Statement
from bot.matching.match import Slot
from bot.matching.weights import load_weights
from bot.verdicts.assess import relation_to
from bot.verdicts.finding import Level, Relation
from tests.matching.asking import ask, match_with
from tests.records import DESK, NAMES


@pytest.mark.parametrize(
    ("text", "published", "relation"),
    [
        (
            "The military bombed a crowd in Pazigyi on 11 April 2023, killing 171 people.",
            None,
            Relation.SAME_EVENT,
        ),
        ("Soldiers searched a newsroom in Mandalay on 8 March 2021.", None, Relation.SAME_EVENT),
        (
            "The military bombed a crowd in Pazigyi on 11 April 2023, killing 1,710 people.",
            None,
            Relation.CONTRADICTS,
        ),
        (
            "The military bombed a crowd in Monywa on 11 April 2023, killing 171 people.",
            None,
            Relation.RELATED,
        ),
        (
            "The military bombed a crowd in Pazigyi on 11 April 2022, killing 171 people.",
            None,
            Relation.RELATED,
        ),
        (
            "Nobody was killed in Pazigyi on 11 April 2023, there was no air strike.",
            None,
            Relation.CONTRADICTS,
        ),
        (
            "4,192 people have been killed by the junta since the coup, AAPP said.",
            date(2023, 11, 20),
            Relation.SAME_RUNNING_TOTAL,
        ),
        (
            "4,192 people have been killed by the junta since the coup, AAPP said.",
            date(2026, 11, 22),
            Relation.SAME_RUNNING_TOTAL,
        ),
        (
            "44,680 people have been killed by the junta since the coup, AAPP said.",
            date(2024, 1, 31),
            Relation.CONTRADICTS,
        ),
        (
            "The United Nations charged the military with breaking the laws of war.",
            None,
            Relation.SAME_STATEMENT,
        ),
        ("The junta denied that its jets attacked civilians in Pazigyi.", None, Relation.SAME_STATEMENT),
        ("A cyclone destroyed 40 houses in Monywa on 3 May 2025.", None, Relation.NOTHING),
        ("The price of rice rose by a third in Mandalay.", None, Relation.NOTHING),
        ("An air strike killed villagers.", None, Relation.NOTHING),
    ],
)
def test_relation_to_the_best_match(text: str, published: date | None, relation: Relation) -> None:
    assert ask(text, published).relation is relation


def test_similar_words_alone_confirm_nothing() -> None:
    finding = ask("The military bombed a gathering at the opening of an office of the resistance.")

    assert finding.relation in {Relation.RELATED, Relation.NOTHING}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Operation 1027 was a count.", Relation.SAME_STATEMENT),
        ("The resistance took 400 bases in Operation 1027, which was a count.", Relation.RELATED),
    ],
)
def test_short_statement_within_a_claim_that_counts_something_else_is_only_near(
    text: str, relation: Relation
) -> None:
    named = Statement("named", "The 1027 in Operation 1027 is a count.", None, "", DESK)
    likely = replace(match_with(named, "Operation 1027 was a count."), probability=0.7)

    assert relation_to(read_claim(text, NAMES), likely, load_weights()) is relation


def test_denial_links_what_it_denies_and_weighs_nothing() -> None:
    finding = ask("The junta denied that its jets attacked civilians in Pazigyi.")

    assert finding.speaker is not None
    assert (finding.speaker.stance, finding.speaker.is_party) == (Stance.DENIAL, True)
    assert [linked.record for linked in finding.linked] == ["pazigyi"]
    assert finding.confidence is not None
    assert "because.denial_weighs_nothing" in {reason.key for reason in finding.confidence.because}


def test_expired_rating_is_told_as_expired() -> None:
    finding = ask(
        "4,192 people have been killed by the junta since the coup, according to OHCHR.", date(2023, 11, 20)
    )

    assert finding.speaker is not None
    assert [rated.is_expired for rated in finding.speaker.ratings] == [True]


def test_forwarding_site_is_rated_beside_the_speaker() -> None:
    finding = ask("The military bombed a crowd in Pazigyi on 11 April 2023.", forwarded_from="www.aappb.org")

    assert finding.carrier is not None
    assert finding.carrier.source is not None
    assert finding.carrier.source.id == "aapp"


def test_each_weakness_costs_a_step_of_confidence() -> None:
    sure = ask("The military bombed a crowd in Pazigyi on 11 April 2023, killing 171 people.").confidence
    after_last_point = ask(
        "6,100 people have been killed by the junta since the coup, AAPP said.", date(2024, 12, 20)
    ).confidence

    assert sure is not None
    assert after_last_point is not None
    assert (sure.level, after_last_point.level) == (Level.HIGH, Level.MODERATE)


@pytest.mark.parametrize(
    "text",
    [
        "If the military bombs Pazigyi again, 171 people will die.",
        "If the army had not bombed Pazigyi, 171 people would still live.",
    ],
)
def test_what_is_supposed_is_about_an_event_and_neither_confirmed_nor_contradicted(text: str) -> None:
    finding = ask(text)
    assert (finding.relation, finding.matches[0].record.id) == (Relation.RELATED, "pazigyi")
    assert not finding.matches[0].differences
    assert "not_checked.supposed" in [each.key for each in finding.not_checked]


STRUCK = "jets bombed a crowd in Pazigyi on 11 April 2023, killing 171 people."


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f"It has not been confirmed that {STRUCK}", "not_checked.unconfirmed"),
        (f"Nobody has confirmed that {STRUCK}", "not_checked.unconfirmed"),
        (f"AAPP has never reported that {STRUCK}", "not_checked.unsaid"),
        (f"OHCHR did not say {STRUCK}", "not_checked.unsaid"),
    ],
)
def test_what_is_left_open_is_neither_confirmed_nor_contradicted(text: str, key: str) -> None:
    finding = ask(text)

    assert (finding.relation, finding.matches[0].record.id) == (Relation.RELATED, "pazigyi")
    assert not finding.matches[0].differences
    assert key in [each.key for each in finding.not_checked]


def test_who_does_not_admit_it_denies_nothing_of_the_matter() -> None:
    finding = ask("The junta has not admitted bombing a crowd in Pazigyi on 11 April 2023.")

    assert finding.relation is Relation.SAME_EVENT
    assert not finding.matches[0].differences


def test_a_report_that_could_not_be_verified_is_one() -> None:
    assert ask(f"The reports could not be verified, but {STRUCK}").relation is Relation.SAME_EVENT
    assert ask(f"{STRUCK[:-1]}, a toll that could not be verified.").relation is Relation.SAME_EVENT


def test_what_is_foretold_can_be_checked_only_where_somebody_said_it() -> None:
    assert ask("The junta will hold elections in December.").relation is Relation.NOT_CHECKABLE
    assert ask("The junta will hold elections in December, said Ko Aung.").relation is Relation.NOTHING


def test_another_toll_at_the_place_of_our_only_event_is_held_against_it() -> None:
    finding = ask("300 people were killed in Pazigyi, residents said.")
    assert [difference.slot for difference in finding.matches[0].differences] == [Slot.NUMBER]
    assert ask("300 people marched in Pazigyi.").relation is Relation.NOTHING
