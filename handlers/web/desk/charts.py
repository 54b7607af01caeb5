"""Bars in the units of an SVG's own grid. Pure; the colours are those of the style sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 180
_FOOT: Final = 22
"""Below the bars, for what stands under some of them."""
_HEAD: Final = 14
_LEFT: Final = 34
_MOST_LABELS: Final = 8
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
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`foot` are the labels below, `levels` the lines across with their values."""

    bars: tuple[Bar, ...]
    foot: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    bottom: int = HEIGHT - _FOOT


def draw(labels: Sequence[str], *series: Sequence[float], top: float = 0.0, unit: str = "") -> Chart:
    """One group of bars for each label, with a bar for each of the series. `top` is the highest value of the axis, 0 for what the bars need."""
    highest = top or max((value for one in series for value in one), default=0) or 1
    axis = top or _round_up(highest)
    room, slot = HEIGHT - _FOOT - _HEAD, (WIDTH - _LEFT) / max(1, len(labels))
    width = slot * 0.72 / max(1, len(series))
    bars = tuple(
        Bar(
            kind,
            round(_LEFT + slot * (place + 0.14) + width * kind, 1),
            round(HEIGHT - _FOOT - room * value / axis, 1),
            round(max(1.0, width - 1), 1),
            round(room * value / axis, 1),
            f"{labels[place]}: {value:g}{unit}",
        )
        for kind, one in enumerate(series)
        for place, value in enumerate(one)
        if value
    )
    every = -(-len(labels) // _MOST_LABELS)
    foot = tuple(
        Tick(round(_LEFT + slot * (place + 0.5), 1), label)
        for place, label in enumerate(labels)
        if (len(labels) - 1 - place) % every == 0
    )
    levels = tuple(
        Tick(round(HEIGHT - _FOOT - room * part, 1), f"{axis * part:g}{unit}") for part in (0.5, 1)
    )
    return Chart(bars, foot, levels)


def _round_up(value: float) -> float:
    """The next of 2, 4, 6, 8, 10, 20, 40 …, so that the half is a whole number too."""
    scale = 1.0
    while True:
        for step in _STEPS:
            if value <= 2 * step * scale:
                return 2 * step * scale
        scale *= 10
