"""The web pages as one aiohttp application, and the socket that they are served on."""

import errno
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from bot.errors import Misconfigured, Problem
from bot.ports import Clock, Keys
from bot.speech.heard import Verb
from bot.speech.turns import Talk
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.api.application import ApiParts, add_api
from handlers.web.api.problems import ApiTeller, ByPath
from handlers.web.assets import load_assets
from handlers.web.chat.adding import AddingPage
from handlers.web.chat.front import SIDE_PAGES, Begun, ChatFront, nothing_begun
from handlers.web.chat.receipt import ReceiptPage
from handlers.web.chat.render import Offers, Renderer, no_offers
from handlers.web.chat.seats import Limits
from handlers.web.chat.telling import PageTeller
from handlers.web.chat.tip import Consent, TipPage
from handlers.web.chat.upload import Receiving, Uploading
from handlers.web.desk.application import DeskParts, add_desk
from handlers.web.guards import OnBug, add_headers, check_host, check_sender, tell_errors
from handlers.web.health.front import Facts, HealthFront, Metrics, MetricsFront, Ping, live, no_facts
from handlers.web.visitors import LIFE, Visitors

FOR_MACHINES = ("/health", "/health/live", "/health/ready", "/metrics")
"""Asked by whoever watches the process, by its address: each of several has its own."""

LONGEST_BODY = 4 * 1024 * 1024
"""Bytes of a form. Longer ones are not read; a text between this and the page's own limit comes back in its box."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the pages are made of.

    `hosts` are the names that the server answers to besides the loopback ones, as in a Host header. `is_https` is True where
    something in front of the server speaks TLS. `life` is for how many seconds a browser is known again. `offers` tells what can be pressed under
    one claim of many, `begun` what a page that is loaded again says. `spare` are the parts that may be away while the program still works; `numbers`, `calibration`,
    `encoder` and `cache` stand beside them. Without `desk` the moderators' pages are not served, without `api` no programs, without `consent` no tips
    are taken: it says what happens with one. Without `uploading` no pictures come with them.
    """

    talk: Talk
    phrasebook: Phrasebook
    clock: Clock
    keys: Keys = field(repr=False)
    on_bug: OnBug
    offers: Offers = no_offers
    begun: Begun = nothing_begun
    pings: Mapping[str, Ping] = field(default_factory=dict)
    spare: Collection[str] = ("cache",)
    hosts: Collection[str] = ()
    is_https: bool = False
    life: int = LIFE
    limits: Limits = field(default_factory=Limits)
    numbers: Callable[[], Awaitable[Mapping[str, int]]] | None = None
    calibration: Facts = no_facts
    encoder: Facts = no_facts
    cache: Facts = no_facts
    retention: Callable[[], Awaitable[Mapping[str, str | int | float]]] | None = None
    metrics: Metrics | None = None
    desk: DeskParts | None = None
    consent: Consent | None = None
    uploading: Uploading | None = None
    api: ApiParts | None = None


def build(parts: Parts) -> web.Application:
    """The application: the chat at `/` with its buttons, its side pages, `/static/…`, `/health`, `/metrics`, `/desk` and `/api/v1` where there are any."""
    assets = load_assets("handlers.web.chat")
    renderer = Renderer(
        parts.phrasebook, assets.url, offers=parts.offers, takes_tips=parts.consent is not None
    )
    visitors = Visitors(parts.keys, is_https=parts.is_https, life=parts.life)
    chat = ChatFront(
        parts.talk,
        renderer=renderer,
        visitors=visitors,
        clock=parts.clock,
        limits=parts.limits,
        begun=parts.begun,
    )
    teller = ByPath(ApiTeller(parts.phrasebook), PageTeller(renderer))
    app = web.Application(
        client_max_size=LONGEST_BODY,
        middlewares=[
            tell_errors(teller, on_bug=parts.on_bug),
            check_host(teller, allowed=frozenset(parts.hosts), by_address=FOR_MACHINES),
            check_sender(teller),
        ],
    )
    app.on_response_prepare.append(add_headers)
    app.router.add_get("/", chat.get)
    app.router.add_post("/", chat.post)
    app.router.add_post("/press", chat.press)
    for verb in SIDE_PAGES:
        app.router.add_get(f"/{verb.value}", chat.side_page)
    _add_forms(app, parts, chat, renderer=renderer, visitors=visitors)
    app.router.add_get("/static/{name}", assets.get)
    _add_health(app, parts)
    _add_others(app, parts)
    return app


def _add_forms(
    app: web.Application, parts: Parts, chat: ChatFront, *, renderer: Renderer, visitors: Visitors
) -> None:
    """What is sent from pages of its own. All of them take pictures in by the same few seats."""
    receiving = Receiving(parts.uploading) if parts.uploading else None
    receipt = ReceiptPage(chat, receiving, renderer=renderer, visitors=visitors)
    app.router.add_post(f"/{Verb.STATUS.value}", receipt.post)
    if parts.consent is not None:
        tip = TipPage(chat, parts.consent, receiving, renderer=renderer, visitors=visitors)
        app.router.add_get("/tip", tip.get)
        app.router.add_post("/tip", tip.post)
    if receiving is not None:
        app.router.add_post(f"/{Verb.ADD.value}", AddingPage(chat, receiving, renderer, visitors).post)


def _add_others(app: web.Application, parts: Parts) -> None:
    """What is no chat and is an application of its own."""
    if parts.desk is not None:
        add_desk(app, parts.desk)
    if parts.api is not None:
        add_api(app, parts.api)


def _add_health(app: web.Application, parts: Parts) -> None:
    health = HealthFront(
        parts.pings,
        spare=parts.spare,
        numbers=parts.numbers,
        calibration=parts.calibration,
        encoder=parts.encoder,
        cache=parts.cache,
        retention=parts.retention,
    )
    app.router.add_get("/health", health.get)
    app.router.add_get("/health/live", live)
    app.router.add_get("/health/ready", health.ready)
    if parts.metrics is not None:
        app.router.add_get("/metrics", MetricsFront(parts.metrics).get)


@asynccontextmanager
async def serve(
    app: web.Application,
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    grace: float = 10.0,
    section: str = "web",
) -> AsyncIterator[str]:
    """Serves while the context lasts and gives the address. Running checks get `grace` seconds at the end.

    Port 0 takes any free one. Raises `Misconfigured` where the address cannot be used, with the settings of that section.
    """
    runner = web.AppRunner(
        app,
        access_log=None,
        handler_cancellation=True,
        logger=_silent(),
        shutdown_timeout=grace,
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as exc:
            raise _not_usable(exc, host, port, section) from exc
        yield _address(host, runner)
    finally:
        await runner.cleanup()


def _silent() -> logging.Logger:
    """aiohttp's own reports quote requests and name who sent them; our middleware has logged what matters."""
    logger = logging.getLogger("secondsource.web.silent")
    logger.disabled = True
    return logger


def _address(host: str, runner: web.AppRunner) -> str:
    port = runner.addresses[0][1]
    shown = "127.0.0.1" if host in {"", "0.0.0.0"} else host  # noqa: S104 - compared, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _not_usable(exc: OSError, host: str, port: int, section: str) -> Misconfigured:
    if exc.errno == errno.EADDRINUSE:
        problem = Problem(
            f"{section}.port", f"port {port} is taken by another program; stop it or choose another port"
        )
    elif exc.errno == errno.EACCES:
        problem = Problem(
            f"{section}.port", f"port {port} may not be used without special rights; choose one above 1023"
        )
    else:
        problem = Problem(f"{section}.host", f"{host} is no address of this machine; use 127.0.0.1")
    return Misconfigured((problem,))
