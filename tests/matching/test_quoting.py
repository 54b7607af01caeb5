"""What a statement's long text repeats of a claim word for word."""

from collections.abc import Mapping
from dataclasses import replace

from bot.claims.read import read_claim
from bot.library.statement import Statement
from bot.matching.profile import profile_of
from bot.matching.quoting import BEGINNING, QUOTED, RUN, runs_of, share_quoted, told_in
from bot.matching.rank import rank
from bot.matching.vocabulary import load_vocabulary
from bot.matching.weights import load_weights
from tests.matching.asking import candidate, desk
from tests.records import GARBLED, NAMES

CLAIM = "We kept every promise on the harbour bridge"
JUDGED = replace(
    GARBLED,
    text="The bridge is finished",
    phrasings=(),
    reason=f'The mayor said: "{CLAIM}!" It is not built.',
)


def test_share_counts_all_runs() -> None:
    told = told_in("At noon he said we kept every promise on the roof, and left.")

    assert len(runs_of(CLAIM)) == 4
    assert share_quoted(runs_of(CLAIM), told) == 0.5


def test_capitals_and_marks_do_not_matter() -> None:
    assert share_quoted(runs_of(CLAIM), told_in("“We kept—every promise, on the HARBOUR bridge…”")) == 1.0


def test_words_end_where_they_end() -> None:
    assert not share_quoted(runs_of("art is in the eye"), told_in("part is in the eyes"))


def test_few_words_in_a_row_are_chance() -> None:
    few = " ".join(CLAIM.split()[: RUN - 1])

    assert not share_quoted(runs_of(few), told_in(few))
    assert not share_quoted(runs_of(CLAIM), told_in(f"{few} ever made"))


def test_only_the_beginning_is_looked_at() -> None:
    assert not share_quoted(runs_of(CLAIM), told_in(" " * BEGINNING + CLAIM))


def test_record_that_quotes_the_claim_goes_first() -> None:
    other = replace(JUDGED, id="other", reason="It is not built.")

    found = ranked(other, JUDGED)

    assert list(found) == [JUDGED.id, other.id]
    assert QUOTED in found[JUDGED.id]
    assert QUOTED not in found[other.id]


def test_quoting_alone_makes_nothing_almost_certain() -> None:
    there = replace(JUDGED, places=("pazigyi",))
    claim, profile = read_claim(f"{CLAIM} in Pazigyi", NAMES), profile_of(there, NAMES, load_vocabulary())

    (one,) = rank(claim, [candidate(there, CLAIM)], lambda _record: profile, desk())

    assert {"place_agrees", QUOTED} <= {reason.feature for reason in one.match.reasons}
    assert one.match.probability == load_weights().thresholds.ceiling_of_words


def ranked(*records: Statement) -> Mapping[str, frozenset[str]]:
    """The features of each record, the best record first, however unlikely."""
    weights = load_weights()
    every = replace(weights, thresholds=replace(weights.thresholds, possible=0.0))
    profiles = {record.id: profile_of(record, NAMES, load_vocabulary()) for record in records}
    candidates = [candidate(record, CLAIM) for record in records]
    found = rank(
        read_claim(CLAIM, NAMES),
        candidates,
        lambda record: profiles[record.id],
        replace(desk(), weights=every),
    )
    return {one.match.record.id: frozenset(each.feature for each in one.match.reasons) for one in found}
