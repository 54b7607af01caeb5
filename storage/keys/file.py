"""The key file on its disk: made once, for its user only, rewritten whole, and gone for good when it is destroyed.

Old content is written over before it is let go of. On disks that write elsewhere (most flash, copy-on-write file systems) that is no promise:
encrypt the disk as well.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from storage.alone import alone_in, sync_folder

_MODE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def is_open_to_others(path: Path) -> bool:
    """Whether anybody besides its user may do anything with the file. Raises OSError."""
    return bool(path.stat().st_mode & _OTHERS)


def is_shared(folder: Path) -> bool:
    """Whether others may put a file of theirs in the place of one in this folder. Raises OSError."""
    mode = folder.stat().st_mode
    return bool(mode & _OTHERS_WRITE) and not mode & stat.S_ISVTX


def make_folder(folder: Path) -> None:
    """Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def create(path: Path, content: bytes) -> bool:
    """Puts the file there whole; False if another process was quicker. Raises OSError."""
    with alone_in(path.parent):
        if path.exists():
            return False
        _write_draft(path, content).rename(path)
        sync_folder(path.parent)
        return True


def replace(path: Path, content: bytes) -> None:
    """Rewrites the file and writes over what it held. Raises OSError, FileNotFoundError where it was destroyed meanwhile."""
    with alone_in(path.parent), path.open("r+b") as before:
        _write_draft(path, content).rename(path)
        sync_folder(path.parent)
        _overwrite(before.fileno())


def set_aside(path: Path) -> None:
    """Keeps a file that cannot be used, under another name. Raises OSError."""
    with alone_in(path.parent):
        path.replace(_left_of(path))


def destroy(path: Path) -> None:
    """Writes over the file, deletes it and leaves a mark. Does no harm where there is none. Raises OSError."""
    with alone_in(path.parent):
        for found in (path, _draft_of(path), _left_of(path)):
            _shred(found)
        mark_of(path).touch(mode=_MODE)
        sync_folder(path.parent)


def take_mark_away(path: Path) -> None:
    """Others are used now in place of those that were destroyed. Raises OSError."""
    with alone_in(path.parent):
        if mark_of(path).exists():
            mark_of(path).unlink()
            sync_folder(path.parent)


def mark_of(path: Path) -> Path:
    """Says that the keys were destroyed on purpose, and are not missed."""
    return path.with_name(f"{path.name}.destroyed")


def _left_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.left")


def _draft_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _write_draft(path: Path, content: bytes) -> Path:
    draft = _draft_of(path)
    _shred(draft)  # of a process that was killed
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _shred(path: Path) -> None:
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            _overwrite(file.fileno())
        path.unlink()


def _overwrite(opened: int) -> None:
    os.pwrite(opened, os.urandom(os.fstat(opened).st_size), 0)
    os.fsync(opened)
