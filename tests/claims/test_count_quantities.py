import pytest

from bot.claims.quantities import read_quantities
from bot.claims.quantity import Bound, Measure

K, I, D, A = Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ARRESTED  # noqa: E741 - the trade's own letters
Expected = tuple[float, Bound, Measure, str]

CASES: list[tuple[str, list[Expected]]] = [
    ("At least 170 people were killed in Pazigyi on 11 April 2023.", [(170, Bound.AT_LEAST, K, "people")]),
    ("The air strike killed 12 and injured 30.", [(12, Bound.EXACT, K, ""), (30, Bound.EXACT, I, "")]),
    ("12 people, including 5 children, were killed.", [(12, Bound.EXACT, K, "people"), (5, Bound.EXACT, K, "children")]),
    ("Seven people, 5 of them children, were killed and 30 were injured", [(7, Bound.EXACT, K, "people"), (5, Bound.EXACT, K, "children"), (30, Bound.EXACT, I, "")]),
    ("The death toll rose to 100.", [(100, Bound.EXACT, K, "")]),
    ("The death toll rose from 80 to 100.", [(100, Bound.EXACT, K, "")]),
    ("Hundreds of villagers fled.", [(200, Bound.ORDER, Measure.DISPLACED, "villagers")]),
    ("Tens of thousands of people have been displaced.", [(20_000, Bound.ORDER, Measure.DISPLACED, "people")]),
    ("More than 1.5 million people have been displaced since the coup.", [(1_500_000, Bound.MORE_THAN, Measure.DISPLACED, "people")]),
    ("20k people displaced", [(20_000, Bound.EXACT, Measure.DISPLACED, "people")]),
    ("Nearly 20,000 political prisoners remain in detention", [(20_000, Bound.NEARLY, D, "prisoners")]),
    ("Between 15 and 20 soldiers were captured.", [(15, Bound.BETWEEN, Measure.TAKEN, "soldiers")]),
    ("15-20 houses were burned down", [(15, Bound.BETWEEN, Measure.DESTROYED, "houses")]),
    ("Two or three people were hurt", [(2, Bound.BETWEEN, I, "people")]),
    ("Between 2 and 3 million people fled", [(2_000_000, Bound.BETWEEN, Measure.DISPLACED, "people")]),
    ("One child was killed.", [(1, Bound.EXACT, K, "children")]),
    ("A dozen houses were destroyed.", [(12, Bound.ABOUT, Measure.DESTROYED, "houses")]),
    ("Two dozen people were arrested.", [(24, Bound.ABOUT, A, "people")]),
    ("The junta imported 67 kilotons of aviation fuel.", [(67, Bound.EXACT, Measure.AMOUNT, "kilotons of aviation fuel")]),
    ("He was sentenced to 33 years in prison.", [(33, Bound.EXACT, Measure.AMOUNT, "years")]),
    ("60 percent of the country", [(60, Bound.EXACT, Measure.AMOUNT, "percent")]),
    ("$2.5 million was spent", [(2_500_000, Bound.EXACT, Measure.AMOUNT, "dollars")]),
    ("12 men, 5 women and 3 children were killed", [(12, Bound.EXACT, K, "men"), (5, Bound.EXACT, K, "women"), (3, Bound.EXACT, K, "children")]),
    ("Two soldiers entered the village and 170 people were killed", [(2, Bound.EXACT, Measure.OTHER, "soldiers"), (170, Bound.EXACT, K, "people")]),
    ("200 soldiers raided the village and killed 12 villagers", [(200, Bound.EXACT, Measure.OTHER, "soldiers"), (12, Bound.EXACT, K, "villagers")]),
    ("The resistance captured more than 180 posts and 20 towns.", [(180, Bound.MORE_THAN, Measure.TAKEN, "posts"), (20, Bound.EXACT, Measure.TAKEN, "towns")]),
    ("The junta lost 12 posts and 41 soldiers", [(12, Bound.EXACT, Measure.TAKEN, "posts"), (41, Bound.EXACT, K, "soldiers")]),
    ("103 people died in custody.", [(103, Bound.EXACT, Measure.DIED_IN_CUSTODY, "people")]),
    ("Twenty-one people were wounded and 3 are missing.", [(21, Bound.EXACT, I, "people"), (3, Bound.EXACT, Measure.MISSING, "")]),
    ("Myanmar: 100+ killed in air strike", [(100, Bound.AT_LEAST, K, "")]),
    ("As many as 200 killed", [(200, Bound.AT_MOST, K, "")]),
    ("Fewer than 10 people died", [(10, Bound.LESS_THAN, K, "people")]),
    ("Around 100 people, mostly civilians, died", [(100, Bound.ABOUT, K, "people")]),
    ("No fewer than one hundred and seventy people lost their lives", [(170, Bound.AT_LEAST, K, "people")]),
    ("The bombing left 40 people dead and 60 wounded.", [(40, Bound.EXACT, K, "people"), (60, Bound.EXACT, I, "")]),
    ("Over 25,000 have been arrested, 20,000 are still detained", [(25_000, Bound.MORE_THAN, A, ""), (20_000, Bound.EXACT, D, "")]),
    ("The strike by 2 jets killed at least 165", [(2, Bound.EXACT, Measure.OTHER, "jets"), (165, Bound.AT_LEAST, K, "")]),
    ("In 2021, 1,100 were killed", [(1_100, Bound.EXACT, K, "")]),
    ("An explosion killing 4.468 people", [(4_468, Bound.EXACT, K, "people")]),
    ("Outpost taken, scores of troops killed", [(40, Bound.ORDER, K, "troops")]),
    ("Strike kills 5 Chin National Front soldiers", [(5, Bound.EXACT, K, "soldiers")]),
    ("The death toll of the air strike in Sagaing is 50", [(50, Bound.EXACT, K, "")]),
    ("Over 30 burned bodies found", [(30, Bound.MORE_THAN, K, "bodies")]),
    ("12 wounded soldiers fled", [(12, Bound.EXACT, I, "soldiers")]),
    ("Troops massacred and burned 11 people", [(11, Bound.EXACT, K, "people")]),
    ("80 soldiers fell in fighting, 3 towns fell", [(80, Bound.EXACT, K, "soldiers"), (3, Bound.EXACT, Measure.TAKEN, "towns")]),
    ("Over 2 million were displaced, up from 1.5 million", [(2_000_000, Bound.MORE_THAN, Measure.DISPLACED, "")]),
    ("Two child soldiers died", [(2, Bound.EXACT, K, "soldiers")]),
    ("Three resistance fighters were arrested", [(3, Bound.EXACT, A, "fighters")]),
    ("The execution of five hostages", [(5, Bound.EXACT, K, "hostages")]),
    ("Four members of one family died", [(4, Bound.EXACT, K, "members")]),
    ("827 civilians died in 2021 and 1,235 in 2022.", [(827, Bound.EXACT, K, "civilians"), (1_235, Bound.EXACT, K, "")]),
    ("2.6 million people are displaced, of whom 45,000 in Kayin State alone", [(2_600_000, Bound.EXACT, Measure.DISPLACED, "people"), (45_000, Bound.EXACT, Measure.DISPLACED, "")]),
    ("Half a dozen villages were torched", [(6, Bound.EXACT, Measure.DESTROYED, "villages")]),
    ("It said about the three pilgrims killed there", [(3, Bound.EXACT, K, "pilgrims")]),
    ("Perhaps 15 soldiers died", [(15, Bound.ABOUT, K, "soldiers")]),
    ("Nine villagers have not been seen since", [(9, Bound.EXACT, Measure.MISSING, "villagers")]),
    ("Troops rounded up 45 men", [(45, Bound.EXACT, A, "men")]),
    ("About 4,000 people sought refuge", [(4_000, Bound.ABOUT, Measure.DISPLACED, "people")]),
    ("3,500 have crossed into Thailand", [(3_500, Bound.EXACT, Measure.DISPLACED, "")]),
    ("The junta freed 2,153 prisoners", [(2_153, Bound.EXACT, Measure.OTHER, "prisoners")]),
    ("They took 30 cows and 20 rifles", [(30, Bound.EXACT, Measure.OTHER, "cows"), (20, Bound.EXACT, Measure.TAKEN, "rifles")]),
    ("Six people were shot in Myeik", [(6, Bound.EXACT, K, "people")]),
    ("Troops shot and wounded 6 people", [(6, Bound.EXACT, I, "people")]),
    ("Two police posts were abandoned", [(2, Bound.EXACT, Measure.TAKEN, "posts")]),
    ("Nineteen were buried", [(19, Bound.EXACT, K, "")]),
    ("The blast hurt two women, 34 and 61", [(2, Bound.EXACT, I, "women")]),
    ("Three quarters of the wounded were women", []),
    ("A pair of jets came", [(2, Bound.EXACT, Measure.OTHER, "jets")]),
    ("Prisoners: 103 died behind bars", [(103, Bound.EXACT, Measure.DIED_IN_CUSTODY, "")]),
    ("Nobody was killed.", [(0, Bound.EXACT, K, "")]),
    ("0 people were killed.", [(0, Bound.EXACT, K, "people")]),
    ("There were no casualties.", [(0, Bound.EXACT, K, "")]),
    ("No civilians were killed, there was no strike.", [(0, Bound.EXACT, K, "civilians")]),
    ("The army did not kill anyone in the village.", [(0, Bound.EXACT, K, "")]),
    ("အနည်းဆုံး လူ 170 သေဆုံး", [(170, Bound.AT_LEAST, K, "people")]),
    ("လူ 170 ကျော် သေဆုံးခဲ့ပြီး 30 ဒဏ်ရာရ", [(170, Bound.MORE_THAN, K, "people"), (30, Bound.EXACT, I, "")]),
    ("လူ 20 မှ 30 အထိ ဒဏ်ရာရ", [(20, Bound.BETWEEN, I, "people")]),
    ("စစ်သား 10 ဦးထက်မနည်း ကျဆုံး", [(10, Bound.AT_LEAST, K, "soldiers")]),
    ("2023 ခုနှစ် ဧပြီ 11 ရက်တွင် လူ 5 သောင်း နေရပ်စွန့်ခွာ", [(50_000, Bound.EXACT, Measure.DISPLACED, "people")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_counts_what_is_counted(text: str, expected: list[Expected]) -> None:
    found = [
        (quantity.value, quantity.bound, quantity.measure, quantity.unit)
        for quantity in read_quantities(text)
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Operation 1027 began on 27 October 2023.",
        "The 1027 in Operation 1027 is no count.",
        "Article 505(a) of the penal code",
        "One of the villages was burned.",
        "a man from Myaing, 34, was shot dead",
        "Ko Min, 23, was shot dead.",
        "A 12-year-old girl was killed.",
        "The three-year conflict",
        "Call 09123456789 at 10:30 am",
        "The 33rd Light Infantry Division",
        "Rule 12 of the law",
        "The 2008 constitution",
        "An Mi-35 helicopter",
        "The match ended 3-1",
        "Killed on 1 February 2021 and in 2022",
        "It is 0.123456 degrees",
        "Soldiers of Battalion 99 came to Ward 5",
        "two days later",
        "ပုဒ်မ 505",
    ],
)
def test_other_numbers_count_nothing(text: str) -> None:
    assert read_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 20 people", 20, None),
        ("more than 20 people", 21, None),
        ("up to 20 people", None, 20),
        ("fewer than 20 people", None, 19),
        ("nearly 20 people", 18, 20),
        ("about 20 people", 18, 22),
        ("20 people", 20, 20),
        ("20 to 30 people", 20, 30),
        ("hundreds of people", 200, 999),
        ("several hundred people", 300, 999),
        ("20 people or more", 20, None),
        ("20 or more people", 20, None),
        ("not more than 20 people", None, 20),
        ("there weren't more than 20 dead", None, 20),
        ("the toll did not exceed 20", None, 20),
        ("the toll never topped 20", None, 20),
        ("no higher than 20", None, 20),
        ("no more than about 20 people", None, 20),
        ("20 people at most were killed", None, 20),
        ("20 villagers or fewer", None, 20),
        ("a maximum of 20 people", None, 20),
        ("not even 20 people", None, 19),
        ("nowhere near 20 people", None, 19),
        ("not under 20 people", 20, None),
        ("20 people were killed at the very least", 20, None),
        ("not just over 20 people", 21, None),
        ("not only more than 20 people", 21, None),
        ("20 people died at the most sacred pagoda", 20, 20),
        ("20 people at least one of them a child", 20, 20),
        ("not even the 20 villagers", 20, 20),
    ],
)
def test_bounds_allow_these_values(text: str, low: float | None, high: float | None) -> None:
    (quantity,) = read_quantities(text)
    assert (quantity.low, quantity.high) == (low, high)
