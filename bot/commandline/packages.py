from importlib.util import find_spec
from pathlib import Path

OURS = ("handlers", "storage")


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
