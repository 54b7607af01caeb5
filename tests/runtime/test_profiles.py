from dataclasses import replace

from bot.claims.names import Names
from bot.library.event import Event
from bot.library.record import Record
from bot.matching.profile import Profile, profile_of
from bot.matching.vocabulary import load_vocabulary
from bot.runtime.profiles import LONG, Profiles
from tests.fakes.entries import an_event

NAMES = Names([])


class Maker:
    """Makes profiles and counts them."""

    def __init__(self, limit: int) -> None:
        self.profiles = Profiles(limit)
        self.made = 0

    def get(self, record: Record, *, names: Names = NAMES, about: tuple[Record, ...] = ()) -> Profile:
        def make() -> Profile:
            self.made += 1
            return profile_of(record, names, load_vocabulary())

        return self.profiles.get(record, about, names=names, make=make)


def long_event(event_id: str, summary: str) -> Event:
    return replace(an_event(event_id), summary=summary)


def test_profile_is_made_once() -> None:
    maker = Maker(2)

    assert maker.get(an_event()) is maker.get(an_event())
    assert maker.made == 1


def test_longest_unused_profile_goes_first() -> None:
    maker = Maker(2)
    for name in ("a", "b", "a", "c", "a"):
        maker.get(an_event(name))

    assert (len(maker.profiles), maker.made) == (2, 3)
    maker.get(an_event("b"))
    assert maker.made == 4


def test_other_names_make_profiles_anew() -> None:
    maker = Maker(2)
    maker.get(an_event())
    maker.get(an_event(), names=Names([]))

    assert maker.made == 2


def test_changed_record_has_another_profile() -> None:
    maker = Maker(2)
    maker.get(an_event())

    assert maker.get(replace(an_event(), title="Another")).record.title == "Another"  # type: ignore[union-attr]


def test_what_it_is_about_counts() -> None:
    maker = Maker(2)
    maker.get(an_event("a"))
    maker.get(an_event("a"), about=(an_event("b"),))

    assert maker.made == 2


def test_change_of_what_it_is_about_counts() -> None:
    maker = Maker(2)
    maker.get(an_event("a"), about=(an_event("b"),))
    maker.get(an_event("a"), about=(replace(an_event("b"), title="Another"),))

    assert maker.made == 2


def test_long_texts_count_as_several_records() -> None:
    maker = Maker(4)
    maker.get(an_event("a"))
    maker.get(long_event("b", "x" * 2 * LONG))
    maker.get(long_event("b", "y" * 2 * LONG))
    assert len(maker.profiles) == 2

    maker.get(an_event("c"), about=(long_event("d", "x" * LONG),))
    assert len(maker.profiles) == 1
    maker.get(long_event("e", "x" * 9 * LONG))
    assert len(maker.profiles) == 0
