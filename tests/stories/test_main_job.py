"""The main job on the starter library, told on every front: what may be answered to what is said."""

from datetime import date

import pytest

from bot.verdicts.finding import Relation
from tests.stories.story import Expected, Said, Stage, play

NO_MATCH = "Nothing in our library"
BIDI = "\u202e\u2066"
ZERO_WIDTH = "\u200b\u2060"

STRIKE = "Jets of the air force bombed a gathering in {place} on {day}, and {toll} people were killed."
COUP = "The army took power in Myanmar on 1 February {year} and removed the government of Aung San Suu Kyi."
DETAINED = "{count} people were detained in {place} between 9 and 15 August {year} after Telegram channels had named them."
RAID = "The office of Myanmar Now was raided on 8 March {year}; computers and a data server were taken."
TOTAL = "The junta and its allies have killed at least {count} people since the coup, according to AAPP."


def expect(
    *relations: Relation,
    slots: set[str] | None = None,
    any_slot: set[str] | None = None,
    says: tuple[str, ...] = (),
) -> Expected:
    return Expected(
        frozenset(relations),
        slots=None if slots is None else frozenset(slots),
        any_slot=frozenset(any_slot or ()),
        says=says,
        never_says=() if Relation.NOTHING in relations else (NO_MATCH,),
    )


@pytest.mark.parametrize(
    "text",
    [
        STRIKE.format(place="Pazigyi", day="11 April 2023", toll="about 170"),
        "An aerial attack by the junta on Pa Zi Gyi village in Sagaing in April 2023 left 171 dead.",
        COUP.format(year=2021),
        "The military removed the elected government of Aung San Suu Kyi and took power on 1 February 2021.",
        DETAINED.format(count=16, place="Mandalay", year=2023),
        RAID.format(year=2021),
        "On 27 October 2023 the Three Brotherhood Alliance launched Operation 1027 in the north of Shan State.",
        "Soldiers killed 29 people at a monastery in Nam Nein, Pinlaung, in March 2023.",
        "Planes bombed Pazigyi on 11 April 2023.",
        "The military bombed Pazigyi.",
    ],
)
async def test_paraphrase_is_the_same_event(starter_stage: Stage, text: str) -> None:
    await play([(Said(text), expect(Relation.SAME_EVENT, slots=set()))], starter_stage)


@pytest.mark.parametrize(
    "text",
    [
        "Zaw Min Tun denied that planes bombed Pazigyi on 11 April 2023.",
        "The military bombed Pazigyi, said Ko Aung, a farmer.",
    ],
)
async def test_event_goes_before_what_others_said_of_it(starter_stage: Stage, text: str) -> None:
    expected = expect(Relation.RELATED, says=("We have: Air strike on a gathering in Pazigyi",))

    await play([(Said(text), expected)], starter_stage)


@pytest.mark.parametrize(
    "text",
    [
        STRIKE.format(place="Pazigyi", day="11 April 2023", toll="1,710"),
        STRIKE.format(place="Pazigyi", day="11 April 2023", toll="more than 1,700"),
        DETAINED.format(count=160, place="Mandalay", year=2023),
        "450 people were killed and burned near Mo So, Hpruso township, on 24 December 2021.",
    ],
)
async def test_tenfold_toll_is_no_confirmation(starter_stage: Stage, text: str) -> None:
    expected = expect(Relation.SAME_EVENT, Relation.CONTRADICTS, any_slot={"number"})

    await play([(Said(text), expected)], starter_stage)


async def test_other_number_on_a_day_nobody_knows_contradicts_nothing(starter_stage: Stage) -> None:
    text = "Four people were arrested in Mandalay on Tuesday."

    await play([(Said(text), expect(Relation.RELATED, any_slot={"number"}))], starter_stage)


@pytest.mark.parametrize(
    "text",
    [
        STRIKE.format(place="Monywa", day="11 April 2023", toll="171"),
        STRIKE.format(place="Mandalay", day="11 April 2023", toll="171"),
        STRIKE.format(place="Mariupol", day="11 April 2023", toll="171"),
        DETAINED.format(count=16, place="Yangon", year=2023),
    ],
)
async def test_other_town_is_no_confirmation(starter_stage: Stage, text: str) -> None:
    expected = expect(Relation.SAME_EVENT, Relation.RELATED, Relation.CONTRADICTS, any_slot={"place"})

    await play([(Said(text), expected)], starter_stage)


@pytest.mark.parametrize(
    "text",
    [
        STRIKE.format(place="Pazigyi", day="11 April 2022", toll="171"),
        COUP.format(year=2020),
        DETAINED.format(count=16, place="Mandalay", year=2022),
        RAID.format(year=2022),
    ],
)
async def test_other_year_is_no_confirmation(starter_stage: Stage, text: str) -> None:
    expected = expect(Relation.SAME_EVENT, Relation.RELATED, Relation.CONTRADICTS, any_slot={"date"})

    await play([(Said(text), expected)], starter_stage)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was killed in Pazigyi, there was no strike.",
        "There was no air strike on Pazigyi on 11 April 2023.",
        "The military did not take power in Myanmar on 1 February 2021.",
        "No one was detained in Mandalay between 9 and 15 August 2023.",
    ],
)
async def test_negated_event_is_contradicted(starter_stage: Stage, text: str) -> None:
    await play([(Said(text), expect(Relation.CONTRADICTS, any_slot={"negation", "number"}))], starter_stage)


@pytest.mark.parametrize(
    ("count", "published"),
    [
        ("4,192", date(2023, 11, 20)),
        ("2,702", date(2023, 1, 5)),
        ("4,468", date(2024, 1, 31)),
        ("1,348", date(2021, 12, 20)),
    ],
)
async def test_old_total_fits_its_own_date(starter_stage: Stage, count: str, published: date) -> None:
    said = Said(TOTAL.format(count=count), published)

    await play([(said, expect(Relation.SAME_RUNNING_TOTAL, slots=set()))], starter_stage)


@pytest.mark.parametrize("published", [date(2026, 11, 22), date(2025, 6, 1), None])
async def test_old_total_given_as_today_differs(starter_stage: Stage, published: date | None) -> None:
    said = Said(TOTAL.format(count="4,192"), published)
    expected = expect(Relation.SAME_RUNNING_TOTAL, Relation.CONTRADICTS, any_slot={"as_of", "number"})

    await play([(said, expected)], starter_stage)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Myanmar's military has been charged by the UN.", "garbled"),
        ("Elected politicians took part in the coup in Myanmar.", "garbled"),
        ("200 people were killed in the Pazigyi air strike.", "misleading"),
        ("Air strikes killed or maimed hundreds of civilians in Myanmar in 2023.", "garbled"),
    ],
)
async def test_known_rumour_is_headed_by_its_verdict(starter_stage: Stage, text: str, verdict: str) -> None:
    expected = expect(Relation.SAME_STATEMENT, Relation.CONTRADICTS, says=(f"Verdict: {verdict}",))

    await play([(Said(text), expected)], starter_stage)


@pytest.mark.parametrize(
    "text",
    [
        "The military denied that civilians were killed in the air strikes on the Kachin concert at A Nang Pa.",
        "The junta denied that it bombed Pazigyi.",
        "The junta denied all accusations.",
    ],
)
async def test_blanket_denial_links_what_it_denies(starter_stage: Stage, text: str) -> None:
    says = ("What it denies:", "a denial does not count against a record")

    await play([(Said(text), expect(Relation.SAME_STATEMENT, Relation.RELATED, says=says))], starter_stage)


@pytest.mark.parametrize(
    "text",
    [
        "These generals are the most shameful men in the country.",
        "I think that the world should be ashamed.",
        "Please share this with everybody you know!",
        "Join the protest tomorrow!",
    ],
)
async def test_opinion_or_call_is_not_checkable(starter_stage: Stage, text: str) -> None:
    await play([(Said(text), expect(Relation.NOT_CHECKABLE))], starter_stage)


@pytest.mark.parametrize(
    "text",
    [
        "A flood destroyed forty houses in Lampang on 3 May 2025.",
        "The price of rice rose by a third in Yangon.",
        "The mayor of Porto opened a bridge on 4 June 2022.",
        "An air strike killed villagers.",
    ],
)
async def test_uncovered_claim_is_not_called_false(starter_stage: Stage, text: str) -> None:
    expected = expect(Relation.NOTHING, says=("Not in our library is not the same as false",))

    await play([(Said(text), expected)], starter_stage)


async def test_uncovered_burmese_is_an_unsupported_language(starter_stage: Stage) -> None:
    text = "ရန်ကုန်မြို့တွင် ဆန်ဈေးနှုန်း သုံးပုံတစ်ပုံ တက်လာသည်။"

    await play([(Said(text), expect(Relation.UNSUPPORTED_LANGUAGE))], starter_stage)


async def test_long_text_is_checked_up_to_a_limit(starter_stage: Stage) -> None:
    sentence = STRIKE.format(place="Pazigyi", day="11 April 2023", toll="171")
    filler = " ".join(
        f"In a report on page {number} the town of Yangon is named {number} times." for number in range(4000)
    )
    text = f"{sentence} {filler}"[:200_000]
    expected = expect(Relation.SAME_EVENT, says=("Not checked in the text as a whole",))
    expected = Expected(expected.relations, says=expected.says)

    await play([(Said(text), expected)], starter_stage)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("   \n ", "Send the sentence, post or article"),
        ("😀 😀 🎉", "Send the claim in words"),
        (f"{ZERO_WIDTH}{BIDI}", "Send the claim in words"),
        ("https://example.org/a", "Paste the text that stands behind it."),
    ],
)
async def test_nothing_to_check_says_what_to_send(starter_stage: Stage, text: str, words: str) -> None:
    expected = Expected(says=(words,), never_says=(NO_MATCH,))

    await play([(Said(text), expected)], starter_stage)


async def test_invisible_characters_change_no_finding(starter_stage: Stage) -> None:
    plain = STRIKE.format(place="Monywa", day="11 April 2023", toll="1,710")
    tricked = BIDI + plain.replace("a", f"a{ZERO_WIDTH}").replace("1,710", "１,７1\u200d0") + "\u202c"
    seen = await starter_stage.say(Said(plain))

    again = await starter_stage.say(Said(tricked))

    assert (again.relations, again.slots) == (seen.relations, seen.slots)
