"""`secondsource doctor`: each thing that the program needs, looked at by itself, so that one fault does not hide the next."""

import errno
import os
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from bot.assembly.application import count_waiting, look_at_database, open_kept, place_of, was_library
from bot.assembly.encoder import count_encoded
from bot.assembly.receivers import look_at_receivers
from bot.commandline.conversations import look_at_fronts, look_at_waiting, tell_receivers
from bot.commandline.encoded import look_at_attribution, look_at_encoder
from bot.commandline.packages import LOCK, differing, misplaced
from bot.commandline.platforms import tell_platforms
from bot.commandline.result import Result
from bot.commandline.rights import look_at_exposure, look_at_rights
from bot.commandline.setting import load
from bot.config.settings import Settings
from bot.config.thresholds import weights_in_force
from bot.errors import Cause, Misconfigured, Unavailable
from bot.library.filing import Provenance
from bot.matching.calibrate import LEAST
from bot.ports import Cache, CandidateIndex, Library
from bot.runtime.calibrating import Calibrator, InForce
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end
from bot.runtime.zawgyi import INSTALL, load_converter

LEAST_FREE = 200 * 1024 * 1024
"""Bytes of free disk below which publishing and rebuilding the index are at risk."""

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Parts:
    """What was seen of index, cache and library. `is_running` tells that another process of ours owns the index."""

    results: tuple[Result, ...]
    is_running: bool


def examine(config: Path | None, *, offline: bool = False) -> Iterator[Result]:
    """One result after the other. Without usable settings nothing behind them can be looked at. `offline`: the platforms are not asked."""
    yield _python()
    yield _packages()
    yield _zawgyi()
    try:
        loaded = load(config)
    except Misconfigured as error:
        wrong = "; ".join(
            f"{problem.path}: {problem.message}" if problem.path else problem.message
            for problem in error.problems
        )
        yield Result("settings", wrong=wrong, remedy="Correct the file, then run check-config.")
        return
    yield Result("settings", found=str(loaded.file or "defaults"))
    yield from _look_at_folder(loaded.settings)
    yield look_at_rights(loaded.settings, loaded.file)
    database, is_there = _database(loaded.settings)
    yield database
    parts = Parts((), is_running=False)
    if is_there and not database.wrong:
        parts = run_to_end(_look_at_parts(loaded.settings))
        yield from parts.results
    yield from look_at_fronts(loaded.settings) if offline else _platforms(loaded.settings)
    yield from _listeners(loaded.settings, is_running=parts.is_running)


def _python() -> Result:
    found = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST_PYTHON:
        return Result("Python", wrong=f"{found} is too old", remedy="Install Python 3.11 or newer.")
    return Result("Python", found=found)


def _zawgyi() -> Result:
    if load_converter():
        return Result("Burmese in Zawgyi", found="is turned into Unicode and read")
    return Result(
        "Burmese in Zawgyi", found=f"is sent back with a word how to resend it; to read it: {INSTALL}"
    )


def _packages() -> Result:
    strange = misplaced()
    if strange:
        return Result("packages", wrong=strange, remedy="Take the other package out of this environment.")
    others = differing(LOCK) if LOCK.is_file() else ()
    if others:
        remedy = "Nothing, where all works; else: pip install --require-hashes -r requirements.lock"
        return Result(
            "packages", found=f"other versions than those that were tested: {'; '.join(others)}. {remedy}"
        )
    return Result("packages", found="handlers and storage lie beside bot")


def _look_at_folder(settings: Settings) -> Iterator[Result]:
    folder = settings.storage.folder
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        yield Result(
            "folder",
            wrong=f"{existing} cannot be written to",
            remedy="Give this user the right to write there, or name another storage.folder.",
        )
    else:
        yield Result("folder", found=f"{folder}" if existing == folder else f"{folder} will be made")
    free = shutil.disk_usage(existing).free
    megabytes = f"{free // 1024**2} MB free"
    if free < LEAST_FREE:
        yield Result("disk", wrong=f"only {megabytes}", remedy="Make room, or move storage.folder.")
    else:
        yield Result("disk", found=megabytes)


_DATABASE_FAULTS: Mapping[Cause, tuple[str, str]] = {
    Cause.UNKNOWN: ("cannot be read now", "Look at the disk that it lies on, then try again."),
    Cause.LOCKED: (
        "is locked: another program is writing to it",
        "Wait until that program is done, or stop it. The database itself needs nothing.",
    ),
    Cause.DAMAGED: (
        "is damaged",
        "Stop everything that uses it, keep a copy of the file, and put a backup in its place.",
    ),
    Cause.RIGHTS: (
        "cannot be opened",
        "Make sure that it is a file, and give this user the right to read and write it and its folder.",
    ),
    Cause.ROOM: ("has no room to grow", "Make room on its disk."),
    Cause.AWAY: (
        "does not answer",
        "Start the server, or correct its address and what is in the way to it. What platforms deliver meanwhile waits there.",
    ),
    Cause.CROWDED: (
        "takes no more connections",
        "Lower storage.connections, or raise max_connections of the server.",
    ),
    Cause.GONE: (
        "is gone or empty, and there was a library here",
        "Put a backup in its place. To begin a new library on purpose: secondsource migrate --new",
    ),
}


def _fault(settings: Settings, cause: Cause) -> Result:
    wrong, remedy = _DATABASE_FAULTS[cause]
    return Result("database", wrong=f"{place_of(settings)} {wrong}", remedy=remedy)


def _database(settings: Settings) -> tuple[Result, bool]:
    """What is wrong with it, and whether there is one."""
    try:
        examination = run_to_end(look_at_database(settings))
    except Unavailable as failure:
        return _fault(settings, failure.cause), True
    if examination is None and was_library(settings):
        return _fault(settings, Cause.GONE), False
    if examination is None:
        return Result("database", found="not there yet, the first start makes it"), False
    place = place_of(settings)
    if examination.damage:
        damaged = _fault(settings, Cause.DAMAGED)
        return replace(damaged, wrong=f"{place} is damaged: {examination.damage}"), True
    if not examination.is_ours:
        remedy = "Name another one as storage.database or storage.url, or another storage.folder."
        return Result("database", wrong=f"{place} belongs to another program", remedy=remedy), True
    if not examination.is_up_to_date:
        return Result("database", wrong="made by another version", remedy="Run: secondsource migrate"), True
    return Result("database", found="sound and up to date"), True


async def _look_at_parts(settings: Settings) -> Parts:
    async with AsyncExitStack() as stack:
        try:
            clock = SystemClock()
            storage = await open_kept(stack, settings, clock=clock)
            counts = await count_waiting(storage, clock)
            place = storage.index.place
            results = (
                await _index(storage.library, storage.index, place=place),
                await look_at_encoder(storage.encoder, await count_encoded(storage)),
                look_at_attribution(settings),
                await _cache(storage.cache, settings),
                await _starter(storage.library),
                Result("keys", found="those of this database"),
                _calibration(
                    await Calibrator(storage.feedback, weights_in_force(settings.thresholds)).refit()
                ),
                *await look_at_waiting(counts, storage.inbox, storage.outbox, clock),
                *tell_receivers(await look_at_receivers(storage, settings), clock),
            )
            return Parts(results, is_running=place == "copy")
        except Misconfigured as error:
            problem = error.problems[0]
            wrong = Result(problem.path, wrong=problem.message, remedy="Do what it says, then try again.")
            return Parts((wrong,), is_running=False)
        except Unavailable as failure:
            if failure.part in {"database", "disk"}:
                wrong = _fault(settings, failure.cause)
            else:
                remedy = "Look at the results above, then try again."
                wrong = Result("library", wrong=f"the {failure.part} does not answer", remedy=remedy)
            return Parts((wrong,), is_running=False)


async def _index(library: Library, index: CandidateIndex, *, place: str) -> Result:
    behind = await library.version() - index.version
    if behind and place == "copy":
        # Another process owns the index and is about to take the changes.
        return Result("index", found=f"{behind} versions behind the library, kept by a running program")
    if behind:
        return Result("index", found="not up to date, the next start brings it up")
    return Result("index", found=f"at the library's version {index.version}")


async def _cache(cache: Cache, settings: Settings) -> Result:
    if settings.cache.redis_url is None:
        return Result("cache", found="in the process")
    try:
        await cache.ping()
    except Unavailable as failure:
        if failure.cause is Cause.RIGHTS:
            wrong, remedy = "the server lets nobody in by that name", "Correct redis_user and redis_password"
        else:
            wrong, remedy = "the server does not answer", "Start the server or correct the address"
        return Result("cache", wrong=wrong, remedy=f"{remedy}; until then checks are slower, not wrong.")
    return await _policy(settings)


async def _policy(settings: Settings) -> Result:
    from bot.assembly.examining import look_at_server  # noqa: PLC0415 - as above

    policy = await look_at_server(settings)
    if policy is None:
        return Result("cache", found="the server answers; how it is set up it does not tell this user")
    if policy.name == "noeviction" and policy.room:
        remedy = "Set maxmemory-policy to allkeys-lru, or volatile-ttl where something else lives there."
        return Result("cache", wrong="the server takes nothing more once it is full", remedy=remedy)
    room = f"{policy.room // 1024**2} MB" if policy.room else "no limit (set maxmemory)"
    return Result("cache", found=f"the server answers; room: {room}, when full: {policy.name}")


async def _starter(library: Library) -> Result:
    count = 0
    async for change in library.changes(after=0):
        count += change.record is not None and change.record.filing.provenance is Provenance.STARTER
    return Result("starter library", found=f"{count} records" if count else "not in the library")


def _calibration(in_force: InForce) -> Result:
    found, left_out = in_force.calibration, in_force.left_out
    if found.is_fitted:
        said = f"fitted to {found.labels} judged matches ({found.id})"
    else:
        said = f"as shipped; judged matches: {found.labels}, fitted from {LEAST} on"
    return Result("calibration", found=f"{said}; left out: {left_out}" if left_out else said)


def _platforms(settings: Settings) -> Iterator[Result]:
    if not (settings.telegram.token or settings.slack.bot_token):
        yield from look_at_fronts(settings)
        return
    # The libraries that it needs are slow to load.
    from bot.assembly.examining import look_at_platforms  # noqa: PLC0415

    yield from tell_platforms(settings, *run_to_end(look_at_platforms(settings)))


def _listeners(settings: Settings, *, is_running: bool) -> Iterator[Result]:
    web, public = settings.web, settings.public
    if web.enabled:
        yield _port("port", web.host, web.port, is_running=is_running)
    if public.url:
        yield _port("public port", public.host, public.port, is_running=is_running)
    yield from look_at_exposure(settings)


def _port(subject: str, host: str, port: int, *, is_running: bool) -> Result:
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            if is_running and error.errno == errno.EADDRINUSE:
                return Result(subject, found=f"{host} port {port} is in use, and the program is running")
            remedy = "Stop what uses the port, or choose another one in the settings."
            return Result(subject, wrong=f"{host} port {port}: {error.strerror}", remedy=remedy)
    return Result(subject, found=f"{host} port {port} is free")
