"""Rules and a model side by side: who of the two is heard."""

from dataclasses import replace

import pytest

from bot.claims.claim import Attribution, Method, Stance
from bot.claims.guess import Guess, Ruling
from bot.claims.judged import AGAINST, AGREED, SURE
from bot.claims.read import read_submission
from bot.claims.submission import Submission
from tests.claims.library import NAMES
from tests.fakes.attributors import Told


def said(text: str, guess: Guess | None) -> Attribution | None:
    """Who says the first sentence, where the model answers so."""
    return said_last(text[:8], text, guess)


def said_last(words: str, text: str, guess: Guess | None) -> Attribution | None:
    """Who says the last sentence, where the model answers so of the one that begins with these words."""
    placed = replace(guess, at=text.rfind(guess.name)) if guess else None
    told = Told({words: placed})
    return read_submission(Submission(text), NAMES, attributor=told).claims[-1].attribution


def sure(name: str) -> Guess:
    return Guess(name, 0, AGAINST, 1 - AGAINST)


def test_model_names_whom_the_rules_did_not() -> None:
    found = said("It was dawn when they came, to hear Naw Moo tell it.", sure("Naw Moo"))

    assert found == Attribution("Naw Moo", (), Method.SAID, Stance.REPORT)


@pytest.mark.parametrize(
    "ruled", ["The AAPP said that five more came.", "Residents said that five more came."]
)
def test_more_is_asked_for_against_what_the_rules_found(ruled: str) -> None:
    names = []
    for probability in (SURE, AGAINST):
        found = said_last(ruled[:9], f"Naw Moo saw it all. {ruled}", Guess("Naw Moo", 0, probability, 0.0))
        names.append(found.name if found and found.method is not Method.UNNAMED else "")
    assert names == ["", "Naw Moo"]


def test_where_the_rules_found_nobody_less_will_do() -> None:
    found = said("It was dawn when they came, to hear Naw Moo tell it.", Guess("Naw Moo", 0, SURE, 0.0))
    assert found is not None


def test_name_of_the_library_is_known() -> None:
    found = said("Five more, so the AAPP.", sure("AAPP"))

    assert found is not None
    assert found.ids == NAMES.find("AAPP")[0].ids != ()


@pytest.mark.parametrize(
    ("text", "name", "stance"),
    [
        ("The AAPP said so, but Zaw Min Tun denied it.", "Zaw Min Tun", Stance.DENIAL),
        ("The AAPP said so, but Zaw Min Tun denied it.", "AAPP", Stance.REPORT),
        ("Zaw Min Tun did not deny it, the AAPP said.", "Zaw Min Tun", Stance.REPORT),
        ('"He denied it," to quote Naw Moo.', "Naw Moo", Stance.REPORT),
    ],
)
def test_what_stands_beside_the_name_tells_whether_it_is_denied(text: str, name: str, stance: Stance) -> None:
    found = said(text, sure(name))

    assert found is not None
    assert (found.name, found.stance) == (name, stance)


@pytest.mark.parametrize(
    "text",
    [
        "Naw Moo told it all. The strike, which Zaw Min Tun denied, killed ten.",
        "Naw Moo told it all. The army denied the strike in May.",
    ],
)
def test_denial_of_another_is_not_theirs(text: str) -> None:
    found = said_last("The ", text, sure("Naw Moo"))

    assert found == Attribution("Naw Moo", (), Method.SAID, Stance.REPORT)


def test_denial_under_a_last_name_is_theirs_in_full() -> None:
    text = "Volker Türk visited the camp. The AAPP said so, but Türk denied it."
    found = said_last("The AAPP", text, sure("Türk"))

    assert found is not None
    assert (found.name, found.stance) == ("Volker Türk", Stance.DENIAL)


@pytest.mark.parametrize(
    ("text", "guessed", "name"),
    [
        ("Soldiers used villagers as shields, alleges Zomi Care and Development.", "Zomi Care and Development", "Zomi Care and Development"),
        ("KNLA Brigade 5 releases November figures: 152 clashes, 171 soldiers killed", "KNLA Brigade 5", "KNLA Brigade 5"),
    ],
)  # fmt: skip
def test_name_is_given_whole_and_no_longer(text: str, guessed: str, name: str) -> None:
    found = said(text, sure(guessed))

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The toll is 165, the Ministry of Human Rights told us. To hear the ministry tell it, 27 were women.", "Ministry of Human Rights"),
        ("The toll is 165, the Ministry of Health told the Ministry of Labour. To hear the ministry tell it, 27 were women.", None),
        ("The toll is 165, we were told. To hear the ministry tell it, 27 were women.", None),
    ],
)  # fmt: skip
def test_ministry_is_the_only_one_that_has_a_name(text: str, name: str | None) -> None:
    found = said_last("To hear", text, sure("ministry"))

    assert (found.name if found and found.method is not Method.UNNAMED else None) == name


def test_army_of_the_library_needs_no_other_name() -> None:
    found = said("The army said four people were killed in Pazigyi.", sure("army"))

    assert found is not None
    assert found.ids == ("military",)


def test_no_name_goes_over_the_end_of_a_sentence() -> None:
    text = "The Ministry of Health met the Ministry of Labour. The Ministry of Health told us that four were killed. To hear the ministry tell it, it was five."
    found = said_last("To hear", text, sure("ministry"))

    assert found is None or found.method is Method.UNNAMED


def test_quoted_words_deny_nothing() -> None:
    text = '"We saw it all from the ridge. Then the junta denied it," to hear Naw Moo tell it.'
    found = said_last("Then", text, sure("Naw Moo"))

    assert found is not None
    assert (found.name, found.stance) == ("Naw Moo", Stance.REPORT)


def test_burmese_sentence_stays_with_the_rules() -> None:
    text = "Naw Moo said on Tuesday that she saw it all from the ridge above the village.\nAAPP က ငြင်းဆိုခဲ့သည်။"
    told = Told()
    claims = read_submission(Submission(text), NAMES, attributor=told).claims

    assert [asked for asked, _ in told.asked] == [claims[0].text]
    assert claims[-1].attribution is not None
    assert claims[-1].attribution.name == "AAPP"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The AAPP's office said that six had died.", "AAPP"),
        ("Assistance Association for Political Prisoners (AAPP) said six had died.", "AAPP"),
    ],
)
def test_same_body_by_another_name_is_the_same(text: str, name: str) -> None:
    without = read_submission(Submission(text), NAMES).claims[0].attribution

    assert without is not None
    assert said(text, Guess(name, 0, AGREED, 0.1)) == without


@pytest.mark.parametrize("guess", [Guess("Naw Moo", 0, AGREED - 0.01, 0.1), Guess("", 0, 0.95, 0.0)])
def test_unsure_model_leaves_it_blank(guess: Guess) -> None:
    assert said("Naw Moo said that six had died.", guess) is None


def test_unsure_of_an_other_name_neither_is_given() -> None:
    assert said("Naw Moo said that Saw Taw Nee knew.", Guess("Saw Taw Nee", 0, 0.6, 0.0)) is None


def test_same_name_stays_as_the_rules_have_it() -> None:
    found = said("Zaw Min Tun, the junta's spokesman, said so.", sure("Min Tun"))

    assert found is not None
    assert found.name == "Zaw Min Tun"


def test_nobody_with_a_name_stays_nobody_with_a_name() -> None:
    found = said("Residents of Taze told Naw Moo that six died.", Guess("Naw Moo", 0, 0.4, 0.6))

    assert found is not None
    assert found.method is Method.UNNAMED


def test_sentence_that_was_not_seen_stays_with_the_rules() -> None:
    found = said("Naw Moo said that six had died.", None)

    assert found is not None
    assert found.name == "Naw Moo"


def test_model_is_told_what_the_rules_found() -> None:
    told = Told()
    text = "Naw Moo said six died. Residents say ten. The road was blocked."
    read_submission(Submission(text), NAMES, attributor=told)

    assert [(one.ruling, one.name) for _, one in told.asked] == [
        (Ruling.NAMED, "Naw Moo"),
        (Ruling.UNNAMED, ""),
        (Ruling.NOBODY, ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "At least 24 people were killed in Sagaing on 3 May 2023, residents say. Witnesses counted ten.",
        "Reports from Thee Mit valley: 2 dead in Sagaing since 27 November, soldiers say.",
        "On 9 June 2022 the KNU attacked people in Sagaing, killing 8 people.",
        "ဧပြီ ၁၁ ရက်က လူ ၁၇၀ သေဆုံးခဲ့သည်ဟု AAPP က ပြောသည်။",
        "Die Armee sagte am Montag, dass zwölf Menschen bei dem Angriff getötet worden sind, und Zaw Min Tun war nicht zu sprechen.",
    ],
)
def test_nobody_is_asked_where_nobody_speaks_or_has_a_name_or_it_is_not_english(text: str) -> None:
    told = Told()
    read_submission(Submission(text), NAMES, attributor=told)

    assert told.asked == []


@pytest.mark.parametrize(
    "text",
    [
        "khaing thu kha say they captured the camp",
        "Thandar said six died.",
        "Andrews said six died in May.",
        "Six died, said Sagaing Strike Forum.",
        "Six died, Unicef reports.",
        "The army left. So says Bo Nagar.",
    ],
)
def test_model_is_asked_where_somebody_may_be_named(text: str) -> None:
    told = Told()
    read_submission(Submission(text), NAMES, attributor=told)

    assert told.asked


def test_opening_is_not_asked_about() -> None:
    told = Told()
    read_submission(Submission("YANGON, 12 April 2023 - Naw Moo said that six died."), NAMES, attributor=told)

    assert [text for text, _ in told.asked] == ["Naw Moo said that six died."]
