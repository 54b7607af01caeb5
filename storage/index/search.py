"""What tantivy is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import log

import tantivy

from bot.people.audience import Audience
from storage.index.query import Asked

CONTEXT_WEIGHT = 0.25
"""What a word of the surrounding sentences counts, beside 1 for a word of the claim: enough to break ties, too little to lead."""

RAREST_WORDS = 64
RAREST_AROUND = 16
RAREST_IN_BODY = 32
RAREST_GRAMS = 60
"""The rest of a long text is so common that asking for it costs time and changes nothing (0.5 ms against 6.8 ms at 100k records)."""

MOST_GRAMS_READ = 4_000_000
"""Records that hold one of the runs asked for, counted for each run: in a library of a million the commoner ones would take longer than all else. Fewer
records never come to so many."""

SPARE = 3
"""Times as many are asked for where some may be hidden from the asker."""

FEWEST = 300
"""Records that a library is taken to have at least when it is asked how much a word tells: in one of three records every word seems common."""

COMMON = 0.5
COMMON_FROM = 5_000
"""Share and number of the records from which on a word that they have is not asked for: it hardly tells one from another, and takes as long as all others."""

Score = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Searched:
    """BM25 by record for each list, and what each stem is worth."""

    words: Score
    body: Score
    grams: Score
    worth: Mapping[str, float]


def search(
    schema: tantivy.Schema, searcher: tantivy.Searcher, asked: Asked, audience: Audience, limit: int
) -> Searched:
    """At most `limit` records of each list, that this audience may see."""
    counts = {term: searcher.doc_freq("words", term) for term in asked.words | asked.around}
    common = max(COMMON * searcher.num_docs, COMMON_FROM)
    telling = {term: count for term, count in counts.items() if count <= common}
    own, around = rarest(telling, asked.words, RAREST_WORDS), rarest(telling, asked.around, RAREST_AROUND)
    told = {term: searcher.doc_freq("body", term) for term in asked.words}
    runs = {run: searcher.doc_freq("grams", run) for run in asked.grams}
    lists = {
        "words": [_term(schema, "words", term) for term in own]
        + [tantivy.Query.boost_query(_term(schema, "words", term), CONTEXT_WEIGHT) for term in around],
        "body": [_term(schema, "body", term) for term in rarest(told, asked.words, RAREST_IN_BODY)],
        "grams": [_term(schema, "grams", run) for run in within(runs, asked.grams)],
    }
    found = {
        name: _best(schema, searcher, terms, audience, limit) if terms else {}
        for name, terms in lists.items()
    }
    number = max(searcher.num_docs, FEWEST)
    worth = {term: log((number + 1) / (min(count, number) + 1)) for term, count in counts.items()}
    return Searched(found["words"], found["body"], found["grams"], worth)


def rarest(counts: Mapping[str, int], terms: frozenset[str], most: int) -> list[str]:
    """Of those that are in the index at all."""
    return [term for count, term in sorted((counts.get(term, 0), term) for term in terms) if count][:most]


def within(counts: Mapping[str, int], runs: frozenset[str]) -> list[str]:
    """The rarest runs, up to their number and what reading them takes; one at least."""
    chosen = rarest(counts, runs, RAREST_GRAMS)
    read = accumulate(counts[run] for run in chosen)
    return [
        run
        for at, (run, total) in enumerate(zip(chosen, read, strict=True))
        if not at or total <= MOST_GRAMS_READ
    ]


def _term(schema: tantivy.Schema, field: str, term: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, field, term)


def _best(
    schema: tantivy.Schema,
    searcher: tantivy.Searcher,
    terms: list[tantivy.Query],
    audience: Audience,
    limit: int,
) -> dict[str, float]:
    """Asks without regard to who may see what, which lets tantivy pass over most records, and only where that is not enough with it."""
    any_of = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
    hidden = [each.value for each in Audience if each not in audience.sees()]
    many = limit * SPARE if any(searcher.doc_freq("visibility", each) for each in hidden) else limit
    found = _hits(searcher, any_of, many)
    seen = {record: score for record, score, visibility in found if visibility not in hidden}
    if len(seen) < limit and len(found) == many:
        for_them = tantivy.Query.term_set_query(
            schema, "visibility", [each.value for each in audience.sees()]
        )
        filtered = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, tantivy.Query.const_score_query(for_them, 0.0)),
                (tantivy.Occur.Must, any_of),
            ]
        )
        seen = {record: score for record, score, _ in _hits(searcher, filtered, limit)}
    return dict(list(seen.items())[: max(limit, 0)])


def _hits(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> list[tuple[str, float, str]]:
    """Records with their scores and visibilities, the best first."""
    # tantivy panics at a limit of 0, and reserves memory for whatever it is told: a huge one ends the process.
    most = min(limit, searcher.num_docs)
    if most < 1:
        return []
    found: list[tuple[str, float, str]] = []
    for score, address in searcher.search(query, most, count=False).hits:
        document = searcher.doc(address)
        record, visibility = document.get_first("id"), document.get_first("visibility")
        assert isinstance(record, str), "every document has an id"
        assert isinstance(visibility, str), "every document has a visibility"
        assert isinstance(score, float), "hits are ordered by score"
        found.append((record, score, visibility))
    return found
