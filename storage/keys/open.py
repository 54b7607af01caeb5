import errno
import hashlib
import hmac
import os
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from threading import Lock
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import Cause, Misconfigured, Problem, Unavailable, Unreadable
from bot.people.address import Front
from bot.people.pseudonym import Pseudonym
from bot.ports import Clock
from storage.keys import file, sealing
from storage.keys.ring import Key, KeyRing, decode_ring, encode_ring, make_ring, turned

_DIGESTS = b"secondsource: digests"
_NAME_DIGITS: Final = 16
_DIGEST_DIGITS: Final = 32
_SETTING = "storage.keys"


class Presence(Enum):
    """What became of the file of keys that are in use."""

    THERE = auto()
    MISSING = auto()
    DESTROYED = auto()


class FileKeys:
    """The keys of a file, held in memory. `is_new`: they were made just now or in place of destroyed ones, so nothing has to open with them.

    Where the file is not there any more all of it raises `Unavailable`, since what is sealed with keys that no restart finds again is lost.
    It goes on when the same file is back, and comes to an end where the keys were destroyed on purpose.
    """

    def __init__(
        self, path: Path, ring: KeyRing, clock: Clock, *, names_days: int, is_new: bool = False
    ) -> None:
        self._path = path
        self._clock = clock
        self.names_days = names_days
        self._held: KeyRing | None = ring
        self._for_digests: bytes | None = _derive(ring.master[-1].secret, _DIGESTS)
        self._file: tuple[int, ...] | None = None  # as it was seen last with these keys in it
        self._changing = Lock()
        self.is_new = is_new

    def note_bound(self) -> None:
        """A database is written with them from now on: that others were destroyed before does not count any more. Raises `Unavailable`."""
        try:
            file.take_mark_away(self._path)
        except OSError as exc:
            raise _not_written(self._path, exc) from exc

    def pseudonyms(self, front: Front, workspace: str, user: str) -> tuple[Pseudonym, ...]:
        self._see_the_file()
        said = _joined(front.value, workspace, user)
        return tuple(Pseudonym(_hmac(key.secret, said)[:_NAME_DIGITS]) for key in self._ring.names)

    def digest(self, *parts: str) -> str:
        self._see_the_file()
        if self._for_digests is None:
            raise self._gone()
        return _hmac(self._for_digests, _joined(*parts))[:_DIGEST_DIGITS]

    def seal(self, plain: bytes, *, place: str) -> bytes:
        self._see_the_file()
        return sealing.seal(plain, place=place, master=self._ring.master[0])

    def unseal(self, sealed: bytes, *, place: str) -> bytes:
        self._see_the_file()
        if self._held is None:
            raise Unreadable
        return sealing.unseal(sealed, place=place, masters=self._held.master)

    def rotate(self) -> bool:
        """Makes a new key for names where the newest is old enough, and destroys those that have counted long enough; True if it did either.

        To be asked once a day or so, by the one process that serves. Raises `Unavailable` where the file was taken away: keys that
        somebody destroyed do not come back from memory.
        """
        with self._changing:
            ring = turned(self._ring, self._clock.today(), names_days=self.names_days)
            if ring is self._held:
                return False
            try:
                file.replace(self._path, encode_ring(ring))
            except OSError as exc:
                raise _not_written(self._path, exc) from exc
            self._held = ring
            return True

    @property
    def names(self) -> tuple[Key, ...]:
        return self._ring.names

    def take_names(self, names: tuple[Key, ...]) -> bool:
        """Others decide which keys for names there are; True where these are not those from before. The file gets them too, so that none of
        them outlasts its time there, unless it may only be read. Raises `Unavailable` where it was taken away."""
        with self._changing:
            ring = replace(self._ring, names=names)
            if ring == self._held:
                return False
            try:
                file.replace(self._path, encode_ring(ring))
            except PermissionError:
                pass
            except OSError as exc:
                if exc.errno != errno.EROFS:
                    raise _not_written(self._path, exc) from exc
            self._held = ring
            return True

    def destroy(self) -> None:
        """Deletes all keys, here and in the file: nothing that was sealed can be read again by anybody. Raises `Unavailable`."""
        with self._changing:
            self._drop()
            try:
                file.destroy(self._path)
            except OSError as exc:
                raise _not_written(self._path, exc) from exc

    def presence(self) -> Presence:
        """Whether the file is where it was; where the keys were destroyed on purpose they are forgotten here too. To be asked every second."""
        with suppress(Unavailable):
            self._see_the_file()
        if self._held is None:
            return Presence.DESTROYED
        return Presence.THERE if self._path.exists() else Presence.MISSING

    def _see_the_file(self) -> None:
        """Cheap: asked at every use. Raises `Unavailable`."""
        if self._held is None:
            return
        try:
            found = self._path.stat()
            if _identity(found) != self._file:
                self._recognise(found)
        except OSError as exc:
            if isinstance(exc, FileNotFoundError) and file.mark_of(self._path).exists():
                with self._changing:  # whoever turns them just now must not bring them back
                    self._drop()
                return
            raise _not_written(self._path, exc) from exc

    def _recognise(self, found: os.stat_result) -> None:
        """Another file may hold the same keys: we wrote it anew, or it was put back."""
        ring = decode_ring(self._path.read_bytes())
        if self._held is None or ring is None or ring.master != self._held.master:
            raise self._gone()
        self._file = _identity(found)

    def _drop(self) -> None:
        self._held = None
        self._for_digests = None

    @property
    def _ring(self) -> KeyRing:
        if self._held is None:
            raise self._gone()
        return self._held

    def _gone(self) -> Unavailable:
        return Unavailable("disk", cause=Cause.GONE, file=str(self._path))


def open_keys(
    path: Path, clock: Clock, *, is_needed: bool, names_days: int = 30, begins_anew: bool = False
) -> FileKeys:
    """The keys of the file, which is made where there is none.

    `is_needed`: something is sealed already. Then keys that are missing are only made anew with `begins_anew`; so are those that were
    destroyed on purpose, in any case: a program that its supervisor starts again must not begin anew by itself, in whoever's hands the machine is. Raises `Misconfigured`, and `Unavailable` where there is no room for the file.
    """
    try:
        file.make_folder(path.parent)
        was_destroyed = file.mark_of(path).exists()
        ring = _read(path, may_be_left=begins_anew)
        if ring is not None:
            return FileKeys(path, ring, clock, names_days=names_days, is_new=was_destroyed)
        if was_destroyed and not begins_anew:
            raise _destroyed(path)
        if is_needed and not begins_anew:
            raise _missing(path)
        is_new = file.create(path, encode_ring(make_ring(clock.today())))
        ring = _read(path, may_be_left=False)
    except OSError as exc:
        raise _unusable(path, exc) from exc
    if ring is None:
        raise _missing(path)
    return FileKeys(path, ring, clock, names_days=names_days, is_new=is_new or was_destroyed)


def destroy_keys(path: Path) -> None:
    """As `FileKeys.destroy`, for keys that need not be readable. Raises `Unavailable`."""
    try:
        file.destroy(path)
    except OSError as exc:
        raise _not_written(path, exc) from exc


def _read(path: Path, *, may_be_left: bool) -> KeyRing | None:
    """None where there is no file, or a damaged one that was set aside. Raises OSError and `Misconfigured`."""
    if file.is_shared(path.parent):
        raise _wrong(
            f"{path.parent} can be written to by others, who could put keys of theirs there. Run: chmod go-w {path.parent}"
        )
    try:
        if file.is_open_to_others(path):
            raise _wrong(
                f"{path} can be used by others, who could read what people sent. Run: chmod 600 {path}"
            )
        ring = decode_ring(path.read_bytes())
    except FileNotFoundError:
        return None
    if ring is None and not may_be_left:
        raise _wrong(
            f"{path} is not a whole key file. Put it back from your copy. Without it nothing that people sent can be read again;"
            " with --new-keys new keys are made, and what waits is lost."
        )
    if ring is None:
        file.set_aside(path)
    return ring


def _missing(path: Path) -> Misconfigured:
    return _wrong(
        f"{path} is missing, and what people sent is sealed with it. Put it back from your copy. Without it none of that can be read"
        " again; with --new-keys new keys are made, and what waits is lost."
    )


def _destroyed(path: Path) -> Misconfigured:
    return _wrong(
        f"The keys were destroyed on purpose, and {file.mark_of(path)} stands for them. To begin anew: secondsource run --new-keys"
    )


def _unusable(path: Path, error: OSError) -> Misconfigured:
    return _wrong(f"{path} cannot be used: {error.strerror}. Name another file, or make it usable.")


def _wrong(message: str) -> Misconfigured:
    return Misconfigured((Problem(_SETTING, message),))


def _not_written(path: Path, error: OSError) -> Unavailable:
    cause = Cause.GONE if isinstance(error, FileNotFoundError) else Cause.RIGHTS
    return Unavailable("disk", cause=cause, file=str(path))


def _identity(found: os.stat_result) -> tuple[int, ...]:
    """The time too: numbers of files are used again at once."""
    return found.st_dev, found.st_ino, found.st_mtime_ns


def _joined(*parts: str) -> bytes:
    """Says where each part ends, so that no two lists of parts are the same. Platforms may send half of a surrogate pair."""
    coded = (part.encode("utf-8", "surrogatepass") for part in parts)
    return b"".join(len(part).to_bytes(4, "big") + part for part in coded)


def _hmac(key: bytes, message: bytes) -> str:
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret)
