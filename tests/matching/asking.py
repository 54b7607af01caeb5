"""Asks the small library of `tests.records` without an index: every record is a candidate, scored by what it has in common with the claim."""

from datetime import date

from bot.claims.claim import Claim
from bot.claims.read import read_claim
from bot.claims.terms import grams, stems
from bot.library.record import Record
from bot.matching.features import Desk
from bot.matching.match import Candidate, Match, Scores, Slot
from bot.matching.profile import profile_of
from bot.matching.rank import rank
from bot.matching.vocabulary import load_vocabulary
from bot.matching.weights import load_weights
from bot.verdicts.assess import Register, assess
from bot.verdicts.finding import Finding
from storage.index.describe import describe
from tests.records import NAMES, RATINGS, RECORDS, SOURCES, TODAY

REGISTER = Register(SOURCES, RATINGS, frozenset({"en"}))
BY_ID: dict[str, Record] = {record.id: record for record in RECORDS}
PROFILES = {
    record.id: profile_of(
        record, NAMES, load_vocabulary(), [BY_ID[other] for other in getattr(record, "about", ())]
    )
    for record in RECORDS
}


def desk(published: date | None = None) -> Desk:
    return Desk(NAMES, load_vocabulary(), load_weights(), published, TODAY)


def candidate(record: Record, text: str) -> Candidate:
    ours = describe(record, NAMES).called
    words, runs = set(stems(text)) & set(stems(ours)), set(grams(text)) & set(grams(ours))
    return Candidate(record, Scores(2.0 * len(words), 2.0 * len(runs)))


def match_with(record: Record, text: str, published: date | None = None) -> Match:
    claim = read_claim(text, NAMES, published=published)
    found = rank(
        claim,
        [candidate(record, text)],
        lambda one: profile_of(one, NAMES, load_vocabulary()),
        desk(published),
    )
    return found[0].match


def slots_with(record: Record, text: str, published: date | None = None) -> set[Slot]:
    return {difference.slot for difference in match_with(record, text, published).differences}


def ask(text: str, published: date | None = None, *, forwarded_from: str = "") -> Finding:
    claim = read_claim(text, NAMES, published=published)
    return ask_claim(claim, published, forwarded_from=forwarded_from)


def ask_claim(claim: Claim, published: date | None = None, *, forwarded_from: str = "") -> Finding:
    candidates = [candidate(record, claim.text) for record in RECORDS]
    ranked = rank(claim, candidates, lambda record: PROFILES[record.id], desk(published))
    linked = {record.id: record for record in RECORDS}
    return assess(claim, ranked, linked, desk(published), REGISTER, forwarded_from=forwarded_from)
