"""What tantivy is asked, and what it answers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log

import tantivy

from storage.index.query import Asked

CONTEXT_WEIGHT = 0.25
"""What a word of the surrounding sentences counts, beside 1 for a word of the claim: enough to break ties, too little to lead."""

RAREST_WORDS = 64
RAREST_AROUND = 16
RAREST_IN_BODY = 32
RAREST_GRAMS = 60
"""The rest of a long text is so common that asking for it costs time and changes nothing (0.5 ms against 6.8 ms at 100k records)."""

MOST_GRAMS_READ = 300_000
"""Records that hold one of the runs asked for, counted for each run. Where records are many and alike, the commoner runs are in all of their titles:
they bring other records before the right one, and take longer than all else (docs/benchmarks.md, Many records)."""

FEWEST = 300
"""Records that a library is taken to have at least when it is asked how much a word tells: in one of three records every word seems common."""

COMMON = 0.12
COMMON_FROM = 5_000
"""Share and number of the records from which on a word that they have is not asked for: it hardly tells one from another, and takes as long as all others."""

COUNTS_KEPT = 32_768
"""Of one version of the index: some megabytes."""

Score = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Searched:
    """BM25 by record for each list, and what each stem is worth."""

    words: Score
    body: Score
    grams: Score
    worth: Mapping[str, float]


class Seen:
    """The indexes of what an audience may see, asked as if they were one: what it may not see weighs nothing."""

    def __init__(self, schema: tantivy.Schema, searchers: Sequence[tantivy.Searcher]) -> None:
        self.schema = schema
        self.searchers = searchers
        self.number = sum(each.num_docs for each in searchers)
        self._count = _counting(searchers)

    def counts(self, field: str, terms: Collection[str]) -> dict[str, int]:
        """How many records have each of these terms."""
        return {term: self._count(field, term) for term in terms}

    def best(self, field: str, weights: Mapping[str, float], limit: int) -> dict[str, float]:
        """The records with the most of these terms, each of which weighs as much as it says, the best first."""
        found: list[tuple[str, float]] = []
        for searcher in self.searchers:
            terms = [
                self._term(field, term, weight * self._share(searcher, field, term))
                for term, weight in weights.items()
            ]
            any_of = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
            found += _hits(searcher, any_of, limit)
        found.sort(key=lambda hit: -hit[1])
        return dict(found[: max(limit, 0)])

    def _term(self, field: str, term: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self.schema, field, term)
        return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)

    def _share(self, searcher: tantivy.Searcher, field: str, term: str) -> float:
        """What makes a term tell in one index what it tells in all of them."""
        if len(self.searchers) == 1:
            return 1.0
        everywhere = _telling(self._count(field, term), self.number)
        return everywhere / _telling(searcher.doc_freq(field, term), searcher.num_docs)


def _counting(searchers: Sequence[tantivy.Searcher]) -> Callable[[str, str], int]:
    """How many records have a term in a field. Kept: a text has a hundred and more, and most are in other texts too."""

    @lru_cache(maxsize=COUNTS_KEPT)
    def count(field: str, term: str) -> int:
        return sum(each.doc_freq(field, term) for each in searchers)

    return count


def search(seen: Seen, asked: Asked, limit: int) -> Searched:
    """At most `limit` records of each list."""
    counts = seen.counts("words", asked.words | asked.around)
    common = max(COMMON * seen.number, COMMON_FROM)
    telling = {term: count for term, count in counts.items() if count <= common}
    own, around = rarest(telling, asked.words, RAREST_WORDS), rarest(telling, asked.around, RAREST_AROUND)
    told, runs = seen.counts("body", asked.words), seen.counts("grams", asked.grams)
    lists = {
        "words": {**dict.fromkeys(own, 1.0), **dict.fromkeys(around, CONTEXT_WEIGHT)},
        "body": dict.fromkeys(rarest(told, asked.words, RAREST_IN_BODY), 1.0),
        "grams": dict.fromkeys(within(runs, asked.grams), 1.0),
    }
    found = {name: seen.best(name, weights, limit) if weights else {} for name, weights in lists.items()}
    number = max(seen.number, FEWEST)
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


def _telling(count: int, number: int) -> float:
    """As tantivy weighs a term that so many of so many records have."""
    count = min(count, number)
    return log(1 + (number - count + 0.5) / (count + 0.5))


def _hits(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> list[tuple[str, float]]:
    """Records with their scores, the best first."""
    # tantivy panics at a limit of 0, and reserves memory for whatever it is told: a huge one ends the process.
    most = min(limit, searcher.num_docs)
    if most < 1:
        return []
    found: list[tuple[str, float]] = []
    for score, address in searcher.search(query, most, count=False).hits:
        record = searcher.doc(address).get_first("id")
        assert isinstance(record, str), "every document has an id"
        assert isinstance(score, float), "hits are ordered by score"
        found.append((record, score))
    return found
