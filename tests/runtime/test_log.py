import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.runtime.log import set_up_logging
from bot.runtime.redact import redact


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    logging.captureWarnings(False)
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


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
