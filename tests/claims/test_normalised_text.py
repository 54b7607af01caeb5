import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.characters import level_characters
from bot.claims.normalise import normalise

UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff\u00ad\ufe0f\u061c\U000e0041"
CLAIM = "At least 4,468 people were killed in Pazigyi & ပဇီကြီး on 11 April 2023, “the AAPP” said: https://example.org/a"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ｐａｚｉｇｙｉ １７０", "Pazigyi 170"),
        ("𝟏𝟕𝟎 𝗸𝗶𝗹𝗹𝗲𝗱", "170 killed"),
        ("၁၇၀ ဦး", "170 ဦး"),
        ("၂ဝ၂၃ ခုနှစ်", "2023 ခုနှစ်"),
        ("Pazi\u200bgyi\u00a0village", "Pazigyi village"),
        ("\u202e8644\u202c killed", "8644 killed"),
        ("AT&amp;T &#49;70 &amp;amp; more", "AT&T 170 & more"),
        ("4,468² dead", "4,468 dead"),
        ("2½ tons", "2.5 tons"),
        ("“No”, ‘never’", "\"No\", 'never'"),
        ("Killed!!! Really?!?!", "Killed! Really?"),
        ("wait......", "wait..."),
        ("**170** dead 🔥🔥", "170 dead"),
        ("one\r\n\r\n\r\n\r\ntwo", "one\n\ntwo"),
        ("killed in\nPazigyi", "killed in Pazigyi"),
        ("> > quoted text here", "quoted text here"),
        ("FWD: Fw: 170 dead", "170 dead"),
        ("Forwarded from Some Channel\n170 dead", "170 dead"),
        ("---------- Forwarded message ----------\n170 dead", "170 dead"),
        ("RT @someone: 170 dead", "170 dead"),
        ("[12/04/2023, 09:15] Name: 170 dead", "170 dead"),
        ("BREAKING: 170 dead", "170 dead"),
        ("🚨🚨 BREAKING NEWS 🚨 170 dead", "BREAKING NEWS 170 dead"),
        ("Is it true that the army bombed Pazigyi?", "the army bombed Pazigyi?"),
        ("170 dead. Is this true??", "170 dead."),
        ("170 dead\nSubscribe to our channel\nPhoto: AFP\n© 2023 All rights reserved", "170 dead"),
        ("170 dead\nShare this now", "170 dead"),
        ("170 dead\nRead more: other news", "170 dead"),
        ("By Some Body\n170 dead", "170 dead"),
        ("Share this!", "Share this!"),
        ("see https://t.me/c/123/4 170 dead", "see 170 dead"),
        ("", ""),
    ],
)
def test_what_was_added_is_gone(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Like many of our neighbours, 30 people fled",
        "Join forces: the KNU and the NUG signed a pact",
        "Follow-up strikes killed 12",
        "Copying the army, rebels burned 12 houses",
        "Photographers were killed in Sagaing",
        "Update on Sagaing: 12 killed",
    ],
)
def test_statements_are_no_furniture(text: str) -> None:
    assert normalise(f"170 dead\n{text}") == f"170 dead\n{text}"


@given(st.text(max_size=300))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.lists(st.tuples(st.integers(0, len(CLAIM)), st.sampled_from(UNSEEN)), max_size=20))
def test_unseen_characters_change_nothing(inserted: list[tuple[int, str]]) -> None:
    text = CLAIM
    for place, character in inserted:
        text = text[:place] + character + text[place:]
    assert normalise(text) == normalise(CLAIM)


@given(st.text(max_size=200))
def test_levelled_text_holds_nothing_unseen(text: str) -> None:
    assert not set(level_characters(text)) & set(UNSEEN)


@pytest.mark.parametrize(
    "unit",
    [
        "a\u0300\u0316",
        "\u0300\u0316",
        "&amp;",
        "amp;",
        "!",
        "> ",
        "- ",
        "\n",
        " ",
        "FWD: ",
        "ﷺ",
        "*",
        "is it true that ",
        "share this ",
        "RT @a ",
        "[1/1/1, 1:11] ",
        "the\n",
        "? ",
        "t.me/c/",
        "is this true",
        "1,",
        '"',
    ],
)
def test_long_input_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    began = time.perf_counter()
    normalise(text)
    assert time.perf_counter() - began < 5
