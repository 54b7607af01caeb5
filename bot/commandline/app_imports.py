"""The commands that put records into the library. As in `app.py`, what a command needs is loaded when it runs."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.commandline.exits import saying_errors
from bot.commandline.options import ConfigOption, DebugOption

DATA_SETS = {
    "ucdp-ged": "Import events of UCDP GED or UCDP Candidate from the CSV file that UCDP offers.",
    "acled": "Import events of ACLED from its CSV export, for the newsroom alone.",
    "claimreview": "Import fact-checks of others: ClaimReview and MediaReview, as JSON-LD or from the Fact Check Tools API.",
    "ratings": "Import what somebody else thinks of sources, from a CSV file, as their opinion.",
    "geonames": "Import places with their names in all scripts from a country file of GeoNames.",
    "timemap": "Import incidents from the JSON of a TimeMap.",
}
"""Here and not with their readers, which take longer to load than most commands need."""

imports = typer.Typer(help="Put records into the library.", no_args_is_help=True, rich_markup_mode=None)


@imports.command("csv")
@imports.command("xlsx")
def import_csv(
    path: Annotated[
        Path | None,
        typer.Argument(
            help="A CSV file, a folder of them, or a spreadsheet (docs/importing.md).", show_default=False
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what an import would do.")] = False,
    visibility: Annotated[
        Literal["public", "newsroom", "restricted"] | None,
        typer.Option(
            help="For records that name none themselves. Default: newsroom; those that are there keep theirs."
        ),
    ] = None,
    provenance: Annotated[
        Literal["data_set", "desk"] | None,
        typer.Option(
            help="desk: these records were reviewed by this newsroom. Default: data_set; what does not change keeps its own."
        ),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Take the good rows, list the others.")
    ] = False,
    kind: Annotated[str, typer.Option(help="What a file with another name holds, such as events.")] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="What a column is called in the file: OURS=THEIRS. Can be given again."),
    ] = None,
    remove_starter: Annotated[
        bool, typer.Option("--remove-starter", help="Take the records out that came with the program.")
    ] = False,
    replace_desk: Annotated[
        bool,
        typer.Option("--replace-desk", help="Let a data set replace records that the desk has reviewed."),
    ] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Import records from CSV files or a spreadsheet. Without --skip-bad either all rows are taken or none."""
    with saying_errors(debug=debug, doing="import"):
        from bot.commandline.csv_files import Order, read_map
        from bot.commandline.csv_files import import_csv as import_command
        from bot.library.filing import Provenance
        from bot.people.audience import Audience

        order = Order(
            path=path,
            kind=kind,
            columns=read_map(columns or []),
            visibility=Audience(visibility) if visibility else None,
            provenance=Provenance(provenance) if provenance else None,
            is_dry=dry_run,
            skips_bad=skip_bad,
            removes_starter=remove_starter,
            replaces_desk=replace_desk,
        )
        raise typer.Exit(import_command(order, config))


def import_data_set(  # one function for all of them: they differ in what they read
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(help="The file, or - for standard input (docs/importing.md).", show_default=False),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what an import would do.")] = False,
    source: Annotated[
        str, typer.Option(help="What the data set is called, where its records are shown.")
    ] = "",
    visibility: Annotated[
        Literal["public", "newsroom", "restricted"] | None,
        typer.Option(help="Who may see the records. Default: newsroom; those that are there keep theirs."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(help="Only rows of this country, by the name it has there. Can be given again."),
    ] = None,
    means: Annotated[
        list[str] | None,
        typer.Option(help="What a word of theirs means in ours: THEIRS=OURS. Can be given again."),
    ] = None,
    dated: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of the list, for ratings that have none."),
    ] = None,
    problems: Annotated[
        Path | None, typer.Option(help="A CSV file to write with every row that has a problem.")
    ] = None,
    replace_desk: Annotated[
        bool, typer.Option("--replace-desk", help="Replace records that the desk has reviewed.")
    ] = False,
    replace_starter: Annotated[
        bool, typer.Option("--replace-starter", help="Replace records that came with the program.")
    ] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    with saying_errors(debug=debug, doing="import"):
        from bot.commandline.data_sets import DataSetOrder, read_means
        from bot.commandline.data_sets import import_data_set as import_command
        from bot.people.audience import Audience

        order = DataSetOrder(
            format=context.info_name or "",
            file=file,
            data_set=source,
            visibility=Audience(visibility) if visibility else None,
            countries=tuple(country or ()),
            means=read_means(means or [], "--means"),
            dated=dated.date() if dated else None,
            problems=problems,
            is_dry=dry_run,
            replaces_desk=replace_desk,
            replaces_starter=replace_starter,
        )
        raise typer.Exit(import_command(order, config))


for _format, _help in DATA_SETS.items():
    imports.command(_format, help=_help)(import_data_set)
