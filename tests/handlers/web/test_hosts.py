import pytest

from handlers.web.hosts import Sender, is_our_host, is_our_page


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("127.0.0.1:8080", 8080),
        ("localhost:8080", 8080),
        ("LOCALHOST:8080", 8080),
        ("[::1]:8080", 8080),
        ("localhost", 80),
        ("check.example.org", 8080),
    ],
)
def test_own_names_are_answered(host: str, port: int) -> None:
    assert is_our_host(host, port=port, allowed={"Check.example.org"})


@pytest.mark.parametrize(
    "host",
    [
        "",
        "localhost",
        "localhost:80",
        "127.0.0.1.evil.example:8080",
        "evil.example:8080",
        "0.0.0.0:8080",
        "check.example.org:8080",
    ],
)
def test_foreign_names_are_not(host: str) -> None:
    assert not is_our_host(host, port=8080, allowed={"check.example.org"})


@pytest.mark.parametrize(
    ("origin", "fetch_site"),
    [("http://here:8080", ""), ("null", "same-origin"), ("", ""), ("null", ""), ("https://HERE:8080", "")],
)
def test_own_pages_may_send(origin: str, fetch_site: str) -> None:
    assert is_our_page(Sender("here:8080", origin, fetch_site))


@pytest.mark.parametrize(
    ("origin", "fetch_site"),
    [
        ("http://evil.example", ""),
        ("http://here:9090", ""),
        ("http://[", ""),
        ("http://here:8080", "cross-site"),
        ("null", "cross-site"),
        ("", "same-site"),
        ("", "none"),
    ],
)
def test_other_pages_may_not(origin: str, fetch_site: str) -> None:
    assert not is_our_page(Sender("here:8080", origin, fetch_site))
