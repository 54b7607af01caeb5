import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that a command loads."""
    code = (
        "import sys; sys.argv = ['secondsource', *sys.argv[1:]]\n"
        "from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('LOADED', *{name.split('.')[0] for name in sys.modules})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split("LOADED", 1)[1].split())


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by("--help").isdisjoint(
        {"sqlalchemy", "aiohttp", "pydantic", "tantivy", "alembic", "structlog"}
    )


def test_check_loads_no_web(config: Path, library: None) -> None:
    loaded = loaded_by("check", "A flood in Newtown.", "--config", str(config))

    assert loaded.isdisjoint({"aiohttp", "jinja2", "alembic"})


def test_without_an_encoder_none_is_loaded(config: Path, library: None) -> None:
    loaded = loaded_by("check", "A flood in Newtown.", "--config", str(config))

    assert loaded.isdisjoint({"onnxruntime", "tokenizers", "usearch"})
