import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from bot.errors import Cause, Misconfigured, Unavailable, Unreadable
from bot.people.address import Front
from storage.keys import file
from storage.keys.open import FileKeys, Presence, destroy_keys, open_keys
from storage.keys.ring import decode_ring
from tests.fakes.clocks import FixedClock

ANN = (Front.TELEGRAM, "bot", "4711")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "keys.json"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def keys(path: Path, clock: FixedClock) -> FileKeys:
    return open_keys(path, clock, is_needed=False)


def secrets_in(path: Path) -> list[str]:
    content = json.loads(path.read_text())
    return [key["secret"] for key in (*content["master"], *content["names"])]


def files_beside(path: Path) -> list[str]:
    return [found.name for found in path.parent.iterdir()]


def pass_days(clock: FixedClock, days: int) -> None:
    clock.day += timedelta(days=days)


def test_key_file_is_for_its_user_only(keys: FileKeys, path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert files_beside(path) == ["keys.json"]


def test_keys_are_the_same_when_opened_again(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    again = open_keys(path, clock, is_needed=True)

    assert again.unseal(keys.seal(b"text", place="here"), place="here") == b"text"
    assert again.digest("chat") == keys.digest("chat")
    assert again.pseudonyms(*ANN) == keys.pseudonyms(*ANN)
    assert (keys.is_new, again.is_new) == (True, False)


def test_other_keys_open_nothing(keys: FileKeys, tmp_path: Path, clock: FixedClock) -> None:
    others = open_keys(tmp_path / "others.json", clock, is_needed=False)

    with pytest.raises(Unreadable):
        others.unseal(keys.seal(b"text", place="here"), place="here")
    assert others.digest("chat") != keys.digest("chat")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_file_that_others_may_use_is_refused(
    keys: FileKeys, path: Path, clock: FixedClock, mode: int
) -> None:
    path.chmod(mode)

    with pytest.raises(Misconfigured, match="chmod 600"):
        open_keys(path, clock, is_needed=True)


def test_folder_that_others_may_write_to_is_refused(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    path.parent.chmod(0o777)

    with pytest.raises(Misconfigured, match="chmod go-w"):
        open_keys(path, clock, is_needed=True)


def test_missing_keys_that_are_needed_are_missed(path: Path, clock: FixedClock) -> None:
    with pytest.raises(Misconfigured, match="Put it back"):
        open_keys(path, clock, is_needed=True)

    assert not path.exists()


def test_missing_keys_are_made_anew_when_asked(path: Path, clock: FixedClock) -> None:
    assert open_keys(path, clock, is_needed=True, begins_anew=True).is_new
    assert path.exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"version":1,"master":[],"names":[]}'])
def test_damaged_keys_are_not_replaced(path: Path, clock: FixedClock, content: bytes) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_bytes(content)
    path.chmod(0o600)

    with pytest.raises(Misconfigured, match="not a whole key file"):
        open_keys(path, clock, is_needed=False)
    assert path.read_bytes() == content


def test_damaged_keys_are_set_aside_when_asked(path: Path, clock: FixedClock) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_bytes(b"{")
    path.chmod(0o600)

    assert open_keys(path, clock, is_needed=True, begins_anew=True).is_new
    assert path.with_name("keys.json.left").read_bytes() == b"{"


def test_place_that_cannot_be_used_is_named(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Misconfigured) as raised:
        open_keys(tmp_path / "file" / "keys.json", clock, is_needed=False)

    assert raised.value.problems[0].path == "storage.keys"


def test_young_keys_are_not_turned(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    before = path.read_bytes()
    pass_days(clock, 29)

    assert not keys.rotate()
    assert path.read_bytes() == before


def test_old_names_count_beside_new_ones(keys: FileKeys, clock: FixedClock) -> None:
    (old,) = keys.pseudonyms(*ANN)
    pass_days(clock, 30)

    assert keys.rotate()
    new, still = keys.pseudonyms(*ANN)
    assert (still, new == old) == (old, False)


def test_names_of_twice_the_age_are_gone(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    (old,) = keys.pseudonyms(*ANN)
    for _ in range(2):
        pass_days(clock, 30)
        keys.rotate()

    assert old not in keys.pseudonyms(*ANN)
    assert len(keys.pseudonyms(*ANN)) == 2
    assert open_keys(path, clock, is_needed=True).pseudonyms(*ANN) == keys.pseudonyms(*ANN)


def test_turning_leaves_what_is_sealed_and_digested(keys: FileKeys, clock: FixedClock) -> None:
    sealed, digest = keys.seal(b"text", place="here"), keys.digest("chat")
    pass_days(clock, 100)
    keys.rotate()

    assert keys.unseal(sealed, place="here") == b"text"
    assert keys.digest("chat") == digest


def test_key_from_the_future_grows_old_too(keys: FileKeys, clock: FixedClock) -> None:
    pass_days(clock, -1000)
    keys.rotate()
    pass_days(clock, 30)

    assert keys.rotate()


def test_destroyed_name_key_is_in_no_file(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    doomed = secrets_in(path)[-1]
    with path.open("rb") as before:
        pass_days(clock, 60)
        keys.rotate()
        overwritten = before.read()

    left = b"".join(found.read_bytes() for found in path.parent.iterdir())
    assert doomed.encode() not in left + overwritten


def test_destroyed_keys_are_gone(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    sealed, secrets = keys.seal(b"text", place="here"), secrets_in(path)
    with path.open("rb") as before:
        keys.destroy()
        overwritten = before.read()

    assert not any(secret.encode() in overwritten for secret in secrets)
    assert files_beside(path) == ["keys.json.destroyed"]
    with pytest.raises(Unreadable):
        keys.unseal(sealed, place="here")


def test_destroyed_keys_name_and_seal_nobody(keys: FileKeys) -> None:
    keys.destroy()

    for use in (
        lambda: keys.seal(b"text", place="here"),
        lambda: keys.digest("chat"),
        lambda: keys.pseudonyms(*ANN),
    ):
        with pytest.raises(Unavailable):
            use()


def test_destroyed_keys_do_not_come_back_from_memory(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    destroy_keys(path)
    pass_days(clock, 30)

    with pytest.raises(Unavailable) as raised:
        keys.rotate()

    assert raised.value.cause is Cause.GONE
    assert not path.exists()


def uses(keys: FileKeys) -> list[Callable[[], object]]:
    sealed = keys.seal(b"text", place="here")
    return [
        lambda: keys.seal(b"text", place="here"),
        lambda: keys.unseal(sealed, place="here"),
        lambda: keys.digest("chat"),
        lambda: keys.pseudonyms(*ANN),
    ]


def test_nothing_is_sealed_with_keys_that_are_gone(keys: FileKeys, path: Path) -> None:
    used = uses(keys)
    path.unlink()

    for use in used:
        with pytest.raises(Unavailable) as raised:
            use()
        assert raised.value.cause is Cause.GONE


def test_other_keys_in_the_file_are_not_ours(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    used = uses(keys)
    path.unlink()
    open_keys(path, clock, is_needed=False)

    for use in used:
        with pytest.raises(Unavailable):
            use()


def test_keys_that_are_put_back_are_used_again(keys: FileKeys, path: Path) -> None:
    sealed, copy = keys.seal(b"text", place="here"), path.read_bytes()
    path.unlink()
    path.write_bytes(copy)

    assert keys.unseal(sealed, place="here") == b"text"


def test_presence_tells_what_became_of_the_file(keys: FileKeys, path: Path) -> None:
    seen, content = [keys.presence()], path.read_bytes()
    path.unlink()
    seen.append(keys.presence())
    path.write_bytes(content)
    seen.append(keys.presence())
    destroy_keys(path)

    assert [*seen, keys.presence()] == [
        Presence.THERE, Presence.MISSING, Presence.THERE, Presence.DESTROYED,
    ]  # fmt: skip


def test_keys_that_another_destroyed_leave_the_memory(keys: FileKeys, path: Path) -> None:
    sealed = keys.seal(b"text", place="here")
    destroy_keys(path)

    with pytest.raises(Unreadable):
        keys.unseal(sealed, place="here")
    with pytest.raises(Unavailable):
        keys.seal(b"text", place="here")


def test_turning_brings_no_destroyed_keys_back(
    keys: FileKeys, path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_days(clock, 30)
    write = file.replace

    def write_while_another_destroys(path: Path, content: bytes) -> None:
        write(path, content)
        destroying.start()
        destroying.join(0.2)

    destroying = Thread(target=keys.destroy)
    monkeypatch.setattr(file, "replace", write_while_another_destroys)
    keys.rotate()
    destroying.join()

    with pytest.raises(Unavailable):
        keys.pseudonyms(*ANN)


def test_destroyed_keys_are_not_made_anew_unasked(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    keys.destroy()

    for is_needed in (True, False):
        with pytest.raises(Misconfigured, match="destroyed on purpose"):
            open_keys(path, clock, is_needed=is_needed)
    assert not path.exists()


def test_keys_destroyed_on_purpose_are_not_missed(keys: FileKeys, path: Path, clock: FixedClock) -> None:
    keys.destroy()

    for _ in range(2):  # a process may be killed before it has told the database
        again = open_keys(path, clock, is_needed=True, begins_anew=True)
        assert again.is_new
    again.note_bound()

    assert not file.mark_of(path).exists()
    assert not open_keys(path, clock, is_needed=True).is_new


def test_keys_that_are_not_there_can_be_destroyed(path: Path) -> None:
    path.parent.mkdir()
    destroy_keys(path)

    assert file.mark_of(path).exists()


def test_draft_of_a_killed_process_is_destroyed_too(keys: FileKeys, path: Path) -> None:
    for other in (".keys.json.new", "keys.json.left"):
        path.with_name(other).write_bytes(path.read_bytes())
    keys.destroy()

    assert files_beside(path) == ["keys.json.destroyed"]


def test_nothing_shows_a_secret(keys: FileKeys, path: Path) -> None:
    ring = decode_ring(path.read_bytes())
    assert ring is not None
    shown = f"{keys!r} {keys} {ring!r} {vars(keys)}"

    assert not any(repr(key.secret)[2:-1] in shown for key in (*ring.master, *ring.names))
