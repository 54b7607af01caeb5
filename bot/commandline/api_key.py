"""`secondsource api-key`: keys for programs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import typer

from bot.assembly.api_keys import list_api_keys, make_api_key, revoke_api_key
from bot.commandline.exits import Exit, say
from bot.commandline.setting import load_and_log
from bot.commandline.sign_in_link import ADMIN
from bot.errors import Misconfigured, Problem
from bot.people.api_key import NEEDS, ApiKey, Scope, WantedKey
from bot.people.audience import Audience
from bot.people.role import Member, Role
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end

_SPAN = re.compile(r"([1-9][0-9]{0,3})([hd])")
_UNITS = {"h": "hours", "d": "days"}
_LONGEST = timedelta(days=730)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class KeyOrder:
    """What was typed. `role` and `acts_as` are empty where they were not given."""

    name: str
    scopes: Sequence[str]
    expires: str
    audience: str
    role: str
    acts_as: str


def create_key(order: KeyOrder, config: Path | None) -> None:
    """Prints the key, and nothing else, to standard output. Raises `Misconfigured` and `Unavailable`."""
    wanted, lives = _wanted(order), _lives(order.expires)
    settings = load_and_log(config).settings
    made = make_api_key(
        settings, wanted, lives=lives, by=ADMIN, acts_as=order.acts_as.strip(), clock=SystemClock()
    )
    key, shown = run_to_end(made)
    typer.echo(shown)
    say(f"This is key {key.id}, good until {key.expires_at:%Y-%m-%d %H:%M} UTC. It is shown this once.")


def list_keys(config: Path | None) -> None:
    settings, clock = load_and_log(config).settings, SystemClock()
    for key in run_to_end(list_api_keys(settings, clock=clock)):
        typer.echo("  ".join(_columns(key, clock.now())))


def revoke_key(key: str, config: Path | None) -> Exit:
    settings = load_and_log(config).settings
    if run_to_end(revoke_api_key(settings, key, by=ADMIN, clock=SystemClock())):
        typer.echo(f"Key {key} opens nothing any more.")
        return Exit.DONE
    say("There is no such key, or it was ended before. secondsource api-key list shows all.")
    return Exit.BAD_INPUT


def _wanted(order: KeyOrder) -> WantedKey:
    problems = [
        Problem("--scope", f"{one} is none of: {', '.join(Scope)}.") for one in set(order.scopes) - set(Scope)
    ]
    scopes = frozenset(Scope(one) for one in order.scopes if one in set(Scope))
    name = order.name.strip()
    if not 0 < len(name) <= _LONGEST_NAME:
        problems.append(Problem("--name", f"Say in 1 to {_LONGEST_NAME} characters what the key is for."))
    if order.role and order.acts_as:
        problems.append(Problem("--role", "A key that acts as a member has the role of that member."))
    role = Role(order.role) if order.role else Role.TIPSTER
    lacking = [scope for scope in scopes if scope in NEEDS and not Member("any", "", role).may(NEEDS[scope])]
    if lacking and not order.acts_as:
        asked = (
            "Cases are for somebody of the desk: name a member with --as, or give the key a role of its own."
        )
        problems.append(Problem("--as", asked))
    if problems:
        raise Misconfigured(tuple(problems))
    return WantedKey(name, scopes, Audience(order.audience), Member(role=role))


def _lives(text: str) -> timedelta:
    span = _SPAN.fullmatch(text)
    lives = timedelta(**{_UNITS[span[2]]: int(span[1])}) if span else None
    if lives is None or lives > _LONGEST:
        problem = Problem("--expires", f"Write a time such as 90d or 12h, {_LONGEST.days}d at most.")
        raise Misconfigured((problem,))
    return lives


def _columns(key: ApiKey, now: datetime) -> tuple[str, ...]:
    state = "revoked" if key.revoked_at else "in force" if key.is_good(now) else "expired"
    acts_as = f"as {key.member.name} ({key.member.role.value})" if key.member.id else ""
    scopes = ",".join(sorted(key.scopes))
    return (
        key.id,
        f"{state:8}",
        f"until {key.expires_at:%Y-%m-%d}",
        key.audience.value,
        scopes,
        key.name,
        acts_as,
    )
