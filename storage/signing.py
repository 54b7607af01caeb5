from bot.desk.acts import Act
from bot.desk.case import Case
from bot.desk.edit import subject_of_record
from bot.desk.references import Filed
from bot.desk.signing import follow_signature, signed_record
from bot.library.event import Event
from bot.library.series import Series
from bot.library.statement import Statement
from bot.people.role import Member
from bot.ports import Clock, Keys
from storage.audit import last_entry, write_entry
from storage.codec import Family, Key
from storage.publishing import Publishing


async def note_signature(
    publishing: Publishing, act: Act, before: Case, by: Member, *, filed: Filed, keys: Keys, clock: Clock
) -> None:
    """What the act that was just done to the case does to its record, in the same transaction."""
    name = signed_record(act, before)
    record = await publishing.there(Key(Family.RECORD, name)) if name else None
    if before.decision is None or not isinstance(record, Event | Statement | Series):
        return
    subject = subject_of_record(name)
    followed = follow_signature(
        act,
        record,
        await last_entry(publishing.connection, subject, keys),
        reason=before.decision.reason,
        filed=filed,
        today=clock.today(),
    )
    if followed is None:
        return
    after, edit = followed
    await publishing.write({Key(Family.RECORD, name): after}, replacing=(), progress=None)
    await write_entry(
        publishing.connection, edit.kind.value, subject, edit.detail, by, keys=keys, now=clock.now()
    )
