"""What lies in deploy/ fits the program."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it has none, and nothing else here needs them

from bot.commandline.app import app
from bot.config.load import load_settings
from bot.errors import Misconfigured

DEPLOY = Path(__file__).parents[2] / "deploy"
CONTAINER, MONITORING, SYSTEMD = DEPLOY / "container", DEPLOY / "monitoring", DEPLOY / "systemd"
COMMANDS = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}


@pytest.fixture
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((CONTAINER / "compose.yaml").read_text(encoding="utf-8")))


def test_compose_names_what_it_defines(compose: dict[str, Any]) -> None:
    services = compose["services"].values()
    used = {
        "secrets": {name for service in services for name in service.get("secrets", ())},
        "networks": {name for service in services for name in service["networks"]},
        "volumes": {
            volume.partition(":")[0]
            for service in services
            for volume in service.get("volumes", ())
            if not volume.startswith(".")
        },
    }

    assert used == {kind: {*compose[kind]} for kind in used}


def test_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_settings_of_the_container_lack_secrets_alone() -> None:
    with pytest.raises(Misconfigured) as raised:
        load_settings(CONTAINER / "config.toml", {}, folder=CONTAINER)

    missing = {problem.path for problem in raised.value.problems if "cannot be read" in problem.message}
    assert len(missing) == 4
    assert all(path.endswith("_file") for path in missing)


def test_secrets_of_the_container_are_mounted(compose: dict[str, Any]) -> None:
    named = re.findall(r"/run/secrets/([\w-]+)", (CONTAINER / "config.toml").read_text(encoding="utf-8"))

    assert {*named} == {*compose["services"]["bot"]["secrets"]}


def test_container_holds_what_the_package_needs() -> None:
    let_in = {
        line[1:]
        for line in (CONTAINER / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    copied = re.findall(
        r"^COPY (?!--from)(.+) \S+$", (CONTAINER / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert {name for line in copied for name in line.split()} == let_in
    assert all((DEPLOY.parent / name).exists() for name in let_in)


@pytest.mark.parametrize("unit", sorted(path.name for path in SYSTEMD.glob("*.service")))
def test_units_call_commands_that_exist(unit: str) -> None:
    called = re.findall(r"/bin/secondsource ([a-z-]+)", (SYSTEMD / unit).read_text(encoding="utf-8"))

    assert called
    assert {*called} <= COMMANDS


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
@pytest.mark.parametrize("unit", sorted(path.name for path in SYSTEMD.iterdir()))
def test_units_are_sound(unit: str, tmp_path: Path) -> None:
    for path in SYSTEMD.iterdir():
        there = path.read_text(encoding="utf-8").replace(
            "/opt/secondsource/.venv/bin/secondsource", "/bin/true"
        )
        (tmp_path / path.name).write_text(there, encoding="utf-8")

    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (verified.returncode, verified.stderr) == (0, "")


def expressions() -> Iterator[str]:
    rules = yaml.safe_load((MONITORING / "alerts.yaml").read_text(encoding="utf-8"))
    for group in rules["groups"]:
        for rule in group["rules"]:
            assert rule["annotations"].keys() == {"summary", "action"}
            yield rule["expr"]
    for panel in json.loads((MONITORING / "dashboard.json").read_text(encoding="utf-8"))["panels"]:
        yield from (target["expr"] for target in panel["targets"])


def names_in(exposed: str) -> set[str]:
    """Every name that a query may use, from the text format of Prometheus."""
    found = set()
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", exposed, re.MULTILINE):
        ends = ("_bucket", "_sum", "_count") if kind == "histogram" else ("",)
        found |= {name + end for end in ends}
    return found


async def test_every_number_that_is_watched_exists(exposed: str) -> None:
    asked = {name for expression in expressions() for name in re.findall(r"secondsource_\w+", expression)}

    assert asked
    assert asked - names_in(exposed) == set()
