"""What must not be kept is looked for wherever something is: database, journal, index, logs, numbers."""

import re
from functools import partial
from pathlib import Path
from typing import Any

from tests.fakes.slack.world import ASKER, TEAM
from tests.fakes.telegram.people import (
    AUNG,
    GROUP,
    PUBLIC_CHANNEL,
    channel_origin,
    hidden_origin,
    user_origin,
)
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram.marking import Marks, marked
from tests.whole.program import Program

CODE = re.compile(r"Your receipt is ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})")
WRITTEN = "Zebrafinchword bombed a gathering in Pazigyi on 11 April 2023."
ALSO_WRITTEN = "Quokkaword was shelled on 3 May 2023."
BEGUN = "Axolotlword burned at dawn."
TIP = "Numbatword was seen on the bridge."
HIDDEN = (
    "Zebrafinchword",
    "Quokkaword",
    "Axolotlword",
    "Numbatword",
    str(AUNG["id"]),
    str(GROUP["id"]),
    str(GROUP["id"])[1:],
    ASKER,
    TEAM,
)
"""What is kept sealed only: words, and whom they came from."""


def updates_of(telegram: FakeTelegram) -> list[dict[str, Any]]:
    make = telegram.updates
    return [
        make.text(WRITTEN),
        make.text(WRITTEN, chat=GROUP),
        make.forwarded(WRITTEN, channel_origin(PUBLIC_CHANNEL)),
        make.forwarded(WRITTEN, user_origin(AUNG)),
        make.forwarded(WRITTEN, hidden_origin("Somebody")),
        *make.album(WRITTEN, ""),
        make.poll("Who was there?"),
        make.channel_post(WRITTEN),
        make.membership("member"),
    ]


async def _play(program: Program, marks: Marks) -> str:
    """Sends all of it, waits for the answers, and gives what can be asked for without rights."""
    telegram, slack = program.telegram, program.slack
    telegram.push(*(marked(update, marks) for update in updates_of(telegram)))
    telegram.say(f"@{telegram.world.bot['username']} {WRITTEN}", chat=GROUP)
    telegram.say(ALSO_WRITTEN)
    slack.dm(WRITTEN)
    slack.mention(f"<@U0BOT> {ALSO_WRITTEN}")
    await telegram.wait_for(
        lambda: not telegram.delivery.queue and any("Quokkaword" in one.text for one in telegram.sent),
        seconds=60,
    )
    await slack.wait_for(lambda: slack.shown(ASKER), seconds=30)
    await _hand_in(telegram)
    telegram.say(f"/tip {BEGUN}")
    await telegram.wait_for(lambda: "Do you agree" in telegram.sent[-1].text, seconds=30)
    return await program.fetch("/metrics") + await program.fetch("/health")


def _shows(telegram: FakeTelegram, word: str) -> bool:
    return word in telegram.sent[-1].text


async def _hand_in(telegram: FakeTelegram) -> None:
    """A whole tip, by its buttons: what is offered last goes on."""
    telegram.say(f"/tip {TIP}")
    for word in (
        "Do you agree",
        "Where?",
        "When?",
        "How do you know?",
        "to see?",
        "publish",
        "ask you",
        "handed in",
    ):
        await telegram.wait_for(partial(_shows, telegram, word), seconds=30)
        telegram.press(telegram.sent[-1], 0)
    await telegram.wait_for(lambda: "Your receipt is" in telegram.sent[-1].text, seconds=30)


def everything_in(folder: Path) -> str:
    """Byte for byte, so that whatever is written in the clear can be found in it."""
    return "\n".join(
        f"{path.name}\n{path.read_bytes().decode('latin-1')}"
        for path in sorted((folder / "var").rglob("*"))
        if path.is_file()
    )


async def test_nothing_forbidden_is_kept_or_told(program: Program) -> None:
    marks = Marks()
    told = await _play(program, marks)
    await program.end(by_force=True)  # what an ordered end would tidy up is still there

    receipts = CODE.findall("\n".join(message.text for message in program.telegram.sent))
    every = "\n".join((told, program.told, everything_in(program.folder)))

    assert "Pazigyi" in every, "the library stands there in the clear: this looks where it should"
    assert len(marks.texts) > 50
    assert receipts
    assert [mark for mark in (*marks.texts, *HIDDEN, *receipts) if mark in every] == []
    tokens = (program.telegram.token, program.slack.bot_token, program.slack.app_token)
    assert [token for token in tokens if token in every] == [], "the libraries log at debug"
