from pathlib import Path

import pytest

from bot.assembly.desk import desk_address, is_local
from bot.config.load import parse_settings
from bot.config.settings import Settings
from tests.commands.conftest import Secondsource


def settings(text: str) -> Settings:
    return parse_settings(text, {}, folder=Path("/"))


@pytest.fixture
def config(config: Path) -> Path:
    """With an address of its own, and somebody who is known."""
    text = config.read_text(encoding="utf-8").replace("port = 0", "port = 8099")
    text += '[[desk.members]]\nname = "Thiri"\nrole = "editor"\ntelegram = 7\n'
    config.write_text(text, encoding="utf-8")
    return config


@pytest.mark.parametrize("arguments", [("moderator",), ("editor", "--name", "thiri")])
def test_link_leads_to_the_desk(secondsource: Secondsource, arguments: tuple[str, ...]) -> None:
    printed = secondsource("sign-in-link", "--role", *arguments)

    assert printed.exit_code == 0
    assert printed.stdout.startswith("http://127.0.0.1:8099/desk/sign-in?link=")
    assert len(printed.stdout.split()) == 1  # so that a script can take it
    assert "within 10 min, once, in the browser" in printed.stderr


def test_known_name_keeps_its_role(secondsource: Secondsource) -> None:
    printed = secondsource("sign-in-link", "--role", "admin", "--name", "Thiri")

    assert printed.exit_code == 2
    assert "Thiri is known as editor." in printed.output


def test_desk_without_address_has_no_link(secondsource: Secondsource, config: Path) -> None:
    config.write_text("[storage]\nfolder = 'kept'\n[web]\nenabled = false\n", encoding="utf-8")
    printed = secondsource("sign-in-link", "--role", "admin")

    assert printed.exit_code == 2
    assert "The desk has no address" in printed.output


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", "http://127.0.0.1:8080"),
        ('[web]\nhost = "::1"', "http://[::1]:8080"),
        ('[desk]\npublic = true\n[public]\nurl = "https://bot.example"', "https://bot.example"),
    ],
)
def test_desk_is_where_the_settings_say(text: str, address: str) -> None:
    assert desk_address(settings(text)) == address


@pytest.mark.parametrize(("host", "local"), [("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False)])
def test_link_is_printed_on_this_machine_alone(host: str, local: bool) -> None:
    assert is_local(settings(f'[web]\nhost = "{host}"')) is local
