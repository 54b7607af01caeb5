"""Sources in chats: what staff is shown, how editors rate, what others learn of it."""

from dataclasses import replace
from datetime import date

from bot.claims.interval import Interval
from bot.dialogue.desk.codes import LETTERS, source_code
from bot.library.filing import Provenance
from bot.library.source import Reliability, desk_rater
from bot.people.address import Front
from bot.people.audience import Audience
from bot.people.role import Member, Role
from bot.speech.choices import Act, Choice
from bot.speech.forms import Form
from bot.speech.heard import Filled
from tests.dialogue.conversation import Conversation, buttons, choice_of, keys, words
from tests.dialogue.desk.at_the_desk import ALONE, HERE, at_the_desk, member, says
from tests.dialogue.desk.cases import EDITOR
from tests.fakes.entries import a_filing, a_rating, a_source, a_statement

SU = Member("m7", "Su", Role.STAFF)
MYA = member("mya")
STAFF = replace(member("su"), audience=Audience.NEWSROOM)
SAID = replace(
    a_statement("said", "Nobody was hurt", said_by="counter"), said_on=Interval.of_day(date(2024, 1, 31))
)
HIDDEN = a_statement("hidden", "A secret", said_by="counter", filing=a_filing(visibility=Audience.RESTRICTED))
GIVEN = {"letter": "D", "reason": "Wrong about Pazigyi", "until": "2027-01-01"}


async def with_sources() -> Conversation:
    talk = at_the_desk()
    talk.post.members.listed = {**talk.post.members.listed, (Front.TELEGRAM, "su"): SU}
    imported = a_rating(rater="A foundation", provenance=Provenance.DATA_SET, letter=Reliability.C)
    await talk.post.library.publish([a_source(), imported, SAID, HIDDEN])
    return talk


def filled(**values: str) -> Filled:
    return Filled(MYA, Form.RATE, tuple((GIVEN | values).items()), "counter")


async def test_staff_sees_ratings_and_what_was_said() -> None:
    talk = await with_sources()
    said = words(await talk.types(STAFF, "/source counter.example"))

    assert "Casualty counters: recorder" in said
    assert "C, fairly reliable: A foundation, imported and not our own opinion, 1 Jan 2026" in said
    assert "One statement of it is in our library: a denial (1)" in said
    assert "31 Jan 2024" in said
    assert "secret" not in said


async def test_public_hears_of_no_such_command() -> None:
    talk = await with_sources()
    stranger, others = member("zaw"), member("zaw", chat="elsewhere")
    for who in (stranger, others):
        for command in ("/source counter", "/sources", "/source nobody", "/source"):
            assert keys(await talk.types(who, command)) == keys(await talk.types(who, "/nonsense"))


async def test_nothing_is_shown_where_others_read_along() -> None:
    talk = await with_sources()

    outside = keys(await talk.types(member("su", chat="elsewhere"), "/source counter"))
    assert outside == ["refused.only_in_private"]


async def test_unknown_source_cannot_be_judged() -> None:
    talk = await with_sources()

    assert "cannot be judged (F)" in words(await talk.types(STAFF, "/source Nobody Times"))
    assert "source AAPP" in words(await talk.types(STAFF, "/source"))


async def test_several_are_chosen_from() -> None:
    talk = await with_sources()
    await talk.post.library.publish([a_source("second", "Second counters")])
    asked = await talk.types(STAFF, "/source counters")
    outcome = await talk.presses(STAFF, choice_of(asked, Act.SOURCE))

    assert len(buttons(asked)) == 2
    assert "Casualty counters: recorder" in words(outcome)


async def test_first_rating_is_given_blind() -> None:
    talk = await with_sources()
    shown = await talk.types(MYA, "/source counter")
    asked = await talk.presses(MYA, choice_of(shown, Act.FORM))

    assert "One rating by somebody else is shown after you have given yours" in words(shown)
    assert "fairly reliable:" not in words(shown)
    assert "fairly reliable:" not in words(asked)
    await talk.hears(says(MYA, "4"))
    until = await talk.hears(says(MYA, "Wrong about Pazigyi"))
    assert "Until when does this count?" in words(until)
    assert "So far: “2027-03-01” Type = to keep it." in words(until)
    done = await talk.hears(says(MYA, "="))
    assert "Casualty counters: D by Mya, until 1 Mar 2027" in words(done)
    assert "C, fairly reliable" in words(await talk.types(MYA, "/source counter"))
    assert "D, not usually reliable: Mya" in words(await talk.types(STAFF, "/source counter"))


async def test_looking_first_is_kept_in_the_log() -> None:
    talk = await with_sources()
    shown = await talk.types(MYA, "/source counter")
    letters = next(each.choice for each in buttons(shown) if each.choice.value == LETTERS)

    assert "C, fairly reliable" in words(await talk.presses(MYA, letters))
    assert [(line.act, line.subject, line.by) for line in talk.post.audit.log] == [
        ("look", "source counter", EDITOR.id)
    ]


async def test_letters_are_kept_from_those_who_read_along() -> None:
    talk = await with_sources()
    in_group = replace(MYA, address=HERE.address, is_private=False)
    shown = await talk.types(in_group, "/source counter")
    letters = Choice(Act.SOURCE, source_code("counter"), value=LETTERS)

    for outcome in (shown, await talk.presses(in_group, letters)):
        assert "One rating is not shown here" in words(outcome)
        assert "fairly reliable" not in words(outcome)
        assert buttons(outcome) == []
    assert talk.post.audit.log == []
    rating = Choice(Act.FORM, source_code("counter"), value="rate")
    assert keys(await talk.presses(in_group, rating)) == ["refused.only_in_private"]


async def test_rating_stands_beside_the_imported_one() -> None:
    talk = await with_sources()
    await talk.hears(filled())

    ratings = (await talk.post.library.shelf()).ratings["counter"]
    assert {(one.rater, one.letter.value) for one in ratings} == {
        (desk_rater(EDITOR.id), "D"),
        ("A foundation", "C"),
    }


async def test_rating_again_takes_the_place_of_the_own() -> None:
    talk = await with_sources()
    await talk.hears(filled())
    await talk.hears(filled(letter="B"))

    ratings = (await talk.post.library.shelf()).ratings["counter"]
    assert sorted(one.letter.value for one in ratings) == ["B", "C"]
    assert len(talk.post.audit.log) == 2


async def test_rating_without_an_end_is_refused_with_its_reason() -> None:
    talk = await with_sources()
    said = words(await talk.hears(filled(until="2026-02-01")))

    assert "still to come" in said
    assert "Wrong about Pazigyi" in said
    assert talk.post.audit.log == []


async def test_moderators_do_not_rate() -> None:
    talk = await with_sources()
    shown = await talk.types(ALONE, "/source counter")
    outcome = await talk.hears(replace(filled(), sender=ALONE))

    assert buttons(shown) == []
    assert keys(outcome) == ["desk.no_right"]


async def test_expired_ratings_come_back() -> None:
    talk = await with_sources()
    await talk.post.library.publish([a_rating(until=date(2026, 2, 1))])
    listed = await talk.types(ALONE, "/sources")

    assert "Casualty counters: a rating ended on 1 Feb 2026" in words(listed)
    opened = await talk.presses(ALONE, choice_of(listed, Act.SOURCE))
    assert "F, expired on 1 Feb 2026" in words(opened)


async def test_nothing_is_due() -> None:
    talk = await with_sources()

    assert "No rating has expired" in words(await talk.types(STAFF, "/sources"))


async def test_source_that_went_meanwhile() -> None:
    talk = await with_sources()
    await talk.post.library.publish([], remove={"counter"})

    assert keys(await talk.hears(filled())) == ["source.gone", "desk.kept"]
