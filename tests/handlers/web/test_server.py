import asyncio
import socket

import pytest
from aiohttp import ClientSession, CookieJar

from bot.errors import Misconfigured
from bot.ports import Checking
from bot.verdicts.phrasebook import load_phrasebook
from handlers.web.public import build_public
from handlers.web.server import Parts, build, serve
from handlers.web.streams import STREAM
from tests.fakes.bugs import no_bugs
from tests.fakes.checking import HeldChecking, PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.reports import nothing, report
from tests.handlers.web.browsing import browse
from tests.stories.page import read_page
from tests.stories.plain_keys import PlainKeys
from tests.stories.talking import PreparedTalk

REPORT = report(nothing("A claim."))


def parts(checking: Checking) -> Parts:
    return Parts(
        PreparedTalk(checking, no_bugs), load_phrasebook("en"), FixedClock(), PlainKeys(), on_bug=no_bugs
    )


def session() -> ClientSession:
    return ClientSession(
        cookie_jar=CookieJar(unsafe=True)
    )  # takes cookies of a bare IP address, as browsers do


async def test_address_is_told_and_answers() -> None:
    async with serve(build(parts(PreparedChecking({}))), port=0) as address, session() as person:
        response = await person.get(address)

    assert address.startswith("http://127.0.0.1:")
    assert response.status == 200


async def test_taken_port_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Misconfigured, match=f"web.port: port {port} is taken"):
            async with serve(build(parts(PreparedChecking({}))), port=port):
                pass


async def test_foreign_address_is_named() -> None:
    with pytest.raises(Misconfigured, match=r"web\.host: 203\.0\.113\.1 is no address of this machine"):
        async with serve(build(parts(PreparedChecking({}))), host="203.0.113.1", port=0):
            pass


async def test_other_listener_names_its_own_settings() -> None:
    with pytest.raises(Misconfigured, match=r"public\.host: 203\.0\.113\.1"):
        async with serve(build_public([], on_bug=no_bugs), host="203.0.113.1", port=0, section="public"):
            pass


async def test_leaving_stops_the_check() -> None:
    checking = HeldChecking(REPORT)
    async with serve(build(parts(checking)), port=0) as address, session() as person:
        page = read_page(await (await person.get(address)).text())
        fields = page.fields | {"text": "A claim."}
        response = await person.post(address, data=fields, headers={"Accept": STREAM})
        await checking.has_begun.wait()
        response.close()
        async with asyncio.timeout(5):
            await checking.was_cancelled.wait()


async def test_running_check_ends_before_the_server_does() -> None:
    checking = HeldChecking(REPORT)
    async with session() as person:
        async with serve(build(parts(checking)), port=0) as address:
            page = read_page(await (await person.get(address)).text())
            asked = asyncio.create_task(person.post(address, data=page.fields | {"text": "A claim."}))
            await checking.has_begun.wait()
            checking.let_go.set()
        response = await asked

    assert response.status == 200


async def test_files_of_the_page_may_be_kept() -> None:
    async with browse(PreparedChecking({})) as browser:
        html = await (await browser.client.get("/")).text()
        _, style = [part.split('"')[0] for part in html.split('href="') if ".css" in part[:60]]
        response = await browser.client.get(style)

    assert (response.status, response.content_type) == (200, "text/css")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
