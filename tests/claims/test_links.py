import pytest

from bot.claims.links import beside_links, openable_address, read_links


@pytest.mark.parametrize(
    ("text", "url", "site"),
    [
        ("https://www.bbc.co.uk/news/a-1?utm_source=x&id=4", "https://bbc.co.uk/news/a-1?id=4", "bbc.co.uk"),
        ("http://m.facebook.com/story.php?story_fbid=1&id=2&fbclid=9", "https://facebook.com/story.php?id=2&story_fbid=1", "facebook.com"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.example.org%2Fa%3Fxtor%3D1&h=A", "https://example.org/a", "example.org"),
        ("https://web.archive.org/web/20230411000000/https://www.example.org/a.html", "https://example.org/a.html", "example.org"),
        ("t.me/iv?url=https://example.org/a&rhash=1", "https://example.org/a", "example.org"),
        ("t.me/s/channel/12", "https://t.me/channel/12", "t.me"),
        ("hxxps://www[.]example[.]org/a", "https://example.org/a", "example.org"),
        ("https://mobile.twitter.com/a/status/1?s=20", "https://x.com/a/status/1", "x.com"),
        ("https://example.org.evil.ru/a#:~:text=x", "https://example.org.evil.ru/a", "evil.ru"),
        ("(see https://example.org/a_(b)).", "https://example.org/a_(b)", "example.org"),
        ("HTTPS://EXAMPLE.ORG/A/", "https://example.org/A", "example.org"),
    ],
)  # fmt: skip
def test_variants_become_one_address(text: str, url: str, site: str) -> None:
    (link,) = read_links(text)
    assert (link.url, link.site) == (url, site)


@pytest.mark.parametrize(
    "text",
    [
        "https://t.me/c/123/4",
        "https://t.me/+abcdef",
        "https://t.me/joinchat/abcdef",
        "https://chat.whatsapp.com/abc",
        "https://user:secret@example.org/",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "http://[::1",
        "http://localhost/a",
        "http://10.0.0.1/a",
        "https://example.org:8080/",
        "write to a@www.example.org",
        "https://l.facebook.com/l.php?u=javascript:alert(1)",
    ],
)
def test_other_addresses_are_not_kept(text: str) -> None:
    assert read_links(text) == ()


def test_each_link_is_given_once() -> None:
    assert len(read_links("https://example.org/a http://www.example.org/a?fbclid=1")) == 1


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("www.bbc.co.uk/news/a-1?utm_source=x&id=4#top", "https://www.bbc.co.uk/news/a-1?id=4"),
        ("http://m.example.org", "http://m.example.org/"),
        ("https://l.facebook.com/l.php?u=http%3A%2F%2Fwww.example.org%2Fa%3Ffbclid%3D1", "http://www.example.org/a"),
        ("hxxps://example[.]org/a/", "https://example.org/a/"),
    ],
)  # fmt: skip
def test_page_is_opened_where_it_is(address: str, opened: str) -> None:
    assert openable_address(address) == opened


@pytest.mark.parametrize(
    "address",
    ["https://t.me/c/123/4", "http://127.0.0.1/", "http://localhost/", "http://a:b@example.org/", "http://example.org:81/", "ftp://example.org"],
)  # fmt: skip
def test_what_is_not_kept_is_not_opened(address: str) -> None:
    assert openable_address(address) is None


def test_words_beside_links_are_one_line() -> None:
    assert beside_links("Is this true?\nhttps://example.org/a (www.example.net)") == "Is this true? ( )"
