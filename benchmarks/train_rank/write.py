"""Fitted weights as the file that is shipped."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.matching.likeness import MEANING

BY_MEANING = frozenset({MEANING, "meaning_ahead", "meaning_behind"})
"""Features that only records with vectors have."""

_HEAD = """# What a feature adds to the log-odds that claim and record are about the same thing, fitted by `python -m benchmarks.train_rank fit`
# (docs/ranking.md) to training queries, each asked with its records in the library and without them. Not edited by hand: what was set by hand
# stands in weights.toml, and was held as it is while these were fitted.
"""


def write_weights(
    path: Path, version: str, notes: Sequence[str], alike: Mapping[str, float], alone: Mapping[str, float]
) -> None:
    lines = [_HEAD + "#", *(f"# {note}" for note in notes), f'version = "{version}"']
    for name, weights in (("alike", alike), ("alike_alone", alone)):
        lines += ["", f"[{name}]", *(f"{feature} = {weights[feature]:.4g}" for feature in sorted(weights))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
