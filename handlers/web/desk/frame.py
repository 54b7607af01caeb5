"""The frame of every page of the desk: head, navigation, what is told on top, and the words. Every word passes through Jinja's escaping."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.people.role import Right
from bot.ports import Clock
from bot.speech.excerpt import excerpt
from bot.speech.layout import groups
from bot.speech.plain import one_line, plain
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.desk.doors import Visit
from handlers.web.desk.moments import Moments
from handlers.web.links import web_link
from handlers.web.look.templating import open_templates

HOME: Final = "/desk"
STATIC: Final = "/desk/static"


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the navigation leads to. `key` is that of its phrase, `webdesk.nav.…`."""

    path: str
    key: str
    right: Right


PLACES: Final = (
    Place(HOME, "queue", Right.SEE_CASES),
    Place(f"{HOME}/library", "library", Right.WRITE_RECORDS),
    Place(f"{HOME}/sources", "sources", Right.SEE_SOURCES),
    Place(f"{HOME}/numbers", "numbers", Right.SEE_CASES),
    Place(f"{HOME}/audit", "audit", Right.SEE_AUDIT),
    Place(f"{HOME}/people", "people", Right.APPOINT),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence on top of a page. `mood` is *done* or *refused*."""

    text: str
    mood: str = "refused"


class Frame:
    """Fills templates of `handlers/web/desk/templates`, in one language. `url_of` gives the address of a style sheet or script by its file name."""

    def __init__(self, phrasebook: Phrasebook, url_of: Callable[[str], str], clock: Clock) -> None:
        self.book = phrasebook
        self._templates = open_templates("handlers.web.desk")
        self.moments = moments = Moments(phrasebook, clock)
        self._templates.filters.update(
            plain=plain,
            one_line=one_line,
            excerpt=excerpt,
            web_link=web_link,
            groups=groups,
            ago=moments.ago,
            until=moments.until,
            moment=moments.moment,
            machine=moments.machine,
        )
        self._templates.globals.update(
            t=phrasebook.text,
            has=phrasebook.__contains__,
            url_of=url_of,
            language=phrasebook.language,
            home=HOME,
        )

    def page(
        self,
        visit: Visit,
        template: str,
        *,
        title: str,
        at: str = "",
        notices: Sequence[Notice] = (),
        status: int = 200,
        **values: object,
    ) -> web.Response:
        """A page of somebody who is signed in. `at` is the path of its place in the navigation; `title` is worded already.

        A template extends `frame.html`, fills the block `content`, and has each of its forms call `token()` of `forms.html`.
        """
        places = [place for place in PLACES if visit.member.may(place.right)]
        return self._respond(
            self._fill(template, visit=visit, title=title, at=at, places=places, notices=notices, **values),
            status,
        )

    def message(
        self, visit: Visit, key: str, *, status: int, typed: Sequence[str] = (), **values: str
    ) -> web.Response:
        """One sentence on a page of its own, with what was typed for copying."""
        notice = Notice(self.say(key, **values))
        title = self.book.text("webdesk.title_message")
        return self.page(visit, "message.html", title=title, notices=(notice,), status=status, typed=typed)

    def sign_in(
        self, *, link: str = "", told: str = "", typed: Sequence[str] = (), status: int = 200
    ) -> web.Response:
        """The page outside the door: with a link its button, else how to get one. `told` is the key of a sentence on top."""
        title = self.book.text("webdesk.sign_in_title")
        return self._respond(
            self._fill("sign_in.html", title=title, link=link, told=told, typed=typed, visit=None), status
        )

    def once_more(self, path: str) -> web.Response:
        """A page that opens this address again, from here."""
        title = self.book.text("webdesk.title")
        return self._respond(self._fill("once_more.html", title=title, path=path, visit=None), 200)

    def outside(self, sentences: Sequence[str], *, status: int) -> web.Response:
        """What is told to somebody of whom nothing is known."""
        title = self.book.text("webdesk.title_message")
        return self._respond(self._fill("outside.html", title=title, sentences=sentences, visit=None), status)

    def fragment(self, template: str, **values: object) -> str:
        return self._fill(template, **values)

    def say(self, key: str, **values: str) -> str:
        return self.book.text(key, **{name: one_line(value) for name, value in values.items()})

    def _fill(self, template: str, **values: object) -> str:
        return self._templates.get_template(template).render(**values)

    def _respond(self, html: str, status: int) -> web.Response:
        return web.Response(
            text=html, content_type="text/html", status=status, headers={"Cache-Control": "no-store"}
        )
