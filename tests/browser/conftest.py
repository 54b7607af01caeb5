"""The program as a process, and a real browser before its pages. Without Playwright nothing here is collected: `make test-browser` brings it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

collect_ignore_glob = [] if find_spec("playwright") else ["test_*.py"]

WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
_SERIOUS = frozenset({"serious", "critical"})

CONFIG = """
[storage]
folder = "kept"
[encoder]
enabled = false
[web]
port = 0
[desk]
undo_seconds = 6
[tips]
files = true
[log]
level = "warning"
"""


@dataclass
class Program:
    """`address` is that of the pages; `link` signs an admin in to the desk."""

    address: str
    link: str


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    command = (sys.executable, "-m", "bot", "run", "--sign-in-link", "--config", str(config))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    chat, desk = [(await process.stdout.readline()).decode().split()[-1] for _ in range(2)]
    yield Program(chat, desk)
    process.terminate()
    await process.communicate()
    assert process.returncode == 0


@pytest.fixture(params=WIDTHS)
async def page(request: pytest.FixtureRequest, program: Program) -> AsyncIterator["Page"]:
    """An empty page before the program, which outlives it, as wide as a phone and as a screen. A line in its console that is an error fails the test."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - it is not there everywhere

    width, height = WIDTHS[request.param]
    errors: list[str] = []
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        browser = await _launch(playwright.chromium, stack)
        context = await browser.new_context(viewport={"width": width, "height": height})
        page = await context.new_page()
        page.on("console", lambda said: errors.append(said.text) if is_fault(said.type, said.text) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_default_timeout(15_000)
        yield page
    assert errors == []


def is_fault(kind: str, text: str) -> bool:
    """A page that refuses something says so in its status too, and a browser tells that of every such page."""
    return kind in {"error", "warning"} and "with a status of 4" not in text


async def _launch(chromium: object, stack: AsyncExitStack) -> "Browser":
    # Root has no sandbox of its own to build on, and what is opened here are our own pages.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser: Browser = await chromium.launch(executable_path=os.environ["BROWSER"], args=arguments)  # type: ignore[attr-defined]
    stack.push_async_callback(browser.close)
    return browser


async def faults(page: "Page") -> list[str]:
    """What axe-core finds on the page as it stands that keeps people out, and whether something sticks out at its side."""
    from axe_playwright_python.async_playwright import Axe  # noqa: PLC0415 - as above

    found = await Axe().run(page)
    told = [
        f"{one['impact']}: {one['id']}: {node['html']}"
        for one in found.response["violations"]
        if one["impact"] in _SERIOUS
        for node in one["nodes"]
    ]
    if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        told.append("the page is wider than the window")
    return told
