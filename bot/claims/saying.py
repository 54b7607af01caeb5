"""The words of saying, from saying.toml: verbs with what they tell, nouns for people and for what speaks for a body."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.claims.claim import Method, Stance


@dataclass(frozen=True, slots=True)
class Saying:
    """`verb` finds a verb of saying; the name of its group leads to what it tells in `told`."""

    verb: re.Pattern[str]
    told: tuple[tuple[Method, Stance], ...]
    personal: frozenset[str]
    never_inverted: frozenset[str]
    people: frozenset[str]
    crowds: frozenset[str]
    voices: frozenset[str]
    alone: frozenset[str]
    described: frozenset[str]
    titles: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    capitals: frozenset[str]
    foreign: frozenset[str]

    def tells(self, verb: re.Match[str]) -> tuple[Method, Stance]:
        return self.told[int((verb.lastgroup or "v0")[1:])]

    def is_person(self, noun: str) -> bool:
        return _singular(noun) in self.people


@cache
def load_saying() -> Saying:
    text = resources.files("bot.claims").joinpath("saying.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    groups = data["verbs"]
    verb = "|".join(rf"(?P<v{at}>\b(?:{'|'.join(group['forms'])}))" for at, group in enumerate(groups))

    def listed(section: str, key: str) -> frozenset[str]:
        return frozenset(data[section][key].split())

    return Saying(
        verb=re.compile(rf"(?:{verb})(?![\w'’])", re.IGNORECASE),
        personal=frozenset(f"v{at}" for at, group in enumerate(groups) if group.get("is_personal")),
        told=tuple((Method(group["method"]), Stance(group["stance"])) for group in groups),
        never_inverted=listed("never_inverted", "words"),
        people=listed("people", "nouns"),
        crowds=listed("people", "groups"),
        voices=listed("bodies", "voices"),
        alone=listed("bodies", "alone"),
        described=listed("bodies", "described"),
        titles=listed("titles", "words"),
        women=listed("titles", "women"),
        men=listed("titles", "men"),
        capitals=listed("capitals", "words"),
        foreign=frozenset(word.lower() for word in data["capitals"]["foreign"].split()),
    )


def _singular(noun: str) -> str:
    noun = noun.lower().removesuffix("'s")
    if noun.endswith("wives"):
        return f"{noun[:-3]}fe"
    if noun.endswith("women") or (noun.endswith("men") and noun != "men"):
        return f"{noun[:-2]}an"
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "ches")):
        return noun[:-2]
    return noun.removesuffix("s") if not noun.endswith("ss") else noun
