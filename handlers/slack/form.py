"""The form that the shortcut opens, and what stands in its place when it was taken in. Limits: 24 characters for titles, 3,000 for a text."""

from bot.verdicts.phrasebook import Phrasebook
from handlers.slack.interact import Wrong
from handlers.slack.names import CHECK_TEXT, ORIGIN, PUBLISHED, TEXT
from handlers.slack.paragraphs import Block

LONGEST_TEXT = 3000
LONGEST_ORIGIN = 200


def render_form(phrasebook: Phrasebook) -> Block:
    return _view(
        phrasebook,
        [
            _input(phrasebook, TEXT, _line(TEXT, LONGEST_TEXT, is_long=True), is_optional=False),
            _input(phrasebook, PUBLISHED, {"type": "datepicker", "action_id": PUBLISHED}),
            _input(phrasebook, ORIGIN, _line(ORIGIN, LONGEST_ORIGIN)),
        ],
        submit=True,
    )


def render_taken(phrasebook: Phrasebook) -> Block:
    said = {"type": "plain_text", "text": phrasebook.text("slack.taken"), "emoji": False}
    return _view(phrasebook, [{"type": "section", "text": said}])


def render_errors(wrong: Wrong, phrasebook: Phrasebook) -> dict[str, str]:
    """What is wrong, below the field that it is about."""
    return {block: phrasebook.text(refusal.key, **refusal.values) for block, refusal in wrong.errors}


def _view(phrasebook: Phrasebook, blocks: list[Block], *, submit: bool = False) -> Block:
    view: dict[str, object] = {
        "type": "modal",
        "callback_id": CHECK_TEXT,
        "title": _plain(phrasebook.text("slack.form.title")),
        "close": _plain(phrasebook.text("slack.form.close")),
        "blocks": blocks,
    }
    return view | ({"submit": _plain(phrasebook.text("slack.form.submit"))} if submit else {})


def _input(phrasebook: Phrasebook, name: str, element: Block, *, is_optional: bool = True) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": _plain(phrasebook.text(f"slack.form.{name}")),
        "hint": _plain(phrasebook.text(f"slack.form.{name}_hint")),
        "optional": is_optional,
        "element": element,
    }


def _line(name: str, longest: int, *, is_long: bool = False) -> Block:
    return {"type": "plain_text_input", "action_id": name, "multiline": is_long, "max_length": longest}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
