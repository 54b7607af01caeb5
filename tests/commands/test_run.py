"""The program as a process: what a person or a supervisor sees of it."""

import asyncio
import json
import signal
import sqlite3
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Secondsource

COMMAND = (sys.executable, "-m", "bot")


async def start(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *COMMAND, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )


async def finish(*arguments: str) -> tuple[int | None, str, str]:
    process = await start(*arguments)
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


@pytest.fixture
async def server(config: Path, library: None) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await start("run", "--config", str(config))
    yield process
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def address_of(server: asyncio.subprocess.Process) -> str:
    assert server.stdout is not None
    line = (await server.stdout.readline()).decode()
    return line.split()[-1]


async def get(url: str) -> str:
    def fetch() -> str:
        with urllib.request.urlopen(url) as answer:
            return str(answer.read().decode())

    return await asyncio.to_thread(fetch)


async def test_page_is_served_until_told_to_stop(server: asyncio.subprocess.Process) -> None:
    address = await address_of(server)
    page, health = await get(address), json.loads(await get(f"{address}/health"))

    server.send_signal(signal.SIGTERM)
    _, err = await server.communicate()

    assert "<textarea" in page
    assert health["ready"] is True
    assert server.returncode == 0
    assert "Stopped." in err.decode()
    assert "Traceback" not in err.decode()


async def test_link_to_the_desk_is_printed_on_demand(config: Path, library: None) -> None:
    process = await start("run", "--sign-in-link", "--config", str(config))
    address = await address_of(process)
    link = await address_of(process)
    door = await get(link)
    process.send_signal(signal.SIGTERM)
    await process.communicate()

    assert link.startswith(f"{address}/desk/sign-in?link=")
    assert "It works once" in door


async def test_commands_work_beside_the_server(
    server: asyncio.subprocess.Process, config: Path, tmp_path: Path
) -> None:
    await address_of(server)
    (tmp_path / "events.csv").write_text(
        "id,title,kind,first_day,publisher,visibility\nnew,Flood in Newtown,disaster,2023-09-01,Outlet,public\n",
        encoding="utf-8",
    )

    imported = await finish("import", "csv", str(tmp_path / "events.csv"), "--config", str(config))
    checked = await finish(
        "check", "There was a flood in Newtown on 1 September 2023.", "--config", str(config)
    )

    assert imported[0] == checked[0] == 0
    assert "Flood in Newtown" in checked[1]


def test_examples_are_shown_once(secondsource: Secondsource, tmp_path: Path, library: None) -> None:
    example = tmp_path / "example.txt"
    example.write_text(
        "A raid on the market of Testville killed 12 people on 11 April 2023.", encoding="utf-8"
    )

    result = secondsource("run", "--example", str(example), "--once")

    assert result.exit_code == 0
    assert "> A raid on the market" in result.stdout
    assert "Raid on the market of Testville" in result.stdout


async def test_doctor_is_content_beside_the_server(server: asyncio.subprocess.Process, config: Path) -> None:
    port = (await address_of(server)).rsplit(":", 1)[1]
    config.write_text(
        config.read_text(encoding="utf-8").replace("port = 0", f"port = {port}"), encoding="utf-8"
    )

    code, out, _ = await finish("doctor", "--config", str(config))

    assert (code, "the program is running" in out) == (0, True)


async def test_parallel_imports_report_one_change(config: Path, records: Path, library: None) -> None:
    events = records / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace(",12,", ",13,"), encoding="utf-8")

    imports = await asyncio.gather(
        *(finish("import", "csv", str(events), "--config", str(config)) for _ in range(3))
    )

    said = sorted("1 changed, 1 unchanged" in out for _, out, _ in imports)
    assert said == [False, False, True]
    assert sum("2 unchanged" in out for _, out, _ in imports) == 2


async def test_database_deleted_under_the_server_is_told(
    server: asyncio.subprocess.Process, tmp_path: Path
) -> None:
    address = await address_of(server)
    (tmp_path / "kept" / "library.db").rename(tmp_path / "taken.db")

    assert server.stderr is not None
    line = (await asyncio.wait_for(server.stderr.readline(), 30)).decode()
    with pytest.raises(urllib.error.HTTPError) as raised:
        await get(f"{address}/health")

    assert "part unavailable" in line
    assert "cause=gone" in line
    assert raised.value.code == 503
    raised.value.close()


async def test_taken_port_is_a_sentence(server: asyncio.subprocess.Process, tmp_path: Path) -> None:
    port = (await address_of(server)).rsplit(":", 1)[1]
    other = tmp_path / "other.toml"
    other.write_text(
        f'[storage]\nfolder = "other"\n[encoder]\nenabled = false\n[web]\nport = {port}\n', encoding="utf-8"
    )

    code, _, err = await finish("run", "--config", str(other))

    assert code == 2
    assert "web.port" in err
    assert "Traceback" not in err


def test_unreadable_example_is_a_sentence(secondsource: Secondsource) -> None:
    result = secondsource("run", "--example", "nowhere.txt", "--once")

    assert result.exit_code == 2
    assert "nowhere.txt" in result.stderr


def test_folder_is_no_example(secondsource: Secondsource, tmp_path: Path) -> None:
    result = secondsource("run", "--example", str(tmp_path), "--once")

    assert result.exit_code == 2
    assert "This is a folder" in result.stderr


def test_chat_answers_what_is_piped_in(secondsource: Secondsource, library: None) -> None:
    result = secondsource("chat", text="A raid on the market of Testville killed 12 people on 11 April 2023.")

    assert result.exit_code == 0
    assert "Raid on the market of Testville" in result.stdout


def test_terminal_looks_after_drafts_of_before(
    secondsource: Secondsource, library: None, tmp_path: Path
) -> None:
    secondsource("chat", text="/tip Soldiers burned the market.")
    with closing(sqlite3.connect(tmp_path / "kept" / "library.db")) as connection:
        due = connection.execute("UPDATE sessions SET drafts_until = 1 WHERE drafts_until > 0").rowcount
        connection.commit()

    secondsource("chat", text="A raid on the market of Testville killed 12 people on 11 April 2023.")

    # The draft itself says that it has time: looked at, it is due when it says so.
    with closing(sqlite3.connect(tmp_path / "kept" / "library.db")) as connection:
        left = connection.execute("SELECT count(*) FROM sessions WHERE drafts_until = 1").fetchone()
    assert (due, left) == (1, (0,))
