import asyncio
import signal
import sys
import urllib.request
from pathlib import Path

import pytest


@pytest.fixture
async def exposed(tmp_path: Path) -> str:
    """What a program that runs tells Prometheus."""
    config = tmp_path / "config.toml"
    config.write_text(
        '[storage]\nfolder = "kept"\n[encoder]\nenabled = false\n[web]\nport = 0\n', encoding="utf-8"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", "--config", str(config),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().split()[-1]

    def fetch() -> str:
        with urllib.request.urlopen(f"{address}/metrics") as answer:
            return str(answer.read().decode())

    try:
        return await asyncio.to_thread(fetch)
    finally:
        process.send_signal(signal.SIGTERM)
        await process.communicate()
