"""The folder of an index on disk: who may write to it, whether its files are sound, and how far they reach.

owner.lock   held by the one process that writes
state.json   which library, up to which version, made by which recipe; written after the segments, so it never promises too much
segments/    tantivy's files in a folder for each visibility, never changed once written
"""

import fcntl
import json
import os
import shutil
import tempfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from storage.index.faults import Damaged

STATE = "state.json"

ROOM = 1 << 20
"""Bytes; less than that left counts as a full disk."""

_MAGIC = 1337  # at the end of each of tantivy's files, after a footer in JSON that holds the checksum
_FOOTED = {".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term", ".del"}


@dataclass(frozen=True, slots=True)
class State:
    """`library` is the identity of the library whose `version` the segments hold; `recipe` tells how texts became terms."""

    library: str
    version: int
    recipe: str


class Folder:
    """An index folder that this process may write to. Closing it lets another process in."""

    def __init__(self, path: Path, lock: IO[bytes] | None, *, is_private: bool = False) -> None:
        self._path = path
        self._lock = lock
        self.is_private = is_private
        self.segments = path / "segments"

    def read_state(self) -> State:
        return _read_state(self._path)

    def write_state(self, state: State) -> None:
        """Atomic. Raises OSError."""
        draft = self._path / f"{STATE}.new"
        with draft.open("wb") as file:
            file.write(msgspec.json.encode(state))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path / STATE)

    def check(self) -> None:
        """Raises `Damaged` if a file is missing its end or does not have the content that it was written with."""
        for file in self.segments.rglob("*"):
            if file.suffix in _FOOTED:
                _check_file(file)

    def empty(self) -> None:
        """Throw the index away. The state goes first: what is half thrown away must not look whole. Raises OSError."""
        (self._path / STATE).unlink(missing_ok=True)
        if self.segments.is_dir():
            shutil.rmtree(self.segments)
        self.segments.unlink(missing_ok=True)
        self.segments.mkdir()

    def has_room(self) -> bool:
        """Whether a file of some size can still be written here: tantivy does not say why its writer died."""
        probe = self._path / "room"
        try:
            with probe.open("wb") as file:
                file.write(b"\0" * ROOM)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            return False
        finally:
            probe.unlink(missing_ok=True)
        return True

    def close(self) -> None:
        if self.is_private:
            shutil.rmtree(self._path, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()


def own(path: Path) -> Folder | None:
    """The folder, for writing; None if another process has it. Raises OSError where it cannot be written to."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = _lock(path)
    if lock is None:
        return None
    _sweep(path / "copies")
    return Folder(path, lock)


def copy(path: Path, *, tries: int = 3) -> Folder:
    """A private copy of a folder that another process owns, as far as one can be had; an empty one otherwise.

    The owner may be merging: then a file disappears under the copying, and the next try sees the new ones. Raises OSError.
    """
    place = _private_place(path)
    private = Folder(place, _lock(place), is_private=True)
    for _ in range(tries):
        try:
            private.empty()
            state = _read_state(path)  # before the segments, so that these are at least as new
            shutil.copytree(
                path / "segments",
                private.segments,
                ignore=shutil.ignore_patterns("*.lock"),
                dirs_exist_ok=True,
            )
            private.check()
            private.write_state(state)
        except (OSError, Damaged):
            continue
        return private
    private.empty()
    return private


def _lock(path: Path) -> IO[bytes] | None:
    """Held until it is closed, or its process is gone; None while another process holds it. Raises OSError."""
    lock = (path / "owner.lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _private_place(path: Path) -> Path:
    try:
        copies = path / "copies"
        copies.mkdir(mode=0o700, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=copies))
    except OSError:  # the owner's folder is not ours to write to
        return Path(tempfile.mkdtemp(prefix="secondsource-index-"))


def _sweep(copies: Path) -> None:
    """Remove the copies of processes that were killed. One that cannot be removed does no harm."""
    if not copies.is_dir():
        return
    for left in copies.iterdir():
        with suppress(OSError):
            lock = _lock(left)
            if lock is not None:
                shutil.rmtree(left, ignore_errors=True)
                lock.close()


def _read_state(path: Path) -> State:
    """Raises `Damaged` where there is none that can be read."""
    try:
        return msgspec.json.decode((path / STATE).read_bytes(), type=State)
    except (OSError, msgspec.DecodeError) as exc:
        raise Damaged(str(exc)) from exc


def _check_file(path: Path) -> None:
    content = path.read_bytes()
    length, magic = int.from_bytes(content[-8:-4], "little"), int.from_bytes(content[-4:], "little")
    if magic != _MAGIC or length > len(content) - 8:
        raise Damaged(f"{path.name} has no end")
    body, footer = content[: -8 - length], content[-8 - length : -8]
    try:
        expected = json.loads(footer)["crc"]
    except (ValueError, KeyError, TypeError) as exc:
        raise Damaged(f"{path.name} has an unreadable end") from exc
    if zlib.crc32(body) != expected:
        raise Damaged(f"{path.name} is not what was written")
