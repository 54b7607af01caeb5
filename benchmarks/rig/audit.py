"""Whether what the bot said is what it owed: everything answered, nothing twice but what a kill explains, in order, and no excuse among it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from benchmarks.rig.platforms import Platforms
from benchmarks.rig.said import Said, Sort, Texts
from benchmarks.rig.shown import Content, Shown
from bot.people.address import Front
from bot.verdicts.phrasebook import load_phrasebook

_AWAY = ("database", "index", "cache", "disk")
_EXCUSES = ("other", "busy", "late", "fault")
_JUDGED = ("right", "wrong", "none")


@dataclass
class Found:
    """What is wrong, each with the names of the events or the words that it is about."""

    unanswered: list[str] = field(default_factory=list)
    answered_anew: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    excuses: list[str] = field(default_factory=list)
    postponed: list[str] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    duplicates: int = 0
    standing: int = 0
    answers: int = 0


class Audit:
    """`order` is what was taken in, as the database has it."""

    def __init__(
        self,
        platforms: Platforms,
        said: Sequence[Said],
        shown: Sequence[Shown],
        order: dict[str, int],
        texts: Texts,
    ) -> None:
        self._platforms = platforms
        self._said = [one for one in said if one.event in order]
        self._shown = shown
        self._order = order
        self._texts = texts
        self._by_token = {one.token: one for one in self._said if one.token}
        self._by_place = {
            (one.front, one.chat, one.place): one
            for one in self._said
            if one.place and one.sort is not Sort.PRESS
        }
        self._judged = {load_phrasebook("en").text(f"talk.judged.{word}") for word in _JUDGED}

    def judge(self, in_flight: Iterable[Content], interrupted: frozenset[Shown]) -> Found:
        """`in_flight` are the messages that kills met on their way, `interrupted` those that told how far the work was."""
        progress = [one for one in self._shown if one.is_progress]
        self._shown = [one for one in self._shown if not one.is_progress]
        found = Found(answers=len(self._shown), standing=len(progress))
        found.unexplained += [
            f"{one.front.value} {one.chat}: {one.text}" for one in progress if one not in interrupted
        ]
        once = self._without_repetitions(found, Counter(in_flight))
        self._look_for_excuses(found)
        self._look_for_denials(found)
        named = self._named(once, found)
        found.unanswered = [one.event for one in self._said if not self._is_answered(one, named)]
        self._look_at_order(once, found)
        return found

    def _without_repetitions(self, found: Found, in_flight: Counter[Content]) -> list[Shown]:
        seen, once = set[Content](), list[Shown]()
        for one in self._shown:
            if one.content not in seen:
                seen.add(one.content)
                once.append(one)
                continue
            found.duplicates += 1
            if in_flight[one.content] > 0:
                in_flight[one.content] -= 1
            else:
                found.unexplained.append(f"{one.front.value} {one.chat} {one.place}: {one.text[:60]!r}")
        return once

    def _look_for_excuses(self, found: Found) -> None:
        book = load_phrasebook("en")
        for words, told in ((_EXCUSES, found.excuses), (_AWAY, found.postponed)):
            excuses = [book.text(f"unavailable.{word}") for word in words]
            told += [
                f"{one.front.value} {one.chat}: {one.text[:80]!r}"
                for one in self._shown
                if any(excuse in one.text for excuse in excuses)
            ]

    def _look_for_denials(self, found: Found) -> None:
        """Answers that say more often that the library has nothing than they quote texts of which that is true."""
        nothing = load_phrasebook("en").text("relation.nothing.plain")
        for one in self._shown:
            told = self._tokens(one)
            if told and one.text.count(nothing) > sum(
                map(self._texts.is_unknown, (each.token for each in told))
            ):
                found.denied.append(f"{told[0].event}: {one.text[:80]!r}")

    def _tokens(self, shown: Shown) -> list[Said]:
        words = {word.strip("“”\"'.,") for word in shown.text.split()}
        return [self._by_token[word] for word in words & self._by_token.keys()]

    def _named(self, once: Sequence[Shown], found: Found) -> set[str]:
        """The events that some answer is about."""
        answers: dict[str, int] = defaultdict(int)
        named = set[str]()
        for one in once:
            texts = self._tokens(one)
            if not self._is_press_answered(one):
                for text in texts:
                    answers[text.event] += 1
            named.update(text.event for text in texts)
            asked = self._by_place.get((one.front, one.chat, one.place))
            if asked is not None and asked.sort is not Sort.TEXT:
                named.add(asked.event)
        found.answered_anew = [event for event, times in answers.items() if times > 1]
        return named

    def _is_press_answered(self, shown: Shown) -> bool:
        """Whether this is what somebody got for a press: it may quote what was answered before."""
        if shown.front is Front.SLACK:
            return shown.text in self._judged
        chat = self._platforms.telegram.world.chats[int(shown.chat)]
        return bool(shown.place) and int(shown.place) in chat.ours

    def _is_answered(self, said: Said, named: set[str]) -> bool:
        if said.sort is not Sort.PRESS:
            return said.event in named
        if said.query and self._platforms.telegram.methods.queries[said.query].told:
            return True
        return any(
            (one.front, one.chat, one.place) == (said.front, said.chat, said.place)
            and self._is_press_answered(one)
            for one in self._shown
        )

    def _look_at_order(self, once: Sequence[Shown], found: Found) -> None:
        """Within a lane nothing that was taken in later is answered earlier. On Slack each thread of a channel is a lane of its own."""
        latest: dict[tuple[Front, str, str], tuple[int, Said]] = {}
        for one in once:
            if self._is_press_answered(one):
                continue
            asked = self._by_place.get((one.front, one.chat, one.place))
            about = self._tokens(one) or ([asked] if asked is not None else [])
            if not about:
                continue
            numbers = sorted(((self._order[each.event], each) for each in about), key=itemgetter(0))
            is_threaded = one.front is Front.SLACK and one.chat.startswith("C")
            lane = (one.front, one.chat, one.place if is_threaded else "")
            before = latest.get(lane)
            if before is not None and numbers[0][0] < before[0]:
                late, early = numbers[0][1], before[1]
                found.disordered.append(f"{late.event} ({late.sort}) after {early.event} ({early.sort})")
            if before is None or numbers[-1][0] > before[0]:
                latest[lane] = numbers[-1]
