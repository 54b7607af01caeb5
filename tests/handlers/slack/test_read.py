from dataclasses import replace
from typing import Any

import pytest

from bot.claims.submission import Submission
from bot.people.audience import Audience
from bot.speech.heard import Command, Message, Verb
from bot.speech.traffic import Arrival
from handlers.slack.mrkdwn import decode, escape, unescape
from handlers.slack.read import Beckoned, Opened
from tests.fakes.slack import payloads
from tests.fakes.slack.world import ASKER, BOT_USER, CHANNEL, TEAM
from tests.handlers.slack.reading import DIRECT, TS, direct, heard_in, read, text_of

CLAIM = "At least 165 people were killed in Pazigyi."


def rich(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "rich_text", "elements": list(elements)}]


def section(*leaves: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(leaves)}


def word(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


@pytest.mark.parametrize(
    ("noted", "plain"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("see <https://example.org/a_b_c|the page>", "see the page"),
        ("see <https://example.org/?a=1&amp;b=2>", "see https://example.org/?a=1&b=2"),
        ("<@U0MARIA> says five died", "says five died"),
        ("<@U0MARIA|maria> says", "says"),
        ("<!channel> <!here> look <!subteam^S1|@desk>", "look"),
        ("in <#C1|news> today", "in #news today"),
        ("on <!date^1392734382^{date}|18 Feb 2014>", "on 18 Feb 2014"),
        ("*bold* _italic_ ~gone~ `code`", "bold italic gone code"),
        ("2 * 3 * 4 and snake_case_word", "2 * 3 * 4 and snake_case_word"),
        ("at 10:30:45 :fire: :flag-mm:", "at 10:30:45"),
        ("&gt; quoted\n&gt; more", "quoted\nmore"),
        ("write <mailto:a@example.org|a@example.org>", "write [...]"),
        ("call <tel:+959123456789|09 123 456 789>", "call [...]"),
        ("join <https://t.me/+AbC|this group> or <https://t.me/c/1/2>", "join this group or [...]"),
        ("```\nfenced```", "fenced"),
    ],
)
def test_notation_becomes_plain_words(noted: str, plain: str) -> None:
    assert text_of(direct(noted)) == plain


@pytest.mark.parametrize(("ts", "seconds"), [(TS, 1795000000.0001), ("9" * 20 + ".1", None)])
def test_moment_of_writing_is_told(ts: str, seconds: float | None) -> None:
    arrival = read(payloads.direct(CLAIM, channel=DIRECT, ts=ts))

    assert (arrival.sent_at and arrival.sent_at.timestamp()) == seconds


def test_links_are_collected() -> None:
    heard = heard_in(direct("<https://example.org/?a=1&amp;b=2|here> and <mailto:a@example.org>"))

    assert isinstance(heard, Message)
    assert heard.submission.links == ("https://example.org/?a=1&b=2",)


def test_plain_yes_is_a_message() -> None:
    heard = heard_in(direct("Yes"))

    assert isinstance(heard, Message)
    assert heard.submission.text == "Yes"


def test_escaping_can_be_undone() -> None:
    text = "<!channel> & <@U1> &lt;"

    assert unescape(escape(text)) == text
    assert "<" not in escape(text)
    assert decode(escape(text)).text == text


def test_rich_text_is_read_literally() -> None:
    blocks = rich(
        section(word("Five *stars* & <b>"), {"type": "link", "url": "https://example.org", "text": "site"}),
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [section(word("one")), section(word("two"))],
        },
        {
            "type": "rich_text_quote",
            "elements": [word("quoted "), {"type": "emoji", "unicode": "1f1f2-1f1f2"}],
        },
        section({"type": "user", "user_id": "U0MARIA"}, {"type": "broadcast", "range": "channel"}),
    )

    assert text_of(direct("noted", blocks=blocks)) == "Five *stars* & <b>site\none\ntwo\nquoted 🇲🇲"


def test_shared_message_is_read_without_its_author() -> None:
    shared = {
        "is_share": True,
        "is_msg_unfurl": True,
        "text": CLAIM,
        "author_name": "Maria",
        "author_id": "U0MARIA",
        "fallback": "[today] maria: …",
        "from_url": "https://newsroom.slack.com/archives/C1/p1",
    }
    heard = heard_in(direct("Do we know this?", attachments=[shared]))

    assert isinstance(heard, Message)
    assert heard.submission.text == f"Do we know this?\n\n{CLAIM}"
    assert heard.submission.links == ()


def test_shared_command_is_nobodys_own() -> None:
    shared = {"is_share": True, "text": "add 7KQ2-M4TX-9AB4 More."}
    heard = heard_in(direct("", attachments=[shared]))

    assert isinstance(heard, Message)
    assert not heard.is_own
    assert heard_in(direct("Do we know this?")) == replace(
        heard, submission=Submission("Do we know this?"), is_forwarded=False
    )


def test_preview_is_read_only_for_a_bare_link() -> None:
    preview = {"title": "Strike on Pazigyi", "text": CLAIM, "title_link": "https://example.org/a"}
    bare = text_of(direct("<https://example.org/a>", attachments=[preview]))
    told = text_of(direct("Is this so? <https://example.org/a>", attachments=[preview]))

    assert CLAIM in bare
    assert CLAIM not in told


def test_blocks_of_an_app_are_read() -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Alert"}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*Five* died"},
            "fields": [{"type": "mrkdwn", "text": "a"}],
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "by us"}, {"type": "image"}]},
    ]

    assert text_of(direct("", blocks=blocks)) == "Alert\nFive died\na\nby us"


@pytest.mark.parametrize(
    ("file", "kinds"),
    [
        ({"mimetype": "image/png", "name": "secret.png"}, ("photo",)),
        ({"mimetype": "video/mp4"}, ("video",)),
        ({"mimetype": "application/pdf"}, ("document",)),
        ({"mode": "tombstone"}, ()),
    ],
)
def test_files_are_named_by_kind(file: dict[str, str], kinds: tuple[str, ...]) -> None:
    heard = heard_in(direct(CLAIM, subtype="file_share", files=[file]))

    assert isinstance(heard, Message)
    assert heard.submission.attachments == kinds


@pytest.mark.parametrize(
    ("text", "verb", "argument"),
    [("help", Verb.HELP, ""), ("Why", Verb.WHY, ""), ("why 2", Verb.WHY, "2"), ("/status", Verb.STATUS, "")],
)
def test_words_alone_are_commands(text: str, verb: Verb, argument: str) -> None:
    heard = heard_in(direct(text))

    assert isinstance(heard, Command)
    assert (heard.verb, heard.argument) == (verb, argument)


@pytest.mark.parametrize(
    "text", ["Help arrived in Pazigyi", "status of forces was signed", "/etc/passwd was read"]
)
def test_sentences_are_no_commands(text: str) -> None:
    assert text_of(direct(text)) == text


@pytest.mark.parametrize(
    "event",
    [
        direct(CLAIM, bot_id="B1"),
        direct(CLAIM, user=BOT_USER),
        direct(CLAIM, subtype="bot_message"),
        direct(CLAIM, subtype="message_deleted"),
        direct(CLAIM, subtype="channel_join"),
        payloads.written(CLAIM, channel=CHANNEL, ts=TS, channel_type="channel"),
        payloads.opened_home(tab="messages"),
        payloads.revoked(bots=(), people=("U1",)),
        {"type": "team_join"},
    ],
)
def test_what_is_not_for_us_is_passed_over(event: dict[str, Any]) -> None:
    assert read(event) is None


def test_edit_is_heard_once_for_each_change() -> None:
    before, now = direct("165 killed"), "1795000000.000900"
    after = before | {"text": CLAIM, "edited": {"user": ASKER, "ts": now}}
    arrival = read(payloads.changed(before, after, ts=now))

    assert isinstance(arrival, Arrival)
    assert isinstance(arrival.heard, Message)
    assert arrival.heard.is_edit
    assert arrival.heard.handle == f"{DIRECT}//{TS}"
    assert arrival.also == (f"slack:{TEAM}:{DIRECT}:{TS}:{now}",)


def test_preview_that_came_later_is_no_edit() -> None:
    before = direct(f"{CLAIM} <https://example.org>")
    after = before | {"attachments": [{"text": "A page"}], "edited": {"user": ASKER, "ts": "1795000000.9"}}

    assert read(payloads.changed(before, after, ts="1795000000.000900")) is None
    assert read(payloads.changed(before, before | {"text": "x"}, ts="1795000000.000900")) is None


def test_mention_alone_is_beckoning() -> None:
    assert isinstance(read(payloads.mentioned("", ts=TS, thread_ts="1795000000.000050")), Beckoned)


def test_home_is_opened() -> None:
    assert isinstance(read(payloads.opened_home()), Opened)


@pytest.mark.parametrize(
    ("event", "is_shared", "audience"),
    [
        (direct(CLAIM), False, Audience.NEWSROOM),
        (direct(CLAIM), True, Audience.PUBLIC),
        (direct(CLAIM) | {"user_team": "T0OTHERS"}, False, Audience.PUBLIC),
        (payloads.mentioned(CLAIM, ts=TS), False, Audience.NEWSROOM),
        (payloads.mentioned(CLAIM, ts=TS), True, Audience.PUBLIC),
    ],
)
def test_others_are_shown_what_the_public_may_see(
    event: dict[str, Any], is_shared: bool, audience: Audience
) -> None:
    assert heard_in(event, is_shared=is_shared).sender.audience is audience


@pytest.mark.parametrize(
    ("event", "is_outside"),
    [
        (payloads.mentioned(CLAIM, ts=TS), False),
        (payloads.mentioned(CLAIM, ts=TS) | {"user_team": "T0OTHERS"}, True),
        (payloads.mentioned(CLAIM, ts=TS) | {"user_team": "", "team": ""}, True),
        (direct(CLAIM) | {"user_team": "T0OTHERS"}, False),
    ],
)
def test_people_of_other_organisations_are_outside(event: dict[str, Any], is_outside: bool) -> None:
    assert heard_in(event).sender.is_outside is is_outside


def test_channel_that_nobody_calls_unshared_is_public() -> None:
    event = payloads.callback(payloads.mentioned(CLAIM, ts=TS), event_id="Ev1")
    del event["is_ext_shared_channel"]

    assert heard_in(event["event"], is_ext_shared_channel=None).sender.audience is Audience.PUBLIC


def test_older_names_of_a_person_come_along() -> None:
    sender = heard_in(direct(CLAIM)).sender

    assert len(sender.formerly) == 1
    assert sender.user == ASKER


def test_half_characters_are_replaced() -> None:
    assert text_of(direct("a \ud800 b")) == "a ? b"
