"""Which form a button opens, and what stands in it already."""

from bot.desk.case import CaseFile
from bot.desk.decision import Conclusion
from bot.desk.picture import MOST_PICTURES
from bot.dialogue.desk.codes import CONCLUSIONS, FORMS, case_number, record_code
from bot.dialogue.desk.nearest import find_nearest, said_in
from bot.dialogue.desk.rating import open_rating
from bot.dialogue.desk.rights import no_such_button, refusal, right_to_fill, who_may
from bot.dialogue.parts import Facts, Parts
from bot.dialogue.tips.hand_in import AGREED
from bot.dialogue.tips.screens import consent
from bot.editing.records import prefilled
from bot.speech.choices import Act, Choice
from bot.speech.excerpt import excerpt
from bot.speech.forms import Asked, Form
from bot.speech.heard import From
from bot.speech.open_form import Offered, OpenForm
from bot.speech.replies import Told
from bot.verdicts.phrasebook import load_phrasebook

_LONGEST_OFFER = 70
_MOST_OFFERED = 100

_TIP = Choice(Act.FORM, value=Form.TIP.value)


def opens_form(choice: Choice) -> bool:
    """Whether the button asks for something in writing. Spam needs no reason."""
    if choice.act is Act.DECIDE:
        return CONCLUSIONS.get(choice.value) is not Conclusion.SPAM
    return choice.act in {Act.LINK, Act.FORM}


async def form_for(sender: From, choice: Choice, *, parts: Parts) -> OpenForm | None:
    """For a front that can show a whole form: None where the button opens none, or not for them. Then the press itself is answered."""
    if choice == _TIP:
        return tip_form(sender, parts.facts) if parts.facts.takes_tips else None
    form = await open_form(sender, choice, parts=parts) if opens_form(choice) else None
    return form if isinstance(form, OpenForm) else None


def tip_form(sender: From, facts: Facts) -> OpenForm:
    """The form of a tip, below everything that is to be known before."""
    pictures = MOST_PICTURES if facts.pictures is not None else 0
    return OpenForm(Asked(Form.TIP), intro=consent(sender, facts), consent=AGREED, pictures=pictures)


async def open_form(sender: From, choice: Choice, *, parts: Parts) -> OpenForm | Told:
    """The form, or why it is not shown. Raises `Unavailable`."""
    form = FORMS.get(choice.value) if choice.act is Act.FORM else Form.DECIDE
    if form is Form.RATE:
        return await open_rating(sender, choice, parts=parts)
    if form is None or (number := case_number(choice.answer)) is None:
        return no_such_button()
    member = await who_may(sender, right_to_fill(form), parts=parts)
    if isinstance(member, Told):
        return member
    file = await parts.cases.case(number)
    if file is None:
        return refusal("desk.no_such_case", case=choice.answer)
    values = await _values(form, choice, file, parts=parts)
    if values is None:
        return refusal("desk.other_records")
    asked = Asked(form, choice.answer, seen=choice.number, values=values)
    match form:
        case Form.HAND_OVER:
            return OpenForm(asked, "member", await _colleagues(member.id, parts=parts))
        case Form.ASK_BACK:
            return _to_ask(asked, file, parts.facts)
        case _:
            return OpenForm(asked)


async def _values(
    form: Form, choice: Choice, file: CaseFile, *, parts: Parts
) -> tuple[tuple[str, str], ...] | None:
    """What the button or the case says already; None where the record that was meant is not among the nearest any more."""
    if form is Form.RECORD:
        return tuple((await prefilled(file, books=parts.books)).items())
    if choice.act is Act.DECIDE and choice.value in CONCLUSIONS:
        return (("conclusion", CONCLUSIONS[choice.value].value),)
    if choice.act is not Act.LINK:
        return ()
    linked = ("conclusion", Conclusion.LINKED.value)
    if not choice.match:
        return (linked,)
    near = await find_nearest(file, checking=parts.checking)
    found = (match.record.id for match in near if record_code(match.record.id) == choice.value)
    record = next(found, None)
    return (linked, ("record", record)) if record else None


async def _colleagues(own: str, *, parts: Parts) -> tuple[Offered, ...]:
    able = (member for member in await parts.members.deciders() if member.id != own)
    return tuple(Offered(member.id, member.name) for member in able)[:_MOST_OFFERED]


def _to_ask(asked: Asked, file: CaseFile, facts: Facts) -> OpenForm | Told:
    """Those who may be asked, by what they brought or, where chats carry no text, by their place on the page. Where there is but one, it is them."""
    book = load_phrasebook(facts.language)
    able = [(number, one) for number, one in enumerate(file.matters, start=1) if one.may_be_asked]
    if not able:
        return refusal("desk.unreachable")
    if len(able) == 1:
        return OpenForm(Asked(asked.form, asked.subject, seen=asked.seen, values=(("key", able[0][1].key),)))
    offered = (
        Offered(
            one.key,
            excerpt(said_in(one.matter, book).text, _LONGEST_OFFER) if facts.desk.with_text else f"#{number}",
        )
        for number, one in able
    )
    return OpenForm(asked, "key", tuple(offered)[:_MOST_OFFERED])
