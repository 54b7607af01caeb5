"""What a number counts: the nearest word that says what happened, reached without leaving the number's own clause."""

from collections.abc import Sequence
from itertools import pairwise

from bot.claims.countables import ACTIVE, EITHER, PHRASES, RELEASED, Sort, fits, measure_of, sort_of
from bot.claims.quantity import Measure
from bot.claims.tokens import Token
from bot.claims.word_list import words

_HARD = frozenset(";.!?:–—")
_PASSIVE = words(
    """was were been being be is are got get left reportedly reported feared confirmed found remain remained remains still"""
)
_PASSED_OVER = words(
    """also reportedly all have has had been then later brutally immediately now already not never"""
)
_OBJECT_FOLLOWS = words(
    """the a an his her their its some at more over nearly almost about around dozens scores hundreds thousands another him
    them people civilians villagers many several up between no nobody anyone any roughly approximately as both all"""
)
_COST = {
    ",": 1.5,
    "and": 2.0,
    "or": 2.0,
    "but": 3.0,
    "who": 1.0,
    "which": 1.0,
    "while": 5.0,
    "after": 2.0,
    "when": 3.0,
    "in": 1.2,
    "then": 2.0,
}
_FARTHEST = 14.0
_ONLY_THE_NOUN = 6.0  # "1,576 detainees died": that they are detainees is what counts only where nothing else happened to them
_NUMBER_BETWEEN = 6.0
_ASIDE = 2.0
_ASIDE_OPENS = words(
    """including among mostly mainly most some many all both plus as nearly almost half largely at of one with predominantly"""
)
_OTHER_VERB = 4.0
_OTHER_PHRASE = 6.0
_ELSEWHERE = words("in at near from on during across around inside outside")
_NOT_DEAD = words("ill to from back off into sick behind short under silent by")
_IN_BATTLE = words("fighting battle battles combat action clashes")
_HELD_BEFORE = words("being still been be are were is was")
_TOLL_VERBS = words(
    "is was to at of reached reaches hit hits stands stood passed exceeds exceeded exceed top topped surpass surpassed remained remains stayed stays"
)


def measure_at(tokens: Sequence[Token], place: int, behind: int, unit: str) -> tuple[Measure, float]:
    """What happened to those counted by the number at `place`, and how far away that is said (0 is beside it).

    `unit` is their noun, which ends before the token at `behind`.
    """
    sort = sort_of(unit)
    if place < behind <= len(tokens) and tokens[behind - 1].word in {"lives", "life"}:
        return Measure.KILLED, 0.0
    best, least = Measure.OTHER, _FARTHEST
    for step in (1, -1):
        cost = 0.0
        at = place + step
        while 0 <= at < len(tokens) and cost < least:
            token = tokens[at]
            if token.word in _HARD:
                break
            measure = _measure(tokens, at, sort)
            is_inside = place < at < behind - 1 and token.word not in ACTIVE  # "30 injured people"
            if (
                measure
                and may_be(measure, sort, unit)
                and (is_inside or _points_to(tokens, at, number_is_before=step > 0))
            ):
                is_noun = place < at == behind - 1
                away = cost + _ONLY_THE_NOUN if is_noun else cost
                if away < least:
                    best, least = _refined(tokens, at, measure), away
                if not is_noun:
                    break
            aside = _aside(tokens, at) if step > 0 else 0
            if at >= behind or step < 0:
                cost += _ASIDE if aside else _cost(token, is_left=step < 0)
            at += aside or step
    return (best, least) if best is not Measure.OTHER else (_stated(tokens, place, sort, unit), least)


def may_be(measure: Measure, sort: Sort, unit: str) -> bool:
    """Cows and motorbikes are taken too, but that is no capture."""
    return fits(measure, sort) and not (
        measure is Measure.TAKEN and unit and sort in {Sort.UNKNOWN, Sort.THING}
    )


def _stated(tokens: Sequence[Token], place: int, sort: Sort, unit: str) -> Measure:
    """What is counted where no word beside the number says it."""
    if sort in {Sort.PERSON, Sort.UNKNOWN} and _states_a_toll(tokens, place):
        return Measure.KILLED
    return Measure.OTHER if unit else _put_at(tokens, place)


def _states_a_toll(tokens: Sequence[Token], place: int) -> bool:
    """ "The toll of the air strike in Sagaing is 50": however far away the word stands."""
    before = [token.word for token in tokens[:place]]
    start = max((at + 1 for at, word in enumerate(before) if word in _HARD), default=0)
    return "toll" in before[start:] and any(word in _TOLL_VERBS for word in before[-4:])


def _put_at(tokens: Sequence[Token], place: int) -> Measure:
    """ "… puts the number of civilians killed since the coup at 4,603": what was named before is counted."""
    before = [token.word for token in tokens[:place]]
    if not before or before[-1] not in {"at", "to"} or not {"number", "dead", "count", "total"} & set(before):
        return Measure.OTHER
    return next((measure for word in reversed(before) if (measure := measure_of(word))), Measure.OTHER)


def _aside(tokens: Sequence[Token], at: int) -> int:
    """How many tokens to jump over ", including 5 children," or "(mostly women)"; 0 where none begins at `at`."""
    mark = tokens[at].word
    if mark == "(":
        closing = ")"
    elif mark == "," and at + 2 < len(tokens) and _opens_aside(tokens[at + 1], tokens[at + 2]):
        closing = ","
    else:
        return 0
    return next(
        (step for step in range(2, 12) if at + step < len(tokens) and tokens[at + step].word == closing), 0
    )


def _opens_aside(first: Token, second: Token) -> bool:
    return first.word in _ASIDE_OPENS or (first.numeral >= 0 and second.word == "of")


def _measure(tokens: Sequence[Token], at: int, sort: Sort) -> Measure | None:
    word = tokens[at].word
    if word == "toll":
        return Measure.KILLED
    told = _told_together(tokens, at)
    if told:
        return told
    if word in {"lost", "claimed", "fell", "fallen"}:
        return _lost(tokens, at, sort)
    if sort is Sort.PERSON and word in {"burned", "burnt"}:
        return Measure.KILLED
    if not _is_meant(tokens, at, sort):
        return None
    measure = measure_of(word)
    if measure in {Measure.DETAINED, Measure.ARRESTED} and _is_released(tokens, at):
        return None
    if measure is Measure.TAKEN and word == "taken" and sort is Sort.PERSON:
        return Measure.DETAINED
    return measure


def _is_released(tokens: Sequence[Token], at: int) -> bool:
    """ "The junta freed 2,153 prisoners": they are none any more."""
    around = [token.word for token in tokens[max(0, at - 6) : at + 6]]
    return bool(RELEASED & set(around))


def _told_together(tokens: Sequence[Token], at: int) -> Measure | None:
    """What the word says with those behind it: "crossed into", "rounded up"."""
    following = tuple(token.word for token in tokens[at + 1 : at + 4])
    for words_behind, measure in PHRASES.get(tokens[at].word, ()):
        if following[: len(words_behind)] == words_behind:
            return measure
    return None


def _is_meant(tokens: Sequence[Token], at: int, sort: Sort) -> bool:
    """Whether a word of several meanings has the one that we count: "held elections" and "took place" have not."""
    word = tokens[at].word
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    match word:
        case "held":
            return (before in _HELD_BEFORE or tokens[max(0, at - 2)].word in _HELD_BEFORE) or (
                sort is Sort.PERSON and (after is not None and after.numeral >= 0)
            )
        case "fire":
            return before in {"on", "to"}
        case "shot":
            beyond = tokens[at + 2].word if at + 2 < len(tokens) else ""
            if after is not None and after.word == "at":
                return not _is_active(tokens, at) or beyond in {"close", "point", "short"}
            return (
                after is None
                or after.word not in {"down", "through", "and"}
                or (after.word == "and" and beyond == "killed")
            )
        case "bars":
            return before == "behind"
        case "took" | "taken" | "taking":
            return after is None or after.word not in {
                "place",
                "part",
                "to",
                "from",
                "by",
                "shelter",
                "refuge",
                "cover",
                "over",
                "up",
            }
        case _:
            return True


def _lost(tokens: Sequence[Token], at: int, sort: Sort) -> Measure | None:
    following = [token.word for token in tokens[at + 1 : at + 6]]
    match tokens[at].word:
        case "lost" | "claimed" if {"life", "lives"} & set(following):
            return Measure.KILLED
        case "lost":
            is_thing = sort in {Sort.POST, Sort.BUILDING}
            return (
                Measure.TAKEN if is_thing else Measure.KILLED if sort in {Sort.PERSON, Sort.UNKNOWN} else None
            )
        case "fell" | "fallen" if sort is Sort.PERSON:
            return (
                None
                if following[:1] and following[0] in _NOT_DEAD and not _IN_BATTLE & set(following)
                else Measure.KILLED
            )
        case "fell" | "fallen" if following[:1] not in (["to"], ["by"], ["from"]):
            return Measure.TAKEN
        case _:
            return None


def _points_to(tokens: Sequence[Token], at: int, *, number_is_before: bool) -> bool:
    """Whether the word at `at` speaks of a number on that side: what is killed comes before "was killed" and after "killed"."""
    word = tokens[at].word
    if word in ACTIVE:
        return not number_is_before
    if word not in EITHER or word == "fled":
        return True
    return number_is_before != _is_active(tokens, at)


def _is_active(tokens: Sequence[Token], at: int) -> bool:
    before = [token.word for token in tokens[max(0, at - 4) : at]]
    for word in reversed(before):
        if word in _PASSIVE:
            return False
        if word not in _PASSED_OVER and not word.endswith("ly"):
            break
    if at + 1 >= len(tokens):
        return False
    follower = tokens[at + 1]
    if follower.word in {"dead", "down", "up"} and at + 2 < len(tokens):
        beyond = tokens[at + 2]  # "shot dead three"
        return beyond.numeral >= 0 or (beyond.word in _OBJECT_FOLLOWS and not _is_time_phrase(tokens, at + 2))
    if follower.word in {"and", "or"} and at + 2 < len(tokens) and tokens[at + 2].word in EITHER:
        return _is_active(tokens, at + 2)
    return follower.numeral >= 0 or (follower.word in _OBJECT_FOLLOWS and not _is_time_phrase(tokens, at + 1))


def _is_time_phrase(tokens: Sequence[Token], at: int) -> bool:
    """ "killed over the weekend", "killed at dawn": no object follows."""
    following = [token.word for token in tokens[at : at + 3]]
    if following[0] == "at":
        return len(following) < 2 or following[1] not in {"least", "most"}
    if following[0] in {"over", "about", "around"}:
        return len(following) > 1 and following[1] in {"the", "a", "weekend"}
    return following[:2] == ["as", "a"] or (following[0] == "as" and following[1:2] != ["many"])


def _refined(tokens: Sequence[Token], at: int, measure: Measure) -> Measure:
    if measure is Measure.KILLED:
        following = [token.word for token in tokens[at + 1 : at + 8]]
        for word, after in pairwise([*following, ""]):
            if word in _HARD or word in {",", "and", "but", "while"}:
                break
            if word in {"in", "under", "during", "behind"} and after in {
                "custody", "detention", "prison", "jail", "junta", "military", "police", "torture", "interrogation", "regime", "bars", "cells",
            }:  # fmt: skip
                held = {"custody", "detention", "prison", "jail", "torture", "interrogation", "bars", "cells"}
                return Measure.DIED_IN_CUSTODY if held & set(following) else measure
    return measure


def _cost(token: Token, *, is_left: bool) -> float:
    if is_left and token.word in _ELSEWHERE:
        return _OTHER_PHRASE
    if token.numeral >= 0:
        return _NUMBER_BETWEEN
    if token.word in _COST:
        return _COST[token.word]
    if token.word.endswith("ed") and not measure_of(token.word) and len(token.word) > 4:
        return _OTHER_VERB
    return 1.0
