"""The command line. Nothing is loaded here before it is known that the three packages belong together."""

import sys

from bot.commandline.packages import misplaced


def main() -> None:
    strange = misplaced()
    if strange:
        sys.stderr.write(f"{strange}\n")
        raise SystemExit(78)
    from bot.commandline.app import app  # noqa: PLC0415 - what it imports may be the strange package

    app()


if __name__ == "__main__":
    main()
