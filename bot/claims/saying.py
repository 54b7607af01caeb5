"""The words of saying, from saying.toml: verbs with what they tell, nouns for people and for what speaks for a body."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.claims.claim import Method, Stance


@dataclass(frozen=True, slots=True)
class Saying:
    """`verb` finds a verb of saying; the name of its group leads to what it tells in `told`. `tags`: verbs that need their place to prove it."""

    verb: re.Pattern[str]
    told: Mapping[str, tuple[Method, Stance]]
    tags: frozenset[str]
    personal: frozenset[str]
    never_inverted: frozenset[str]
    people: frozenset[str]
    crowds: frozenset[str]
    voices: frozenset[str]
    alone: frozenset[str]
    described: frozenset[str]
    titles: frozenset[str]
    syllables: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    capitals: frozenset[str]
    foreign: frozenset[str]
    peoples: frozenset[str]
    nations: frozenset[str]

    def tells(self, verb: re.Match[str]) -> tuple[Method, Stance]:
        return self.told.get(verb.lastgroup or "", (Method.SAID, Stance.REPORT))

    def is_burmese_name(self, name: str) -> bool:
        """Whether all its words are those of which Burmese names are made: "Kyaw Zaw"."""
        return " " in name and all(word.lower() in self.syllables for word in name.split())

    def is_person(self, noun: str) -> bool:
        return _singular(noun) in self.people or noun.endswith("-year-old")


@cache
def load_saying() -> Saying:
    text = resources.files("bot.claims").joinpath("saying.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    groups = data["verbs"]
    verb = "|".join(rf"(?P<v{at}>{'|'.join(group['forms'])})" for at, group in enumerate(groups))

    def listed(section: str, key: str) -> frozenset[str]:
        return frozenset(data[section][key].split())

    return Saying(
        # At the beginning of words alone, and asked before any of the forms: so it takes half as long.
        verb=re.compile(rf"\b(?=\w)(?:{verb})(?![\w'’-])", re.IGNORECASE),
        tags=frozenset(form for base in data["tags"]["verbs"].split() for form in _inflected(base))
        | listed("tags", "forms"),
        personal=frozenset(f"v{at}" for at, group in enumerate(groups) if group.get("is_personal")),
        told={
            f"v{at}": (Method(group["method"]), Stance(group["stance"])) for at, group in enumerate(groups)
        },
        never_inverted=listed("never_inverted", "words"),
        people=listed("people", "nouns"),
        crowds=listed("people", "groups"),
        voices=listed("bodies", "voices"),
        alone=listed("bodies", "alone"),
        described=listed("bodies", "described"),
        titles=listed("titles", "words"),
        syllables=listed("titles", "syllables"),
        women=listed("titles", "women"),
        men=listed("titles", "men"),
        capitals=listed("capitals", "words"),
        foreign=frozenset(word.lower() for word in data["capitals"]["foreign"].split()),
        nations=listed("capitals", "nations"),
        peoples=frozenset(word.lower() for word in data["capitals"]["peoples"].split()),
    )


def _inflected(base: str) -> tuple[str, ...]:
    """The forms of a regular verb, in British and in American spelling."""
    if base.endswith("ise"):
        return (*_forms(base), *_forms(f"{base[:-3]}ize"))
    return _forms(base)


def _forms(base: str) -> tuple[str, ...]:
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base, f"{base[:-1]}ies", f"{base[:-1]}ied")
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x")) else f"{base}s"
    return (base, third, f"{base}d" if base.endswith("e") else f"{base}ed")


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
