"""A tip that says who hands it in: they are shown these words first, nothing is cut, and the desk sees a mark."""

from bot.desk.tip import NAMES_A_PERSON, TipField
from bot.dialogue.parts import DeskFacts, Facts
from bot.people.address import Front
from bot.speech.forms import AS_IT_IS, Form
from bot.speech.heard import Filled
from bot.speech.outcome import HandIn, Outcome
from tests.dialogue.conversation import Conversation, keys, somebody, words
from tests.dialogue.tips.volunteer import WHAT, Volunteer

NAMED = "My name is Ko Min Thu, I live in house 12, Ward 3, Kani. Soldiers burned the market."
REST = tuple(TipField)[1:]
MARKED = Facts(desk=DeskFacts(labels=("violence", NAMES_A_PERSON)))


def marks(outcome: Outcome) -> frozenset[str]:
    [deed] = [each for each in outcome.deeds if isinstance(each, HandIn)]
    return deed.labels


async def test_summary_shows_the_words_that_name_the_sender() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.writes(NAMED)

    review = await tipster.answers(*REST)

    assert "“My name is Ko Min Thu”, “I live in house 12, Ward 3, Kani”" in words(review)
    assert "Change them, or hand the tip in as it is" in words(review)


async def test_named_tip_is_handed_in_whole_and_marked() -> None:
    tipster = Volunteer(Conversation({}, facts=MARKED))
    await tipster.begins()
    await tipster.writes(NAMED)
    await tipster.answers(*REST)

    outcome = await tipster.presses("send")

    [tip] = tipster.talk.handed_in.values()
    assert tip.what == NAMED
    assert marks(outcome) == {NAMES_A_PERSON}


async def test_changed_answer_takes_warning_and_mark_away() -> None:
    tipster = Volunteer(Conversation({}, facts=MARKED))
    await tipster.begins()
    await tipster.writes(NAMED)
    await tipster.answers(*REST)
    await tipster.presses("change")
    await tipster.presses("change", number=1)

    review = await tipster.writes(WHAT)
    outcome = await tipster.presses("send")

    assert "talk.tip.named" not in keys(review)
    assert marks(outcome) == frozenset()


async def test_any_answer_may_name_the_sender() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(*tuple(TipField)[:3])
    await tipster.writes("I am Ko Min Thu, I stood there.")

    review = await tipster.answers(*tuple(TipField)[4:])

    assert "talk.tip.named" in keys(review)


async def test_mark_that_the_newsroom_has_not_is_not_set() -> None:
    tipster = Volunteer(Conversation({}, facts=Facts(desk=DeskFacts(labels=("violence",)))))
    await tipster.begins()
    await tipster.writes(NAMED)
    await tipster.answers(*REST)

    assert marks(await tipster.presses("send")) == frozenset()


async def test_form_that_names_its_sender_is_shown_first() -> None:
    tipster = Volunteer(Conversation({}, facts=MARKED), somebody(front=Front.WEB))
    values = (("what", NAMED), ("publish", "yes"), ("agreed", "yes"))

    tipster.last = await tipster.talk.hears(Filled(tipster.sender, Form.TIP, values, "draft-1"))
    before = dict(tipster.talk.handed_in)
    done = await tipster.presses("send")

    assert before == {}
    assert keys(tipster.last)[0] == "talk.tip.receipt.done"
    assert marks(done) == {NAMES_A_PERSON}


async def test_form_says_that_nothing_is_handed_in_yet() -> None:
    tipster = Volunteer()
    values = (("what", NAMED), ("agreed", "yes"))

    outcome = await tipster.talk.hears(Filled(tipster.sender, Form.TIP, values, "draft-1"))

    assert keys(outcome)[0] == "talk.tip.not_yet"
    assert "talk.tip.named" in keys(outcome)
    assert tipster.at == "review"


async def test_what_is_added_goes_and_is_shown_behind() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()

    outcome = await tipster.types(f"/add {code} I am Ko Min Thu and I saw it.")

    assert keys(outcome) == ["talk.more.added", "talk.more.named"]
    assert (
        f"“I am Ko Min Thu”. The moderators can read them now. To take everything back: /forget {code}"
        in words(outcome)
    )


async def test_program_hands_in_at_once_with_the_mark() -> None:
    tipster = Volunteer(Conversation({}, facts=MARKED))
    values = (("what", NAMED), ("agreed", "yes"), (AS_IT_IS, "yes"))

    outcome = await tipster.talk.hears(Filled(tipster.sender, Form.TIP, values, "draft-1"))

    assert keys(outcome)[0] == "talk.tip.receipt.done"
    assert marks(outcome) == {NAMES_A_PERSON}
