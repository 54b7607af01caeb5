from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answered:
    """How a part answered its ping, and after how many seconds."""

    part: str
    is_there: bool
    seconds: float


def health_report(
    answers: Sequence[Answered],
    *,
    spare: Collection[str],
    numbers: Mapping[str, int],
    calibration: Mapping[str, str | int | float],
    encoder: Mapping[str, str | int | float],
    cache: Mapping[str, str | int | float],
    retention: Mapping[str, str | int | float],
) -> dict[str, object]:
    """The program is ready without the parts in `spare`. `numbers` are what else an operator may want to see at a glance, `calibration` tells
    what corrects its probabilities, `encoder` how far records are found by what they mean, `cache` what became of the questions to it, `retention` when
    what is due was deleted."""
    return {
        "live": True,
        "ready": not away(answers, spare=spare),
        "parts": {answer.part: "ok" if answer.is_there else "unavailable" for answer in answers},
        "spare": sorted(answer.part for answer in answers if answer.part in spare),
        "milliseconds": {answer.part: round(answer.seconds * 1000, 1) for answer in answers},
        "numbers": dict(numbers),
        "calibration": dict(calibration),
        "encoder": dict(encoder),
        "cache": dict(cache),
        "retention": dict(retention),
    }


def ready_report(
    missing: Sequence[str],
    *,
    calibration: Mapping[str, str | int | float],
    encoder: Mapping[str, str | int | float],
) -> dict[str, object]:
    """`missing` are the parts that are needed and do not answer."""
    return {
        "ready": not missing,
        "away": list(missing),
        "calibration": dict(calibration),
        "encoder": dict(encoder),
    }


def away(answers: Sequence[Answered], *, spare: Collection[str]) -> list[str]:
    """The parts that are needed and do not answer."""
    return [answer.part for answer in answers if not answer.is_there and answer.part not in spare]
