"""Replies into HTML and into the lines of a progress stream. Every word passes through Jinja's escaping."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from bot.claims.note import Note, note
from bot.desk.tip import LONGEST_ADDED
from bot.speech.choices import Act, Button, Choice, write_choice
from bot.speech.excerpt import excerpt
from bot.speech.form_fields import Field, Look
from bot.speech.layout import details, essence, folded, groups, record_title, shown_numbers
from bot.speech.overview import overview
from bot.speech.plain import one_line, plain
from bot.speech.replies import Answered, Mood, Part, Shown, Told, Working
from bot.verdicts.finding import Report
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import word_finding, word_report
from bot.verdicts.wording import Tone, Wording
from handlers.web.chat.read import Form
from handlers.web.chat.read_tip import TipForm
from handlers.web.links import web_link
from handlers.web.look.templating import open_templates

LONGEST_QUESTION = 140
LONGEST_QUOTE = 320
LONGEST_HINT = 90
"""Characters of a text that was asked, of a claim where it is answered, and of a claim in the overview."""

ANSWERED = "answered"

_ON_THE_PAGE: Final = frozenset({Act.WHY, Act.OPEN})
"""No buttons under an answer: the reasons and the whole of each claim stand in it already, folded, and open without asking anybody."""

Rows = tuple[tuple[Button, ...], ...]
Offers = Callable[[Report, int, str], Rows]
"""The buttons of one claim of a kept answer: its report, the number of the claim from 1, the answer's id."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished reply as it stands on the page. `mood` is *answered* or one of `Mood`."""

    mood: str
    html: str


@dataclass(frozen=True, slots=True)
class Key:
    """A button of a form: what it sends, and what stands on it."""

    choice: str
    label: str


@dataclass(frozen=True, slots=True)
class AddForm:
    """What is added to a receipt, with what was typed before. `accept` are the kinds of pictures that can be chosen."""

    code: str
    text: str = ""
    accept: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """With the address in it that can be followed, empty for none."""

    text: str
    link: str = ""
    rest: str = ""


def no_offers(_report: Report, _number: int, _answer: str) -> Rows:
    return ()


class Renderer:
    """Renders in one language. `url_of` gives the address of a style sheet, script or image by its file name.

    A `token` is what lets a form count; with none nothing can be pressed.
    """

    def __init__(
        self,
        phrasebook: Phrasebook,
        url_of: Callable[[str], str],
        *,
        offers: Offers = no_offers,
        takes_tips: bool = False,
    ) -> None:
        self._phrasebook = phrasebook
        self._offers = offers
        self._templates = open_templates("handlers.web.chat")
        self._templates.filters.update(
            plain=plain,
            one_line=one_line,
            web_link=web_link,
            excerpt=excerpt,
            groups=groups,
            essence=essence,
            details=details,
            record_title=record_title,
            slot_name=self._slot_name,
        )
        self._templates.globals.update(
            t=phrasebook.text,
            url_of=url_of,
            language=phrasebook.language,
            takes_tips=takes_tips,
            longest_added=LONGEST_ADDED,
        )
        self._templates.tests.update(long=lambda field: field.look is Look.TEXT)

    def page(
        self, form: Form, *, token: str, pieces: Sequence[Piece] = (), back: Choice | None = None
    ) -> str:
        """The whole page: what was typed stands in the form again, except behind an answer. `back` shows the claim again that was pressed at."""
        kept = Form() if mood_of(pieces) in {ANSWERED, Mood.TALK.value} else form
        keys = self._key(back, "page.claim_again")
        return self._fill("page.html", form=kept, pieces=pieces, token=token, back=keys)

    def notice(
        self,
        pieces: Sequence[Piece],
        *,
        token: str = "",
        offer: Choice | None = None,
        adds: AddForm | None = None,
        asks_receipt: bool = False,
    ) -> str:
        """Something to be read, what can be done about it, and the way back. What is done is asked for first. `adds`: with a form to add something;
        `asks_receipt`: with a box for one."""
        keys = self._key(offer, "page.forget")
        return self._fill(
            "notice.html", pieces=pieces, token=token, keys=keys, adds=adds, asks_receipt=asks_receipt
        )

    def tip(
        self,
        form: TipForm,
        fields: Sequence[Field],
        consent: Sequence[Note],
        *,
        token: str,
        pieces: Sequence[Piece] = (),
        accept: str = "",
    ) -> str:
        """The form for a tip, with what was typed before. `accept` are the kinds of pictures that can be chosen, empty for none."""
        said = [self._say(one) for one in consent]
        return self._fill(
            "tip.html", form=form, fields=fields, consent=said, token=token, pieces=pieces, accept=accept
        )

    def reply(self, reply: Told | Answered | Shown, asked: Form, *, token: str) -> Piece:
        match reply:
            case Told():
                return self.told(reply, token=token)
            case Answered():
                return self.answered(reply, asked, token=token)
            case Shown():
                return self.shown(reply, token=token)
            case _:
                assert_never(reply)

    def told(self, told: Told, *, token: str = "", heading: str = "") -> Piece:
        """`heading` is the key of a phrase, empty for the usual one of this mood."""
        html = self._fill(
            "told.html",
            mood=told.mood.value,
            is_brief=told.is_brief,
            heading=self._phrasebook.text(heading or f"page.mood_{told.mood.value}"),
            sentences=[self._sentence(said) for said in told.notes],
            keys=self._keys(told.buttons),
            token=token,
        )
        return Piece(told.mood.value, html)

    def answered(self, answered: Answered, asked: Form, *, token: str = "") -> Piece:
        report = answered.report
        wording = word_report(report, self._phrasebook)
        shown, aside = folded(wording)
        numbers = shown_numbers(wording)
        outcomes = overview(shown, numbers)
        html = self._fill(
            "answer.html",
            wording=wording,
            shown=shown,
            numbers=numbers,
            aside=aside,
            outcomes=outcomes,
            asked=asked,
            question=excerpt(asked.text, LONGEST_QUESTION),
            is_quoted=_is_quoted_whole(wording, asked),
            longest_quote=LONGEST_QUOTE,
            longest_hint=LONGEST_HINT,
            keys=self._keys(answered.buttons, without=_ON_THE_PAGE),
            keys_of=[
                self._keys(self._offers(report, number, answered.answer), without=_ON_THE_PAGE)
                for number in numbers
                if outcomes and answered.answer
            ],
            token=token,
        )
        return Piece(ANSWERED, html)

    def shown(self, shown: Shown, *, token: str = "") -> Piece:
        """One claim, or why it was matched."""
        finding = shown.report.findings[shown.number - 1]
        without = _ON_THE_PAGE if shown.part is Part.WHOLE else frozenset({Act.WHY})
        html = self._fill(
            "shown.html",
            item=word_finding(finding, self._phrasebook, weights=shown.report.weights_version),
            is_whole=shown.part is Part.WHOLE,
            longest_quote=LONGEST_QUOTE,
            keys=self._keys(shown.buttons, without=without),
            token=token,
        )
        return Piece(ANSWERED, html)

    def working(self, working: Working) -> bytes:
        """A line of the stream that tells how far the check is."""
        if working.total:
            text = self._phrasebook.text("talk.progress", done=str(working.done), total=str(working.total))
        else:
            text = self._phrasebook.text("talk.reading")
        return _line(kind="working", done=working.done, total=working.total, text=text)

    def _key(self, choice: Choice | None, label: str) -> list[list[Key]]:
        return [[Key(write_choice(choice), self._phrasebook.text(label))]] if choice else []

    def _keys(self, rows: Rows, *, without: Collection[Act] = ()) -> list[list[Key]]:
        keys = (
            [Key(write_choice(button.choice), self._say(button.label)) for button in _kept(row, without)]
            for row in rows
        )
        return [row for row in keys if row]

    def _say(self, said: Note) -> str:
        return self._phrasebook.say(note(said.key, **{name: one_line(value) for name, value in said.values}))

    def _sentence(self, said: Note) -> Sentence:
        """A value called *link* can be followed where a browser may."""
        text, link = self._say(said), one_line(dict(said.values).get("link", ""))
        if not web_link(link):
            return Sentence(text)
        before, _, after = text.partition(link)
        return Sentence(before, link, after)

    def _slot_name(self, slot: str) -> str:
        return self._phrasebook.text(f"slot.{slot}")

    def _fill(self, template: str, **values: object) -> str:
        return self._templates.get_template(template).render(**values)


def mood_of(pieces: Iterable[Piece]) -> str:
    """That of the whole turn: *answered* if anything was, else the first that is not mere talk."""
    moods = [piece.mood for piece in pieces]
    if ANSWERED in moods:
        return ANSWERED
    return next((mood for mood in moods if mood != Mood.TALK.value), Mood.TALK.value if moods else "")


def said(piece: Piece) -> bytes:
    """A line of a stream that holds a reply."""
    return _line(kind="said", mood=piece.mood, html=piece.html)


def ended(mood: str) -> bytes:
    """The last line of a stream; without it the stream broke off."""
    return _line(kind="ended", mood=mood)


def stale(token: str) -> bytes:
    """Tells the script that its token no longer counts, and the one that does."""
    return _line(kind="stale", token=token)


def _kept(row: Iterable[Button], without: Collection[Act]) -> Iterable[Button]:
    return (button for button in row if button.choice.act not in without)


def _is_quoted_whole(wording: Wording, asked: Form) -> bool:
    """Whether the answer's only claim is the whole text, which already stands above the answer."""
    quoted = [line.text for block in wording.blocks for line in block.lines if line.tone is Tone.CLAIM]
    return len(quoted) == 1 and one_line(quoted[0]) == one_line(asked.text)


def _line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=True).encode("ascii") + b"\n"
