"""`secondsource thresholds replay`: what other thresholds would have come to, on what people said of earlier answers."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.assembly.application import read_feedback
from bot.commandline.setting import load_and_log
from bot.config.settings import LANGUAGE_CODE, ThresholdSettings
from bot.config.thresholds import chosen_for, chosen_in, weights_in_force
from bot.errors import Misconfigured, Problem
from bot.matching.calibrate import Calibration, fit
from bot.matching.thresholds import Chosen, are_usable, choose, order_of
from bot.matching.weights import Thresholds, Weights, load_weights
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end
from bot.verdicts.feedback import Lessons, read_votes
from bot.verdicts.replay import ENOUGH, Replay, Tally, Trial, replay

_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Proposal:
    """None: as in force. Without a `language` for all that have no thresholds of their own."""

    possible: float | None = None
    strong: float | None = None
    language: str = ""

    @property
    def changes(self) -> bool:
        return self.possible is not None or self.strong is not None


@dataclass(frozen=True, slots=True)
class _Found:
    lessons: Lessons
    calibration: Calibration
    proposal: Proposal
    proposed: Thresholds
    replays: tuple[Replay, ...]


def replay_thresholds(proposal: Proposal, config: Path | None, *, as_json: bool) -> None:
    """Prints what the thresholds in force and the proposed ones come to. Raises `Misconfigured` and `Unavailable`."""
    settings = load_and_log(config).settings
    in_force = weights_in_force(settings.thresholds)
    proposed = _propose(proposal, settings.thresholds)
    votes = run_to_end(read_feedback(settings, clock=SystemClock()))
    lessons = read_votes(votes, in_force)
    calibration = fit([lesson.label for lesson in lessons.every])
    replays = replay(
        lessons.every, calibration, in_force=in_force, proposed=proposed, language=proposal.language
    )
    found = _Found(lessons, calibration, proposal, proposed.thresholds_for(proposal.language), replays)
    if as_json:
        sys.stdout.write(json.dumps(_document(found), indent=2, ensure_ascii=False) + "\n")
    else:
        _print(found)
    sys.stdout.flush()


def _propose(proposal: Proposal, settings: ThresholdSettings) -> Weights:
    """The weights with what is proposed written into the settings. Raises `Misconfigured`."""
    if proposal.language and not LANGUAGE_CODE.fullmatch(proposal.language):
        raise Misconfigured((Problem("--language", "Write the code of a language, such as my."),))
    new = Chosen(proposal.possible, proposal.strong)
    general, languages = chosen_in(settings), chosen_for(settings)
    if proposal.language:
        languages[proposal.language] = new.before(languages.get(proposal.language, Chosen()))
    else:
        general = new.before(general)
    weights = choose(load_weights(), general, languages)
    wrong = [own for own in (weights.thresholds, *weights.languages.values()) if not are_usable(own)]
    if wrong:
        name = "--possible" if proposal.possible is not None else "--strong"
        raise Misconfigured((Problem(name, f"This must hold: {order_of(wrong[0])}."),))
    return weights


def _print(found: _Found) -> None:
    screen = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDTH, highlight=False)
    for sentence in _basis(found):
        screen.print(sentence, markup=False)
    if found.lessons.every or found.proposal.language:
        screen.print(_table(found.replays, changes=found.proposal.changes))
        for sentence in _doubts(found.replays):
            screen.print(sentence, markup=False)
    if found.proposal.changes:
        screen.print("To set them, write in the settings file:\n", markup=False)
        screen.print("\n".join(_lines(found)), markup=False)


def _basis(found: _Found) -> Sequence[str]:
    every, left_out = len(found.lessons.every), found.lessons.left_out
    said = [f"Matches that people judged: {every}." if every else "Nobody has judged a match yet."]
    if left_out:
        said.append(f"Left out, since other weights made them and they cannot be scored anew: {left_out}.")
    if found.calibration.is_fitted:
        said.append(f"Probabilities are those of the calibration in force ({found.calibration.id}).")
    elif every:
        said.append("Probabilities are as shipped: there are too few judged matches to correct them.")
    return said


def _table(replays: Sequence[Replay], *, changes: bool) -> Table:
    measures = [
        f"{name}: {measure}" for name in ("possible", "strong") for measure in ("precision", "recall")
    ]
    table = Table("language", "judged", "thresholds", *measures, "answers changed")
    for each in replays:
        name = each.language or "all"
        table.add_row(name, str(each.matches), _named("in force", each.in_force), *_cells(each.in_force), "")
        if changes:
            changed = f"{each.changed} of {each.claims}"
            table.add_row("", "", _named("proposed", each.proposed), *_cells(each.proposed), changed)
    return table


def _named(name: str, trial: Trial) -> str:
    return f"{name}\n{trial.thresholds.possible:g}, {trial.thresholds.strong:g}"


def _cells(trial: Trial) -> Sequence[str]:
    return [
        cell
        for tally in (trial.possible, trial.strong)
        for cell in (
            _share(tally.precision, tally.right, tally.taken),
            _share(tally.recall, tally.right, tally.rightful),
        )
    ]


def _share(share: float | None, part: int, whole: int) -> str:
    return "–" if share is None else f"{share:.2f} ({part}/{whole})"


def _doubts(replays: Sequence[Replay]) -> Sequence[str]:
    return [
        f"Too few to tell anything of {each.language or 'all languages'}: {each.matches} judged, {ENOUGH} are needed."
        for each in replays
        if not each.is_enough
    ]


def _lines(found: _Found) -> Sequence[str]:
    language = found.proposal.language
    section = f"thresholds.languages.{language}" if language else "thresholds"
    return [
        f"[{section}]",
        f"possible = {found.proposed.possible:g}",
        f"strong = {found.proposed.strong:g}",
    ]


def _document(found: _Found) -> dict[str, object]:
    return {
        "judged": len(found.lessons.every),
        "left_out": found.lessons.left_out,
        "enough": ENOUGH,
        "calibration": found.calibration.id,
        "settings": "\n".join(_lines(found)) if found.proposal.changes else "",
        "languages": [
            {
                "language": each.language or "all",
                "judged": each.matches,
                "claims": each.claims,
                "changed": each.changed,
                "is_enough": each.is_enough,
                "in_force": _numbers(each.in_force),
                "proposed": _numbers(each.proposed),
            }
            for each in found.replays
        ],
    }


def _numbers(trial: Trial) -> dict[str, object]:
    return {
        "possible": {"threshold": trial.thresholds.possible, **_tally(trial.possible)},
        "strong": {"threshold": trial.thresholds.strong, **_tally(trial.strong)},
    }


def _tally(tally: Tally) -> dict[str, float | int | None]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "taken": tally.taken,
        "right": tally.right,
        "rightful": tally.rightful,
    }
