"""The desk as an aiohttp application of its own, to be hung into a listener under `/desk`."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web

from bot.editing.books import Books
from bot.moderation import Articles, Audit, Desk, Members, Pictures, SignIns
from bot.people.role import Right
from bot.ports import CandidateIndex, Checking, Clock, Feedback, Keys, LinkReader
from bot.sharing import Presence
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.assets import load_assets
from handlers.web.desk.audit import AuditFront
from handlers.web.desk.case import CaseFront
from handlers.web.desk.doors import Doors
from handlers.web.desk.evidence import EvidenceFront
from handlers.web.desk.frame import HOME, STATIC, Frame
from handlers.web.desk.gate import Gate
from handlers.web.desk.library import LibraryFront
from handlers.web.desk.links import LinkFront
from handlers.web.desk.numbers import NumbersFront
from handlers.web.desk.once import tell_once
from handlers.web.desk.people import PeopleFront
from handlers.web.desk.pictures import PictureFront
from handlers.web.desk.queue import Pressings, QueueFront
from handlers.web.desk.record import RecordFront
from handlers.web.desk.signing_in import SignInFront
from handlers.web.desk.sources import SourcesFront
from handlers.web.desk.streams import Streams
from handlers.web.desk.telling import DeskTeller
from handlers.web.desk.writing import WritingFront
from handlers.web.guards import OnBug, check_host, check_sender, tell_errors
from handlers.web.public import receive_in_time

_PATIENCE = 30.0
"""Seconds for a form to come in."""


@dataclass(frozen=True, slots=True)
class DeskParts:
    """What the pages of the desk are made of. `labels` are those that cases can be marked with; a browser is signed in for `life`."""

    desk: Desk
    pictures: Pictures
    articles: Articles
    members: Members
    audit: Audit
    sign_ins: SignIns
    checking: Checking
    feedback: Feedback
    books: Books
    index: CandidateIndex
    phrasebook: Phrasebook
    clock: Clock
    presence: Presence
    keys: Keys = field(repr=False)
    on_bug: OnBug
    pressing: Pressings
    links: LinkReader | None = None
    labels: tuple[str, ...] = ()
    life: timedelta = timedelta(hours=12)
    hosts: Collection[str] = ()
    is_https: bool = False


def add_desk(app: web.Application, parts: DeskParts) -> None:
    """Hangs the desk into the application of a listener."""
    app.add_subapp(HOME, _build(parts))


def _build(parts: DeskParts) -> web.Application:
    assets = load_assets("handlers.web.desk", at=STATIC)
    frame = Frame(parts.phrasebook, assets.url, parts.clock)
    doors = Doors(parts.sign_ins, parts.keys, is_https=parts.is_https, life=parts.life)
    gate, streams, teller = Gate(doors, frame), Streams(parts.desk, doors), DeskTeller(frame)
    app = web.Application(
        middlewares=[
            tell_errors(teller, on_bug=parts.on_bug),
            check_host(teller, allowed=frozenset(parts.hosts)),
            check_sender(teller),
            receive_in_time(_PATIENCE),
            tell_once(is_https=parts.is_https),
        ],
    )
    app.on_shutdown.append(streams.close_all)
    app.router.add_get("/static/{name}", assets.get)
    _add_doors(app, SignInFront(doors, frame, streams, parts.audit), gate)
    _add_cases(app, parts, gate, frame, streams)
    _add_books(app, parts, gate, frame)
    people = PeopleFront(parts.members, parts.sign_ins, frame)
    app.router.add_get("/people", gate.page(Right.APPOINT, people.get))
    app.router.add_post("/people/{member}/sign-out", gate.form(Right.APPOINT, people.sign_out))
    _add_library(app, parts, gate, frame)
    return app


def _add_cases(app: web.Application, parts: DeskParts, gate: Gate, frame: Frame, streams: Streams) -> None:
    queue = QueueFront(parts.desk, frame, streams, parts.clock, pressing=parts.pressing, labels=parts.labels)
    app.router.add_get("", gate.page(Right.SEE_CASES, queue.get))
    app.router.add_get("/events", gate.page(Right.SEE_CASES, queue.stream))
    links = LinkFront(parts.desk, parts.articles, parts.links, frame)
    case = CaseFront(
        parts.desk,
        parts.members,
        parts.checking,
        parts.books.records,
        frame=frame,
        streams=streams,
        clock=parts.clock,
        presence=parts.presence,
        links=links,
        labels=parts.labels,
    )
    app.router.add_get("/case/{case}", gate.page(Right.SEE_CASES, case.get))
    app.router.add_get("/case/{case}/events", gate.page(Right.SEE_CASES, case.stream))
    pictures = PictureFront(parts.desk, parts.pictures)
    app.router.add_get("/case/{case}/picture/{name}", gate.page(Right.SEE_CASES, pictures.get))
    evidence = EvidenceFront(parts.books, parts.pictures, parts.articles, frame)
    app.router.add_get("/case/{case}/evidence", gate.page(Right.SEE_AUDIT, evidence.get))
    app.router.add_post("/case/{case}/read-link", gate.form(Right.DECIDE, links.read))
    app.router.add_post("/case/{case}/{act}", gate.form(Right.DECIDE, case.act))


def _add_books(app: web.Application, parts: DeskParts, gate: Gate, frame: Frame) -> None:
    numbers = NumbersFront(parts.desk, parts.feedback, frame, parts.clock)
    app.router.add_get("/numbers", gate.page(Right.SEE_CASES, numbers.get))
    audit = AuditFront(parts.audit, parts.books.records, frame)
    app.router.add_get("/audit", gate.page(Right.SEE_AUDIT, audit.get))
    app.router.add_post("/audit", gate.form(Right.SEE_AUDIT, audit.verify))


def _add_library(app: web.Application, parts: DeskParts, gate: Gate, frame: Frame) -> None:
    library, record = LibraryFront(parts.books, parts.index, frame), RecordFront(parts.books, frame)
    app.router.add_get("/library", gate.page(Right.WRITE_RECORDS, library.get))
    app.router.add_get("/record/{record:.+}", gate.page(Right.WRITE_RECORDS, record.get))
    app.router.add_post("/record/{record:.+}", gate.form(Right.WRITE_RECORDS, record.edit))
    writing, sources = WritingFront(parts.books, frame), SourcesFront(parts.books, frame)
    app.router.add_get("/write", gate.page(Right.WRITE_RECORDS, writing.get))
    app.router.add_post("/write", gate.form(Right.WRITE_RECORDS, writing.post))
    app.router.add_get("/sources", gate.page(Right.SEE_SOURCES, sources.get))
    app.router.add_post("/source/{source:.+}/look", gate.form(Right.RATE, sources.look))
    app.router.add_get("/source/{source:.+}", gate.page(Right.SEE_SOURCES, sources.show))
    app.router.add_post("/source/{source:.+}", gate.form(Right.RATE, sources.rate))


def _add_doors(app: web.Application, front: SignInFront, gate: Gate) -> None:
    app.router.add_get("/sign-in", front.get)
    app.router.add_post("/sign-in", front.post)
    app.router.add_post("/sign-out", gate.form(None, front.sign_out))
