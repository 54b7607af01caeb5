"""The commands and their options. What a command needs is loaded when it runs, so that `--help` and mistakes answer at once."""

from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.commandline.app_api import api_keys, webhook
from bot.commandline.app_exports import exports
from bot.commandline.app_imports import imports
from bot.commandline.app_keeping import COMMANDS
from bot.commandline.exits import saying_errors
from bot.commandline.options import ConfigOption, DebugOption

app = typer.Typer(
    name="secondsource",
    help="Forward a claim. Get what the newsroom already knows, how sure it is, and why.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(imports, name="import")
app.add_typer(exports, name="export")
for keeping in COMMANDS:
    app.command()(keeping)
app.add_typer(api_keys, name="api-key")
app.add_typer(webhook, name="webhook")
thresholds = typer.Typer(
    help="From which likelihood on something is said.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(thresholds, name="thresholds")

audit = typer.Typer(
    help="What was done at the desk, and whether that log is whole.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(audit, name="audit")

AudienceOption = Annotated[
    Literal["public", "newsroom"], typer.Option(help="Who asks: decides which records may be matched.")
]


@app.command()
def run(
    example: Annotated[
        list[Path] | None, typer.Option(help="A text to check first, shown with its answer. May be repeated.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="End after the examples instead of serving.")] = False,
    sign_in_link: Annotated[
        bool,
        typer.Option(
            "--sign-in-link",
            help="Print a link that signs an admin in to the desk, where it is reached from this machine alone.",
        ),
    ] = False,
    new_keys: Annotated[
        bool,
        typer.Option(
            "--new-keys",
            help="Begin with new keys where the old are lost. What people sent before is lost too.",
        ),
    ] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Serve the chat page, and Telegram and Slack where they are configured, until Ctrl-C. The first start loads the starter library."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.run import run as run_command
        from bot.runtime.clock import SystemClock

        run_command(
            config,
            examples=example or [],
            once=once,
            sign_in_link=sign_in_link,
            new_keys=new_keys,
            clock=SystemClock(),
        )


@app.command()
def check(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="The text, or - for standard input.", show_default=False)
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the report as JSON, a stable format.")
    ] = False,
    as_of: Annotated[str, typer.Option(help="When the text was published, as YYYY-MM-DD.")] = "",
    lang: Annotated[
        str, typer.Option(help="Language of the report: en. Default: what the settings say.")
    ] = "",
    audience: AudienceOption = "public",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Check one text and print the report.

    Exit code 0 when it was checked, whatever was found; 2 for input that cannot be used; 69 when the check could not be made.
    """
    with saying_errors(debug=debug):
        from bot.commandline.check import check_text
        from bot.people.audience import Audience

        check_text(
            text, as_of=as_of, audience=Audience(audience), as_json=as_json, language=lang, config=config
        )


@app.command()
def chat(
    audience: AudienceOption = "public",
    visit: Annotated[
        str, typer.Option(help="The visit whose open tip is gone on with, as it was told.")
    ] = "",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Talk with the bot in this terminal."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.chat import chat as chat_command
        from bot.people.audience import Audience

        raise typer.Exit(chat_command(config, audience=Audience(audience), visit=visit))


@thresholds.command("replay")
def replay_thresholds(
    possible: Annotated[
        float | None,
        typer.Option(help="Likelihood below which a record is not spoken of. Default: as in force."),
    ] = None,
    strong: Annotated[
        float | None,
        typer.Option(
            help="Likelihood from which on a record may be called the same thing. Default: as in force."
        ),
    ] = None,
    language: Annotated[
        str, typer.Option(help="For claims in one language alone, by its code, such as my.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Show what other thresholds would have come to, on the matches that people judged. Changes nothing."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.thresholds import Proposal
        from bot.commandline.thresholds import replay_thresholds as replay_command

        replay_command(Proposal(possible, strong, language), config, as_json=as_json)


@app.command("sign-in-link")
def sign_in_link(
    role: Annotated[
        Literal["staff", "moderator", "editor", "admin"], typer.Option(help="What they may do at the desk.")
    ],
    name: Annotated[
        str,
        typer.Option(help="What colleagues see. Somebody who is known by that name comes in as themselves."),
    ] = "",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Print a link that signs somebody in to the desk, once."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.sign_in_link import sign_in_link as link_command
        from bot.people.role import Role

        typer.echo(link_command(Role(role), name, config))


@audit.command("verify")
def verify_audit(
    seen: Annotated[
        str, typer.Option(help="The last line's hash as it was told before: it must still be there.")
    ] = "",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Check that no line of the audit log was changed or taken out. Exit code 69 if one was."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.audit import verify_audit as verify_command

        raise typer.Exit(verify_command(config, seen=seen))


@audit.command("show")
def show_audit(
    limit: Annotated[int, typer.Option(min=1, help="How many lines, the newest first.")] = 50,
    subject: Annotated[str, typer.Option(help='Of one subject alone, such as "case 12".')] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Print the audit log: who did what, when."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.audit import show_audit as show_command

        show_command(config, limit=limit, subject=subject, as_json=as_json)


@app.command()
def migrate(
    new: Annotated[
        bool,
        typer.Option("--new", help="Begin a new library in place of one whose database is gone or empty."),
    ] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Bring the database up to what this version needs. `run` does it by itself."""
    with saying_errors(debug=debug, doing="migrate"):
        from bot.assembly.application import migrate_database, place_of
        from bot.commandline.setting import load
        from bot.runtime.process import run_to_end

        settings = load(config).settings
        changed, place = run_to_end(migrate_database(settings, begins_anew=new)), place_of(settings)
        if new:
            typer.echo(f"A new library was begun in {place}.")
        else:
            typer.echo(f"{place} {'was brought up to date' if changed else 'is up to date'}.")


@app.command()
def copy(
    origin: Annotated[
        str,
        typer.Argument(
            metavar="FROM", help="sqlite:PATH, postgresql://…, or env:NAME of an address.", show_default=False
        ),
    ],
    target: Annotated[
        str, typer.Argument(metavar="TO", help="The same. It must be empty.", show_default=False)
    ],
    debug: DebugOption = False,
) -> None:
    """Copy everything to another database, from SQLite to PostgreSQL or back. Stop what serves them first; the key file goes along unchanged."""
    with saying_errors(debug=debug, doing="migrate"):
        from bot.assembly.copying import copy_between
        from bot.commandline.encoding import copying_bar
        from bot.runtime.process import run_to_end

        with copying_bar() as tell:
            copied = run_to_end(copy_between(origin, target, tell=tell))
        typer.echo(
            f"Copied: {copied.rows} rows of {copied.tables} tables. The audit log is whole: {copied.audit} lines."
        )


@app.command()
def retry(config: ConfigOption = None, debug: DebugOption = False) -> None:
    """Give messages that were laid aside, since they broke the program, another chance. A program that runs takes them up within a minute."""
    with saying_errors(debug=debug, doing="run"):
        from bot.assembly.application import retry_parked
        from bot.commandline.setting import load_and_log
        from bot.runtime.clock import SystemClock
        from bot.runtime.process import run_to_end

        settings = load_and_log(config).settings
        count = run_to_end(retry_parked(settings, clock=SystemClock()))
        typer.echo(f"Messages that are tried again: {count}." if count else "Nothing was laid aside.")


@app.command("check-config")
def check_config(config: ConfigOption = None, debug: DebugOption = False) -> None:
    """Say whether the settings can be used, or list every mistake in them."""
    with saying_errors(debug=debug):
        from bot.commandline.setting import load

        file = load(config).file
        typer.echo(f"OK: {file}" if file else "OK: there is no settings file, all settings are the defaults.")


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask Telegram and Slack.")] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Look at everything that the program needs and say what to do about what is wrong. Exit code 69 where something is."""
    with saying_errors(debug=debug):
        from bot.commandline.examined import show_examined

        raise typer.Exit(show_examined(config, as_json=as_json, offline=offline))


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(f"secondsource {version_of('secondsource')}")
