"""Who says each sentence, where the rules and a model that was taught it are both heard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.claims.attribution import attribution_of, is_mostly_quoted
from bot.claims.bodies import has_body_noun
from bot.claims.claim import Attribution, Method, NameKind, Stance
from bot.claims.full_names import FullNames
from bot.claims.guess import Asked, Attributor, Guess, Ruling
from bot.claims.mentions import find_names
from bot.claims.names import Names, has_burmese
from bot.claims.noun_phrases import is_crowd
from bot.claims.saying import load_saying
from bot.claims.sentences import Sentence
from bot.claims.speaker import Speaker, Who
from bot.claims.tags import verbs_in
from bot.claims.voice import without_quotations
from bot.claims.voice_found import Voice
from bot.claims.word_list import words

SURE = 0.93
AGREED = 0.85
AGAINST = 0.97
"""Probability from which on a name is given, one that the rules have too, and one against what the rules found: a wrong one is worse than none (docs/reading.md)."""

_CAPITALS = re.compile(r"\b[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
_AT = re.compile(
    r"\b(?:in|at|near|outside|around|from|between|inside|above|towards?) (?:the )?$", re.IGNORECASE
)
_NOT = re.compile(r"(?:\b(?:not|never|(?:refus|fail|declin)\w* to|yet to)|n['’]t)(?: \w+ly)? $")
_OPENS = re.compile(r"(?:^|[.!?:;\"'“‘(\n–—-])\s*$")
_SPEECH = re.compile(
    r"[\"“”«»@]|(?<!\d):|[–—-] ?(?-i:[A-Z])[^.\n]{1,60}$|\bputs? the\b|\b(?:according|per|say|write|announcement|communiqu\w+|circular|notice|dossier|learn(?:t|ed)|comment(?:s|ed)?|video|via|source|quoted?|cit(?:es|ed|ing)|words?|view|opinion|account|version|statement|interview|letter|tweet(?:s|ed)?|post(?:s|ed)?|message|briefing|leaflet|speech|note|told|tells|count(?:s|ed)?|spokes\w+|reckoning|estimate|phrase|made (?:known|public)|let [\w ]{2,20} know|if you ask)\b|\bas (?:\S+ ){1,5}(?:has|puts|put|sees|tells|had|figures) it\b",
    re.IGNORECASE | re.MULTILINE,
)
_MORE = re.compile(r" (?!of |for |and |the |in )[a-z]+\b")
_OFFICE = re.compile(r"\b(?:ministry|department|embassy|committee|commission|council|party|bank|agency)\b")
_NO_NAME = words(
    """january february march april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun i the a an this that these those it he
    she they we you there here what who why how when where if but and or so as in on at by for from to of many some most all no not one
    two three four five six seven eight nine ten another several both however once only after before during since until while because
    although though with without under over more nearly about almost"""
)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules found of one sentence: who says it, by which words, and whether it begins within a quotation."""

    said: Attribution | None
    voice: Voice | None
    is_quoted: bool


def may_name(seen: str, sentences: Sequence[Sentence]) -> bool:
    """Whether anything in the text tells that somebody speaks, and anything may be the name of somebody: else nobody need be asked, and a plain report of who
    did what gets no speaker. A text without capitals may have a name."""
    if not (_SPEECH.search(seen) or any(verbs_in(seen))):
        return False
    if _OFFICE.search(seen) or any(_is_party(actor.name) for one in sentences for actor in one.actors):
        return True
    places = [
        (one.span.start + place.start, one.span.start + place.end)
        for one in sentences
        for place in one.places
    ]
    runs = list(_CAPITALS.finditer(seen))
    return not runs or any(_may_be_name(seen, run, places) for run in runs)


def _is_party(name: str) -> bool:
    """ "The junta" may speak, "soldiers" have no name."""
    return not name.islower() or not (is_crowd(name) or load_saying().is_person(name))


def _may_be_name(seen: str, run: re.Match[str], places: Sequence[tuple[int, int]]) -> bool:
    named = [word for word in run[0].lower().split() if word.removesuffix("'s") not in _NO_NAME]
    is_place = any(start <= run.start() and run.end() <= end for start, end in places) or _AT.search(
        seen, max(0, run.start() - 12), run.start()
    )
    if not named or is_place:
        return False
    if len(named) > 1 or not _OPENS.search(seen, max(0, run.start() - 4), run.start()):
        return True
    saying, (low,) = load_saying(), named
    is_plural = low.endswith("s") and not saying.verb.match(seen, run.end() + 1)
    return not (is_plural or saying.is_person(low) or low in saying.alone)


def judge(
    seen: str,
    sentences: Sequence[Sentence],
    ruled: Sequence[Ruled],
    full_names: FullNames,
    names: Names,
    attributor: Attributor,
) -> list[Attribution | None]:
    """Who says each sentence, in their order. Openings and Burmese sentences are not asked about. Raises `Unavailable`."""
    wanted = [at for at, one in enumerate(sentences) if not one.is_opening and not has_burmese(one.seen)]
    guesses = attributor.guess(seen, [_asked(sentences[at], ruled[at].said) for at in wanted])
    found = [one.said for one in ruled]
    voices = [one.voice for one in ruled]
    for at, guess in zip(wanted, guesses, strict=True):
        if guess:
            speaker = _speaker(guess, full_names, voices, names)
            found[at] = _decide(sentences[at], ruled[at], guess, speaker, names)
    return found


def _asked(sentence: Sentence, said: Attribution | None) -> Asked:
    start, end = sentence.span.start, sentence.span.end
    if said is None:
        return Asked(start, end, Ruling.NOBODY)
    if said.method is Method.UNNAMED:
        return Asked(start, end, Ruling.UNNAMED)
    return Asked(start, end, Ruling.NAMED, said.name)


def _speaker(
    guess: Guess, full_names: FullNames, voices: Sequence[Voice | None], names: Names
) -> Speaker | None:
    """Whom the guess means, by the fullest name that the text gives them."""
    if not guess.name:
        return None
    ids = _ids_of(guess.name, names)
    if not ids and guess.name.islower() and has_body_noun(guess.name) and " " not in guess.name:
        return full_names.only_body(guess.name)  # "the ministry", which has a name elsewhere
    plain = Speaker(guess.name, ids)
    return full_names.of(plain, voices) or plain


def _ids_of(name: str, names: Names) -> tuple[str, ...]:
    known = [one for one in find_names(name, names) if one.kind is not NameKind.PLACE]
    return next((one.ids for one in known if (one.start, one.end) == (0, len(name))), ())


def _decide(
    sentence: Sentence, ruled: Ruled, guess: Guess, speaker: Speaker | None, names: Names
) -> Attribution | None:
    said = ruled.said
    is_unnamed = said is not None and said.method is Method.UNNAMED
    do_agree = (
        said is not None
        and speaker is not None
        and not is_unnamed
        and (_is_same(said.name, guess.name) or bool(set(said.ids) & set(speaker.ids)))
    )
    needed = AGREED if do_agree else SURE if said is None else AGAINST
    if speaker is None or guess.probability < needed:
        is_deed = said is not None and said.stance is Stance.ADMISSION and (do_agree or speaker is None)
        return said if is_unnamed or is_deed else None  # "took responsibility": no word of speech
    if do_agree and said and not _goes_too_far(said.name, guess.name):
        is_more = guess.probability >= SURE and _is_longer(speaker.name, said.name)
        return replace(said, name=speaker.name) if is_more else said
    voice = _heard(sentence.seen, guess.at - sentence.span.start, ruled, speaker)
    return attribution_of(replace(voice, speaker=speaker), sentence.seen, names, None)


def _goes_too_far(name: str, guessed: str) -> bool:
    """ "KNLA Brigade 5 releases November", where KNLA Brigade 5 is meant."""
    return name != guessed and name.startswith(guessed) and bool(_MORE.match(name, len(guessed)))


def _is_same(one: str, other: str) -> bool:
    """Whether one of them is the other in full: the rules know the fuller form, and whom it means."""
    one, other = f" {_bare(one)} ", f" {_bare(other)} "
    return one in other or other in one


def _is_longer(one: str, other: str) -> bool:
    one, other = _bare(one), _bare(other)
    return one != other and f" {other} " in f" {one} "


def _bare(name: str) -> str:
    return name.lower().removesuffix("'s").removesuffix("’s").removeprefix("the ")


def _heard(text: str, at: int, ruled: Ruled, speaker: Speaker) -> Voice:
    """What the words beside the name tell, which stands at `at`; where it stands in another sentence, what the rules heard of "she" or "the nurse"."""
    plain = Voice(speaker, Method.QUOTED if is_mostly_quoted(text) else Method.SAID, Stance.REPORT, text)
    if not 0 <= at < len(text):
        is_meant = ruled.voice and ruled.voice.speaker.who in {Who.PRONOUN, Who.DESCRIBED}
        return ruled.voice if ruled.voice and is_meant else plain
    own = without_quotations(text, is_quoted=ruled.is_quoted)
    verbs = [verb for verb in verbs_in(own) if verb.lastgroup]
    if not verbs:
        return plain
    nearest = min(verbs, key=lambda verb: abs(verb.start() - at))
    method, stance = load_saying().tells(nearest)
    is_turned = stance in {Stance.DENIAL, Stance.ADMISSION} and bool(_NOT.search(own[: nearest.start()]))
    return Voice(speaker, method, Stance.REPORT if is_turned else stance, own[nearest.end() :])
