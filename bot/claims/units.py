"""Which noun a number counts."""

from collections.abc import Sequence

from bot.claims.countables import Sort, is_singular, measure_of, plain_unit, sort_of
from bot.claims.tokens import Token
from bot.claims.word_list import words

_UNIT_STOPS = words(
    """and or but of in on at by to from for with near during after before since until including who which that whom were was
    are is be been being have has had will would who's while when as the a an not also more less fewer than so inside
    outside across into over under per about among between did do does said can could may might remain remained still
    against last this"""
)
_DESCRIBED = {Sort.POST, Sort.BUILDING}
_PREPOSED = words(
    "more other additional further of the his her their these those them whom us ours theirs innocent unarmed"
)


def unit_after(tokens: Sequence[Token], place: int, *, is_one: bool) -> tuple[str, int]:
    """The noun that the number at `place` counts, and the place behind it; empty and the next place where there is none."""
    known, behind = "", place + 1
    step = place + 1
    while step < len(tokens) and tokens[step].word in _PREPOSED and step < place + 4:
        step += 1
    if step + 1 < len(tokens) and tokens[step].word in {"were", "are"}:
        noun = plain_unit(tokens[step + 1].word)  # "ten of them were children"
        is_said = sort_of(noun) is Sort.PERSON and not measure_of(noun)
        return (noun, step + 2) if is_said else ("", place + 1)
    for at in range(step, min(step + 4, len(tokens))):
        word = tokens[at].word
        if not (word[0].isalpha() or word == "%") or word in _UNIT_STOPS:
            break
        unit = plain_unit(word)
        is_known = (
            sort_of(unit) is not Sort.UNKNOWN
            and not word.endswith("'s")
            and (is_one or not is_singular(word))
        )
        if measure_of(word) and not is_known and not _describes(tokens, at):
            break
        if is_known:
            known, behind = unit, at + 1
            following = tokens[at + 1].word if at + 1 < len(tokens) else ""
            is_described = sort_of(unit) is Sort.PERSON and sort_of(plain_unit(following)) in _DESCRIBED
            if sort_of(plain_unit(following)) is not Sort.PERSON and not is_described:
                break  # "resistance fighters": the last noun is the one that is counted
        elif word.endswith("s") and not word.endswith(("ss", "'s", "us")) and not known:
            known, behind = word, at + 1
    if sort_of(known) in {Sort.AMOUNT, Sort.THING}:
        return _with_matter(tokens, known, behind)
    return known, behind


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun that is counted comes right behind: "30 burned bodies", "12 wounded soldiers"."""
    return at + 1 < len(tokens) and sort_of(plain_unit(tokens[at + 1].word)) is Sort.PERSON


def _with_matter(tokens: Sequence[Token], unit: str, behind: int) -> tuple[str, int]:
    """Adds "of aviation fuel" to an amount."""
    if sort_of(unit) is not Sort.AMOUNT or behind + 1 >= len(tokens) or tokens[behind].word != "of":
        return unit, behind
    matter: list[str] = []
    for token in tokens[behind + 1 : behind + 4]:
        is_verb = token.word.endswith("ed") or measure_of(token.word)
        if not token.word[0].isalpha() or token.word in _UNIT_STOPS or is_verb or unit == "percent":
            break
        matter.append(token.word)
    return (f"{unit} of {' '.join(matter)}", behind + 1 + len(matter)) if matter else (unit, behind)
