import pytest

from bot.assembly.links import link_reader, readers_here, readers_of_links
from bot.config.links import LinkSettings
from bot.people.audience import Audience
from tests.config.test_settings import mistakes, read
from tests.fakes.clocks import FixedClock
from tests.runtime.links.reading import a_cache
from tests.stories.plain_keys import PlainKeys

STAFF = {Audience.NEWSROOM, Audience.RESTRICTED}


@pytest.mark.parametrize(
    ("text", "audiences"),
    [
        ("", set()),
        ("newsroom = true\npublic = true", set()),
        ("fetch = true", STAFF),
        ("fetch = true\npublic = true", {*STAFF, Audience.PUBLIC}),
        ("fetch = true\npublic = true\nnewsroom = false", {Audience.PUBLIC}),
    ],
)
def test_links_are_opened_for_whom_it_says(text: str, audiences: set[Audience]) -> None:
    assert readers_of_links(read(f"[links]\n{text}").links) == audiences


def test_nothing_that_opens_links_is_there_by_default() -> None:
    given = (a_cache(), PlainKeys(), FixedClock())

    assert link_reader(LinkSettings(), given[0], keys=given[1], clock=given[2]) is None
    assert link_reader(LinkSettings(fetch=True), given[0], keys=given[1], clock=given[2]) is not None


@pytest.mark.parametrize(
    "address", ["proxyhost", "socks5://proxy:1", "https://proxy:1", "http://:3128", "http://p:x"]
)
def test_proxy_must_be_one_that_can_be_used(address: str) -> None:
    found = mistakes("[links]\nproxy_env = 'P'", {"P": address})

    assert list(found) == ["links.proxy_env"]
    assert address not in found["links.proxy_env"]


@pytest.mark.parametrize(
    ("text", "audiences"),
    [
        ("", frozenset()),
        ("fetch = true", frozenset(Audience)),
        ("fetch = true\nnewsroom = false", frozenset()),
        ("fetch = true\nnewsroom = false\npublic = true", frozenset({Audience.PUBLIC})),
    ],
)
def test_whoever_types_here_is_of_the_newsroom(text: str, audiences: frozenset[Audience]) -> None:
    assert readers_here(read(f"[links]\n{text}").links) == audiences
