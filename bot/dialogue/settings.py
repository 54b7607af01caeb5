from collections.abc import Iterator
from dataclasses import replace

from bot.claims.note import Note, note
from bot.dialogue.parts import Facts
from bot.dialogue.surroundings import has_sound, stroke
from bot.people.address import Front
from bot.people.person import Person
from bot.speech.choices import Act, Button, Choice
from bot.speech.heard import From
from bot.speech.outcome import Outcome, Prefer
from bot.speech.replies import Mood, Told
from bot.speech.session import Session

_SWITCH = {"on": True, "off": False}


def settings(session: Session, sender: From, text: str, *, person: Person, facts: Facts) -> Outcome:
    """Shows the settings, or changes the one that is named: `quiet on`, `quiet off`, `language en`."""
    words = text.lower().split()
    match words:
        case []:
            return Outcome(session, (_shown(session, sender, facts),))
        case ["quiet", ("on" | "off") as switch]:
            return set_quiet(session, sender, person=person, is_quiet=_SWITCH[switch])
        case ["language", code]:
            return set_language(session, sender, code, person=person, facts=facts)
        case _:
            said = note("refused.unknown_setting", command=f"{stroke(sender.address.front)}settings")
            return Outcome(session, (Told((said,), Mood.REFUSED),))


def set_quiet(session: Session, sender: From, *, person: Person, is_quiet: bool) -> Outcome:
    if not has_sound(sender.address.front):
        return Outcome(session, (Told((note("refused.no_sound"),), Mood.REFUSED),))
    kept = Prefer(sender.person, replace(person, is_quiet=is_quiet))
    said = Told((note("talk.settings.is_quiet" if is_quiet else "talk.settings.is_loud"),))
    return Outcome(replace(session, is_quiet=is_quiet), (said,), (kept,))


def set_language(session: Session, sender: From, code: str, *, person: Person, facts: Facts) -> Outcome:
    if code not in facts.languages:
        said = note("refused.unknown_language", languages=", ".join(facts.languages))
        return Outcome(session, (Told((said,), Mood.REFUSED),))
    kept = Prefer(sender.person, replace(person, language=code))
    told = Told((note(f"talk.settings.language.{code}"),))
    return Outcome(replace(session, language=code), (told,), (kept,))


def _shown(session: Session, sender: From, facts: Facts) -> Told:
    return Told(
        tuple(_state(session, sender.address.front, facts)),
        buttons=tuple(_buttons(session, sender.address.front, facts)),
    )


def _state(session: Session, front: Front, facts: Facts) -> Iterator[Note]:
    command = f"{stroke(front)}settings"
    if has_sound(front):
        yield note("talk.settings.is_quiet" if session.is_quiet else "talk.settings.is_loud")
        yield note("talk.settings.quiet", command=f"{command} quiet {'off' if session.is_quiet else 'on'}")
    yield note(f"talk.settings.language.{session.language}")
    others = [code for code in facts.languages if code != session.language]
    if others:
        yield note("talk.settings.others", command=f"{command} language {others[0]}")


def _buttons(session: Session, front: Front, facts: Facts) -> Iterator[tuple[Button, ...]]:
    if has_sound(front):
        quiet = Act.LOUD if session.is_quiet else Act.QUIET
        yield (Button(Choice(quiet), note(f"choice.{quiet.value}")),)
    others = tuple(
        Button(Choice(Act.LANGUAGE, value=code), note(f"choice.language.{code}"))
        for code in facts.languages
        if code != session.language
    )
    if others:
        yield others
