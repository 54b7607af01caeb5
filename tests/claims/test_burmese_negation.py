"""မ that turns a verb round, and မ that stands in other words."""

import pytest

from bot.claims.burmese_negation import ALL, burmese_left_open, burmese_negations, negation_unread
from bot.claims.claim import Stance
from bot.claims.read import read_claim
from tests.claims.library import NAMES


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("ပဇီကြီးရွာတွင် လူ 171 ဦး မသေဆုံးပါ။", "killed died"),
        ("လူ 171 ဦး မသေခဲ့ဘူး။", "killed died"),
        ("လူ 171 ဦး မသေဆုံးခဲ့ပေ။", "killed died"),
        ("သူမသေပါဘူး။", "killed died"),
        ("အရပ်သားများကို မသတ်ဖြတ်ခဲ့ဘူး။", "killed died"),
        ("မည်သူမျှ အသတ်မခံခဲ့ရပါ။", "killed died"),
        ("သေဆုံးသူ မရှိပါ။", "killed died"),
        ("ရွာကို ဗုံးမကြဲခဲ့ပါ။", "attacked bombed shelled shot airstrike"),
        ("ရွာကို မတိုက်ခိုက်ခဲ့ပါ။", "attacked bombed shelled shot airstrike"),
        ("တိုက်ခိုက်ခြင်း မပြုခဲ့ပါ။", "attacked bombed shelled shot airstrike"),
        ("လူ 3 ဦးကို မဖမ်းဆီးခဲ့ပါ။", "arrested"),
        ("ရွာကို မီးမရှို့ခဲ့ပါဘူး။", "burned"),
        ("လူ 5 ဦး ဒဏ်ရာမရခဲ့ပါ။", "injured killed died"),
        ("တိုက်ခိုက်မှု မဖြစ်ပွားပါ။", ALL),
        ("သတင်းတု - လူ 171 ဦး သေဆုံးခဲ့သည်။", ALL),
        ("လူ 171 ဦး သေဆုံးသည်ဆိုတာ မဟုတ်ပါ။", ALL),
        ("လူ 171 ဦး သေဆုံးသည်ဆိုသော သတင်းမှာ မမှန်ပါ။", ALL),
        ("လူ 171 ဦး သေဆုံးသည်ဆိုသော သတင်းမှာ သတင်းတုဖြစ်သည်။", ALL),
        ("လူ 171 ဦး သေဆုံးကြောင်း တပ်ရင်းမှူးက ငြင်းဆိုခဲ့သည်။", ALL),
    ],
)
def test_what_is_turned_round_is_read(text: str, turned: str) -> None:
    assert [one.turned for one in burmese_negations(text)] == [turned]


@pytest.mark.parametrize(
    "text",
    [
        "လူ 171 ဦး သေဆုံးခဲ့သည်။",
        "မန္တလေးမြို့တွင် အမျိုးသမီး 3 ဦး သေဆုံးခဲ့ပါသည်။",
        "မြန်မာနိုင်ငံတွင် လူ 3000 ကျော် သေဆုံးခဲ့ပါတယ်။",
        "မနေ့က မကွေးမြို့တွင် လူ 3 ဦး သေဆုံးပါသည်။",
        "ကျောင်းဆရာမသတ်ဖြတ်ခံရသည်။",
        "မိန်းမသေဆုံးခဲ့ကြောင်း ပြောသည်။",
        "သူမသေဆုံးကြောင်း မိသားစုက ပြောသည်။",
        "လူ 171 ဦးထက်မနည်း သေဆုံးခဲ့ပါသည်။",
        "အရပ်သားသာမက ကလေးများပါ သေဆုံးခဲ့သည်။",
        "လူ 171 ဦး သေဆုံးကြောင်း ပြောသော်လည်း သီးခြားအတည်မပြုနိုင်သေးပါ။",
        "စစ်ကောင်စီက မတုံ့ပြန်သေးပါ။",
        "သတင်းတုဖြန့်မှုဖြင့် လူ 3 ဦး ဖမ်းဆီးခံရသည်။",
        "ရွာသားတစ်ဦး လုပ်ကြံသတ်ဖြတ်ခံရသည်။",
    ],
)
def test_other_words_turn_nothing(text: str) -> None:
    assert (burmese_negations(text), negation_unread(text), burmese_left_open(text)) == ((), None, None)


@pytest.mark.parametrize(
    "text",
    [
        "လူ 171 ဦး သေဆုံးခဲ့ပြီး မည်သူမျှ အဖမ်းမခံရသေးပါ။",
        "လူ 171 ဦးမှာ အရပ်သားများ မဟုတ်ပါ။",
        "လူ 171 ဦး သေဆုံးကြောင်းကို စစ်ကောင်စီက မငြင်းခဲ့ပါ။",
        "လူ 171 ဦး မသေဘူးဆိုတာ မမှန်ပါ။",
    ],
)
def test_other_negations_are_named_as_not_read(text: str) -> None:
    assert burmese_negations(text) == ()
    assert negation_unread(text) is not None


def test_what_cannot_be_confirmed_is_left_open() -> None:
    assert read_claim("လူ 171 ဦး သေဆုံးကြောင်း အတည်မပြုနိုင်သေးပါ။", NAMES).is_left_open


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("NUG က ပဇီကြီးရွာကို ဗုံးကြဲခဲ့ကြောင်း ဝန်ခံခဲ့သည်။", "nug", Stance.ADMISSION),
        ("NUG က ပဇီကြီးရွာကို ဗုံးကြဲခဲ့ကြောင်း ငြင်းဆိုခဲ့သည်။", "nug", Stance.DENIAL),
        ("KNU က လူ 3 ဦးကို သတ်ဖြတ်ခဲ့သည်ဟု NUG က ပြောသည်။", "nug", Stance.REPORT),
        ("KNU က NUG သည် လူ 3 ဦးကို သတ်ဖြတ်ခဲ့သည်ဟု ပြောသည်။", "knu", Stance.REPORT),
    ],
)
def test_who_speaks_stands_beside_the_verb(text: str, speaker: str, stance: Stance) -> None:
    said = read_claim(text, NAMES).attribution

    assert said is not None
    assert (said.ids, said.stance) == ((speaker,), stance)
