import os
import sys
from pathlib import Path

from bot.config.load import Loaded, load_settings


def load_and_log(config: Path | None) -> Loaded:
    """The settings for a command, with logging set up as they say. Raises `Misconfigured`."""
    from bot.runtime.log import set_up_logging  # noqa: PLC0415 - structlog is slow to load and check-config has no use for it

    loaded = load(config)
    set_up_logging(loaded.settings.log.level, loaded.settings.log.format, sys.stderr)
    return loaded


def load(config: Path | None) -> Loaded:
    return load_settings(config, os.environ, folder=Path.cwd())


def log_bug(bug: Exception) -> None:
    """For `on_bug`: where it broke goes to the log, its message, which may quote a text, does not."""
    import structlog  # noqa: PLC0415 - as above

    structlog.get_logger("secondsource").error("fault", exc_info=bug)
