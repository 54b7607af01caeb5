"""What has to be right for a fresh clone and for an installed wheel."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-dev.lock")
}


def locked(text: str) -> set[str]:
    return {name.lower() for name in re.findall(r"^([\w.-]+)==", text, flags=re.MULTILINE)}


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~ ]", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_host(lock: str) -> None:
    assert "://" not in LOCKS[lock]
    assert "index-url" not in LOCKS[lock]


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_a_hash_for_everything(lock: str) -> None:
    entries = re.split(r"^(?=[\w.-]+==)", LOCKS[lock], flags=re.MULTILINE)[1:]

    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_locks_hold_what_the_project_needs() -> None:
    needed = named(PROJECT["project"]["dependencies"]) | {"setuptools"}

    assert needed <= locked(LOCKS["requirements.lock"])
    assert needed | named(PROJECT["dependency-groups"]["dev"]) <= locked(LOCKS["requirements-dev.lock"])


def test_both_locks_agree() -> None:
    pins = [set(re.findall(r"^[\w.-]+==[\w.!+-]+", text, flags=re.MULTILINE)) for text in LOCKS.values()]

    assert pins[0] <= pins[1]


@pytest.mark.parametrize("package", ["bot", "handlers", "storage"])
def test_wheel_carries_every_data_file(package: str) -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"][package]
    data = [
        path for path in (ROOT / package).rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}
    ]

    left_out = [
        str(path.relative_to(ROOT))
        for path in data
        if not any(fnmatch(path.name, pattern.removeprefix("**/")) for pattern in patterns)
    ]
    assert left_out == []
