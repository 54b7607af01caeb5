"""`secondsource export csv|jsonl|claimreview`: what may leave the library, in forms that others read."""

import csv
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import msgspec

from bot.assembly.application import open_kept
from bot.commandline.csv_said import count, tell
from bot.commandline.exits import Exit
from bot.commandline.setting import load_and_log
from bot.config.settings import Settings
from bot.errors import Misconfigured, Problem
from bot.feeds.claim_review_writing import claim_review_of, is_closed
from bot.feeds.csv_columns import TABLES
from bot.feeds.csv_writing import rows_of
from bot.feeds.leaving import Leaving, licence_of, may_leave
from bot.library.event import Event
from bot.library.names import Actor
from bot.library.record import Entry
from bot.library.series import Series
from bot.library.source import Source
from bot.library.statement import Statement
from bot.people.audience import Audience
from bot.ports import Change
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end
from bot.verdicts.phrasebook import load_phrasebook

LICENCES = "LICENCES.txt"
"""Beside the CSV files: every line that somebody who uses them has to give."""


class Held(Protocol):
    """What of the library an export asks."""

    async def filed(self) -> tuple[Entry, ...]: ...

    def changes(self, *, after: int) -> AsyncIterator[Change]: ...


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """`site` is the address below which the newsroom's reviews stand."""

    format: str
    to: Path
    audience: Audience = Audience.PUBLIC
    site: str = ""


def export(order: ExportOrder, config: Path | None) -> Exit:
    """Writes new files that only this user may read, and says what is in them. Raises `Misconfigured` and `Unavailable`."""
    if order.to.exists():
        raise Misconfigured((Problem("--to", f"{order.to} is there already. Name another one."),))
    settings = load_and_log(config).settings
    written = run_to_end(_export(order, settings))
    for kind, number in written.items():
        tell(f"{kind}: {number:,}")
    return Exit.DONE


async def _export(order: ExportOrder, settings: Settings) -> Counter[str]:
    newsroom = settings.newsroom.name or "our desk"
    async with AsyncExitStack() as stack:
        storage = await open_kept(stack, settings, clock=SystemClock())
        with ExitStack() as files:
            try:
                match order.format:
                    case "csv":
                        return await _write_csv(order, storage.library, files, newsroom)
                    case "jsonl":
                        return await _write_lines(order, storage.library, files)
                    case _:
                        return await _write_reviews(order, storage.library, files, newsroom)
            except OSError as exc:
                wrong = f"{order.to} cannot be written: {exc.strerror}."
                raise Misconfigured((Problem("--to", wrong),)) from exc


async def _write_csv(order: ExportOrder, held: Held, files: ExitStack, newsroom: str) -> Counter[str]:
    order.to.mkdir(mode=0o700)
    leaving, written, licences = Leaving(), Counter[str](), set[str]()
    async for entry in _entries(held, order.audience):
        leaving.add(entry)
    writers: dict[str, csv.DictWriter[str]] = {}
    async for entry in _entries(held, order.audience):
        for kind, cells in rows_of(entry, leaving, newsroom=newsroom):
            if kind not in writers:
                writers[kind] = csv.DictWriter(
                    _open(files, order.to / f"{kind}.csv"), TABLES[kind].columns, restval=""
                )
                writers[kind].writeheader()
            writers[kind].writerow(cells)
            written[f"{kind}.csv"] += 1
        if isinstance(entry, Event | Statement | Series):
            licences.add(licence_of(entry))
    _open(files, order.to / LICENCES).writelines(f"{line}\n" for line in sorted(licences) if line)
    return written


async def _write_lines(order: ExportOrder, held: Held, files: ExitStack) -> Counter[str]:
    file, written = _open(files, order.to), Counter[str]()
    async for entry in _entries(held, order.audience):
        kind = type(entry).__name__.lower()
        file.write(msgspec.json.encode({"kind": kind, kind: entry}).decode() + "\n")
        written[kind] += 1
    return written


async def _write_reviews(order: ExportOrder, held: Held, files: ExitStack, newsroom: str) -> Counter[str]:
    """A document that can stand in a page: no character of it ends a script."""
    book, reviews, homeless = load_phrasebook("en"), list[object](), 0
    names = {entry.id: entry.name for entry in await held.filed() if isinstance(entry, Source | Actor)}
    async for entry in _entries(held, Audience.PUBLIC):
        if isinstance(entry, Statement) and is_closed(entry):
            speaker = names.get(entry.said_by, "")
            review = claim_review_of(entry, book, newsroom=newsroom, site=order.site, speaker=speaker)
            homeless += review is None
            reviews += [review] if review else []
    if homeless:
        tell(
            f"{count(homeless, 'review')} left out, which has no address: --site https://… says where they stand."
        )
    document = {"@context": "https://schema.org", "@graph": reviews}
    _open(files, order.to).write(msgspec.json.encode(document).decode().replace("<", "\\u003c") + "\n")
    return Counter({"ClaimReview": len(reviews)})


async def _entries(held: Held, audience: Audience) -> AsyncIterator[Entry]:
    """What may leave, names before what refers to them."""
    for entry in await held.filed():
        if may_leave(entry, audience):
            yield entry
    async for change in held.changes(after=0):
        if change.record is not None and may_leave(change.record, audience):
            yield change.record


def _open(files: ExitStack, path: Path) -> IO[str]:
    kept = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return files.enter_context(os.fdopen(kept, "w", encoding="utf-8", newline=""))
