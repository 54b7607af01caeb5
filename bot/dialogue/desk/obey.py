"""The commands of the desk: the queue, a case, who somebody is, and the way to its pages."""

from datetime import timedelta
from typing import Literal, assert_never, get_args

from bot.claims.note import note
from bot.dialogue.desk.appoint import appoint
from bot.dialogue.desk.picking import show_picking
from bot.dialogue.desk.rights import is_at_desk, no_such_command
from bot.dialogue.desk.showing import show_case, show_queue
from bot.dialogue.help import unclear_command
from bot.dialogue.parts import Parts
from bot.dialogue.source import obey_source
from bot.dialogue.surroundings import answers_later, stroke
from bot.people.role import Member, Right
from bot.speech.choices import Act
from bot.speech.commands import takes
from bot.speech.heard import Command, Verb
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Reply, Told
from bot.speech.session import Session

DeskVerb = Literal[
    Verb.QUEUE, Verb.CASE, Verb.BLOCK, Verb.DESK, Verb.ROLE, Verb.WHOAMI, Verb.SOURCE, Verb.SOURCES
]

DESK_VERBS = frozenset(get_args(DeskVerb))
"""For whoever may not use them they do not exist, whatever stands behind them."""

_RIGHTS = {
    Verb.QUEUE: Right.SEE_CASES,
    Verb.CASE: Right.SEE_CASES,
    Verb.BLOCK: Right.DECIDE,
    Verb.DESK: Right.SEE_CASES,
    Verb.ROLE: Right.APPOINT,
}


async def obey_desk(session: Session, command: Command, verb: DeskVerb, *, parts: Parts) -> Outcome:
    """Does it for whoever may; for others there is no such command."""
    if verb is Verb.SOURCE or verb is Verb.SOURCES:
        return await obey_source(session, command, verb, parts=parts)
    member = await parts.members.member(command.sender)
    if verb is not Verb.WHOAMI and not member.may(_RIGHTS[verb]):
        return Outcome(session, (no_such_command(command),))
    if command.argument and not takes(verb, command.argument):
        return Outcome(session, (unclear_command(command),))
    if verb is Verb.WHOAMI:
        return Outcome(session, (_who(command, member),))
    if verb is Verb.ROLE:
        return Outcome(session, (await appoint(command, member, parts=parts),))
    at_desk = is_at_desk(command.sender, parts.facts.desk)
    if not at_desk or (verb is Verb.DESK and not command.sender.is_private):
        return Outcome(session, (Told((note("refused.only_in_private"),), Mood.REFUSED),))
    return Outcome(session, (await _shown(session, command, verb, member, parts=parts),))


async def _shown(
    session: Session,
    command: Command,
    verb: Literal[Verb.QUEUE, Verb.CASE, Verb.BLOCK, Verb.DESK],
    member: Member,
    *,
    parts: Parts,
) -> Reply:
    match verb:
        case Verb.QUEUE:
            only = command.argument.strip().lower()
            return await show_queue(command.sender, member, page=1, only=only, parts=parts)
        case Verb.CASE | Verb.BLOCK:
            number = command.argument.strip().lstrip("#")
            if not number:
                return Told((note("desk.which_case", command=verb.value),), Mood.REFUSED)
            if verb is Verb.BLOCK:
                return await show_picking(int(number), Act.BLOCK, parts=parts)
            return await show_case(int(number), language=session.language, parts=parts)
        case Verb.DESK:
            return await _sign_in(member, parts=parts)
        case _:
            assert_never(verb)


async def _sign_in(member: Member, *, parts: Parts) -> Told:
    """A link for one browser. Whoever has it is let in as this member, so it goes to them alone and lives for minutes."""
    if not parts.facts.desk.url:
        return Told((note("desk.no_pages"),), Mood.REFUSED)
    minutes = parts.facts.desk.link_minutes
    secret = await parts.sign_ins.make_link(member, lives=timedelta(minutes=minutes))
    link = f"{parts.facts.desk.url}/sign-in?link={secret}"
    return Told((note("desk.sign_in", count=str(minutes)), note("desk.sign_in_link", link=link)))


def _who(command: Command, member: Member) -> Told:
    """What somebody is here. Their own id on the platform, with which they can be given a role, goes to them alone."""
    said = [note(f"desk.who.{member.role.value}", name=member.name)]
    if command.sender.is_private and answers_later(command.sender.address.front) and command.sender.user:
        said.append(note(f"desk.who_id.{command.sender.address.front.value}", id=command.sender.user))
    if member.may(Right.APPOINT) and not command.sender.is_private:
        said.append(note("desk.who_chat", id=command.sender.address.chat))
    if member.may(Right.SEE_CASES):
        mark = stroke(command.sender.address.front)
        said.append(
            note("desk.who_commands", queue=f"{mark}queue", case=f"{mark}case 12", desk=f"{mark}desk")
        )
    return Told(tuple(said))
