"""Every sentence that the conversation can say exists, and every sentence of the file is said somewhere."""

import ast
from pathlib import Path

import bot
import handlers
from bot.verdicts.finding import Relation
from bot.verdicts.phrasebook import load_phrasebook

PARTS = [Path(bot.__path__[0]), Path(handlers.__path__[0])]
OURS = ("talk.", "refused.", "unavailable.", "page.", "console.")
COMPOSED = (
    {f"talk.mark.{relation.value}" for relation in Relation}
    | {f"talk.help.{topic}" for topic in ("send", "background", "answer", "nothing", "commands")}
    | {f"unavailable.{part}" for part in ("database", "index", "cache", "disk", "other")}
    | {f"page.mood_{mood}" for mood in ("talk", "refused", "unavailable", "failed")}
)
"""Keys that the code puts together."""


def keys_in_code() -> set[str]:
    found: set[str] = set()
    for root in PARTS:
        for file in root.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return {
        key
        for key in found
        if key.startswith(OURS) and " " not in key and not key.endswith((".", "_", ".html"))
    }


def keys_in_templates() -> set[str]:
    pages = "".join(file.read_text(encoding="utf-8") for root in PARTS for file in root.rglob("*.html"))
    return {part.split('"')[0] for part in pages.split('t("')[1:]} - {"page.mood_", "talk.mark."}


def test_every_key_has_a_sentence() -> None:
    book = load_phrasebook("en")

    wanted = keys_in_code() | keys_in_templates() | COMPOSED

    assert {key for key in wanted if key not in book} == set()


def test_no_sentence_is_left_over() -> None:
    keys = load_phrasebook("en").keys()
    written = {key for key in keys if key.startswith(OURS)}
    said = keys_in_code() | keys_in_templates() | COMPOSED

    assert {key for key in written if key not in said and key.rpartition(".")[0] not in said} == set()
