from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def encoding_bar(total: int) -> Iterator[Callable[[int], None]]:
    """Shows on standard error how many records are encoded, where there is a terminal and any are waiting."""
    if not total:
        yield lambda _done: None
        return
    from rich.console import Console  # noqa: PLC0415 - most commands find all of them encoded
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("Encoding records, once"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done)


@contextmanager
def copying_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Shows on standard error which table is copied, and how far, where there is a terminal."""
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda name, done, total: progress.update(task, description=name, completed=done, total=total)
