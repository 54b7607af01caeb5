"""The system of the newsroom that is told what happened."""

from functools import partial

from bot.assembly.application import Application
from bot.config.settings import Settings, WebhookSettings
from bot.desk.webhook import Event, Happening, key_of
from bot.people.audience import Audience
from bot.ports import Clock
from bot.runtime.notifying import Notifier
from bot.runtime.rounds import Edge
from handlers.web.webhook.sender import WebhookSender


def notifier_of(application: Application, edge: Edge) -> Notifier:
    kept, told = application.storage, application.settings.webhook
    return Notifier(
        kept.audit,
        kept.followed,
        kept.desk,
        kept.library,
        _sender(told, application.clock).send,
        application.clock,
        edge,
        frozenset(map(Happening, told.events)),
        Audience(told.audience),
        partial(application.watch.note_back, "webhook"),
    )


async def send_test(settings: Settings, *, clock: Clock) -> None:
    """Raises `Unavailable` where it did not arrive."""
    now = clock.now()
    await _sender(settings.webhook, clock).send(Event(f"test-{int(now.timestamp())}", Happening.TEST, now))


def _sender(told: WebhookSettings, clock: Clock) -> WebhookSender:
    assert told.secret is not None, "the settings were looked through"
    return WebhookSender(
        told.url, key_of(told.secret.get_secret_value()), clock, internal=told.internal_hosts
    )
