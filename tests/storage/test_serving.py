import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import Misconfigured
from storage.serving import serving
from tests.storage.killed import ROOT

SERVE = """
import sys
from pathlib import Path
from storage.serving import serving

with serving(Path(sys.argv[1])):
    print(1, flush=True)
    sys.stdin.read()
"""


def test_database_is_served_by_one_process(database: Path) -> None:
    with serving(database), pytest.raises(Misconfigured, match="another process"), serving(database):
        pass


def test_other_way_to_a_database_leads_to_the_same_one(database: Path) -> None:
    link = database.with_name("link.db")
    link.symlink_to(database)

    with serving(database), pytest.raises(Misconfigured, match="another process"), serving(link):
        pass


def test_right_to_serve_is_given_back(database: Path) -> None:
    for _ in range(2):
        with serving(database):
            assert database.with_name("library.db.serving").exists()


def test_killed_process_serves_no_longer(database: Path) -> None:
    command = [sys.executable, "-c", SERVE, str(database)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(Misconfigured), serving(database):
            pass
        process.send_signal(signal.SIGKILL)

    with serving(database):
        assert process.returncode == -signal.SIGKILL


def test_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be made"), serving(tmp_path / "nowhere" / "library.db"):
        pass
