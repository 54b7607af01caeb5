from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.commandline.app import app

Secondsource = Callable[..., Result]

EVENTS = (
    "id,title,kind,first_day,place,killed,publisher,visibility\n"
    "raid,Raid on the market of Testville,raid,2023-04-11,testville,12,Outlet,public\n"
    "plan,Raid on the harbour of Testville,raid,2023-06-20,testville,3,Outlet,newsroom\n"
)
PLACES = "id,name,kind\ntestville,Testville,town\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A settings file beside which everything is kept; the page takes any free port."""
    file = tmp_path / "config.toml"
    file.write_text(
        '[storage]\nfolder = "kept"\n[encoder]\nenabled = false\n[web]\nport = 0\n[log]\nlevel = "warning"\n',
        encoding="utf-8",
    )
    return file


@pytest.fixture
def secondsource(config: Path) -> Secondsource:
    """Runs a command with the settings of this test. A bug raises instead of becoming an exit code."""

    def invoke(*arguments: str, text: bytes | str | None = None) -> Result:
        return CliRunner().invoke(
            app, [*arguments, "--config", str(config)], input=text, catch_exceptions=False
        )

    return invoke


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    return folder


@pytest.fixture
def library(secondsource: Secondsource, records: Path) -> None:
    """The two events and the place of `records`, in the library."""
    assert secondsource("import", "csv", str(records)).exit_code == 0
