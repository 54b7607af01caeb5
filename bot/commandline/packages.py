import re
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

OURS = ("handlers", "storage")


LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def differing(lock: Path) -> tuple[str, ...]:
    """Packages of which another version is installed than the lock names. Those that are missing are told by the start itself."""
    pinned: dict[str, set[str]] = {}
    for name, tested in _PINNED.findall(lock.read_text(encoding="utf-8")):
        pinned.setdefault(name, set()).add(tested)  # several where Pythons differ
    found = ((name, _installed(name), tested) for name, tested in pinned.items())
    return tuple(
        f"{name} {here} (tested with {', '.join(sorted(tested))})"
        for name, here, tested in found
        if here and here not in tested
    )


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def misplaced() -> str:
    """The sentence to stop with where `handlers` or `storage` is somebody else's package, empty where both lie beside `bot`.

    A distribution called `storage` exists, and a folder of that name in the current directory would win too.
    """
    home = Path(__file__).resolve().parents[2]
    for name in OURS:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            return f"The package {name!r} of Second Source is missing beside {home / 'bot'}. Install the program again."
        found = Path(spec.origin).resolve().parent
        if found.parent != home:
            return (
                f"Python takes {found} for the package {name!r} of Second Source. "
                f"Take it out of this environment, or start the program from another folder."
            )
    return ""
