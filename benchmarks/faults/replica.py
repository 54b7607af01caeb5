"""`secondsource run` with a clock that jumps, as a process of its own."""

import argparse
from pathlib import Path

from benchmarks.faults.clock import WrongClock
from bot.commandline.run import run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("run",))
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--clock", type=Path, required=True)
    given = parser.parse_args()
    run(
        given.config,
        examples=(),
        once=False,
        sign_in_link=False,
        new_keys=False,
        clock=WrongClock(given.clock),
    )


if __name__ == "__main__":
    main()
