"""What stands before the replicas: every request goes to the next one in turn, past those that take no connection."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from itertools import count
from typing import Final

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, web

_LONGEST: Final = ClientTimeout(total=30.0)
_NOT_ON: Final = frozenset({"host", "content-length", "transfer-encoding", "connection", "keep-alive"})


class Dispatcher:
    """What was begun with one replica is not begun anew with another: it may have been taken in. Whoever called calls again."""

    def __init__(self, ports: Sequence[int], session: ClientSession) -> None:
        self._ports = ports
        self._session = session
        self._turns = count()

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _NOT_ON}
        turn = next(self._turns)
        for at in range(len(self._ports)):
            port = self._ports[(turn + at) % len(self._ports)]
            address = f"http://127.0.0.1:{port}{request.path_qs}"
            try:
                async with self._session.request(
                    request.method, address, data=body, headers=headers
                ) as answer:
                    return web.Response(
                        status=answer.status,
                        body=await answer.read(),
                        headers={
                            name: value
                            for name, value in answer.headers.items()
                            if name.lower() not in _NOT_ON
                        },
                    )
            except ClientConnectorError:
                continue
            except (ClientError, TimeoutError):
                break
        return web.Response(status=HTTPStatus.BAD_GATEWAY)


@asynccontextmanager
async def dispatching(port: int, *, to: Sequence[int]) -> AsyncIterator[None]:
    async with ClientSession(timeout=_LONGEST) as session:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", Dispatcher(to, session).take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            yield
        finally:
            await runner.cleanup()
