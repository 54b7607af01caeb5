"""Words that must be found nowhere in the clear, in everything that can be kept of somebody."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.claims.article import Article, Page
from bot.claims.claim import Claim, Kind
from bot.claims.submission import Submission
from bot.desk.acts import AskBack, Decide
from bot.desk.archived import Archived
from bot.desk.correcting import Position
from bot.desk.decision import Conclusion, Decision
from bot.desk.picture import Picture, PictureKind
from bot.desk.question import Question
from bot.desk.tip import Tip
from bot.people.address import Address, Front
from bot.people.api_key import Scope, WantedKey
from bot.people.audience import Audience
from bot.people.person import Person
from bot.people.pseudonym import Pseudonym
from bot.people.role import Member, Role
from bot.speech.attached import Cleaned
from bot.speech.given import Given
from bot.speech.heard import Command, From, Message, Verb
from bot.speech.outcome import AddTo, Ask, Attach, HandIn, Judge, Keep, Outcome, Prefer
from bot.speech.replies import Answered
from bot.speech.session import Session
from bot.speech.shown_case import ShownCard
from bot.speech.traffic import Turn
from bot.verdicts.judgement import Judged, Judgement
from tests.contract.desk import CHAT as DESK_CHAT
from tests.contract.kept import a_report, told
from tests.fakes.entries import a_statement
from tests.handlers.cards import case_card
from tests.storage.keeping import KeptOnDisk

WORKSPACE, CHAT, THREAD = "canary-workspace", "canary-chat-4711", "canary-thread"
USER, HANDLE, QUERY = "canary-user-815", "canary-handle", "canary-query"
TEXT, CHANNEL, LINK = "canary text of a tip", "canary-channel", "https://canary.example/link"
ANSWER, CODE, DELIVERY = "canary-answer", "CANARY-CODE", "canary-delivery"
TIP, RECEIPT, ADDED, ASKED = "canary smoke", "CANARY-TIPS", "canary added later", "canary question?"
REASON, NOTE, NAME = "canary reason", "canary note", "canary-member"
PICTURE = "canary pixels"
TITLE, ARTICLE = "canary headline", "canary behind a link"
MEMBER = Member("0" * 32, NAME, Role.ADMIN)
CANARIES = (
    *(WORKSPACE, CHAT, THREAD, USER, HANDLE, QUERY, TEXT, CHANNEL, LINK, ANSWER, CODE, DELIVERY),
    *(TIP, RECEIPT, ADDED, ASKED, REASON, NOTE, NAME, PICTURE, TITLE, ARTICLE),
)

PERSON = Pseudonym("0123456789abcdef")
SENDER = From(
    Address(Front.TELEGRAM, WORKSPACE, CHAT, THREAD), PERSON, Audience.PUBLIC, user=USER, language="en"
)
MESSAGE = Message(SENDER, Submission(TEXT, forwarded_from=CHANNEL, links=(LINK,)), HANDLE)


async def fill(kept: KeptOnDisk) -> None:
    """Puts something into every table and every sealed column."""
    doomed, postponed, *_ = await kept.accept(MESSAGE, MESSAGE, MESSAGE)
    await kept.turns.park(Turn(MESSAGE, Outcome(Session(), (told(),)), (doomed.id,)), fault="KeyError")
    await kept.inbox.note_progress(postponed.id, HANDLE)
    await kept.deliver(HANDLE)
    await kept.finish(Command(SENDER, Verb.CASE, "case"), case_card(TEXT))
    await kept.deliver(HANDLE)
    given = Given(ANSWER, SENDER, MESSAGE.submission, a_report(TEXT), HANDLE)
    claim = Claim(TEXT, 0, len(TEXT), "en", Kind.FACT)
    judged = Judged(
        ANSWER, 1, "strike", Judgement.RIGHT, (("place", 1.0),), 3.1, 0.9, "en", "same_event", "1", 7
    )
    await kept.finish(
        MESSAGE,
        Answered(given.report, ANSWER),
        Answered(given.report, ANSWER),
        told(),
        deeds=[
            Keep(given),
            Judge((judged,)),
            Ask(Question(CODE, claim, ANSWER, 1, CHANNEL), SENDER),
            Prefer(PERSON, Person("en", is_greeted=True)),
        ],
        session=Session(last=ANSWER),
    )
    await work_on(kept)
    await kept.deliver(HANDLE, HANDLE + "2")
    (outgoing,) = await kept.outbox.take(limit=1)
    await kept.outbox.sent(outgoing.id, HANDLE, is_last=False)


async def work_on(kept: KeptOnDisk) -> None:
    """What the desk does with the question, and with a tip; who works there is named in what is shown to colleagues alone."""
    picture = Picture("0" * 32, PictureKind.JPEG, 1, 1, len(PICTURE), "0" * 64)
    attach = Attach((Cleaned(picture, PICTURE.encode()),), SENDER)
    tip = Tip(TIP, may_ask_back=True, code=RECEIPT, pictures=(picture,))
    await kept.finish(MESSAGE, deeds=[attach, HandIn(tip, SENDER), AddTo(RECEIPT, ADDED, SENDER)])
    await archive_article(kept)
    for case in (1, 2):
        await kept.cards.shown(ShownCard(case, 1, SENDER.address), handle=HANDLE, revision=1)
    file = await kept.desk.case(2)
    assert file is not None
    await kept.desk.act(2, AskBack(file.matters[0].key, ASKED), MEMBER)
    await kept.desk.act(1, Decide(Decision(Conclusion.UNVERIFIED, REASON, note=NOTE)), MEMBER)
    await answer_and_correct(kept)
    appointed = From(SENDER.address, PERSON, Audience.NEWSROOM, user=USER)
    await kept.members.member(a_colleague_in_chat())
    await kept.members.appoint(appointed, name=NAME, role=Role.MODERATOR, by=MEMBER)
    await kept.sign_ins.make_link(MEMBER, lives=timedelta(hours=1))
    wanted = WantedKey(NAME, frozenset({Scope.CHECK}))
    await kept.api_keys.make(wanted, lives=timedelta(hours=1), by=MEMBER)


async def archive_article(kept: KeptOnDisk) -> None:
    file = await kept.desk.case(1)
    assert file is not None
    page = Page("https://example.org/", "example.org", TITLE, None, kept.clock.now(), "0" * 64)
    await kept.articles.archive(1, Archived(file.matters[0].key, Article(page, ARTICLE)), MEMBER)


def a_colleague_in_chat() -> From:
    return From(DESK_CHAT, PERSON, Audience.NEWSROOM, user="99")


async def answer_and_correct(kept: KeptOnDisk) -> None:
    """The first case is answered with a record, which is another one later."""
    record = a_statement(text=TEXT)
    kept.clock.pass_by(60)
    decided = await kept.desk.case(1)
    assert decided is not None
    assert await kept.desk.answer(1, {}, revision=decided.case.revision, told=record)
    closed = await kept.desk.case(1)
    assert closed is not None
    replies, revision = {one.key: told() for one in closed.matters}, closed.case.revision
    assert await kept.corrections.correct_case(1, replies, revision=revision, told=record)
    await kept.corrections.move(Position(1))


def found_in(paths: list[Path]) -> list[str]:
    """The canaries that can be read in these files, in the clear or in one of the usual disguises."""
    content = b"\n".join(path.read_bytes() for path in paths)
    lowered = content.lower()
    return [word for word in CANARIES if any(form in content or form in lowered for form in _forms(word))]


def _forms(word: str) -> Iterator[bytes]:
    plain = word.encode()
    yield plain
    yield word.encode("utf-16-le")
    yield plain.hex().encode()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain)
        # Whole groups only: the first and the last depend on what stands beside the word.
        whole = coded[4 if shift else 0 : 4 * ((shift + len(plain)) // 3)]
        yield whole
        yield whole.translate(bytes.maketrans(b"+/", b"-_"))
