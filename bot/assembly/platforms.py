"""The fronts that are reached through a platform, and what stands behind them: reception, lanes, post and upkeep."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.assembly.api import api_allowances, api_parts
from bot.assembly.application import Application
from bot.assembly.desk import desk_facts_of, staffing_of
from bot.assembly.drafts import clearing_drafts
from bot.assembly.errands import errands
from bot.assembly.web_desk import desk_parts
from bot.config.section import Secret
from bot.dialogue.desk.opening import form_for
from bot.dialogue.desk.showing import first_page
from bot.moderation import Fetcher
from bot.people.address import Front
from bot.people.audience import Audience
from bot.people.role import Member, Right
from bot.ports import Accept, Courier
from bot.runtime.alerting import Colleague
from bot.runtime.allowance import Limits, OwnAllowances
from bot.runtime.carding import Board
from bot.runtime.delivery import PostParts
from bot.runtime.gathering import Gathering
from bot.runtime.lane_parts import Parts, Rules
from bot.runtime.lanes import Lanes
from bot.runtime.pacing import Paces
from bot.runtime.post import Post
from bot.runtime.process import Job, beside
from bot.runtime.reception import Reception
from bot.runtime.supervise import keep_running
from bot.runtime.upkeep import HOUR, MINUTE, Chore, keep_up
from bot.runtime.watch import Ping
from bot.sharing import Allowances
from bot.speech.heard import From
from handlers.web.api.application import add_api
from handlers.web.desk.application import add_desk
from handlers.web.public import AddRoutes, build_public
from handlers.web.server import serve

GRACE = 8.0
"""Seconds that running turns, and then replies under way, are given at the end. What is cut off then is done after the next start."""

JOURNAL_SECONDS = 10.0
"""After which it is tried again to take what was forgotten out of the journal."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A front that was opened: how it hears, how it answers, whether it is there. `workspace` is empty until the platform has told it."""

    front: Front
    run: Job
    courier: Courier
    fetcher: Fetcher
    ping: Ping
    add_routes: AddRoutes
    workspace: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Platforms:
    """What is served. `address` is that of the public listener, empty where none is needed. `api_allowances` count the requests of programs on every
    listener."""

    pings: Mapping[str, Ping]
    api_allowances: Allowances
    address: str = ""


@asynccontextmanager
async def serve_platforms(application: Application) -> AsyncIterator[Platforms]:
    """Every front that is configured, while the context lasts; without one nothing runs but the upkeep.

    At the end the fronts stop hearing first; then running turns, then replies on their way get some time. Raises `Misconfigured` where a
    platform refuses what it was given.
    """
    couriers: dict[
        Front, Courier
    ] = {}  # filled before anything runs: a front needs `accept`, and what stands behind it the couriers
    paces = Paces()
    lanes = _lanes(application, couriers, paces)
    reception = _reception(application, lanes)
    async with AsyncExitStack() as stack:
        fronts = await _open_fronts(stack, application, reception.accept)
        couriers.update({one.front: one.courier for one in fronts})
        application.fetchers.update({one.front: one.fetcher for one in fronts})
        post = _post(application, couriers, reception, paces)
        _watch(application, lanes, post)
        upkeep = partial(_keep_up, application, tuple(couriers))
        boards, colleagues = _boards(application, fronts), _colleagues(application, fronts)
        unasked = errands(application, boards, colleagues, couriers, paces)
        await stack.enter_async_context(beside(lanes.run, post.run, upkeep, *unasked))
        stack.push_async_callback(post.stop, seconds=GRACE)
        stack.push_async_callback(lanes.stop, seconds=GRACE)
        hearing = [
            partial(keep_running, one.run, name=one.front.value, on_bug=application.on_bug) for one in fronts
        ]
        await stack.enter_async_context(beside(*hearing))
        counted = api_allowances(application)
        address = await _listen(stack, application, fronts, counted)
        yield Platforms({one.front.value: one.ping for one in fronts}, counted, address)


def _boards(application: Application, fronts: Sequence[Listening]) -> tuple[Board, ...]:
    """The desk's chats on these fronts."""
    chats = dict(desk_facts_of(application.settings).chats)
    return tuple(
        Board(one.front, chats[one.front], one.courier, one.workspace) for one in fronts if one.front in chats
    )


def _colleagues(application: Application, fronts: Sequence[Listening]) -> tuple[Colleague, ...]:
    """Those of the settings who may decide, on the first of these fronts on which they are known."""
    found: list[Colleague] = []
    for listed in staffing_of(application.settings).listed:
        front = next((one for one in fronts if listed.ids.get(one.front)), None)
        if front is not None and Member("listed", listed.name, listed.role).may(Right.DECIDE):
            user = listed.ids[front.front]
            found.append(Colleague(front.front, user, front.workspace, application.storage.keys.pseudonyms))
    return tuple(found)


def _lanes(application: Application, couriers: Mapping[Front, Courier], paces: Paces) -> Lanes:
    kept, conversation = application.storage, application.settings.conversation
    parts = Parts(
        kept.inbox,
        kept.outbox,
        kept.turns,
        kept.sessions,
        application.converse(),
        couriers,
        application.clock,
        application.numbers,
        application.on_bug,
        application.watch.note_away,
        paces,
    )
    gathering = Gathering(text=conversation.gather_seconds, album=conversation.album_seconds)
    return Lanes(parts, Rules(gathering, conversation.tries, application.settings.checking.language))


def _reception(application: Application, lanes: Lanes) -> Reception:
    kept, set_to = application.storage, application.settings.limits
    limits = Limits(set_to.per_minute, set_to.per_day, set_to.waiting)

    def allowances(name: str) -> Allowances:
        own = OwnAllowances(limits)
        return kept.allowances(own, name=name, per_minute=limits.per_minute, per_day=limits.per_day)

    return Reception(
        kept.inbox,
        limits=limits,
        allowances=allowances,
        numbers=application.numbers,
        clock=application.clock,
        on_accepted=lanes.note,
    )


def _post(
    application: Application, couriers: Mapping[Front, Courier], reception: Reception, paces: Paces
) -> Post:
    parts = PostParts(
        application.storage.outbox,
        couriers,
        application.clock,
        application.numbers,
        on_left=reception.accept,
        on_bug=application.on_bug,
        on_away=application.watch.note_away,
        paces=paces,
    )
    return Post(parts, tries=application.settings.conversation.tries)


def _watch(application: Application, lanes: Lanes, post: Post) -> None:
    application.numbers.watch("lanes_working", "Conversations that are worked on now", lambda: len(lanes))
    application.numbers.watch("replies_under_way", "Replies that are being delivered now", lambda: len(post))


async def _keep_up(application: Application, served: Collection[Front]) -> None:
    kept = application.storage

    async def sweep() -> Mapping[str, int]:
        return await kept.sweep(application.clock.now(), served=served)

    of_one = (Chore("sweep", HOUR, sweep), clearing_drafts(application))
    of_each = (Chore("keys", MINUTE, kept.turn_keys), Chore("journal", JOURNAL_SECONDS, kept.empty_journal))
    do = partial(keep_up, on_away=application.watch.note_away, on_bug=application.on_bug)
    async with beside(partial(application.duties().hold, "upkeep", partial(do, *of_one))):
        await do(*of_each)


async def _open_fronts(
    stack: AsyncExitStack, application: Application, accept: Accept
) -> tuple[Listening, ...]:
    fronts: list[Listening] = []
    if application.settings.telegram.token:
        fronts.append(await stack.enter_async_context(_telegram(application, accept)))
    if application.settings.slack.bot_token:
        fronts.append(await stack.enter_async_context(_slack(application, accept)))
    return tuple(fronts)


@asynccontextmanager
async def _telegram(application: Application, accept: Accept) -> AsyncIterator[Listening]:
    from handlers.telegram.front import Account, open_telegram  # noqa: PLC0415 - loaded by whom it serves
    from handlers.telegram.webhook import Registration  # noqa: PLC0415

    every = application.settings
    settings, public, desk = every.telegram, every.public, every.desk
    is_called = settings.mode == "webhook"
    account = Account(
        token=_value(settings.token),
        base_url=settings.base_url,
        webhook=Registration(public.url, _value(settings.webhook_secret)) if is_called else None,
        staff=frozenset((*settings.staff, *(member.telegram for member in desk.members))) - {0},
        staff_chats=frozenset((*settings.staff_chats, desk.telegram_chat)) - {0},
        desk_chat=desk.telegram_chat,
        takes_files=every.tips.files,
    )
    async with open_telegram(
        account, accept=accept, keys=application.storage.keys, duties=application.duties()
    ) as telegram:
        yield Listening(
            Front.TELEGRAM,
            telegram.run,
            telegram.courier,
            telegram.fetcher,
            telegram.ping,
            telegram.add_routes,
            lambda: telegram.workspace,
        )


@asynccontextmanager
async def _slack(application: Application, accept: Accept) -> AsyncIterator[Listening]:
    from handlers.slack.front import Surroundings, Workspace, open_slack  # noqa: PLC0415 - as above
    from handlers.slack.home import HomeContent  # noqa: PLC0415

    settings, kept, parts = application.settings.slack, application.storage, application.parts()
    workspace = Workspace(
        bot_token=_value(settings.bot_token),
        app_token=_value(settings.app_token) if settings.mode == "socket" else "",
        signing_secret=_value(settings.signing_secret),
        base_url=settings.base_url,
        audience=Audience(settings.audience),
        desk_channel=application.settings.desk.slack_channel,
        takes_files=application.settings.tips.files,
    )

    async def home(sender: From) -> HomeContent:
        names = (sender.person, *sender.formerly)
        queue = await first_page(sender, parts=parts)
        return HomeContent(await kept.people.person(names), await kept.desk.questions(names), queue)

    forms = partial(form_for, parts=parts)
    around = Surroundings(
        accept, kept.keys, home, forms, application.clock, application.on_bug, application.duties()
    )
    async with open_slack(workspace, around) as slack:
        yield Listening(
            Front.SLACK,
            slack.run,
            slack.courier,
            slack.fetcher,
            slack.ping,
            slack.add_routes,
            lambda: slack.workspace,
        )


async def _listen(
    stack: AsyncExitStack, application: Application, fronts: tuple[Listening, ...], counted: Allowances
) -> str:
    """The listener that is reached from outside, where a platform calls us or the desk or the API is served there."""
    settings = application.settings
    is_called = (settings.telegram.token and settings.telegram.mode == "webhook") or (
        settings.slack.bot_token and settings.slack.mode == "http"
    )
    if not (is_called or settings.desk.public or settings.api.public):
        return ""
    app = build_public([one.add_routes for one in fronts], on_bug=application.on_bug)
    if settings.desk.public:
        add_desk(app, desk_parts(application, is_public=True))
    if settings.api.public:
        add_api(app, api_parts(application, counted, is_public=True))
    public = settings.public
    return await stack.enter_async_context(serve(app, host=public.host, port=public.port, section="public"))


def _value(secret: Secret) -> str:
    return secret.get_secret_value() if secret else ""
