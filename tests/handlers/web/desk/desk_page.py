"""What a person sees of a page of the desk, read from its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_UNSEEN = frozenset({"head", "script", "style", "template", "title"})


@dataclass
class SentForm:
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Page(HTMLParser):
    """`forms` with what stands in their fields; `links` are all addresses; `tags` all elements, so that a test can hold that a text brought in none."""

    forms: list[SentForm] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    marks: list[dict[str, str]] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _textarea: str = ""
    _select: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._words).split())

    def form(self, ending: str) -> SentForm:
        return next(form for form in self.forms if form.action.endswith(ending))

    def has_form(self, ending: str) -> bool:
        return any(form.action.endswith(ending) for form in self.forms)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.marks.append(given)
        self.links.extend(given[name] for name in ("href", "src") if name in given)
        if tag == "form" and "action" in given:
            self.forms.append(SentForm(given.get("action", "")))
        elif tag == "input" and ("checked" in given or given.get("type") not in {"checkbox", "radio"}):
            self._put(given.get("name", ""), given.get("value", ""))
        elif tag == "textarea":
            self._textarea = given.get("name", "-")
            self._put(self._textarea, "")
        elif tag == "select":
            self._select = given.get("name", "")
            self._put(self._select, "")
        elif tag == "option" and "selected" in given:
            self.forms[-1].fields[self._select] = [given.get("value", "")]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        opened = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        if tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea and self.forms and self._textarea in self.forms[-1].fields:
            self.forms[-1].fields[self._textarea][-1] += data.removeprefix("\n")
        if not _UNSEEN & set(self._open):
            self._words.append(data)

    def _put(self, name: str, value: str) -> None:
        if self.forms and name:
            self.forms[-1].fields.setdefault(name, []).append(value)


def read_desk(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert not page._open, page._open
    return page
