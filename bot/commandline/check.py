"""`secondsource check`: one text in, one report out. Standard output carries the report and nothing else."""

import sys
from pathlib import Path
from typing import TextIO

from bot.assembly.application import open_application
from bot.assembly.fronts import show_report
from bot.assembly.links import readers_here
from bot.claims.submission import Submission
from bot.commandline.encoding import encoding_bar
from bot.commandline.setting import load_and_log, log_bug
from bot.dialogue.links import Opening
from bot.errors import Misconfigured, Problem, Refusal
from bot.people.audience import Audience
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end
from bot.speech.background import read_published
from bot.verdicts.document import report_to_json
from bot.verdicts.finding import Report
from bot.verdicts.phrasebook import LANGUAGES, Phrasebook, load_phrasebook

LONGEST_INPUT = 8 * 1024 * 1024
"""Bytes taken from standard input: far beyond what is read of a text, so that a wrong file is refused and not swallowed."""


def check_text(
    text: str, *, as_of: str, audience: Audience, as_json: bool, language: str, config: Path | None
) -> None:
    """Checks `text`, or standard input where it is `-`. `as_of` is the day of publication, empty for unknown.

    The report is in `language`, else in that of the settings. Raises `Refusal`, `Unavailable` and `Misconfigured`.
    """
    if language not in {"", *LANGUAGES}:
        raise Misconfigured((Problem("--lang", f"Reports are written in: {', '.join(LANGUAGES)}."),))
    settings = load_and_log(config).settings
    clock = SystemClock()
    published = read_published(as_of, today=clock.today())
    submission = Submission(read_input(sys.stdin) if text == "-" else text, published=published)
    phrasebook = load_phrasebook(language or settings.checking.language)

    async def main() -> None:
        async with open_application(settings, clock=clock, on_bug=log_bug, bar=encoding_bar) as application:
            checking = Opening(application.checking, application.links, readers_here(settings.links))
            report = await checking.check(submission, audience)
        print_report(report, phrasebook, sys.stdout, as_json=as_json)

    run_to_end(main())


def print_report(report: Report, phrasebook: Phrasebook, screen: TextIO, *, as_json: bool) -> None:
    if as_json:
        # As bytes: JSON is UTF-8 whatever the terminal is set to.
        screen.flush()
        screen.buffer.write(report_to_json(report, phrasebook))
    else:
        show_report(report, phrasebook, screen)
    screen.flush()


def read_input(stream: TextIO) -> str:
    """Everything on standard input as UTF-8, whatever the terminal's own encoding is."""
    content = stream.buffer.read(LONGEST_INPUT + 1)
    if len(content) > LONGEST_INPUT:
        raise Refusal("refused.too_long")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("refused.not_utf8") from error
