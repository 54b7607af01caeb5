import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.assembly.examining import SeenSlack, SeenTelegram
from bot.commandline.conversations import tell_receivers
from bot.commandline.packages import differing
from bot.commandline.platforms import tell_platforms
from bot.config.load import parse_settings
from bot.config.settings import Settings
from bot.desk.webhook import Reached
from handlers.slack.examine import SCOPES
from tests.commands.conftest import Secondsource
from tests.fakes.clocks import FixedClock
from tests.fakes.slack.server import FakeSlack
from tests.fakes.telegram.server import FakeTelegram

MANIFESTS = Path(__file__).parents[2] / "deploy" / "slack"
SECRETS = {
    "TEST_TELEGRAM": "1:secretsecret",
    "TEST_BOT": "xoxb-secretsecret",
    "TEST_APP": "xapp-secretsecret",
}
PLATFORMS = """
[telegram]
token_env = "TEST_TELEGRAM"
base_url = "{telegram}"
[slack]
bot_token_env = "TEST_BOT"
app_token_env = "TEST_APP"
base_url = "{slack}"
"""
NOWHERE = PLATFORMS.format(telegram="http://127.0.0.1:1", slack="http://127.0.0.1:1/")


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


def results(output: str) -> dict[str, dict[str, object]]:
    return {result["subject"]: result for result in json.loads(output)}


def add(config: Path, text: str) -> None:
    config.write_text(config.read_text(encoding="utf-8") + text, encoding="utf-8")


async def test_tokens_are_tried_on_the_platforms(
    secondsource: Secondsource, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FakeTelegram() as telegram, FakeSlack() as slack:
        monkeypatch.setenv("TEST_TELEGRAM", telegram.token)
        monkeypatch.setenv("TEST_BOT", slack.bot_token)
        monkeypatch.setenv("TEST_APP", slack.app_token)
        add(config, PLATFORMS.format(telegram=telegram.url, slack=slack.base_url))

        result = await asyncio.to_thread(secondsource, "doctor", "--json")

    told = results(result.stdout)
    assert (result.exit_code, told["telegram"]["ok"], told["slack"]["ok"], told["clock"]["ok"]) == (
        0, True, True, True,
    )  # fmt: skip


async def test_refused_tokens_are_named_and_never_shown(secondsource: Secondsource, config: Path) -> None:
    async with FakeTelegram() as telegram, FakeSlack() as slack:
        add(config, PLATFORMS.format(telegram=telegram.url, slack=slack.base_url))

        result = await asyncio.to_thread(secondsource, "doctor")

    assert result.exit_code == 69
    assert "telegram: refuses the token" in result.stdout
    assert "says of slack.bot_token: invalid_auth" in result.stdout
    assert "secretsecret" not in result.stdout + result.stderr


def test_platforms_that_are_away_are_told(secondsource: Secondsource, config: Path) -> None:
    add(config, NOWHERE)

    result = secondsource("doctor", "--json")

    assert {results(result.stdout)[name]["wrong"] for name in ("telegram", "slack")} == {
        "does not answer from here"
    }


def test_nobody_is_asked_offline(secondsource: Secondsource, config: Path) -> None:
    add(config, NOWHERE)

    assert secondsource("doctor", "--offline").exit_code == 0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return parse_settings(NOWHERE, SECRETS, folder=tmp_path)


def wrong(settings: Settings, telegram: SeenTelegram | None, slack: SeenSlack | None) -> Iterator[str]:
    yield from (result.wrong for result in tell_platforms(settings, telegram, slack) if result.wrong)


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (SeenTelegram(is_there=True, is_accepted=True, webhook="https://b", failure="Connection refused", waits=3), "3 updates wait"),
        (SeenTelegram(is_there=True, is_accepted=True, skew=-400.0), "400 s behind"),
    ],
)  # fmt: skip
def test_what_telegram_says_is_told(settings: Settings, seen: SeenTelegram, told: str) -> None:
    assert any(told in one for one in wrong(settings, seen, None))


def test_missing_scopes_are_named(settings: Settings) -> None:
    seen = SeenSlack(is_there=True, missing=frozenset({"im:history"}))

    assert [*wrong(settings, None, seen)] == ["the app lacks scopes: im:history"]


@pytest.mark.parametrize("mode", ["http", "socket"])
def test_scopes_are_those_of_the_manifests(mode: str) -> None:
    manifest = json.loads((MANIFESTS / f"manifest.{mode}.json").read_text(encoding="utf-8"))

    assert {*manifest["oauth_config"]["scopes"]["bot"]} == SCOPES


def test_files_of_others_are_named(secondsource: Secondsource, config: Path, tmp_path: Path) -> None:
    secondsource("migrate")
    (tmp_path / "kept" / "library.db").chmod(0o644)
    for name in ("token", "hook"):
        (tmp_path / name).write_text("1:secretsecret-secretsecret")
        (tmp_path / name).chmod(0o644)
    add(
        config,
        '[telegram]\ntoken_file = "token"\n[webhook.receivers.cms]\nurl = "https://cms.example"\nsecret_file = "hook"\n',
    )

    told = str(results(secondsource("doctor", "--offline", "--json").stdout)["rights"]["remedy"])

    assert all(str(tmp_path / name) in told for name in ("kept/library.db", "token", "hook"))


def test_open_listener_is_a_warning(secondsource: Secondsource, config: Path) -> None:
    config.write_text(
        '[storage]\nfolder = "kept"\n[encoder]\nenabled = false\n[web]\nport = 0\nhost = "0.0.0.0"\n'
    )

    assert "without TLS" in str(results(secondsource("doctor", "--json").stdout)["exposure"]["wrong"])


def test_receiver_that_takes_nothing_is_told() -> None:
    clock = FixedClock()
    failing = Reached(7, 12, clock.now() - timedelta(hours=3), given_up=2)
    away, there = tell_receivers({"away": failing, "there": Reached(9)}, clock)

    assert away.wrong == "has not taken what it is told for 180 minutes, tried 12 times; given up so far: 2"
    assert (there.subject, there.wrong) == ("webhook there", "")


def test_packages_of_other_versions_are_named(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("pytest==0.1 ; python_version > '3' \\\n    --hash=sha256:0\nnot-installed==1.0\n")

    (told,) = differing(lock)

    assert (told.startswith("pytest "), "tested with 0.1" in told) == (True, True)
