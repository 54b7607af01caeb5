"""The fronts at which people wait for the answer: the pages and the terminal."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, TextIO

from bot.assembly.application import MEGABYTE, Application, count_waiting, facts_of
from bot.assembly.desk import alarms_of
from bot.assembly.encoder import encoder_facts
from bot.assembly.receivers import look_at_receivers
from bot.assembly.retention import note_retention, retention_facts
from bot.dialogue.buttons import claim_buttons
from bot.dialogue.tips.screens import consent
from bot.dialogue.written import begun
from bot.errors import Unavailable
from bot.people.audience import Audience
from bot.runtime.alerting import look_at_pressing
from bot.runtime.watch import Ping
from bot.sharing import Allowances
from bot.speech.choices import Button
from bot.speech.heard import From
from bot.speech.replies import Told
from bot.verdicts.finding import Report
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import word_report

if TYPE_CHECKING:
    from handlers.web.chat.upload import Uploading

_HOUR = 3600


@asynccontextmanager
async def serve_pages(
    application: Application, pings: Mapping[str, Ping], api_allowances: Allowances
) -> AsyncIterator[str]:
    """The web pages while the context lasts; gives their address. `pings` are those of the fronts, told of at `/health` too. `api_allowances` count the
    requests of programs."""
    from bot.assembly.api import api_parts  # noqa: PLC0415 - aiohttp is slow to load
    from bot.assembly.web_desk import desk_parts  # noqa: PLC0415 - aiohttp is slow to load
    from handlers.web.chat.seats import Limits  # noqa: PLC0415
    from handlers.web.health.front import Metrics  # noqa: PLC0415
    from handlers.web.server import Parts, build, serve  # noqa: PLC0415

    web = application.settings.web
    every = {**application.pings(), **pings}
    facts = facts_of(application.settings)
    parts = Parts(
        talk=application.talk(),
        phrasebook=application.phrasebook,
        clock=application.clock,
        keys=application.storage.keys,
        on_bug=application.on_bug,
        offers=_offers,
        begun=partial(_begun, application),
        consent=partial(consent, facts=facts) if facts.takes_tips else None,
        uploading=_uploading(application),
        pings=every,
        hosts=web.allowed_hosts,
        is_https=web.https,
        life=application.settings.keeping.page_hours * _HOUR,
        # The check itself gives up first and says why; the page's own limit is for what comes around it.
        limits=Limits(patience=application.settings.checking.seconds + 5),
        numbers=partial(_how_things_stand, application),
        calibration=partial(_calibration, application),
        encoder=partial(encoder_facts, application.storage),
        cache=partial(_cache, application),
        retention=partial(retention_facts, application),
        desk=desk_parts(application, is_public=False),
        api=api_parts(application, api_allowances, is_public=False)
        if application.settings.api.enabled
        else None,
        metrics=Metrics(partial(_metrics, application, every), application.numbers.content_type),
    )
    async with serve(build(parts), host=web.host, port=web.port) as address:
        yield address


def _uploading(application: Application) -> "Uploading | None":
    from handlers.web.chat.upload import Uploading  # noqa: PLC0415 - as above

    tips = application.settings.tips
    if application.taking is None:
        return None
    return Uploading(application.taking, tips.file_kinds, tips.file_mb * MEGABYTE)


def _offers(report: Report, number: int, answer: str) -> tuple[tuple[Button, ...], ...]:
    return claim_buttons(report.findings[number - 1], answer, number)


async def _begun(application: Application, sender: From) -> Told | None:
    session = await application.storage.sessions.session(sender.address)
    return begun(session, sender, parts=application.parts()) if session else None


async def _how_things_stand(application: Application) -> dict[str, int]:
    receivers = await look_at_receivers(application.storage, application.settings)
    told = {
        f"webhook_{name}_{count}": number
        for name, reached in receivers.items()
        for count, number in (("tries", reached.tries), ("given_up", reached.given_up))
    }
    return told | await count_waiting(application.storage, application.clock)


def _calibration(application: Application) -> Mapping[str, str | int | float]:
    return application.calibrator.in_force.facts()


def _cache(application: Application) -> Mapping[str, str | int | float]:
    cache = application.storage.cache
    return {"state": cache.state, **cache.counts.facts()}


async def _metrics(application: Application, pings: Mapping[str, Ping]) -> bytes:
    numbers = application.numbers
    for part, ping in pings.items():
        numbers.note_part(part, is_up=await _answers(ping))
    if await _answers(application.storage.library.ping):
        numbers.note_waiting(await count_waiting(application.storage, application.clock))
        for name, reached in (await look_at_receivers(application.storage, application.settings)).items():
            numbers.note_receiver(name, tries=reached.tries, given_up=reached.given_up)
        await note_retention(application)
        alarms = alarms_of(application.settings)
        pressing = await look_at_pressing(application.storage.alerts, alarms, application.clock)
        numbers.note_waiting({"crowded_cases": len(pressing.crowded), "overdue_tips": len(pressing.overdue)})
    return numbers.render()


async def _answers(ping: Ping) -> bool:
    try:
        await ping()
    except Unavailable:
        return False
    return True


async def talk(
    application: Application, keyboard: TextIO, screen: TextIO, *, audience: Audience, visit: str = ""
) -> int:
    """A conversation in the terminal until its end; returns the exit code. `visit` is an earlier one that is gone on with."""
    from handlers.console.front import ConsoleFront  # noqa: PLC0415 - a single check needs no keyboard
    from handlers.console.keyboard import StreamKeyboard  # noqa: PLC0415
    from handlers.console.read import typist  # noqa: PLC0415
    from handlers.console.streams import open_console, tolerant  # noqa: PLC0415

    front = ConsoleFront(
        application.talk(),
        sender=typist(application.storage.keys, audience, visit=visit),
        keyboard=StreamKeyboard(tolerant(keyboard)),
        console=open_console(screen),
        phrasebook=application.phrasebook,
        clock=application.clock,
    )
    return await front.run()


def show_report(report: Report, phrasebook: Phrasebook, screen: TextIO) -> None:
    """Prints the answer as a person at the terminal sees it."""
    from handlers.console.render import render_answer  # noqa: PLC0415 - rich is slow to load
    from handlers.console.streams import open_console  # noqa: PLC0415

    open_console(screen).print(render_answer(word_report(report, phrasebook), phrasebook))
