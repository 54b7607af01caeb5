"""Burmese in the Zawgyi encoding, turned into Unicode by ICU where that is installed (the extra `zawgyi`)."""

from collections.abc import Callable
from threading import Lock

INSTALL = "pip install 'secondsource[zawgyi]'"
"""What to type where it is missing; ICU's headers and a compiler are needed."""


def load_converter() -> Callable[[str], str] | None:
    """Turns Zawgyi into Unicode and leaves all else as it is; None where ICU is not installed."""
    try:
        from icu import Transliterator  # noqa: PLC0415 - an extra: most newsrooms do without
    except ImportError:
        return None
    transliterator = Transliterator.createInstance("Zawgyi-my")
    one_at_a_time = Lock()  # claims are read in several threads, and ICU does not promise to be used by two

    def convert(text: str) -> str:
        with one_at_a_time:
            return str(transliterator.transliterate(text))

    return convert
