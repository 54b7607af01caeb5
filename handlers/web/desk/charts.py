"""Bars in the units of an SVG's own grid. Pure; the colours are those of the style sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

WIDTH: Final = 640
_PLOT: Final = 180
_FOOT: Final = 22
"""Below the bars, for what stands under some of them."""
_FOOT_OF_WORDS: Final = 72
"""The same for three words below each other, in the larger letters of a phone."""

_HEAD: Final = 14
_SIDE: Final = 40
"""Beside the bars, for the values of the lines across."""

_MOST_LABELS: Final = 8
_LONGEST_LINE: Final = 8
"""Letters of a label in one line."""

_STEPS: Final = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """`kind` tells the series that it belongs to, from 0."""

    kind: int
    x: float
    y: float
    width: float
    height: float
    told: str


@dataclass(frozen=True, slots=True)
class Tick:
    """`lines` are the words of its label, as they stand below each other."""

    at: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`foot` are the labels below, `levels` the lines across with their values, which stand at `axis`: behind the newest where it `is_timed`, so that
    they are seen together where a phone shows only a part."""

    bars: tuple[Bar, ...]
    foot: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    bottom: int
    axis: int
    is_timed: bool
    height: int
    width: int = WIDTH


def draw(
    labels: Sequence[str],
    *series: Sequence[float],
    top: float = 0.0,
    unit: str = "",
    is_timed: bool = False,
) -> Chart:
    """One group of bars for each label, with a bar for each of the series. `top` is the highest value of the axis, 0 for what the bars need."""
    highest = top or max((value for one in series for value in one), default=0) or 1
    most, bottom = top or _round_up(highest), _PLOT - _FOOT
    left, room, slot = 0 if is_timed else _SIDE, bottom - _HEAD, (WIDTH - _SIDE) / max(1, len(labels))
    width = slot * 0.72 / max(1, len(series))
    bars = tuple(
        Bar(
            kind,
            round(left + slot * (place + 0.14) + width * kind, 1),
            round(bottom - room * value / most, 1),
            round(max(1.0, width - 1), 1),
            round(room * value / most, 1),
            f"{labels[place]}: {value:g}{unit}",
        )
        for kind, one in enumerate(series)
        for place, value in enumerate(one)
        if value
    )
    every = -(-len(labels) // _MOST_LABELS)
    foot = tuple(
        Tick(
            round(left + slot * (place + 0.5), 1), (label,) if is_timed else tuple(wrap(label, _LONGEST_LINE))
        )
        for place, label in enumerate(labels)
        if (len(labels) - 1 - place) % every == 0
    )
    levels = tuple(Tick(round(bottom - room * part, 1), (f"{most * part:g}{unit}",)) for part in (0.5, 1))
    height = bottom + (_FOOT if is_timed else _FOOT_OF_WORDS)
    return Chart(bars, foot, levels, bottom, WIDTH - _SIDE + 6 if is_timed else _SIDE - 6, is_timed, height)


def _round_up(value: float) -> float:
    """The next of 2, 4, 6, 8, 10, 20, 40 …, so that the half is a whole number too."""
    scale = 1.0
    while True:
        for step in _STEPS:
            if value <= 2 * step * scale:
                return 2 * step * scale
        scale *= 10
