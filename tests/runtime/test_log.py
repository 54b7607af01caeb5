import asyncio
import gc
import io
import json
import logging
from datetime import date
from pathlib import Path

import pytest
import structlog

from bot.claims.submission import Submission
from bot.runtime.log import set_up_logging
from bot.runtime.process import run_to_end
from bot.runtime.redact import redact


@pytest.fixture
def stream() -> io.StringIO:
    stream = io.StringIO()
    set_up_logging("info", "json", stream)
    return stream


def test_event_is_one_json_line(stream: io.StringIO) -> None:
    structlog.get_logger("bot").info("started", port=8080)

    logged = json.loads(stream.getvalue())
    assert {key: logged[key] for key in ("event", "level", "port", "logger")} == {
        "event": "started",
        "level": "info",
        "port": 8080,
        "logger": "bot",
    }


def test_content_is_left_out(stream: io.StringIO) -> None:
    structlog.get_logger("bot").info("checked", text="they bombed us", person="ko ko", claims=3)

    assert "bombed" not in stream.getvalue()
    assert "ko ko" not in stream.getvalue()
    assert json.loads(stream.getvalue())["claims"] == 3


def test_fault_is_logged_without_its_message(stream: io.StringIO) -> None:
    try:
        int("they bombed us")
    except ValueError as fault:
        logging.getLogger("other").exception("failed", exc_info=fault)
        structlog.get_logger("bot").error("failed", exc_info=True)

    foreign, own = (json.loads(line) for line in stream.getvalue().splitlines())
    assert "bombed" not in stream.getvalue()
    assert foreign["error"] == own["error"] == "ValueError"
    assert "test_fault_is_logged" in own["at"]


@pytest.mark.parametrize(
    "secret",
    [
        "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_x",
        "xoxb-1234567890-abcdefghij",
        "xapp-1-A0123-abcdef",
        "Bearer abcdefghijklmnop",
    ],
)
def test_tokens_are_cut_out_everywhere(stream: io.StringIO, secret: str) -> None:
    logging.getLogger("other").warning("GET https://x.example/bot%s/send", secret)
    structlog.get_logger("bot").info("sent", where=secret, parts=[secret])

    assert secret.removeprefix("Bearer ") not in stream.getvalue()


def test_content_is_left_out_at_every_depth(stream: io.StringIO) -> None:
    nested: dict[str, object] = {
        "text": "they bombed us",
        "claims": [{"Person": "ko ko", "count": 3}],
        "days": (1, 2),
    }
    logging.getLogger("other").warning("failed", extra={"data": nested})
    structlog.get_logger("bot").info("failed", data=nested)

    foreign, own = (json.loads(line)["data"] for line in stream.getvalue().splitlines())
    assert foreign == own
    assert own == {
        "text": "(left out)",
        "claims": [{"Person": "(left out)", "count": 3}],
        "days": [1, 2],
    }


def test_object_is_told_by_its_type(stream: io.StringIO) -> None:
    told = [Submission("they bombed us"), ValueError("they bombed us"), b"they bombed us"]
    structlog.get_logger("bot").info("failed", about=told, where=Path("a/b"), day=date(2026, 3, 1))

    logged = json.loads(stream.getvalue())
    assert logged["about"] == ["(Submission)", "(ValueError)", "(bytes)"]
    assert (logged["where"], logged["day"]) == ("a/b", "2026-03-01")


def test_endless_structure_ends(stream: io.StringIO) -> None:
    circle: list[object] = []
    circle.append(circle)
    structlog.get_logger("bot").info("failed", circle=circle)

    assert "(left out)" in stream.getvalue()


def test_fault_that_nobody_waits_for_is_logged_without_its_message(stream: io.StringIO) -> None:
    async def break_with(secret: str) -> None:
        raise ValueError(secret)

    async def main() -> None:
        task = asyncio.create_task(break_with("they bombed us"))
        await asyncio.wait([task])
        del task
        gc.collect()

    run_to_end(main())

    (logged,) = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (logged["event"], logged["error"]) == ("unhandled", "ValueError")
    assert "break_with" in logged["task"]
    assert "break_with" in logged["at"]
    assert "bombed" not in stream.getvalue()


def test_fault_of_a_callback_is_logged_without_its_arguments(stream: io.StringIO) -> None:
    def break_with(secret: str) -> None:
        raise ValueError(secret)

    async def main() -> None:
        asyncio.get_running_loop().call_soon(break_with, "they bombed us")
        await asyncio.sleep(0)

    run_to_end(main())

    assert json.loads(stream.getvalue())["error"] == "ValueError"
    assert "bombed" not in stream.getvalue()


def test_password_in_address_is_cut_out() -> None:
    assert redact("redis://user:hush@host:6379/0") == "redis://(left out)@host:6379/0"


def test_talkative_libraries_are_heard_from_warnings_up(stream: io.StringIO) -> None:
    logging.getLogger("httpx").info("GET …")

    assert stream.getvalue() == ""


def test_text_form_is_one_line_of_fields() -> None:
    stream = io.StringIO()
    set_up_logging("info", "text", stream)

    structlog.get_logger("bot").info("started", port=8080)

    assert "level=info event=started" in stream.getvalue()
    assert "port=8080" in stream.getvalue()
