from hypothesis import given
from hypothesis import strategies as st

from bot.claims.terms import grams, stems


def test_stems_are_plain_words() -> None:
    text = "At least 4,468 people were KILLED in Müse, the U.N. said: https://example.org/a"
    assert stems(text) == ("least", "4468", "peopl", "kill", "muse", "un")


def test_tags_and_handles_are_split() -> None:
    assert stems("#WhatsHappeningInMyanmar @MyanmarNow") == ("what", "happen", "myanmar", "myanmar")


def test_forms_of_a_word_are_one_stem() -> None:
    assert stems("bombing bombed bombs") == ("bomb", "bomb", "bomb")


def test_ordinals_are_their_number() -> None:
    assert stems("the 33rd division's") == ("33", "divis")


def test_burmese_becomes_pairs_of_syllables() -> None:
    assert stems("မြန်မာနိုင်ငံ ၁၇၀") == ("မြန်မာ", "မာနိုင်", "နိုင်ငံ", "170")


def test_grams_run_across_words() -> None:
    assert grams("Pa Zi Gyi") == ("pa_z", "a_zi", "_zi_", "zi_g", "i_gy", "_gyi")


def test_short_text_is_one_gram() -> None:
    assert (grams("Hsi"), grams("!?")) == (("hsi",), ())


@given(st.text(max_size=300))
def test_terms_hold_no_blanks(text: str) -> None:
    terms = (*stems(text), *grams(text))
    assert all(term and not any(map(str.isspace, term)) for term in terms)


@given(st.text(max_size=100), st.integers(0, 100))
def test_unseen_characters_change_no_term(text: str, place: int) -> None:
    changed = f"{text[:place]}\u200b\u202e{text[place:]}"
    assert (stems(changed), grams(changed)) == (stems(text), grams(text))
