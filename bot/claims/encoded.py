"""Burmese in the Zawgyi encoding: converted where somebody can, else kept apart so that nobody takes it for a text that was looked up."""

from collections.abc import Callable, Iterator

from bot.claims.claim import Claim, Kind
from bot.claims.language import ZAWGYI, ZAWGYI_FROM, is_zawgyi
from bot.claims.names import is_burmese

Converter = Callable[[str], str]
"""Turns Zawgyi into Unicode."""

_MOST = 5


def in_zawgyi(text: str) -> bool:
    return (is_zawgyi(text) or 0.0) >= ZAWGYI_FROM


def without_burmese(text: str) -> str:
    """The text with its Burmese characters blanked out, so that positions stay."""
    return "".join(" " if is_burmese(character) else character for character in text)


def unread_claims(text: str) -> Iterator[Claim]:
    """The Burmese stretch of each line as a claim of which nothing could be read, five at most."""
    start = found = 0
    for line in text.split("\n"):
        burmese = [at for at, character in enumerate(line) if is_burmese(character)]
        if burmese and found < _MOST:
            found += 1
            first, last = start + burmese[0], start + burmese[-1] + 1
            yield Claim(
                text=text[first:last],
                start=first,
                end=last,
                language=ZAWGYI,
                kind=Kind.FACT,
            )
        start += len(line) + 1
