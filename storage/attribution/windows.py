"""Long texts are read in windows of whole sentences, each with what stood before it."""

from collections.abc import Iterator, Sequence

TOKENS = 256
"""Of a window, what stood before included."""

LONGEST = 400
"""Tokens of a sentence that has a window of its own; the model was taught with no more. Longer ones cannot be seen whole."""

BEFORE = 96
"""Tokens of the sentences before: whom "she" means, and where a quotation began."""

BEHIND = 48
"""Tokens of the sentences behind: somebody may be named only then."""


def windows(sizes: Sequence[int]) -> Iterator[tuple[range, range]]:
    """The sentences of each window, and those of them that are asked for there; `sizes` are the tokens of all sentences, in order. A sentence that fills a
    window is shown without those before."""
    start = 0
    while start < len(sizes):
        first, room = start, min(BEFORE, LONGEST - sizes[start])
        while first and sum(sizes[first - 1 : start]) <= room:
            first -= 1
        end, filled = start + 1, sum(sizes[first : start + 1])
        while end < len(sizes) and filled + sizes[end] <= TOKENS:
            filled += sizes[end]
            end += 1
        last = end
        if end < len(sizes):
            while end - start > 1 and sum(sizes[end:last]) + sizes[end - 1] <= BEHIND:
                end -= 1
        yield range(first, last), range(start, end)
        start = end
