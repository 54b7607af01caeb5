from dataclasses import replace

from bot.matching.calibrate import SHIPPED
from bot.matching.thresholds import Chosen, choose
from bot.matching.weights import load_weights
from bot.verdicts.feedback import Lesson, read_votes
from bot.verdicts.judgement import Judgement, Vote
from bot.verdicts.replay import Replay, replay

WEIGHTS = replace(
    load_weights(),
    version="now",
    thresholds=replace(load_weights().thresholds, possible=0.3, strong=0.7, ceiling_in_conflict=0.8),
    languages={},
    rescores=("before",),
)
LIKELY, EVEN, UNLIKELY = 3.0, 0.0, -0.6  # 0.95, 0.50, 0.35
NEW = choose(WEIGHTS, Chosen(0.45, 0.96), {})


def a_vote(
    judgement: Judgement = Judgement.RIGHT,
    *,
    claim: str = "one",
    score: float = LIKELY,
    language: str = "en",
    version: str = "now",
    probability: float = 0.5,
    relation: str = "same_event",
) -> Vote:
    features = (("place_agrees", 1.0),)
    return Vote(claim, "strike", judgement, features, score, probability, language, relation, version)


def lessons(*votes: Vote) -> tuple[Lesson, ...]:
    return read_votes(votes, WEIGHTS).every


def tried(*votes: Vote, language: str = "") -> tuple[Replay, ...]:
    return replay(lessons(*votes), SHIPPED, in_force=WEIGHTS, proposed=NEW, language=language)


def test_none_of_these_counts_as_wrong() -> None:
    found = lessons(a_vote(), a_vote(Judgement.WRONG), a_vote(Judgement.NONE))

    assert [lesson.is_right for lesson in found] == [True, False, False]


def test_votes_on_other_weights_are_left_out() -> None:
    found = read_votes([a_vote(), a_vote(version="unknown")], WEIGHTS)

    assert (len(found.every), found.left_out) == (1, 1)


def test_votes_on_weights_of_the_same_features_are_scored_again() -> None:
    (lesson,) = lessons(a_vote(version="before", score=9.0))

    known = WEIGHTS.score_for(has_meaning=False)
    assert lesson.score == known["bias"] + known["place_agrees"]


def test_feature_that_is_gone_leaves_a_vote_out() -> None:
    vote = replace(a_vote(version="before"), features=(("moon_agrees", 1.0),))

    assert read_votes([vote], WEIGHTS).left_out == 1


def test_precision_and_recall_are_counted() -> None:
    wrong = a_vote(Judgement.WRONG, claim="two")
    (found, _) = tried(a_vote(), wrong, a_vote(claim="three", score=EVEN))

    assert (found.in_force.strong.precision, found.in_force.strong.recall) == (0.5, 0.5)
    assert (found.in_force.possible.taken, found.in_force.possible.recall) == (3, 1.0)
    assert (found.proposed.strong.precision, found.proposed.strong.recall) == (None, 0.0)


def test_answers_that_change_are_counted_once() -> None:
    both = [a_vote(score=LIKELY), a_vote(Judgement.WRONG, score=UNLIKELY)]
    (found, _) = tried(*both, a_vote(claim="two", score=EVEN))

    assert (found.matches, found.claims, found.changed) == (3, 2, 1)


def test_languages_stand_apart() -> None:
    found = tried(a_vote(), a_vote(language="my", claim="two"))

    assert [(each.language, each.matches) for each in found] == [("", 2), ("en", 1), ("my", 1)]
    assert [each.language for each in tried(a_vote(), language="my")] == ["my"]


def test_thresholds_of_a_language_are_its_own() -> None:
    own = choose(WEIGHTS, Chosen(), {"my": Chosen(strong=0.96)})
    votes = lessons(a_vote(), a_vote(language="my", claim="two"))

    found = replay(votes, SHIPPED, in_force=WEIGHTS, proposed=own)

    assert [each.proposed.strong.taken for each in found] == [1, 1, 0]


def test_match_in_conflict_stays_below_its_ceiling() -> None:
    votes = lessons(a_vote(probability=0.8), a_vote(probability=0.6, relation="contradicts", claim="two"))

    (found, _) = replay(votes, SHIPPED, in_force=WEIGHTS, proposed=choose(WEIGHTS, Chosen(strong=0.85), {}))

    assert (found.in_force.strong.taken, found.proposed.strong.taken) == (2, 0)


def test_match_of_words_stays_below_its_ceiling() -> None:
    votes = lessons(a_vote(probability=WEIGHTS.thresholds.ceiling_of_words, score=4.0))

    (found, _) = replay(votes, SHIPPED, in_force=WEIGHTS, proposed=choose(WEIGHTS, Chosen(strong=0.95), {}))

    assert (found.in_force.strong.taken, found.proposed.strong.taken) == (1, 0)


def test_few_matches_are_no_evidence() -> None:
    (few, _), (many, _) = tried(*[a_vote()] * 19), tried(*[a_vote()] * 20)

    assert (few.is_enough, many.is_enough) == (False, True)
