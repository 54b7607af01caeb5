"""What people brought: how it is put to a case, read again, and taken out."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.normalise import normalise
from bot.desk.case import LIVING, UNDECIDED, Brought, Case, CaseKind, CaseState, Matter
from bot.desk.question import Question
from bot.desk.regrouping import added, joined, withdrawn
from bot.desk.tip import Addition, Tip
from bot.errors import ReceiptTaken, Unreadable
from bot.people.address import LIVE
from bot.people.audience import Audience
from bot.ports import Keys
from bot.speech.heard import From
from storage.articles import take_articles_out
from storage.audit import empty_words
from storage.cases import CaseRow, find_case, keep_case, open_case
from storage.copies import outdate_copies
from storage.people import blocked_among
from storage.pictures import take_out_with
from storage.sealed import Seal
from storage.spoken import Value, decode, encode
from storage.states import WAITING
from storage.tables import ASKERS, CASES, OUTBOX
from storage.traces import KEY_LENGTH, names_of, traces_of

QUESTION, TIP = "question", "tip"

_Replies = tuple[str | Addition, ...]
"""Words alone stood as a text before pictures could be added."""

logger = logging.getLogger("secondsource")


@dataclass(frozen=True, slots=True)
class Matters:
    """Puts matters to cases, on one connection. `language` is that of whoever brings them."""

    connection: AsyncConnection
    keys: Keys
    now: datetime
    language: str = "en"

    async def ask(self, question: Question, sender: From, *, expires_at: datetime) -> None:
        """Opens a case or joins the living one of the same claim. The way back to whoever asked is kept until it expires. Raises `ReceiptTaken`."""
        if await self._is_there(question, sender):
            return
        claim = trace_of_claim(question, self.keys)
        if await self._is_blocked(*names_of(sender)):
            case = await self._open(CaseKind.CLAIM, CaseState.ASIDE)
        else:
            case = await self._case_of(claim) or await self._open(CaseKind.CLAIM)
        await self._put(question, sender, case, claim=claim, expires_at=expires_at)

    async def hand_in(
        self, tip: Tip, sender: From, *, expires_at: datetime, labels: frozenset[str] = frozenset()
    ) -> None:
        """Opens a case of its own, with these labels. Raises `ReceiptTaken`."""
        if not await self._is_there(tip, sender):
            is_blocked = await self._is_blocked(*names_of(sender))
            state = CaseState.ASIDE if is_blocked else CaseState.OPEN
            case = await self._open(CaseKind.TIP, state, labels)
            await self._put(tip, sender, case, claim="", expires_at=expires_at)

    async def add(self, code: str, addition: Addition) -> bool:
        """Nothing, and False, where there is nothing under this code."""
        trace = self.keys.digest("code", code)
        found = select(ASKERS.c.case_id, ASKERS.c.replies, ASKERS.c.person).where(ASKERS.c.code == trace)
        row = (await self.connection.execute(found)).one_or_none()
        case = await find_case(self.connection, row.case_id, self.keys) if row else None
        if row is None or case is None:
            return False
        replies = (*open_replies(trace, row.replies, self.keys), addition)
        put = update(ASKERS).where(ASKERS.c.code == trace)
        closed = close_text(self.keys, "replies", encode(replies), of=trace)
        await self.connection.execute(put.values(replies=closed, asks=b""))
        if not await self._is_blocked(row.person):
            await keep_case(self.connection, added(case), keys=self.keys, now=self.now)
        return True

    async def take_back(self, code: str) -> None:
        await take_out(
            self.connection, ASKERS.c.code == self.keys.digest("code", code), keys=self.keys, now=self.now
        )

    async def _is_there(self, matter: Matter, sender: From) -> bool:
        """Whether this very one was brought before. Where a receipt is drawn twice neither may stand for the other."""
        same = select(ASKERS).where(ASKERS.c.code == self.keys.digest("code", matter.code))
        row = (await self.connection.execute(same)).one_or_none()
        if row is None:
            return False
        if row.person != sender.person or open_matter(row, self.keys) != matter:
            raise ReceiptTaken
        return True

    async def _put(
        self, matter: Matter, sender: From, case: Case, *, claim: str, expires_at: datetime
    ) -> None:
        code, traces = self.keys.digest("code", matter.code), traces_of(sender.address, self.keys)
        is_live = sender.address.front in LIVE
        row = {
            "code": code,
            "case_id": case.id,
            "chat": traces.chat,
            "realm": traces.realm,
            "person": sender.person,
            "kind": TIP if isinstance(matter, Tip) else QUESTION,
            "claim": claim,
            "audience": sender.audience.value,
            "language": self.language,
            "asked_at": self.now,
            "expires_at": expires_at,
            "question": Seal(self.keys, "askers.question").close(encode(matter), of=code),
            "sender": b"" if is_live else Seal(self.keys, "askers.sender").close(encode(sender), of=code),
            "asks": b"",
            "replies": b"",
        }
        await self.connection.execute(insert(ASKERS), row)
        await keep_case(self.connection, joined(case), keys=self.keys, now=self.now)

    async def _case_of(self, claim: str) -> Case | None:
        same = select(ASKERS.c.case_id).where(ASKERS.c.claim == claim)
        living = CASES.c.state.in_([state.value for state in LIVING])
        found = select(CASES.c.id).where(CASES.c.id.in_(same), living).order_by(CASES.c.id).limit(1)
        number: int | None = (await self.connection.execute(found)).scalar_one_or_none()
        return None if number is None else await find_case(self.connection, number, self.keys)

    async def _is_blocked(self, *names: str) -> bool:
        return bool(await blocked_among(self.connection, names))

    async def _open(
        self, kind: CaseKind, state: CaseState = CaseState.OPEN, labels: frozenset[str] = frozenset()
    ) -> Case:
        case = Case(0, kind, state, self.now, labels=labels)
        return await open_case(self.connection, case, keys=self.keys, now=self.now)


def trace_of_claim(question: Question, keys: Keys) -> str:
    return keys.digest("claim", question.claim.language, normalise(question.claim.text).casefold())


async def matters_of(
    connection: AsyncConnection, cases: Sequence[int], keys: Keys, *, now: datetime
) -> dict[int, tuple[Brought, ...]]:
    """What was brought to each of these cases, oldest first."""
    every = select(ASKERS).where(ASKERS.c.case_id.in_(cases)).order_by(ASKERS.c.asked_at, ASKERS.c.code)
    rows = (await connection.execute(every)).all()
    blocked = await blocked_among(connection, {row.person for row in rows})
    found: dict[int, list[Brought]] = {case: [] for case in cases}
    for row in rows:
        brought = brought_of(row, keys, now=now)
        if brought is not None:
            found[row.case_id].append(replace(brought, is_blocked=row.person in blocked))
    return {case: tuple(brought) for case, brought in found.items()}


def brought_of(row: CaseRow, keys: Keys, *, now: datetime) -> Brought | None:
    matter = open_matter(row, keys)
    if matter is None:
        return None
    sender = way_back(row, keys) if row.sender else None
    return Brought(
        row.code[:KEY_LENGTH],
        matter,
        row.asked_at,
        sender is not None and is_reachable(row, now),
        row.language,
        row.answered_at is not None,
        open_replies(row.code, row.replies, keys),
        open_question(row, keys),
        _audience_of(row, sender),
        may_be_blocked=bool(row.person),
    )


def _audience_of(row: CaseRow, sender: From | None) -> Audience:
    """Of what was brought by nobody knows whom any more nothing is told on: they may have been colleagues."""
    if row.audience:
        return Audience(row.audience)
    return sender.audience if sender else Audience.RESTRICTED


def way_back(row: CaseRow, keys: Keys) -> From | None:
    try:
        sender = decode(Seal(keys, "askers.sender").open(row.sender, of=row.code), From)
    except Unreadable:
        return None
    # What lies under an older name was moved to the newest on contact.
    return replace(sender, person=row.person, formerly=()) if sender else None


def is_reachable(row: CaseRow, now: datetime) -> bool:
    return bool(row.sender) and row.expires_at > now


def open_matter(row: CaseRow, keys: Keys) -> Matter | None:
    """None for what cannot be read any more."""
    kind: type[Matter] = Tip if row.kind == TIP else Question
    try:
        matter = decode(Seal(keys, "askers.question").open(row.question, of=row.code), kind)
    except Unreadable:
        return None
    if matter is None:
        logger.error("a matter cannot be read", extra={"kind": row.kind})
    return matter


def open_replies(code: str, sealed: bytes, keys: Keys) -> tuple[Addition, ...]:
    kept = _open(keys, "replies", sealed, _Replies, of=code) or ()
    return tuple(Addition(one) if isinstance(one, str) else one for one in kept)


def open_question(row: CaseRow, keys: Keys) -> str:
    """What the desk wants to know of whoever brought it, empty for nothing."""
    return _open(keys, "asks", row.asks, str, of=row.code) or ""


def close_text(keys: Keys, column: str, text: bytes, *, of: str) -> bytes:
    return Seal(keys, f"askers.{column}").close(text, of=of)


def _open(keys: Keys, column: str, sealed: bytes, kind: type[Value], *, of: str) -> Value | None:
    try:
        return decode(Seal(keys, f"askers.{column}").open(sealed, of=of), kind) if sealed else None
    except Unreadable:
        return None


async def take_out(
    connection: AsyncConnection, which: ColumnElement[bool], *, keys: Keys, now: datetime
) -> int:
    """Deletes these matters with what is on its way about them; a case that nothing is left of is withdrawn, and what its history tells goes
    too. How many there were."""
    codes = select(ASKERS.c.code).where(which)
    await connection.execute(delete(OUTBOX).where(OUTBOX.c.matter.in_(codes), OUTBOX.c.state == WAITING))
    cases = (await connection.execute(select(ASKERS.c.case_id).where(which).distinct())).scalars().all()
    await take_out_with(connection, which)
    await take_articles_out(connection, which)
    await outdate_copies(connection, cases)
    count = (await connection.execute(delete(ASKERS).where(which))).rowcount
    for number in cases:
        case = await find_case(connection, number, keys)
        if case is None:
            continue
        left = select(func.count()).select_from(ASKERS).where(ASKERS.c.case_id == number)
        if (await connection.execute(left)).scalar_one():
            await keep_case(connection, joined(case), keys=keys, now=now)
        else:
            await keep_case(connection, withdrawn(case, now), keys=keys, now=now)
            await empty_case(connection, number)
    return count


async def empty_case(connection: AsyncConnection, case: int) -> None:
    """What was said of it goes, from where it is shown too: that there was one stays, with its moments."""
    emptied = update(CASES).where(CASES.c.id == case)
    await connection.execute(emptied.values(body=b"", record="", told=b"", revision=CASES.c.revision + 1))
    await empty_words(connection, case)
    await outdate_copies(connection, [case])


IS_UNDECIDED = CASES.c.state.in_([state.value for state in UNDECIDED])
