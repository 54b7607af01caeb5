"""Words with which somebody says who they are or where they live, and words that only look like it."""

import pytest

from bot.claims.self_named import MOST_SHOWN, self_named


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My name is Ko Min Thu, and they burned it.", "My name is Ko Min Thu"),
        ("my name is min thu", "my name is min thu"),
        ("I am Ko Min Thu. They came at dawn.", "I am Ko Min Thu"),
        ("i am ko min thu and i saw it", "i am ko min thu"),
        ("I’m Min Thu from the river side", "I’m Min Thu"),
        ("This is Ko Aung speaking", "This is Ko Aung speaking"),
        ("Call me Thiri, please", "Call me Thiri"),
        ("I, Saw Htoo, saw it", "I, Saw Htoo"),
        ("I live in house 12, Ward 3, Kani. They came.", "I live in house 12, Ward 3, Kani"),
        ("I live at 12 Bogyoke Street, and they came at night", "I live at 12 Bogyoke Street"),
        ("We live on Pagoda Road, Kani", "We live on Pagoda Road, Kani"),
        ("I am MIN THU and I saw it", "I am MIN THU"),
        ("I'm a nurse named Hla Hla", "I'm a nurse named Hla Hla"),
        ("They burned it.\nName: Ko Min Thu", "Name: Ko Min Thu"),
        ("Our house is in Ward 5", "Our house is in Ward 5"),
        ("My house is number 12, Ward 3", "My house is number 12, Ward 3"),
        ("my home address is No. 5, Pagoda Road", "my home address is No. 5, Pagoda Road"),
        ("My house in Ward 3 was burned", "My house in Ward 3 was burned"),
        ("my telegram is @minthu99", "my telegram is @minthu99"),
        ("My Facebook is Min Thu", "My Facebook is Min Thu"),
        ("message me on telegram @minthu", "message me on telegram @minthu"),
        ("They took my brother Ko Aung.", "my brother Ko Aung"),
        ("My sister, Ma Hla, saw it", "My sister, Ma Hla"),
        ("ကျွန်တော့်နာမည် ကိုမင်းသူပါ။ ရွာကို မီးရှို့တယ်။", "ကျွန်တော့်နာမည် ကိုမင်းသူပါ"),
        ("ကျွန်မနာမည်က မလှလှပါ", "ကျွန်မနာမည်က မလှလှပါ"),
        ("ကျွန်တော် ကိုမင်းသူပါ။", "ကျွန်တော် ကိုမင်းသူပါ"),
        ("ကျွန်တော် ကနီမြို့ ၃ ရပ်ကွက်မှာ နေပါတယ်။", "ကျွန်တော် ကနီမြို့ ၃ ရပ်ကွက်မှာ နေပါတယ်"),
        ("ကျွန်မ ပုလဲမြို့မှာနေတယ်", "ကျွန်မ ပုလဲမြို့မှာနေတယ်"),
        ("နေရပ်လိပ်စာ - အမှတ် ၁၂ ကနီ", "နေရပ်လိပ်စာ - အမှတ် ၁၂ ကနီ"),
        ("အိမ်နံပါတ် ၁၂", "အိမ်နံပါတ် ၁၂"),
    ],
)
def test_whoever_names_themselves_is_heard(text: str, words: str) -> None:
    assert self_named(text) == (words,)


@pytest.mark.parametrize(
    "text",
    [
        "I am in Kani",
        "I am a nurse",
        "I am Teacher at the school",
        "I am CDM teacher",
        "I am safe",
        "I'm Safe",
        "I am Burmese",
        "I am Karen",
        "I am not sure",
        "I'm afraid",
        "I'm Kani resident",
        "My village was burned",
        "My house is on fire",
        "My house was burned",
        "We live in fear every day",
        "They live in Kani",
        "Please do not publish my name",
        "My name is not to be published",
        "what happens with my name?",
        "my phone is broken",
        "my page was deleted",
        "my brother was taken on Tuesday",
        "Call me tomorrow",
        "my name isn't important",
        "I AM RUNNING FROM SOLDIERS",
        "my brother saw him there",
        "We live on pumpkins",
        "I saw Ko Aung being shot",
        "This is Yangon",
        "facebook.com/palenews has pictures",
        "ကျွန်တော့်နာမည်ကို မဖော်ပါနဲ့",
        "ကျွန်တော့်ကို ကူညီပါ။",
        "ကျွန်မ မသိပါ။",
        "ကျွန်တော် ကြောက်နေတယ်",
        "ကျွန်တော်တို့ရွာ မီးလောင်သွားတယ်",
    ],
)
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert self_named(text) == ()


def test_profile_called_like_its_owner_is_theirs() -> None:
    own = "My name is Ko Min Thu. Pictures: facebook.com/kominthu and facebook.com/palenews"

    assert self_named(own) == ("My name is Ko Min Thu", "facebook.com/kominthu")


def test_only_the_first_few_are_shown() -> None:
    assert len(self_named("I am Ko Min Thu. My brother Ko Aung. I live in Kani. " * 9)) <= MOST_SHOWN


@pytest.mark.parametrize("text", ["I am " * 4000, "Ko " * 4000, "My name is " * 2000, "ကျွန်တော် " * 2000])
def test_long_text_is_read_in_time(text: str) -> None:
    assert len(self_named(text)) <= MOST_SHOWN
