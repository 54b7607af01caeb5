"""The command line. Nothing is loaded here before it is known that the three packages belong together."""

import sys
from io import TextIOWrapper

from bot.commandline.packages import misplaced


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows a mark for it; no command fails over one.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    strange = misplaced()
    if strange:
        sys.stderr.write(f"{strange}\n")
        raise SystemExit(78)
    from bot.commandline.app import app  # noqa: PLC0415 - what it imports may be the strange package

    app()


if __name__ == "__main__":
    main()
