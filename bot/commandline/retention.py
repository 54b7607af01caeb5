"""`secondsource retention`: what is deleted because its time is over, and what was. Kinds and counts, nothing of what it was."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import typer

from bot.assembly.retention import look_at_due, read_reports, sweep_now
from bot.commandline.setting import load_and_log
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end

_SHOWN = 20
_KINDS = {
    "answers": "answers with their texts",
    "answer_records": "notes of which records an answer named",
    "api_keys": "keys of programs that were over",
    "aside": "cases of people who are blocked, closed",
    "cards": "notes of where a case is shown",
    "cases": "cases whose texts and pictures went",
    "colleagues": "notes of who is in the desk's chat",
    "drafts": "tips that were begun and not handed in",
    "event_names": "names of deliveries",
    "failures": "replies that could not be delivered",
    "handles": "handles of delivered messages",
    "imports": "imports that nobody went on with",
    "notices": "notes of what went out by itself",
    "parked": "messages that were laid aside",
    "people": "what people chose, of people not seen for long",
    "pictures": "pictures of tips that were not handed in",
    "reports": "reports of what was deleted",
    "sessions": "conversations",
    "sign_ins": "sign-ins and links to them",
    "staged": "records of imports that nobody went on with",
    "ways_back": "ways back to whoever asked the desk",
    "without_front": "replies for platforms that are not served",
}


def retention(config: Path | None, *, is_dry: bool, as_json: bool) -> None:
    settings, clock = load_and_log(config).settings, SystemClock()
    now = run_to_end((look_at_due if is_dry else sweep_now)(settings, clock=clock))
    before = [
        report
        for report in run_to_end(read_reports(settings, clock=clock, limit=_SHOWN))
        if report.at != now.at
    ]
    if as_json:
        shown = {
            "due" if is_dry else "deleted": dict(now.counts),
            "before": [{"at": _moment(report.at), "deleted": dict(report.counts)} for report in before],
        }
        typer.echo(json.dumps(shown))
        return
    typer.echo("Would be deleted now:" if is_dry else "Deleted now:")
    _show(now.counts)
    for report in before:
        if report.counts:
            typer.echo(f"Deleted at {_moment(report.at)}:")
            _show(report.counts)
    last = _moment(before[0].at) if before else "not yet"
    typer.echo(f"Before that it was done last: {last}. A program that runs does it every hour.")


def _show(counts: Mapping[str, int]) -> None:
    for kind, count in sorted(counts.items()):
        typer.echo(f"{count:8}  {_KINDS.get(kind, kind)}")
    if not counts:
        typer.echo("       0  nothing is due")


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
