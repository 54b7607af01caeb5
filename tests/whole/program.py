"""`secondsource run` as its own process before platforms of our own."""

import asyncio
import os
import sys
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.slack.server import FakeSlack
from tests.fakes.telegram.server import FakeTelegram

_SETTINGS = """
[storage]
folder = "var"
{storage}
[encoder]
enabled = false
[web]
port = 0
[telegram]
token_env = "TELEGRAM_TOKEN"
base_url = "{telegram}"
[slack]
bot_token_env = "SLACK_BOT_TOKEN"
app_token_env = "SLACK_APP_TOKEN"
base_url = "{slack}"
[conversation]
gather_seconds = 0.0
album_seconds = 0.1
[log]
level = "debug"
format = "json"
"""


@dataclass
class Program:
    """`folder` holds the settings and all that is kept. `told` is what it wrote to both of its streams, once it has ended."""

    folder: Path
    telegram: FakeTelegram
    slack: FakeSlack
    server: str = ""
    address: str = ""
    told: str = ""
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)

    async def start(self) -> None:
        tokens = {
            "TELEGRAM_TOKEN": self.telegram.token,
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "DATABASE_URL": self.server,
        }
        with (self.folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", "run", "--config", str(self.folder / "config.toml")),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env=os.environ | tokens,
            )
        assert self._process.stdout is not None
        line = (await self._process.stdout.readline()).decode()
        self.told += line
        self.address = line.split()[-1]

    async def fetch(self, path: str) -> str:
        def fetched() -> str:
            with urllib.request.urlopen(f"{self.address}{path}") as answer:
                return str(answer.read().decode())

        return await asyncio.to_thread(fetched)

    def kill(self) -> None:
        """As the system would, without a word."""
        assert self._process is not None
        self._process.kill()

    async def end(self, *, by_force: bool = False) -> int | None:
        """Stops it, by force if it is not to notice; gives what the shell is told."""
        if self._process is None:
            return None
        if self._process.returncode is None:
            self._process.kill() if by_force else self._process.terminate()
        out, _ = await self._process.communicate()
        self.told += out.decode() + (self.folder / "log").read_text(encoding="utf-8")
        return self._process.returncode


@asynccontextmanager
async def installed(folder: Path, *, more: str = "") -> AsyncIterator[Program]:
    """The program with its settings, `more` among them, and platforms, not started yet. It is gone at the end, whatever happened."""
    async with (
        FakeTelegram(flood=None) as telegram,
        FakeSlack() as slack,
        _set_up(folder, telegram, slack) as program,
    ):
        with (folder / "config.toml").open("a", encoding="utf-8") as config:
            config.write(more)
        yield program


@asynccontextmanager
async def installed_twice(folder: Path, server: str) -> AsyncIterator[tuple[Program, Program]]:
    """The same on two machines, before the same platforms and on one database server."""
    async with FakeTelegram(flood=None) as telegram, FakeSlack() as slack:
        for name in ("one", "other"):
            (folder / name).mkdir()
        async with (
            _set_up(folder / "one", telegram, slack, server) as one,
            _set_up(folder / "other", telegram, slack, server) as other,
        ):
            yield one, other


@asynccontextmanager
async def _set_up(
    folder: Path, telegram: FakeTelegram, slack: FakeSlack, server: str = ""
) -> AsyncIterator[Program]:
    storage = 'url_env = "DATABASE_URL"' if server else ""
    settings = _SETTINGS.format(storage=storage, telegram=telegram.url, slack=slack.base_url)
    (folder / "config.toml").write_text(settings, encoding="utf-8")
    program = Program(folder, telegram, slack, server)
    try:
        yield program
    finally:
        await program.end(by_force=True)
