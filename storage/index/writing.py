"""Writing into tantivy's files. All that is added up to a commit stands in one segment, as far as the memory goes: each further segment costs every
search some of its time."""

from collections.abc import Sequence
from contextlib import ExitStack

import tantivy

from bot.claims.names import Names
from bot.ports import Change
from storage.codec import is_matchable
from storage.index.describe import describe
from storage.index.faults import index_faults
from storage.index.query import document

FEW_BYTES = 15_000_000
"""The least that tantivy takes; it is given back after each commit."""

MANY_BYTES = 100_000_000
"""For a library that comes in several parts: 100,000 records fit. Only what is needed of it is taken."""


class Writing:
    """One writer at a time, open from the first addition to the commit; tantivy locks the folder meanwhile."""

    def __init__(self) -> None:
        self._writer: tantivy.IndexWriter | None = None

    def add(self, index: tantivy.Index, changes: Sequence[Change], names: Names, *, is_last: bool) -> None:
        """Puts records in place of earlier ones of their ids; `is_last`: the commit comes next. Raises `Damaged` and `Unavailable`."""
        documents = [
            document(record, describe(record, names))
            for change in changes
            if (record := change.record) is not None and is_matchable(record)
        ]
        with ExitStack() as failing:
            failing.callback(self.drop)
            with index_faults():
                if self._writer is None:
                    self._writer = index.writer(FEW_BYTES if is_last else MANY_BYTES, num_threads=1)
                for change in changes:
                    self._writer.delete_documents_by_term("id", change.id)
                for each in documents:
                    self._writer.add_document(each)
            failing.pop_all()

    def commit(self) -> None:
        """Does nothing where nothing was added. Raises `Damaged` and `Unavailable`."""
        if self._writer is None:
            return
        try:
            with index_faults():
                self._writer.commit()
                # Ends the writer too: between two publishes it would keep threads and memory for nothing.
                self._writer.wait_merging_threads()
        finally:
            self.drop()

    def drop(self) -> None:
        """Forgets what was not committed, and gives tantivy's lock back: an error would otherwise keep it for as long as somebody keeps the error."""
        self._writer = None
