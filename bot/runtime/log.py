"""Logging is set up once, at the start of the process: events with fields, through structlog, to standard error.

Libraries that log by themselves go the same way and are redacted too.
"""

import asyncio
import logging
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

from bot.runtime.redact import describe_fault, redact_event

TALKATIVE = (
    "aiohttp",
    "aiosqlite",
    "alembic",
    "asyncio",
    "httpcore",
    "httpx",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
    "telegram",
    "tldextract",
    "filelock",
)
"""Libraries that are only heard from warnings up. httpx would log addresses with the bot's token at every request."""


def log_unhandled(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """For `loop.set_exception_handler`: what nobody waited for is logged by type and place only.

    The loop's own handler writes messages of exceptions, and the arguments of calls, which quote what was being worked on.
    """
    told = describe_fault(None, "", {"exc_info": context.get("exception")})
    work = context.get("task") or context.get("future")
    if isinstance(work, asyncio.Task):
        told["task"] = getattr(work.get_coro(), "__qualname__", "")
    logging.getLogger("secondsource").error("unhandled", extra=dict(told))


def set_up_logging(level: str, form: str, stream: TextIO) -> None:
    """`level` and `form` as in the settings. Replaces whatever was set up before."""
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        describe_fault,
        redact_event,
    ]
    structlog.configure(
        processors=[*before[:3], *before[4:], structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.processors.LogfmtRenderer(key_order=["time", "level", "event"], bool_as_flag=False)
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(True)  # noqa: FBT003 - the standard library's own signature
