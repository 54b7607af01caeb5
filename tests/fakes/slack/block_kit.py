"""What Slack takes of Block Kit: https://docs.slack.dev/reference/block-kit. Gives the error code that Slack would, empty for none."""

from collections.abc import Iterator
from typing import Any

MOST_BLOCKS = 50
MOST_IN_A_VIEW = 100
MOST_CHARACTERS = 12_000
"""Of all blocks of a message together. In no document; Slack was seen to refuse from some 13,000."""

_RICH = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
_LEAVES = {"text", "link", "emoji", "user", "channel", "date", "broadcast", "color", "usergroup"}
_STYLES = {"bold", "italic", "strike", "code"}


class Unfit(Exception):
    """Something that Slack would not take, and where."""


def check_message(blocks: Any) -> str:
    try:
        _check_blocks(blocks, most=MOST_BLOCKS, inputs=False)
    except Unfit:
        return "invalid_blocks"
    return "msg_blocks_too_long" if sum(map(len, texts_of(blocks))) > MOST_CHARACTERS else ""


def check_view(view: Any) -> str:
    try:
        _check_view(view)
    except Unfit:
        return "invalid_arguments"
    return ""


def texts_of(found: Any) -> Iterator[str]:
    """Every text that is shown, in order."""
    if isinstance(found, dict):
        for name, value in found.items():
            if name == "text" and isinstance(value, str):
                yield value
            elif name != "style":
                yield from texts_of(value)
    elif isinstance(found, list):
        for one in found:
            yield from texts_of(one)


def _check_view(view: Any) -> None:
    _need(isinstance(view, dict) and view.get("type") in {"modal", "home"}, "type")
    _check_blocks(view.get("blocks"), most=MOST_IN_A_VIEW, inputs=view["type"] == "modal")
    _need(len(view.get("callback_id", "")) <= 255, "callback_id")
    _need(len(view.get("private_metadata", "")) <= 3000, "private_metadata")
    if view["type"] == "modal":
        _plain(view.get("title"), 24)
        for name in ("submit", "close"):
            if name in view:
                _plain(view[name], 24)
        has_input = any(block["type"] == "input" for block in view["blocks"])
        _need(not has_input or "submit" in view, "submit")


def _check_blocks(blocks: Any, *, most: int, inputs: bool) -> None:
    _need(isinstance(blocks, list) and len(blocks) <= most, "blocks")
    ids = [block.get("block_id") for block in blocks if isinstance(block, dict) and block.get("block_id")]
    _need(len(ids) == len(set(ids)), "block_id is not unique")
    for block in blocks:
        _need(isinstance(block, dict), "block")
        _need(len(str(block.get("block_id", ""))) <= 255, "block_id")
        _check_block(block, inputs=inputs)


def _check_block(block: Any, *, inputs: bool) -> None:
    match block.get("type"):
        case "section":
            _section(block)
        case "header":
            _plain(block.get("text"), 150)
        case "context":
            for element in _listed(block, most=10):
                _text(element, 2000)
        case "divider":
            return
        case "actions":
            _actions(block)
        case "rich_text":
            _rich_text(block)
        case "input" if inputs:
            _input(block)
        case _:
            raise Unfit("type")


def _section(block: Any) -> None:
    _need("text" in block or "fields" in block, "section")
    if "text" in block:
        _text(block["text"], 3000)
    for field in _listed(block, "fields", most=10) if "fields" in block else ():
        _text(field, 2000)


def _actions(block: Any) -> None:
    elements = _listed(block, most=25)
    ids = [element.get("action_id") for element in elements]
    _need(len(ids) == len(set(ids)), "action_id is not unique")
    for element in elements:
        _button(element)


def _listed(block: Any, name: str = "elements", *, most: int) -> list[Any]:
    found: list[Any] = block.get(name)
    _need(isinstance(found, list) and 1 <= len(found) <= most, name)
    return found


def _button(element: Any) -> None:
    _need(isinstance(element, dict) and element.get("type") == "button", "button")
    _plain(element.get("text"), 75)
    _need(1 <= len(element.get("action_id", "")) <= 255, "action_id")
    _need(len(element.get("value", "")) <= 2000, "value")
    _need(len(element.get("url", "")) <= 3000, "url")
    _need(element.get("style", "primary") in {"primary", "danger"}, "style")


def _rich_text(block: Any) -> None:
    elements = block.get("elements")
    _need(isinstance(elements, list) and len(elements) >= 1, "elements")
    for element in elements:
        _need(isinstance(element, dict) and element.get("type") in _RICH, "rich_text")
        inner = element.get("elements")
        _need(isinstance(inner, list) and len(inner) >= 1, "elements")
        if element["type"] == "rich_text_list":
            _need(element.get("style") in {"bullet", "ordered"}, "style")
            for item in inner:
                _need(item.get("type") == "rich_text_section" and bool(item.get("elements")), "item")
                _leaves(item["elements"])
        else:
            _leaves(inner)


def _leaves(leaves: list[Any]) -> None:
    for leaf in leaves:
        _need(isinstance(leaf, dict) and leaf.get("type") in _LEAVES, "leaf")
        _need(set(leaf.get("style", {})) <= _STYLES, "style")
        if leaf["type"] == "text":
            _need(isinstance(leaf.get("text"), str) and bool(leaf["text"]), "text")
        if leaf["type"] == "link":
            _need(str(leaf.get("url", "")).startswith(("http://", "https://")), "url")
            _need(len(leaf["url"]) <= 3000, "url")


def _input(block: Any) -> None:
    _plain(block.get("label"), 2000)
    if "hint" in block:
        _plain(block["hint"], 2000)
    element = block.get("element")
    _need(isinstance(element, dict) and 1 <= len(element.get("action_id", "")) <= 255, "element")
    match element["type"]:
        case "plain_text_input":
            _need(1 <= element.get("max_length", 3000) <= 3000, "max_length")
            _need(len(element.get("initial_value", "")) <= element.get("max_length", 3000), "initial_value")
        case "number_input":
            _need(isinstance(element.get("is_decimal_allowed"), bool), "is_decimal_allowed")
        case "datepicker":
            return
        case "static_select":
            _options(element, most=100)
        case "checkboxes":
            _options(element, most=10)
        case "file_input":
            _need(1 <= element.get("max_files", 10) <= 10, "max_files")
            _need(all(isinstance(one, str) for one in element.get("filetypes", ["jpg"])), "filetypes")
        case _:
            raise Unfit("element")


def _options(element: Any, *, most: int) -> None:
    options = _listed(element, "options", most=most)
    for option in options:
        _plain(option.get("text"), 75)
        _need(1 <= len(option.get("value", "")) <= 150, "value")
    _need(element.get("initial_option", options[0]) in options, "initial_option")


def _text(found: Any, longest: int) -> None:
    _need(isinstance(found, dict) and found.get("type") in {"plain_text", "mrkdwn"}, "text")
    _need(isinstance(found.get("text"), str) and 1 <= len(found["text"]) <= longest, "text")


def _plain(found: Any, longest: int) -> None:
    _text(found, longest)
    _need(found["type"] == "plain_text", "plain_text")


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise Unfit(what)
