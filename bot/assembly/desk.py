"""What the settings say of the desk."""

from collections.abc import Mapping
from datetime import UTC, timedelta
from ipaddress import ip_address
from zoneinfo import ZoneInfo

from bot.config.desk import DeskSettings, MemberSettings
from bot.config.settings import Settings
from bot.desk.circumstances import Rules
from bot.desk.hours import Hours
from bot.dialogue.parts import DeskFacts
from bot.people.address import Front
from bot.people.role import Role
from bot.runtime.alerting import Alarms
from bot.verdicts.phrasebook import load_phrasebook
from storage.members import Listed, Staffing


def rules_of(desk: DeskSettings) -> Rules:
    return Rules(
        holds=timedelta(minutes=desk.hold_minutes),
        undo=timedelta(seconds=desk.undo_seconds),
        labels=desk.labels,
        sensitive=frozenset(desk.sensitive),
    )


def alarms_of(settings: Settings) -> Alarms:
    desk = settings.desk
    return Alarms(
        people=desk.burst_people,
        minutes=desk.burst_minutes,
        tip_hours=settings.tips.answer_hours,
        hours=_hours(desk),
        with_text=desk.alerts_with_text,
        language=settings.checking.language,
    )


def _hours(desk: DeskSettings) -> Hours:
    first, _, last = desk.quiet_hours.partition("-")
    return Hours(
        zone=UTC if desk.time_zone == "UTC" else ZoneInfo(desk.time_zone),
        digest=None if desk.digest_hour < 0 else desk.digest_hour,
        quiet=(int(first), int(last)) if last else None,
    )


def desk_facts_of(settings: Settings) -> DeskFacts:
    """A chat is named by its front and its own id: there is one bot on Telegram and one workspace of Slack."""
    desk, address = settings.desk, desk_address(settings)
    chats = _named({Front.TELEGRAM: _number(desk.telegram_chat), Front.SLACK: desk.slack_channel})
    return DeskFacts(
        chats=frozenset(chats.items()),
        url=f"{address}/desk" if address else "",
        with_text=desk.alerts_with_text,
        labels=desk.labels,
        sensitive=frozenset(desk.sensitive),
        link_minutes=desk.link_minutes,
    )


def staffing_of(settings: Settings) -> Staffing:
    desk = settings.desk
    chats = _named({Front.TELEGRAM: _number(desk.telegram_chat), Front.SLACK: desk.slack_channel})
    colleague = load_phrasebook(settings.checking.language).text("desk.colleague")
    return Staffing(tuple(_listed(member) for member in desk.members), chats, colleague)


def desk_address(settings: Settings) -> str:
    """Of the listener at which browsers find the desk, empty where it is not served or its port is only known once it is."""
    if settings.desk.public:
        return settings.public.url
    web = settings.web
    return f"http://{_shown(web.host)}:{web.port}" if web.enabled and web.port else ""


def is_local(settings: Settings) -> bool:
    """Whether the listener of the pages is reached from this machine alone."""
    host = settings.web.host.strip("[]")
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listed(member: MemberSettings) -> Listed:
    ids = _named({Front.TELEGRAM: _number(member.telegram), Front.SLACK: member.slack})
    return Listed(member.name, Role(member.role), ids)


def _named(ids: Mapping[Front, str]) -> Mapping[Front, str]:
    return {front: each for front, each in ids.items() if each}


def _number(each: int) -> str:
    return str(each) if each else ""


def _shown(host: str) -> str:
    plain = "127.0.0.1" if host in {"", "0.0.0.0"} else host.strip("[]")  # noqa: S104 - compared, not bound
    return f"[{plain}]" if ":" in plain else plain
