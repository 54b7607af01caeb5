"""Every sentence that the conversation can say exists, and every sentence of the file is said somewhere."""

import ast
import re
from pathlib import Path

import pytest

import bot
import handlers
from bot.claims.article import Unread
from bot.desk.comparing import Bearing
from bot.desk.decision import NAMES_RECORD, Accord, Conclusion
from bot.desk.tip import NO, YES, YES_OR_NO, TipField
from bot.dialogue.tips.step import Word
from bot.library.filing import MATCHED, Status
from bot.library.statement import Verdict
from bot.people.address import Front
from bot.speech.choices import ADDING, LOOKING, TAKING_BACK, Act
from bot.verdicts.finding import Relation
from bot.verdicts.judgement import Judgement
from bot.verdicts.phrasebook import LANGUAGES, load_phrasebook

PARTS = [Path(bot.__path__[0]), Path(handlers.__path__[0])]
OURS = ("talk.", "choice.", "refused.", "unavailable.", "page.", "console.")
LASTING = {
    "talk.kept",
    "talk.privacy.kept",
    "talk.privacy.cache",
    "talk.mydata.kept",
    "talk.forgotten.cache",
    "talk.ask.here",
    "talk.ask.here_for_all",
    "talk.tip.consent.way_back",
    "talk.asked.keep",
    "talk.asked.promise",
    "talk.tip.receipt.promise",
    "talk.tip.receipt.comes",
}
"""Keys of sentences that tell a time, in hours or in days."""

LABELLED = {Act.THIS, Act.NOT_THIS, Act.NONE, Act.ASK, Act.WHY, Act.QUIET, Act.LOUD}
_NOT_JUDGED = ("event", "series", "said", *(each.value for each in MATCHED if each is not Status.VERIFIED))
STANDINGS = {
    Bearing.AS_RECORDED: (*_NOT_JUDGED, *(each.value for each in Verdict)),
    Bearing.DIFFERS: (*_NOT_JUDGED, "denial", "held", "judged"),
    Bearing.UNSAID: (*_NOT_JUDGED, "denial", "judged"),
    Bearing.CHANGED: (*_NOT_JUDGED, "denial", "judged"),
}
"""What a record may be to what was sent."""

ON_RECORDS = tuple(
    f"talk.outcome.{bears.value}.{standing}" for bears in Bearing for standing in STANDINGS[bears]
)

COMPOSED = (
    {f"talk.mark.{relation.value}" for relation in Relation}
    | {f"{key}.{unit}" for key in LASTING for unit in ("hours", "days")}
    | {f"{key}.agree_typed" for key in ("talk.ask", "talk.forget", "talk.tip.consent", "talk.beside")}
    | {f"choice.{act.value}" for act in LABELLED}
    | {f"talk.seen.{front.value}" for front in Front}
    | {f"talk.judged.{judgement.value}" for judgement in Judgement}
    | {
        f"talk.status.{kind}.{state}"
        for kind in ("tip", "question")
        for state in ("open", "asked_back", "closed")
    }
    | {f"choice.receipt.{value}" for value in (LOOKING, ADDING, TAKING_BACK)}
    | {f"choice.tip.{word.value}" for word in Word}
    | {f"talk.tip.shown.{each.value}" for each in TipField if each not in YES_OR_NO}
    | {f"talk.tip.shown.{each.value}.{word}" for each in YES_OR_NO for word in (YES, NO)}
    | {f"talk.tip.left_out.{each.value}" for each in TipField if each not in YES_OR_NO}
    | {f"talk.tip.consent.pictures.{front}" for front in ("telegram", "slack", "web")}
    | {f"talk.picture.not_taken.{word}" for word in ("video", "sound", "file")}
    | {f"talk.outcome.{each.value}" for each in Conclusion if each not in {Conclusion.SPAM, *NAMES_RECORD}}
    | {*ON_RECORDS}
    | {f"talk.outcome.verdict.{each.value}" for each in Verdict}
    | {f"desk.accord.{accord.value}" for accord in Accord if accord.value}
    | {f"{group}.language.{code}" for group in ("choice", "talk.settings") for code in LANGUAGES}
    | {f"refused.only.{kind}" for kind in ("picture", "video", "sound", "file")}
    | {f"refused.not_taken.{kind}" for kind in ("contact", "location", "poll")}
    | {f"refused.link_unread.{why.value}" for why in Unread}
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
    written = re.findall(r'\bt\("([^"]*)"', pages)
    return {key for key in written if not key.endswith((".", "_"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_a_sentence(language: str) -> None:
    book = load_phrasebook(language)

    wanted = (keys_in_code() | keys_in_templates() | COMPOSED) - LASTING

    assert {key for key in wanted if key not in book} == set()


def test_no_sentence_is_left_over() -> None:
    keys = load_phrasebook("en").keys()
    written = {key for key in keys if key.startswith(OURS)}
    said = (keys_in_code() | keys_in_templates() | COMPOSED) - LASTING

    assert {key for key in written if key not in said and key.rpartition(".")[0] not in said} == set()


LONGEST_ALERT = 200
"""What Telegram shows to whoever pressed a button: core.telegram.org/bots/api#answercallbackquery."""

BRIEF = [
    "refused.answer_gone",
    "refused.superseded_answer",
    "refused.no_such_claim",
    "refused.old_button",
    "refused.not_yours",
    "refused.nothing_to_judge",
    "refused.not_askable",
    "refused.nothing_pending",
    "refused.not_asked_you",
    "refused.only_in_private",
    "talk.why.nothing",
    "talk.why.unsupported_language",
    "talk.cancelled.nothing",
    *(f"talk.judged.{judgement.value}" for judgement in Judgement),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", BRIEF)
def test_word_in_passing_is_short(key: str, language: str) -> None:
    assert len(load_phrasebook(language).text(key, count="400")) <= LONGEST_ALERT


SURE = ("confirmed", "refuted", "what was sent agrees")
"""How an outcome begins from which one may go on to say that it is so, or is not."""


OUTCOMES = (*(f"talk.outcome.{one}" for one in ("not_checkable", "unverified", "rejected")), *ON_RECORDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_agrees_is_confirmed_or_refuted(language: str) -> None:
    book = load_phrasebook(language)

    sure = {key for key in OUTCOMES if book.text(key).partition(": ")[2].startswith(SURE)}

    agreeing = {"event", "series", "true", "false"}
    assert sure == {f"talk.outcome.{Bearing.AS_RECORDED.value}.{standing}" for standing in agreeing}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", OUTCOMES)
def test_outcome_names_what_it_is_on(key: str, language: str) -> None:
    said = load_phrasebook(language).text(key)

    assert "outcome: this" not in said
    assert "on this" not in said
    assert "what was sent" in said.lower() or key.endswith("as_recorded.said")
