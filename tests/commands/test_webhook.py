from pathlib import Path

import pytest

from tests.commands.conftest import Secondsource

SECRET = "x" * 24


def test_nobody_to_be_told_is_said(secondsource: Secondsource) -> None:
    tried = secondsource("webhook", "test")

    assert tried.exit_code == 2
    assert "There is nobody to be told" in tried.output


def test_receiver_inside_the_network_is_not_gone_to(
    secondsource: Secondsource, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = '[webhook.receivers.cms]\nurl = "https://127.0.0.1:9/hooks"\nsecret_env = "HOOK_SECRET"\n'
    config.write_text(config.read_text(encoding="utf-8") + told, encoding="utf-8")
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    tried = secondsource("webhook", "test")

    assert tried.exit_code == 69
    assert "cms: it was not taken" in tried.output
    assert "none of this name" in secondsource("webhook", "test", "--receiver", "archive").output
