from typing import Any

from handlers.telegram.rich import Rich, read_rich
from tests.handlers.telegram.reading import hear_message, new_updates

BLOCKS: list[dict[str, Any]] = [
    {"type": "heading", "size": 1, "text": "Air strike"},
    {
        "type": "paragraph",
        "text": [
            "At least ",
            {"type": "bold", "text": "165"},
            " killed, ",
            {"type": "url", "text": "AAPP", "url": "https://example.org/x"},
        ],
    },
    {"type": "list", "items": [{"label": "1", "blocks": [{"type": "paragraph", "text": "Pazigyi"}]}]},
    {
        "type": "table",
        "cells": [
            [
                {"align": "left", "valign": "top", "text": "May"},
                {"align": "left", "valign": "top", "text": "12"},
            ]
        ],
    },
    {
        "type": "details",
        "summary": "More",
        "blocks": [{"type": "pullquote", "text": "It was loud", "credit": "a witness"}],
    },
    {"type": "divider"},
]


def test_words_come_in_reading_order() -> None:
    read = read_rich({"blocks": BLOCKS})

    assert read.text.split("\n") == [
        "Air strike",
        "At least 165 killed, AAPP",
        "Pazigyi",
        "May 12",
        "More",
        "It was loud",
        "a witness",
    ]
    assert read.links == ("https://example.org/x",)


def test_rich_message_is_heard() -> None:
    heard = hear_message(new_updates().rich(BLOCKS))

    assert heard.submission.text.startswith("Air strike\nAt least 165")
    assert heard.submission.links == ("https://example.org/x",)


def test_what_came_along_is_named() -> None:
    photo = {"type": "photo", "photo": [], "caption": {"text": "A ruin"}}

    read = read_rich({"blocks": [photo]})

    assert (read.text, read.attachments) == ("A ruin", ("photo",))


def test_names_of_people_are_not_looked_at() -> None:
    mention = {
        "type": "text_mention",
        "text": "him",
        "user": {"id": 5, "is_bot": False, "first_name": "Ko Ko"},
    }

    assert read_rich({"blocks": [{"type": "paragraph", "text": mention}]}).text == "him"


def test_endless_nesting_ends() -> None:
    nested: Any = "deep"
    for _ in range(5_000):
        nested = {"type": "bold", "text": nested}

    assert read_rich({"blocks": [{"type": "paragraph", "text": nested}]}) == Rich("", (), ())


def test_nonsense_is_nothing() -> None:
    assert read_rich([1, {"blocks": 3}]) == Rich("", (), ())
    assert read_rich({"blocks": [None, 3, {"type": [], "text": 4, "blocks": "x"}]}) == Rich("", (), ())
