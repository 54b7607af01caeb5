"""The page of a case: what was brought, what we have that is nearest, and everything that can be done to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bot.desk.acts import Merge
from bot.desk.case import Brought, Case, CaseFile, CaseState
from bot.desk.question import Question
from bot.errors import Refusal
from bot.moderation import Desk, Members, Records
from bot.people.role import Member, Right
from bot.ports import Checking, Clock
from bot.sharing import LOOKS_SECONDS, Presence
from bot.speech.excerpt import excerpt
from bot.speech.forms import Form
from bot.speech.plain import one_line
from handlers.web.desk.acting import ACTS, FORMS, read_act
from handlers.web.desk.checklist import QUESTIONS, answered, offered
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields, read_number
from handlers.web.desk.forms import Choices, ShownForm, faults_of, show_form, values_of
from handlers.web.desk.frame import HOME, Frame, Notice
from handlers.web.desk.history import Told, last_change, records_in, tell
from handlers.web.desk.links import LinkFront
from handlers.web.desk.naming import named
from handlers.web.desk.nearest import look_for
from handlers.web.desk.offers import offers
from handlers.web.desk.once import see_other, was_done
from handlers.web.desk.streams import Standing, Streams

_CONFLICT: Final = 409
_UNUSABLE: Final = 422
_MOST_SIMILAR: Final = 3
_LOOKS_EVERY: Final = 0.4 * LOOKS_SECONDS
_HINT: Final = 90
"""Characters of a text where it is only pointed at."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came back: which, what stood in it, what is wrong with its fields, and why nothing was done."""

    act: str = ""
    fields: Fields = field(default_factory=Fields)
    wrong: Mapping[str, str] = field(default_factory=dict)
    told: str = ""
    status: int = 200


class CaseFront:
    """`labels` are those of the configuration."""

    def __init__(  # noqa: PLR0913 - all of them are needed, and none belongs to another
        self,
        desk: Desk,
        members: Members,
        checking: Checking,
        records: Records,
        *,
        frame: Frame,
        streams: Streams,
        clock: Clock,
        presence: Presence,
        links: LinkFront,
        labels: tuple[str, ...],
    ) -> None:
        self._desk = desk
        self._members = members
        self._checking = checking
        self._records = records
        self._frame = frame
        self._streams = streams
        self._clock = clock
        self._presence = presence
        self._links = links
        self._labels = labels

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        record = request.query.get("record", "")[:200]
        chosen = Fields((("conclusion", "linked"), ("record", record))) if record else Fields()
        return await self._show(request, visit, Sent("decide" if record else "", chosen))

    async def act(self, request: web.Request, visit: Visit, fields: Fields) -> web.StreamResponse:
        """Does what a form asks for; where that cannot be, the page comes back as it is now with what was typed."""
        case, name = _number(request), request.match_info["act"]
        if name not in ACTS:
            raise web.HTTPNotFound
        book = self._frame.book
        if name in FORMS and (wrong := faults_of(FORMS[name], values_of(FORMS[name], fields), book)):
            return await self._show(
                request, visit, Sent(name, fields, wrong, book.text("webdesk.faults"), _UNUSABLE)
            )
        members = await self._members.deciders() if name == "hand_over" else ()
        act = read_act(name, fields, members=members, book=book)
        try:
            after = await self._desk.act(case, act, visit.member, seen=fields.number("seen"))
        except Refusal as refusal:
            told = self._frame.say(refusal.key, **refusal.values)
            return await self._show(request, visit, Sent(name, fields, told=told, status=_CONFLICT))
        return see_other(
            f"{HOME}/case/{act.into if isinstance(act, Merge) else case}", done=done_by(name, after)
        )

    async def stream(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        number = _number(request)

        async def look() -> Standing:
            file = await self._desk.case(number)
            if file is None:
                return Standing("", self._frame.book.text("webdesk.no_case", case=str(number)))
            told = last_change(file.history, self._frame.book)
            return Standing(mark_of(file.case), told, await self._present(number, visit))

        return await self._streams.tell(request, visit, look, every=_LOOKS_EVERY)

    async def _show(self, request: web.Request, visit: Visit, sent: Sent) -> web.Response:
        number = _number(request)
        file = await self._desk.case(number)
        if file is None:
            return self._frame.message(
                visit, "webdesk.no_case", status=404, typed=sent.fields.typed(), case=str(number)
            )
        now, book = self._clock.now(), self._frame.book
        offered_acts = offers(file, visit.member, now)
        history = [tell(entry, book) for entry in reversed(file.history)]
        looked = await look_for(file.matters[0].matter, self._checking, book) if file.matters else ()
        return self._frame.page(
            visit,
            "case.html",
            title=book.text(f"webdesk.case_title.{file.case.kind.value}", case=str(number)),
            at=HOME,
            notices=self._notices(request, sent),
            status=sent.status,
            file=file,
            case=file.case,
            mark=mark_of(file.case),
            present=await self._present(number, visit),
            holder=file.case.holder(now),
            now=now,
            offers=offered_acts,
            forms=await self._forms(file, visit.member, offered_acts, sent),
            sent=sent,
            lost=sent.fields.typed() if sent.act not in offered_acts else (),
            looked=looked,
            questions=QUESTIONS,
            answers=offered(book),
            answered=answered(sent.fields),
            labels=self._labels,
            similar=await self._similar(file),
            history=history,
            names=await named(_records(file, history), self._records, book),
            asked_about=_hint,
            links=await self._links.of_case(file),
            may_export=visit.member.may(Right.SEE_AUDIT),
        )

    async def _present(self, case: int, visit: Visit) -> str:
        """Who else looks at the case, as a sentence; empty for nobody. That this member does is told to the others."""
        names = [one_line(name) for name in await self._presence.look(case, visit.member)]
        if not names:
            return ""
        *most, last = names
        key = "several" if most else "one"
        return self._frame.book.text(f"webdesk.present.{key}", names=", ".join(most), name=last)

    def _notices(self, request: web.Request, sent: Sent) -> Sequence[Notice]:
        if sent.told:
            return (Notice(sent.told),)
        key = f"webdesk.done.{was_done(request)}"
        return (Notice(self._frame.book.text(key), "done"),) if key in self._frame.book else ()

    async def _forms(
        self, file: CaseFile, member: Member, offered_acts: frozenset[str], sent: Sent
    ) -> Mapping[str, ShownForm]:
        given: dict[str, Choices] = {"key": self._askable(file)}
        if "hand_over" in offered_acts:
            others = await self._members.deciders()
            given["member"] = [(one.id, one.name) for one in others if one.id != member.id]
        return {
            name: self._form(name, form, given, sent) for name, form in FORMS.items() if name in offered_acts
        }

    def _form(self, name: str, form: Form, given: Mapping[str, Choices], sent: Sent) -> ShownForm:
        values = values_of(form, sent.fields) if sent.act == name else {}
        wrong = sent.wrong if sent.act == name else {}
        return show_form(form, self._frame.book, values=values, given=given, wrong=wrong)

    def _askable(self, file: CaseFile) -> Choices:
        return [
            (brought.key, f"{number}: {_hint(brought)}")
            for number, brought in enumerate(file.matters, start=1)
            if brought.may_be_asked
        ]

    async def _similar(self, file: CaseFile) -> list[tuple[Case, str]]:
        found = [await self._desk.case(number) for number in file.similar[:_MOST_SIMILAR]]
        return [(one.case, _hint(one.matters[0]) if one.matters else "") for one in found if one is not None]


def done_by(act: str, after: Case) -> str:
    """What is told of an act: of a decision that another person has to sign, something of its own."""
    return "decide_signing" if act == "decide" and after.state is CaseState.SIGNING else act


def _records(file: CaseFile, history: Sequence[Told]) -> frozenset[str]:
    decision = file.case.decision
    of_decision = {decision.record} if decision and decision.record else set()
    return records_in(one.said for one in history) | of_decision


def mark_of(case: Case) -> str:
    return str(case.revision)


def _hint(brought: Brought) -> str:
    matter = brought.matter
    return excerpt(matter.claim.text if isinstance(matter, Question) else matter.what, _HINT)


def _number(request: web.Request) -> int:
    number = read_number(request.match_info["case"])
    if number is None:
        raise web.HTTPNotFound
    return number
