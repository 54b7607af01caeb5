"""How the candidates of a claim stand beside each other."""

from collections.abc import Mapping
from dataclasses import replace

from bot.library.filing import Filing
from bot.library.statement import Statement
from bot.matching.likeness import ALONE, FEW, rivals_of, standing
from bot.matching.match import Candidate, Scores

FIRST = Statement("first", "A bridge fell.", None, "", Filing())


def statement(number: int) -> Statement:
    return replace(FIRST, id=f"other-{number}")


def features_of(candidate: Candidate, *others: Candidate) -> Mapping[str, float]:
    found = standing(candidate, rivals_of([candidate, *others]))
    return {feature.name: feature.value for feature in found}


def test_first_leads_the_best_other() -> None:
    others = [Candidate(statement(number), Scores(words=3.0)) for number in range(FEW)]

    assert features_of(Candidate(FIRST, Scores(words=4.0)), *others)["words_ahead"] == 0.25


def test_equals_lead_nobody() -> None:
    others = [Candidate(statement(number), Scores(words=4.0)) for number in range(FEW)]

    assert features_of(Candidate(FIRST, Scores(words=4.0)), *others)["words_ahead"] == 0.0


def test_alone_leads_little() -> None:
    alone = features_of(Candidate(FIRST, Scores(words=4.0, grams=2.0, near=0.5)))

    assert round(alone["words_ahead"], 6) == round(alone["grams_ahead"], 6) == ALONE
    assert round(alone["meaning_ahead"], 6) == 0.5 * ALONE


def test_small_library_proves_little() -> None:
    other = Candidate(statement(1), Scores(words=1.0))

    assert round(features_of(Candidate(FIRST, Scores(words=4.0)), other)["words_ahead"], 6) == ALONE


def test_what_it_is_about_is_no_rival() -> None:
    about = Candidate(replace(FIRST, id="about", about=("first",)), Scores(words=4.0))
    others = [Candidate(statement(number), Scores(words=2.0)) for number in range(FEW)]

    assert features_of(Candidate(FIRST, Scores(words=4.0)), about, *others)["words_ahead"] == 0.5


def test_long_texts_count_where_many_have_one() -> None:
    told, untold = Candidate(FIRST, Scores(body=2.0)), Candidate(replace(FIRST, id="untold"), Scores())
    others = [Candidate(statement(number), Scores(body=1.0)) for number in range(FEW)]

    assert features_of(told, untold, *others)["body_behind"] == 0.0
    assert features_of(untold, told, *others)["body_behind"] == 1.0
    assert "body_behind" not in features_of(untold, told)


def test_lagging_in_meaning_is_the_distance() -> None:
    near, far = Candidate(FIRST, Scores(near=0.75)), Candidate(statement(1), Scores(near=0.5))

    assert features_of(near, far)["meaning_behind"] == 0.0
    assert features_of(far, near)["meaning_behind"] == 0.25


def test_nobody_lags_behind_what_was_said_of_it() -> None:
    about = Candidate(replace(FIRST, id="about", about=("first",)), Scores(near=0.75))
    other, first = Candidate(statement(1), Scores(near=0.625)), Candidate(FIRST, Scores(near=0.5))

    assert features_of(first, about)["meaning_behind"] == 0.0
    assert features_of(first, about, other)["meaning_behind"] == 0.125
    assert features_of(other, about, first)["meaning_behind"] == 0.125
