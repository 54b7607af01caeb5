"""Which bodies a text names in full and then by their initials: "the Karen Women's Organisation … the KWO"."""

import re

_WORD = r"[A-Z][\w'’-]+"
_BODY = re.compile(rf"{_WORD}(?: (?:(?:of|for|and|the|on|against|in|to) ){{0,2}}{_WORD}){{1,7}}")
_LEAST = 3
_LONGEST = 7
_LITTLE = frozenset(["of", "for", "and", "the", "on", "against", "in", "to"])


def abbreviations(text: str) -> dict[str, str]:
    """The full name for each row of initials that the text uses after it; none where two names have the same ones."""
    shouted = set(re.findall(rf"\b[A-Z]{{{_LEAST},{_LONGEST}}}\b", text))
    found: dict[str, set[str]] = {}
    for match in _BODY.finditer(text) if shouted else ():
        parts = match[0].split()
        for first in range(min(3, len(parts) - 1)):
            name = parts[first:]
            initials = "".join(word[0] for word in name if word not in _LITTLE)
            if initials in shouted and name[0] not in _LITTLE and text.find(initials) > match.start():
                found.setdefault(initials, set()).add(" ".join(name))
    return {initials: next(iter(names)) for initials, names in found.items() if len(names) == 1}
