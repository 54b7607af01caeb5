"""What decides an answer besides the text, the asker, the day and the library. Kept answers of other deciders are not given."""

import hashlib
from importlib import metadata, resources

from bot.matching.weights import FILES

RULES = 17
"""Raise it with every change of code that reads, searches or compares and so changes an answer. Data files are told by their content."""

_DATA = (*FILES, "vocabulary.toml")


def deciders() -> str:
    """Names the rules, the data files and the version of this program that are in force; 32 hex digits."""
    folder = resources.files("bot.matching")
    data = [folder.joinpath(name).read_bytes() for name in _DATA]
    data.append(resources.files("bot.claims").joinpath("saying.toml").read_bytes())
    return name_deciders(*data, version=_version(), rules=RULES)


def name_deciders(*data: bytes, version: str, rules: int) -> str:
    """Another name for every other content, version or number of rules."""
    parts = (version.encode(), str(rules).encode(), *data)
    digest = hashlib.sha256()
    for part in parts:
        digest.update(
            len(part).to_bytes(8)
        )  # so that two that run into each other do not read like two others
        digest.update(part)
    return digest.hexdigest()[:32]


def _version() -> str:
    try:
        return metadata.version("secondsource")
    except metadata.PackageNotFoundError:  # run from a folder, without installing
        return ""
