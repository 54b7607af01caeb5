"""Names that are, by their look, those of people."""

import re

from bot.claims.bodies import has_body_noun
from bot.claims.claim import Mention, NameKind
from bot.claims.mentions import find_names
from bot.claims.names import Names
from bot.claims.noun_phrases import is_body
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker

_PART = r"[A-Z][\w'’.-]{0,60}\w"  # bounded: a run of capitals without end must not be looked through from each of them
PERSON_NAME = re.compile(rf"(?<!\w)(?:{_PART}|[A-Z])(?: (?:{_PART}|[A-Z]\.?))+")
OPENS_SENTENCE = re.compile(
    r"^(?:As|In|On|At|But|And|When|While|After|Before|For|By|So|If|Then|Asked|To|With|From|Did|Does|Has|Is|Was|Ask|Meet|See|Take|Tell|Like|Among|Of|Not|Even|Only|Because|Although|Though|Since|Until|Once|Yet|Now|Today|Yesterday|Nor|Or|Both|Neither|Whether|Said|Says|Writes|Wrote|Adds|Added) "
)
_INITIALS = 2
_NUMERAL = re.compile(r"[IVX]+")


def is_person(speaker: Speaker) -> bool:
    """Whether the name is, by its look, one of a person and not of a body."""
    if speaker.name.isupper() and len(speaker.name) > _INITIALS and " " not in speaker.name:
        return False  # "state broadcaster MRTV"
    if speaker.is_person:
        return True
    parts = [word.removesuffix("'s") for word in speaker.name.split()]
    return bool(
        len(parts) > 1
        and not any(len(word) > 1 and word.isupper() and not _NUMERAL.fullmatch(word) for word in parts)
        and " of " not in speaker.name
        and not parts[-1].isdigit()
        and "the" not in parts
        and not is_body(parts[-1])
        and not (
            has_body_noun(speaker.name)
            and {"for", "and", "without", "against", "the"} & set(speaker.name.lower().split())
        )
        and parts[0].lower() != "the"
    )


def people_named(text: str, names: Names) -> set[str]:
    """Names of people, and whatever else in the text may be one."""
    taken = [one for one in find_names(text, names) if not _is_known_person(one, names)]
    found = (
        OPENS_SENTENCE.sub("", match[0])
        for match in PERSON_NAME.finditer(text)
        if not any(one.start <= match.start() + 4 and match.end() - 2 <= one.end for one in taken)
    )
    return {name for name in found if is_person(Speaker(name)) and not is_office(name)}


def _is_known_person(mention: Mention, names: Names) -> bool:
    """Whether the library knows somebody of that name who is no body."""
    known = [names.get(kind, one) for one in mention.ids for kind in (NameKind.ACTOR, NameKind.SOURCE)]
    is_bodiless = not any(one and one.is_body for one in known)
    return mention.kind is not NameKind.PLACE and is_bodiless and is_person(Speaker(mention.name))


def is_office(name: str) -> bool:
    """ "The High Commissioner", "the Foreign Minister": somebody whose name, if any, stands elsewhere."""
    return load_saying().is_person(name.rsplit(maxsplit=1)[-1])
