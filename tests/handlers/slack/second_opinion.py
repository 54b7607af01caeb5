"""Others' judgement on Block Kit: slack_sdk's own models, and slackblocks, which nobody at Slack wrote."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block as SdkBlock
from slack_sdk.models.views import View
from slackblocks import (
    ActionsBlock,
    Button,
    DatePicker,
    InputBlock,
    PlainTextInput,
    RichText,
    RichTextBlock,
    RichTextLink,
    RichTextList,
    RichTextQuote,
    RichTextSection,
    Text,
    TextType,
)
from slackblocks import Block as OtherBlock

from tests.fakes.slack.block_kit import check_message, check_view


def judge_blocks(blocks: Sequence[Mapping[str, Any]]) -> None:
    """Raises where one of the three would not take them, or reads something else than is there."""
    plain = [_plain(block) for block in blocks]
    assert check_message(plain) == ""
    read = SdkBlock.parse_all(plain)
    assert [type(block).__name__ for block in read if type(block) is SdkBlock] == []
    for block, ours in zip(read, plain, strict=True):
        assert _plain(block.to_dict()) == ours  # raises SlackObjectFormationError beyond a limit
        _ask_the_other(ours)


def judge_view(view: Mapping[str, Any]) -> None:
    plain = _plain(view)
    assert check_view(plain) == ""
    View(**plain).to_dict()
    for block in plain["blocks"]:
        _ask_the_other(block)


def judge_form(view: Mapping[str, Any]) -> None:
    """As `judge_view`, for elements that only slack_sdk knows."""
    plain = _plain(view)
    assert check_view(plain) == ""
    View(**plain).to_dict()
    assert [_plain(block.to_dict()) for block in SdkBlock.parse_all(plain["blocks"])] == plain["blocks"]


def all_texts(blocks: Iterable[Any]) -> str:
    """Every word and every address, in order."""
    return "\n".join(_texts([_plain(block) for block in blocks]))


def _ask_the_other(block: dict[str, Any]) -> None:
    """slackblocks reads few blocks yet, but writes all: it is asked to write the same, within its own limits."""
    name = block.get("block_id")
    match block["type"]:
        case "rich_text":
            written: OtherBlock = RichTextBlock([_rewritten(element) for element in block["elements"]], name)
        case "actions":
            written = ActionsBlock([_button(element) for element in block["elements"]], name)
        case "input":
            label, hint = _text(block["label"]), _text(block["hint"])
            element = _field(block["element"])
            written = InputBlock(label, element, False, name, hint, block["optional"])
        case _:
            written = OtherBlock.from_dict({**block, "block_id": "any"})
            name = "any"
    assert _lean(written._resolve()) == _lean({**block, "block_id": name})


def _text(text: dict[str, Any]) -> Text:
    assert text["type"] == "plain_text"
    return Text(text["text"], TextType.PLAINTEXT)


def _button(element: dict[str, Any]) -> Button:
    return Button(_text(element["text"]), element["action_id"], value=element["value"])


def _field(element: dict[str, Any]) -> DatePicker | PlainTextInput:
    if element["type"] == "datepicker":
        return DatePicker(element["action_id"])
    return PlainTextInput(
        element["action_id"], multiline=element["multiline"], max_length=element["max_length"]
    )


def _rewritten(element: dict[str, Any]) -> Any:
    inner = [_rewritten(one) for one in element.get("elements", ())]
    style = dict.fromkeys(element.get("style", ()), True) if isinstance(element.get("style"), dict) else {}
    match element["type"]:
        case "rich_text_section":
            return RichTextSection(inner)
        case "rich_text_quote":
            return RichTextQuote(inner)
        case "rich_text_list":
            return RichTextList(element["style"], inner)
        case "text":
            return RichText(element["text"], **style)
        case "link":
            return RichTextLink(element["url"], element["text"], **style)
        case _:
            raise AssertionError(element["type"])


def _lean(found: Any) -> Any:
    """Without what says nothing: a border of 0, no emoji."""
    if isinstance(found, dict):
        return {key: _lean(value) for key, value in found.items() if value not in (0, None, {})}
    return [_lean(one) for one in found] if isinstance(found, list) else found


def _texts(found: Any) -> list[str]:
    if isinstance(found, dict):
        own = [found[name] for name in ("text", "url") if isinstance(found.get(name), str)]
        return own + [
            text for value in found.values() for text in _texts(value) if not isinstance(value, str)
        ]
    if isinstance(found, list):
        return [text for one in found for text in _texts(one)]
    return []


def _plain(found: Any) -> Any:
    if isinstance(found, Mapping):
        return {key: _plain(value) for key, value in found.items()}
    return [_plain(one) for one in found] if isinstance(found, list | tuple) else found
