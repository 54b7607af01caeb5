"""The commands that take something out of the library. As in `app.py`, what a command needs is loaded when it runs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.commandline.exits import saying_errors
from bot.commandline.options import ConfigOption, DebugOption

exports = typer.Typer(
    help="Take records out, in forms that others read.", no_args_is_help=True, rich_markup_mode=None
)

AudienceOption = Annotated[
    Literal["public", "newsroom"],
    typer.Option(help="What is taken along: what everybody may see, or what the newsroom may. Never more."),
]


@exports.command("csv")
def export_csv(
    to: Annotated[Path, typer.Option(help="The folder to make. It must not be there yet.")],
    audience: AudienceOption = "public",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Write the library as CSV files, which `import csv` takes again unchanged."""
    _export("csv", to, config, audience=audience, debug=debug)


@exports.command("jsonl")
def export_jsonl(
    to: Annotated[Path, typer.Option(help="The file to write. It must not be there yet.")],
    audience: AudienceOption = "public",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Write the library as JSON, one entry a line."""
    _export("jsonl", to, config, audience=audience, debug=debug)


@exports.command("claimreview")
def export_claim_reviews(
    to: Annotated[Path, typer.Option(help="The file to write. It must not be there yet.")],
    site: Annotated[
        str, typer.Option(help="Where reviews without a link of their own stand: https://…")
    ] = "",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Write the desk's own public reviews as ClaimReview (JSON-LD)."""
    _export("claimreview", to, config, site=site, debug=debug)


@exports.command("evidence")
def export_evidence(
    case: Annotated[int, typer.Argument(metavar="CASE", min=1, help="Its number.", show_default=False)],
    to: Annotated[Path, typer.Option(help="The zip file to write. It must not be there yet.")],
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Write the evidence of a case: record, sources, decision and audit lines, with hashes, and nothing of who asked."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.export_evidence import export_evidence as export_command

        typer.echo(f"{to}: {export_command(case, to, config)} bytes")


def _export(
    format_: str, to: Path, config: Path | None, *, audience: str = "public", site: str = "", debug: bool
) -> None:
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.exports import ExportOrder, export
        from bot.people.audience import Audience

        raise typer.Exit(export(ExportOrder(format_, to, Audience(audience), site), config))
