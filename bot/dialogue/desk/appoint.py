from bot.claims.note import note
from bot.dialogue.parts import Parts
from bot.dialogue.surroundings import stroke
from bot.errors import Refusal
from bot.people.role import Member, Role
from bot.speech.heard import Command
from bot.speech.plain import one_line
from bot.speech.replies import Mood, Told

LONGEST_NAME = 80


async def appoint(command: Command, by: Member, *, parts: Parts) -> Told:
    """Gives whoever the command is about a role, or takes it: "/role moderator Thiri", in answer to a message of theirs or with their id."""
    word, _, rest = one_line(command.argument).partition(" ")
    role = next((each for each in Role if each.value == word.lower()), None)
    name = rest.strip()
    if role is None or command.about is None:
        return _how(command)
    known = await parts.members.member(command.about)
    name = name or known.name
    if not name and role is not Role.TIPSTER:
        return _how(command)
    if len(name) > LONGEST_NAME:
        return Told((note("desk.role.long_name", limit=str(LONGEST_NAME)),), Mood.REFUSED)
    try:
        member = await parts.members.appoint(command.about, name=name, role=role, by=by)
    except Refusal as refused:
        return Told((note(refused.key, **refused.values),), Mood.REFUSED)
    return Told((note(f"desk.role.{member.role.value}", name=name or known.name),))


def _how(command: Command) -> Told:
    front = command.sender.address.front
    return Told((note(f"desk.role.how_{front.value}", command=f"{stroke(front)}role"),), Mood.REFUSED)
