import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def killed_after(program: str, argument: Path, *, lines: int) -> int:
    """Runs a program that prints a version a line, kills it when it has told that many; the last one it told."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(argument)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
    return told[-1]
