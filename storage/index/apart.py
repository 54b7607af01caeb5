"""One index of tantivy for each visibility: how common a word is among records that somebody may not see would else weigh in what they are told."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import tantivy

from bot.people.audience import Audience
from storage.index.query import make_schema, prepare
from storage.index.search import Seen

Apart = Mapping[Audience, tantivy.Index]


def begun(folder: Path | None) -> Apart:
    """Empty ones, in memory without a folder. Raises OSError, and what tantivy raises."""
    return {each: _begun(folder / each.value if folder else None) for each in Audience}


def opened(folder: Path) -> Apart:
    """Those that are there. Raises what tantivy raises."""
    indexes = {each: tantivy.Index.open(str(folder / each.value)) for each in Audience}
    for index in indexes.values():
        prepare(index)
        index.reload()
    return indexes


def seen_in(indexes: Apart) -> Mapping[Audience, Seen]:
    """What each audience may see, as it stands now."""
    searchers = {each: index.searcher() for each, index in indexes.items()}
    return {each: _seen(indexes[each].schema, [searchers[one] for one in each.sees()]) for each in Audience}


def _seen(schema: tantivy.Schema, searchers: Sequence[tantivy.Searcher]) -> Seen:
    """Of what holds no record at all nothing is asked."""
    return Seen(schema, [each for each in searchers if each.num_docs] or searchers[:1])


def _begun(folder: Path | None) -> tantivy.Index:
    if folder is not None:
        folder.mkdir()
    index = tantivy.Index(make_schema(), path=str(folder) if folder else None)
    prepare(index)
    return index
