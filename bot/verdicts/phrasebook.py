import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from bot.claims.note import Note

LANGUAGES = ("en",)


class Phrasebook:
    """All sentences of one language, by dotted key.

    A phrase is a text with `{name}` for its values. A phrase with `one` and `other` is chosen by the value `count`.
    """

    def __init__(self, language: str, phrases: Mapping[str, str]) -> None:
        self.language = language
        self._phrases = dict(phrases)

    def __contains__(self, key: str) -> bool:
        return key in self._phrases or f"{key}.other" in self._phrases

    def keys(self) -> frozenset[str]:
        return frozenset(self._phrases)

    def text(self, key: str, **values: str) -> str:
        """The sentence for this key; a key or value that is missing is a bug and raises KeyError."""
        if key not in self._phrases:
            key = f"{key}.one" if values.get("count") == "1" else f"{key}.other"
        return self._phrases[key].format_map(values)

    def say(self, note: Note) -> str:
        return self.text(note.key, **dict(note.values))


@cache
def load_phrasebook(language: str) -> Phrasebook:
    """The phrases of that language, English where there is none."""
    folder = resources.files("bot.verdicts") / "phrases" / (language if language in LANGUAGES else "en")
    phrases: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            phrases.update(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))
    return Phrasebook(language, phrases)


def _flat(tree: Mapping[str, object], path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            found.update(_flat(value, f"{path}{key}."))
        else:
            found[f"{path}{key}"] = str(value)
    return found
