"""`secondsource run` as the process that it is in real life, so that it can be killed."""

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.fakes.slack.server import FakeSlack
from tests.fakes.telegram.server import FakeTelegram

_SERVED: Final = b"Ctrl-C ends it."
_SECRET: Final = "a-secret-of-the-benchmark"
_LONGEST_START: Final = 60.0
_LONGEST_END: Final = 30.0


@dataclass(frozen=True, slots=True)
class Shape:
    """How the bot is set up. With a `port` the platforms call it there, else they are asked. With a `page` the pages are served there, with `redis`
    the cache is on the server that REDIS_URL names, with `postgres` everything is kept on the one that DATABASE_URL names. No person's allowance
    runs out."""

    port: int = 0
    page: int = 0
    redis: bool = False
    postgres: bool = False
    encoder: bool = True


def write_settings(
    folder: Path, telegram: FakeTelegram, slack: FakeSlack, shape: Shape | None = None
) -> Path:
    shape = shape or Shape()
    by_call = shape.port > 0
    path = folder / "config.toml"
    public = f'[public]\nport = {shape.port}\nurl = "https://bot.newsroom.example"\n' if by_call else ""
    pages = f"[web]\nport = {shape.page}\n" if shape.page else "[web]\nenabled = false\n"
    cache = '[cache]\nredis_url_env = "REDIS_URL"\n' if shape.redis else ""
    database = 'url_env = "DATABASE_URL"\n' if shape.postgres else ""
    encoder = "" if shape.encoder else "[encoder]\nenabled = false\n"
    path.write_text(
        f'[storage]\nfolder = "var"\n{database}{encoder}{pages}{cache}{public}'
        f'[telegram]\ntoken_env = "TELEGRAM_TOKEN"\nbase_url = "{telegram.url}"\n'
        f'mode = "{"webhook" if by_call else "polling"}"\nwebhook_secret_env = "TELEGRAM_SECRET"\n'
        f'[slack]\nbot_token_env = "SLACK_BOT_TOKEN"\napp_token_env = "SLACK_APP_TOKEN"\nbase_url = "{slack.base_url}"\n'
        f'mode = "{"http" if by_call else "socket"}"\nsigning_secret_env = "SLACK_SECRET"\n'
        "[limits]\nper_minute = 10000\nper_day = 1000000\nwaiting = 20000\n"
    )
    return path


def environment(telegram: FakeTelegram, slack: FakeSlack) -> dict[str, str]:
    return {
        **os.environ,
        "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_SECRET": _SECRET,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SECRET": slack.signing_secret,
    }


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class BotProcess:
    """One life after the other on the same folder. What it logs goes to `log`. `module` is what is run, with `more` behind what it is always given."""

    settings: Path
    environment: dict[str, str]
    log: Path
    more: tuple[str, ...] = ()
    module: str = "bot"
    lives: int = 0
    served: asyncio.Event = field(default_factory=asyncio.Event)
    _process: asyncio.subprocess.Process | None = None
    _reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.lives += 1
        self.served = asyncio.Event()
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", self.module, "run", "--config", str(self.settings), *self.more),
                env=self.environment,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        self._reading = asyncio.create_task(self._read(self._process, self.served))

    async def until_served(self) -> None:
        async with asyncio.timeout(_LONGEST_START):
            await self.served.wait()

    async def kill(self) -> None:
        """At once, without a word."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """As an operator would. The exit code."""
        return await self._end(signal.SIGTERM)

    async def ended(self) -> None:
        if self._process is not None:
            await self._process.wait()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def number(self) -> int:
        """The process id."""
        return self._process.pid if self._process else 0

    async def _end(self, by: signal.Signals) -> int:
        if self._process is None:
            return 0
        if self._process.returncode is None:
            self._process.send_signal(by)
        async with asyncio.timeout(_LONGEST_END):
            code = await self._process.wait()
        if self._reading is not None:
            await self._reading
        return code

    async def _read(self, process: asyncio.subprocess.Process, served: asyncio.Event) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            if line.startswith(_SERVED):
                served.set()
