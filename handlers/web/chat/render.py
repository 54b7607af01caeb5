"""Replies into HTML and into the lines of a progress stream. Every word passes through Jinja's escaping."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.claims.note import Note, note
from bot.speech.excerpt import excerpt
from bot.speech.layout import details, essence, folded, groups, record_title
from bot.speech.overview import overview
from bot.speech.plain import one_line, plain
from bot.speech.replies import Mood, Told, Working
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.wording import Tone, Wording
from handlers.web.chat.read import Form

LONGEST_QUESTION = 140
LONGEST_QUOTE = 320
LONGEST_HINT = 90
"""Characters of a text that was asked, of a claim where it is answered, and of a claim in the overview."""

ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Part:
    """A finished reply as it stands on the page. `mood` is *answered* or one of `Mood`."""

    mood: str
    html: str


class Renderer:
    """Renders in one language. `url_of` gives the address of a style sheet, script or image by its file name."""

    def __init__(self, phrasebook: Phrasebook, url_of: Callable[[str], str]) -> None:
        self._phrasebook = phrasebook
        self._templates = Environment(
            loader=PackageLoader("handlers.web.chat"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
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
        self._templates.globals.update(t=phrasebook.text, url_of=url_of, language=phrasebook.language)

    def page(self, form: Form, *, token: str, part: Part | None = None) -> str:
        """The whole page: what was typed stands in the form again, except behind an answer."""
        kept = form if part is None or part.mood not in {ANSWERED, Mood.TALK} else Form()
        return self._fill("page.html", form=kept, part=part, token=token)

    def notice(self, part: Part) -> str:
        """A page without a form: one thing to be read, and the way back."""
        return self._fill("notice.html", part=part)

    def told(self, told: Told, *, heading: str = "") -> Part:
        """`heading` is the key of a phrase, empty for the usual one of this mood."""
        sentences = [self._phrasebook.say(_made_plain(said)) for said in told.notes]
        title = self._phrasebook.text(heading or f"page.mood_{told.mood.value}")
        html = self._fill("told.html", mood=told.mood.value, heading=title, sentences=sentences)
        return Part(told.mood.value, html)

    def answered(self, wording: Wording, asked: Form) -> Part:
        shown, aside = folded(wording)
        html = self._fill(
            "answer.html",
            wording=wording,
            shown=shown,
            aside=aside,
            outcomes=overview(shown),
            asked=asked,
            question=excerpt(asked.text, LONGEST_QUESTION),
            is_quoted=_is_quoted_whole(wording, asked),
            longest_quote=LONGEST_QUOTE,
            longest_hint=LONGEST_HINT,
        )
        return Part(ANSWERED, html)

    def working(self, working: Working) -> bytes:
        """A line of the stream that tells how far the check is."""
        if working.total:
            text = self._phrasebook.text("talk.progress", done=str(working.done), total=str(working.total))
        else:
            text = self._phrasebook.text("talk.reading")
        return _line(kind="working", done=working.done, total=working.total, text=text)

    def _slot_name(self, slot: str) -> str:
        return self._phrasebook.text(f"slot.{slot}")

    def _fill(self, template: str, **values: object) -> str:
        return self._templates.get_template(template).render(**values)


def finished(part: Part) -> bytes:
    """The last line of a stream."""
    return _line(kind="said", mood=part.mood, html=part.html)


def stale(token: str) -> bytes:
    """Tells the script that its token no longer counts, and the one that does."""
    return _line(kind="stale", token=token)


def web_link(link: str) -> str:
    """The address if a browser may follow it, else empty: records are imported, and `javascript:` is an address too."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return link if parts.scheme in {"http", "https"} and parts.netloc else ""


def _is_quoted_whole(wording: Wording, asked: Form) -> bool:
    """Whether the answer's only claim is the whole text, which already stands above the answer."""
    quoted = [line.text for block in wording.blocks for line in block.lines if line.tone is Tone.CLAIM]
    return len(quoted) == 1 and one_line(quoted[0]) == one_line(asked.text)


def _line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=True).encode("ascii") + b"\n"


def _made_plain(said: Note) -> Note:
    return note(said.key, **{name: one_line(value) for name, value in said.values})
