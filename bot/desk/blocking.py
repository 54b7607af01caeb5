"""Who is not heard at the desk any more, without learning it: told by what they brought, never by who they are."""

from dataclasses import replace

from bot.desk.acts import Block, Unblock
from bot.desk.case import Case, CaseState
from bot.desk.checks import raised
from bot.desk.circumstances import Circumstances
from bot.errors import Refusal


def block(case: Case, act: Block | Unblock, around: Circumstances) -> Case:
    """In whatever state the case is: it concerns what comes. The same case where it was so already."""
    meant = next((one for one in around.matters if one.key == act.key), None)
    if meant is None:
        raise Refusal("desk.no_such_matter", case=str(case.id))
    if not meant.may_be_blocked:
        raise Refusal("desk.nobody_to_block", case=str(case.id))
    if meant.is_blocked == isinstance(act, Block):
        return case
    return raised(case) if isinstance(act, Block) else raised(heard_again(case))


def heard_again(case: Case) -> Case:
    """What was set aside waits as any other."""
    return replace(case, state=CaseState.OPEN) if case.state is CaseState.ASIDE else case
