"""Keys of programs: who is let in by which, and what is left of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.people.api_key import ApiKey, Scope, WantedKey
from bot.people.audience import Audience
from bot.people.role import Member, Right, Role
from tests.contract.desk import ADA, EVE, a_colleague
from tests.contract.kept import Kept

DAY = timedelta(days=1)
WANTED = WantedKey("The site", frozenset({Scope.CHECK, Scope.LIBRARY_READ}), Audience.NEWSROOM)


async def made(kept: Kept, wanted: WantedKey = WANTED) -> tuple[ApiKey, str]:
    return await kept.api_keys.make(wanted, lives=DAY, by=ADA)


async def test_key_opens_what_it_was_made_for(kept: Kept) -> None:
    key, shown = await made(kept)

    assert await kept.api_keys.opened(shown) == key
    assert (key.name, key.scopes, key.audience) == (WANTED.name, WANTED.scopes, Audience.NEWSROOM)
    assert key.expires_at - key.made_at == DAY
    assert not any(key.member.may(right) for right in Right)


async def test_wrong_secret_opens_nothing(kept: Kept) -> None:
    key, shown = await made(kept)
    wrong = [
        "",
        shown + "x",
        shown[:-1],
        f"ss_{key.id}_{'A' * 43}",
        f"ss_{'f' * 16}_{shown[-43:]}",
        shown.upper(),
    ]

    assert [await kept.api_keys.opened(one) for one in wrong] == [None] * len(wrong)


async def test_key_ends_with_its_time(kept: Kept) -> None:
    _, shown = await made(kept)
    kept.clock.pass_by(DAY.total_seconds())

    assert await kept.api_keys.opened(shown) is None
    assert len(await kept.api_keys.listed()) == 1


async def test_revoked_key_opens_nothing(kept: Kept) -> None:
    key, shown = await made(kept)

    assert await kept.api_keys.revoke(key.id, by=ADA)
    assert await kept.api_keys.opened(shown) is None
    assert not await kept.api_keys.revoke(key.id, by=ADA)
    assert not await kept.api_keys.revoke("nothing", by=ADA)
    assert [entry.act for entry in await kept.audit.entries(limit=5)] == ["api_key_revoked", "api_key"]


async def test_key_with_a_role_is_somebody_of_its_own(kept: Kept) -> None:
    desk = replace(WANTED, acts_as=Member(role=Role.MODERATOR))
    one, shown = await made(kept, desk)
    other, _ = await made(kept, desk)

    assert (one.member.name, one.member.role) == ("The site", Role.MODERATOR)
    assert one.member.may(Right.DECIDE)
    assert one.member.id != other.member.id
    assert await kept.api_keys.opened(shown) == one


async def test_key_of_a_member_follows_their_role(kept: Kept) -> None:
    zaw = await kept.members.appoint(a_colleague("815"), name="Zaw", role=Role.EDITOR, by=ADA)
    _, shown = await made(kept, replace(WANTED, acts_as=zaw))
    opened = await kept.api_keys.opened(shown)
    await kept.members.appoint(a_colleague("815"), name="Zaw", role=Role.TIPSTER, by=ADA)

    assert opened is not None
    assert opened.member == zaw
    assert await kept.api_keys.opened(shown) is None


async def test_newest_key_is_listed_first(kept: Kept) -> None:
    first, _ = await made(kept)
    kept.clock.pass_by(1)
    second, _ = await made(kept, replace(WANTED, name="Another"))

    assert await kept.api_keys.listed() == (second, first)


async def test_only_who_appoints_makes_and_ends_keys(kept: Kept) -> None:
    key, _ = await made(kept)
    with pytest.raises(Refusal):
        await kept.api_keys.make(WANTED, lives=DAY, by=EVE)
    with pytest.raises(Refusal):
        await kept.api_keys.revoke(key.id, by=EVE)

    assert await kept.api_keys.listed() == (key,)
