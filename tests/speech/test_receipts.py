"""No claim is taken for a receipt: whoever is told that nothing stands under one is told nothing about what they asked."""

import csv
import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.heard import Command, From, Verb
from bot.speech.receipts import read_named_receipt, read_receipt, says_more

ROOT = Path(__file__).parents[2]
SENDER = From(Address(Front.TELEGRAM, "1", "anna"), Pseudonym("anna"), Audience.PUBLIC)
CODE, OLDER, MISTYPED = "7KQ2-M4TX-9AB4", "7KQ2-M4TK", "7KQ2-M4TX-9AB5"

FIGURES = [*range(1000, 10_000, 77), *range(1940, 2030)]
CLAIMS = [
    "More than {} people killed in Sagaing",
    "Over {} people killed in Sagaing.",
    "AAPP says that {} civilians died",
    "{} have died since the coup",
    "Army lost {} men",
    "{} fled from Loikaw",
    "Only {} died in Cyclone Mocha",
    "{} PDFs killed",
    "Over {}",
    "{} dead",
    "dead {} hurt",
    "Army lost {}",
    "{}-{} saw most of the fighting",
    "add {} dead to the toll",
    "Status of {} refugees",
]
DAYS = [f"{one}{end}" for one in range(10, 32) for end in ("th", "st", "nd", "rd", "am", "pm")]


def read(text: str) -> Command | None:
    return read_receipt(SENDER, text)


def texts() -> Iterator[str]:
    """Every text of the samples, of what the model that hears speakers is taught with, and of the starter library."""
    for folder in ("tests/samples", "benchmarks/train_attribution/texts"):
        for path in sorted((ROOT / folder).rglob("*.jsonl")):
            for line in path.read_text().splitlines():
                yield from strings(json.loads(line))
    for path in sorted((ROOT / "storage/starter").glob("*.csv")):
        with path.open(newline="") as file:
            for row in csv.reader(file):
                yield from row


def strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from strings(one)
        case dict():
            for one in value.values():
                yield from strings(one)
        case _:
            pass


def test_no_text_that_we_have_is_a_receipt() -> None:
    known = {text for text in texts() if not re.fullmatch("[a-z0-9-]+", text)}  # which are names of records

    assert len(known) > 10_000
    assert [text for text in known if read(text) is not None] == []


def test_no_number_of_four_figures_is_part_of_a_receipt() -> None:
    claims = [claim.format(number, number + 1) for claim, number in product(CLAIMS, FIGURES)]

    assert [claim for claim in claims if read(claim) or read_named_receipt(SENDER, claim)] == []


def test_days_and_hours_are_named_receipts_by_nobody() -> None:
    """One of 32 has the right sign by chance, and is a receipt only where something stands under it (`bot/dialogue/meant.py`)."""
    claims = [
        f"{word} {one}-{other} March" for word in ("status", "add") for one, other in product(DAYS, DAYS)
    ]

    assert [claim for claim in claims if read_named_receipt(SENDER, claim)] == []


@pytest.mark.parametrize(
    "text",
    [
        "The Hague Convention of 1954 protects churches.",
        "Status MI35-MI17 helicopters: grounded after the crash near Pale, says the air force",
        "Forged 2021-ABCD documents",
        "The status of ARSA-2017 refugees",
        "the code JADE-2021 was used",
        "Three MI35-MI17-MI24 helicopters crashed",
        f"https://example.org/{CODE}/page",
        f"x{CODE} was bombed",
    ],
)
def test_names_of_other_things_are_texts(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "verb", "argument"),
    [
        (f"{CODE}: soldiers came back at six", Verb.STATUS, f"{CODE} soldiers came back at six"),
        (f"{CODE}\n\nSoldiers returned.", Verb.STATUS, f"{CODE} Soldiers returned."),
        (f"my tip {CODE}: five dead", Verb.STATUS, f"{CODE} five dead"),
        (f"Soldiers, see {CODE}, came", Verb.STATUS, f"{CODE} Soldiers, see came"),
        (f"please add {CODE} the army came back", Verb.ADD, f"{CODE} the army came back"),
        (f"add more to {CODE} five dead", Verb.ADD, f"{CODE} five dead"),
        (f"add\n{CODE} It was at five.", Verb.ADD, f"{CODE} It was at five."),
        (f"Add to my tip {CODE}: the army came.", Verb.ADD, f"{CODE} the army came."),
        (f"add to {OLDER} the army came back at six", Verb.ADD, f"{OLDER} the army came back at six"),
        (f"forget {CODE} please", Verb.FORGET, f"{CODE} please"),
        (f"delete {CODE} now, I am in danger", Verb.FORGET, f"{CODE} now, I am in danger"),
        (f"I want to take back my tip {CODE}", Verb.FORGET, CODE),
        (f"please take {CODE} back", Verb.FORGET, CODE),
        (f"{CODE} delete this please", Verb.FORGET, CODE),
        (f"{CODE} take it back now", Verb.FORGET, CODE),
        (f"I want {CODE} removed", Verb.FORGET, CODE),
        (f"Is my tip {CODE} deleted?", Verb.STATUS, f"{CODE} deleted?"),
        (f"{CODE} please do not delete this", Verb.STATUS, f"{CODE} please do not delete this"),
        (f"I would like to add to {CODE}, but is it safe?", Verb.STATUS, f"{CODE} but is it safe?"),
        (f"How do I add to {CODE}? He is my cousin.", Verb.STATUS, f"{CODE} He is my cousin."),
        (f"can you add {CODE} to the tip about Pale", Verb.STATUS, f"{CODE} to the tip about Pale"),
        (f"please also add this to my tip {CODE}: five dead", Verb.ADD, f"{CODE} five dead"),
        (f"status {CODE} call +95 9 123 456 789", Verb.STATUS, f"{CODE} call [...]"),
        (f"my receipt is {MISTYPED}", Verb.STATUS, MISTYPED),
        (f"add {MISTYPED} five dead", Verb.ADD, f"{MISTYPED} five dead"),
    ],
)
def test_receipt_is_meant_as_its_verb_says(text: str, verb: Verb, argument: str) -> None:
    assert read(text) == Command(SENDER, verb, verb.value, argument)


@pytest.mark.parametrize(
    "text",
    [
        "status five-year-high prices rose",
        "add 2015-2017-2019 figures",
        "Status: half-life-long study",
        "forget five-year-high hopes",
    ],
)
def test_words_with_hyphens_are_named_receipts_by_nobody(text: str) -> None:
    assert read_named_receipt(SENDER, text) is None


@pytest.mark.parametrize(
    "text", ["", "my receipt is", "What has become of my tip", "how does it stand, please?", "status:"]
)
def test_words_around_a_receipt_say_nothing_more(text: str) -> None:
    assert not says_more(text)


@pytest.mark.parametrize("text", ["call me", "the army came back", "စစ်သားများ", "5"])
def test_anything_else_says_more(text: str) -> None:
    assert says_more(text)
