"""Burmese texts against records in English: what is denied, and who did it."""

import pytest

from bot.claims.read import read_claim
from bot.matching.burmese_deeds import burmese_deeds
from bot.matching.match import Slot
from tests.matching.asking import match_with, slots_with
from tests.records import NAMES, STRIKE


@pytest.mark.parametrize(
    "text",
    [
        "ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး မသေဆုံးပါ။",
        "ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး မသေခဲ့ဘူး။",
        "သတင်းတု - ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး သေဆုံးခဲ့သည်။",
        "ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး သေဆုံးခဲ့သည်ဆိုတာ မမှန်ပါ။",
        "ပဇီကြီးရွာကို ဗုံးမကြဲခဲ့ပါ၊ လူ ၁၇၁ ဦး အသက်ရှင်သည်။",
    ],
)
def test_what_is_denied_differs(text: str) -> None:
    assert Slot.NEGATION in slots_with(STRIKE, text)


@pytest.mark.parametrize(
    "text",
    [
        "ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး သေဆုံးခဲ့သည်။",
        "ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး သေဆုံးခဲ့ပြီး မည်သူမျှ အဖမ်းမခံရသေးပါ။",
        "military က ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦးကို သတ်ဖြတ်ခဲ့သည်။",
    ],
)
def test_what_agrees_or_is_beside_it_does_not(text: str) -> None:
    assert slots_with(STRIKE, text) == set()


def test_negation_is_shown_as_it_stands() -> None:
    (difference,) = match_with(STRIKE, "ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး မသေဆုံးပါ။").differences

    assert difference.theirs == "မသေဆုံးပါ"


@pytest.mark.parametrize(
    "text",
    [
        "ပဇီကြီးရွာတွင် PDF က လူ ၁၇၁ ဦးကို သတ်ဖြတ်ခဲ့သည်။",
        "PDF တပ်ဖွဲ့များက ပဇီကြီးရွာကို တိုက်ခိုက်၍ လူ ၁၇၁ ဦး သေဆုံးခဲ့သည်။",
        "PDF ၏ တိုက်ခိုက်မှုကြောင့် ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး သေဆုံးခဲ့သည်။",
    ],
)
def test_who_did_it_differs(text: str) -> None:
    assert slots_with(STRIKE, text) & {Slot.ACTOR, Slot.ROLE}


@pytest.mark.parametrize(
    "text",
    [
        "NUG က ပဇီကြီးရွာ လေကြောင်းတိုက်ခိုက်မှုတွင် လူ ၁၇၁ ဦး သေဆုံးခဲ့ကြောင်း ပြောသည်။",
        "NUG က ပဇီကြီးရွာ လေကြောင်းတိုက်ခိုက်မှုတွင် လူ ၁၇၁ ဦး သေဆုံးခဲ့သည်ဟု ထုတ်ပြန်သည်။",
        "PDF က ပဇီကြီးရွာတွင် ပစ်ခတ်မှုကြောင့် လူ ၁၇၁ ဦး သေဆုံးခဲ့ကြောင်း ပြောသည်။",
        "PDF က ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦးကို သတ်ဖြတ်ခဲ့သည်ဟု ပြောသည်။",
        "NUG က ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး သတ်ဖြတ်မှုကို ရှုတ်ချခဲ့သည်။",
        "NUG က ပဇီကြီးရွာတွင် လူ ၁၇၁ ဦး ပစ်သတ်ခံရမှုကို ရှုတ်ချခဲ့သည်။",
    ],
)
def test_who_tells_of_it_did_not_do_it(text: str) -> None:
    assert slots_with(STRIKE, text) == set()


@pytest.mark.parametrize(
    ("text", "does", "suffers"),
    [
        ("PDF က military ကို တိုက်ခိုက်ခဲ့သည်။", ["PDF"], ["military"]),
        ("NUG က military က လူ ၃ ဦးကို သတ်ဖြတ်ခဲ့သည်ဟု ပြောသည်။", ["military"], []),
        ("military က လူ ၃ ဦးကို သတ်ဖြတ်ခဲ့သည်ဟု NUG က ပြောသည်။", ["military"], []),
        ("military က လူ ၃ ဦးကို သတ်ဖြတ်ခဲ့သည်ဟု ရွာသားများက ပြောသည်။", ["military"], []),
        ("military က ရွာကို တိုက်ခိုက်၍ လူ ၃ ဦး အသက်ဆုံးရှုံးခဲ့သည်။", ["military"], []),
        ("military က ရွာတွင် တိုက်ခိုက်မှုများ ပြုလုပ်ခဲ့သည်။", ["military"], []),
        ("military သည် PDF ၏ တိုက်ခိုက်မှုကြောင့် စစ်သား ၁၅ ဦး ဆုံးရှုံးခဲ့သည်။", ["PDF"], []),
    ],
)
def test_particles_tell_who_does_what_to_whom(text: str, does: list[str], suffers: list[str]) -> None:
    deeds = burmese_deeds(read_claim(text, NAMES))

    assert deeds is not None
    assert ([one.name for one in deeds.does], [one.name for one in deeds.suffers]) == (does, suffers)


@pytest.mark.parametrize(
    "text",
    [
        "PDF က သတင်းထုတ်ပြန်ခဲ့သည်။",
        "PDF က တိုက်ခိုက်ခံခဲ့ရသည်။",
        "PDF က သတ်ဖြတ်ခံခဲ့ရသည်။",
        "PDF က military တိုက်ခိုက်၍ လူ ၃ ဦး သေဆုံးကြောင်း ပြောသည်။",
        "military က PDF တိုက်ခိုက်၍ စစ်သား ၁၅ ဦး သေဆုံးကြောင်း ဝန်ခံသည်။",
        "The PDF attacked the military.",
    ],
)
def test_who_does_no_harm_is_not_told_to(text: str) -> None:
    assert burmese_deeds(read_claim(text, NAMES)) is None
