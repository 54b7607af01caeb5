"""The pages of the desk: on which listeners they are, and the links by which one gets in."""

from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from bot.assembly.application import Application
from bot.assembly.desk import alarms_of
from bot.config.settings import Settings
from bot.editing.books import Books
from bot.errors import Misconfigured, Problem
from bot.people.role import Member, Role
from bot.ports import Clock
from bot.runtime.alerting import look_at_pressing
from handlers.web.desk.application import DeskParts
from handlers.web.desk.frame import HOME
from storage.open import Storage


def desk_parts(application: Application, *, is_public: bool) -> DeskParts:
    settings, kept = application.settings, application.storage
    return DeskParts(
        desk=kept.desk,
        pictures=kept.pictures,
        articles=kept.articles,
        members=kept.members,
        audit=kept.audit,
        sign_ins=kept.sign_ins,
        checking=application.checking,
        feedback=kept.feedback,
        books=books_of(kept, settings, application.clock),
        index=kept.index,
        phrasebook=application.phrasebook,
        clock=application.clock,
        presence=kept.presence,
        keys=kept.keys,
        on_bug=application.on_bug,
        pressing=partial(look_at_pressing, kept.alerts, alarms_of(settings), application.clock),
        links=application.links,
        labels=settings.desk.labels,
        life=timedelta(hours=settings.desk.session_hours),
        hosts=(urlsplit(settings.public.url).netloc,) if is_public else settings.web.allowed_hosts,
        is_https=is_public or settings.web.https,
    )


def books_of(kept: Storage, settings: Settings, clock: Clock) -> Books:
    sensitive = frozenset(settings.desk.sensitive)
    return Books(kept.library, kept.records, kept.desk, kept.audit, clock, sensitive)


async def make_sign_in_link(storage: Storage, settings: Settings, member: Member, *, address: str) -> str:
    """`address` is that of the listener. Raises `Refusal` for somebody of the public."""
    secret = await storage.sign_ins.make_link(member, lives=timedelta(minutes=settings.desk.link_minutes))
    return f"{address}{HOME}/sign-in?link={secret}"


async def member_called(storage: Storage, name: str, role: Role) -> Member:
    """Whoever is known by that name at the desk, else somebody who is known by it on this machine alone.

    Raises `Misconfigured` where that name stands for another role.
    """
    for known in await storage.members.members():
        if known.name.casefold() == name.casefold():
            if known.role is not role:
                raise Misconfigured((Problem("--role", f"{known.name} is known as {known.role.value}."),))
            return known
    return Member(storage.keys.digest("member", "machine", name), name, role)
