"""What a person sees of a page, read from its HTML as a browser would show it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from bot.speech.choices import Choice, read_choice

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_UNSEEN = frozenset({"head", "script", "style", "template", "title"})


@dataclass
class Answer(HTMLParser):
    """Fed with a page: relations and slots of the answer, all words inside `#answer`, the fields of the form, and what can be pressed.

    `tags` are all elements of the answer, so that a test can hold that a text brought in none.
    """

    relations: list[str] = field(default_factory=list)
    slots: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    moods: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    _open: list[tuple[str, bool]] = field(default_factory=list)
    _textarea: str | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def _in_answer(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        inside = self._in_answer or given.get("id") == "answer"
        if inside:
            self.tags.add(tag)
            self._take_marks(given)
        if tag == "input":
            self.fields[given.get("name", "")] = given.get("value", "")
        if tag == "button" and given.get("name") == "choice":
            choice = read_choice(given.get("value", ""))
            assert choice is not None, "a button that nobody could read"
            self.choices.append(choice)
        if tag == "textarea":
            self._textarea = given.get("name", "")
            self.fields[self._textarea] = ""
        if tag not in _VOID:
            self._open.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        opened, _ = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        if tag == "textarea" and self._textarea is not None:
            self.fields[self._textarea] = self.fields[self._textarea].removeprefix("\n")
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self.fields[self._textarea] += data
        elif self._in_answer and not any(tag in _UNSEEN for tag, _ in self._open):
            self.words.append(data)

    def _take_marks(self, given: dict[str, str]) -> None:
        if "data-relation" in given:
            self.relations.append(given["data-relation"])
        if "data-mood" in given:
            self.moods.append(given["data-mood"])
        self.slots.update(given.get("data-slot", "").split())


def read_page(html: str) -> Answer:
    page = Answer()
    page.feed(html)
    page.close()
    return page
