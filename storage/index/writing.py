"""Writing into tantivy's files. All that is added up to a commit stands in one segment, as far as the memory goes: each further segment costs every
search some of its time."""

from collections.abc import Sequence
from contextlib import ExitStack

import tantivy

from bot.claims.names import Names
from bot.people.audience import Audience
from bot.ports import Change
from storage.codec import is_matchable
from storage.index.apart import Apart
from storage.index.describe import describe
from storage.index.faults import index_faults
from storage.index.query import document

FEW_BYTES = 15_000_000
"""The least that tantivy takes; it is given back after each commit."""

MANY_BYTES = 100_000_000
"""For a library that comes in several parts: 100,000 records fit. Only what is needed of it is taken."""


class Writing:
    """One writer at a time for each index, open from the first addition to the commit; tantivy locks the folder meanwhile."""

    def __init__(self) -> None:
        self._writers: dict[Audience, tantivy.IndexWriter] = {}

    def add(self, indexes: Apart, changes: Sequence[Change], names: Names, *, is_last: bool) -> None:
        """Puts records in place of earlier ones of their ids; `is_last`: the commit comes next. Raises `Damaged` and `Unavailable`."""
        documents: dict[Audience, list[tantivy.Document]] = {each: [] for each in indexes}
        for change in changes:
            if (record := change.record) is not None and is_matchable(record):
                documents[record.filing.visibility].append(document(record, describe(record, names)))
        ids = [change.id for change in changes]
        with ExitStack() as failing:
            failing.callback(self.drop)
            with index_faults():
                for visibility, index in indexes.items():
                    if visibility in self._writers or documents[visibility] or _has_any(index, ids):
                        self._write(visibility, index, ids, documents[visibility], is_last=is_last)
            failing.pop_all()

    def commit(self) -> None:
        """Does nothing where nothing was added. Raises `Damaged` and `Unavailable`."""
        try:
            with index_faults():
                for visibility in self._writers:
                    self._writers[visibility].commit()
                    # Ends the writer too: between two publishes it would keep threads and memory for nothing.
                    self._writers[visibility].wait_merging_threads()
        finally:
            self.drop()

    def drop(self) -> None:
        """Forgets what was not committed, and gives tantivy's lock back. No function here names a writer: an error would keep that, and the lock, for as
        long as somebody keeps the error."""
        self._writers = {}

    def _write(
        self,
        visibility: Audience,
        index: tantivy.Index,
        gone: Sequence[str],
        documents: Sequence[tantivy.Document],
        *,
        is_last: bool,
    ) -> None:
        if visibility not in self._writers:
            most = FEW_BYTES if is_last else MANY_BYTES
            self._writers[visibility] = index.writer(most, num_threads=1)
        for record in gone:
            self._writers[visibility].delete_documents_by_term("id", record)
        for each in documents:
            self._writers[visibility].add_document(each)


def _has_any(index: tantivy.Index, ids: Sequence[str]) -> bool:
    """Of what is committed, also where nobody has looked since."""
    index.reload()
    searcher = index.searcher()
    return any(searcher.doc_freq("id", record) for record in ids)
