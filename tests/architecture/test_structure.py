"""The rules of the repository that a linter does not know."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "storage")
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
BROAD_EXCEPTS = 3
"""The edges where a person waits for an answer: a turn, a page. Everywhere else a bug must be seen."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def functions(path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of the body: the options of a command are a table, not a long function."""
    assert function.end_lineno is not None
    return function.end_lineno - function.body[0].lineno + 1


def test_import_contracts_hold() -> None:
    # In a process of its own: it sets up logging as it likes, and switches off the loggers of the others.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert linted.returncode == 0, linted.stdout


def test_modules_import_in_no_circle() -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)

    order = TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    )

    assert list(order.static_order())


def test_files_are_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files(*PACKAGES, "tests")}

    assert [str(path.relative_to(ROOT)) for path, lines in lengths.items() if lines > LONGEST_FILE] == []


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {function.name}, {length(function)} lines"
        for path in files(*PACKAGES)
        for function in functions(path)
        if length(function) > LONGEST_FUNCTION
    ]

    assert long == []


def test_init_files_are_empty() -> None:
    assert [path for path in files(*PACKAGES) if path.name == "__init__.py" and path.stat().st_size] == []


def test_broad_excepts_are_counted() -> None:
    broad = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in files(*PACKAGES)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and is_broad(node)
    ]

    assert len(broad) <= BROAD_EXCEPTS, broad


def is_broad(handler: ast.ExceptHandler) -> bool:
    kind = handler.type
    return kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
