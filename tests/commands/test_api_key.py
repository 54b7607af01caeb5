from pathlib import Path

import pytest

from tests.commands.conftest import Secondsource

CREATE = ("api-key", "create", "--name", "The site")


def test_key_is_shown_once(secondsource: Secondsource) -> None:
    made = secondsource(*CREATE, "--scope", "check", "--scope", "library:read", "--audience", "newsroom")
    shown = made.stdout.strip()
    listed = secondsource("api-key", "list")

    assert made.exit_code == 0
    assert shown.startswith("ss_")
    assert len(shown.split()) == 1
    assert shown.split("_")[1] in listed.stdout
    assert shown.rsplit("_", 1)[1] not in listed.output
    assert "in force" in listed.stdout
    assert "newsroom  check,library:read  The site" in listed.stdout


def test_key_is_ended(secondsource: Secondsource) -> None:
    key = secondsource(*CREATE, "--scope", "check", "--expires", "12h").stdout.split("_")[1]
    ended, again = secondsource("api-key", "revoke", key), secondsource("api-key", "revoke", key)

    assert (ended.exit_code, again.exit_code) == (0, 2)
    assert "revoked" in secondsource("api-key", "list").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--scope", "cases:write"), "--as"),
        (("--scope", "cases:write", "--role", "staff"), "--as"),
        (("--scope", "cases:read", "--as", "Nobody"), "Nobody of that name"),
        (("--scope", "check", "--as", "Thiri", "--role", "editor"), "--role"),
        (("--scope", "check", "--expires", "forever"), "--expires"),
        (("--scope", "check", "--expires", "800d"), "--expires"),
        (("--scope", "check", "--name", " "), "--name"),
        (("--scope", "everything"), "everything is none of"),
    ],
)
def test_key_that_makes_no_sense_is_not_made(
    secondsource: Secondsource, options: tuple[str, ...], said: str
) -> None:
    made = secondsource(*CREATE, *options)

    assert made.exit_code == 2
    assert said in made.output
    assert made.stdout == ""


def test_key_works_in_the_name_of_a_member(secondsource: Secondsource, config: Path) -> None:
    member = '[[desk.members]]\nname = "Thiri"\nrole = "editor"\ntelegram = 7\n'
    config.write_text(config.read_text(encoding="utf-8") + member, encoding="utf-8")
    secondsource(*CREATE, "--scope", "cases:write", "--as", "thiri")

    assert "as Thiri (editor)" in secondsource("api-key", "list").stdout
