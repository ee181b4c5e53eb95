"""The server: the page, its files, and one room for each WebSocket.

The terminal in the page (xterm.js) and its script are textual-serve's; page, font and everything
that decides who may connect are here. Must never know what a room shows.
"""

from __future__ import annotations

import asyncio
import errno
import html
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final

import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web

from hashiya.errors import UsageError
from hashiya.web.addresses import Door
from hashiya.web.gate import KEY_PARAMETER, Gate
from hashiya.web.room import Room

__all__ = ["MAX_ROOMS", "Server"]

MAX_ROOMS: Final = 8
"""Connections at once: one person's windows, each a process of its own."""

_HEARTBEAT_SECONDS: Final = 15.0
_STOPPING_SECONDS: Final = 15.0
_MAX_CELLS: Final = 1000
_PAGE: Final = Path(str(resources.files("hashiya.web") / "page"))


class Server:
    """Serves one command to one person's browser windows.

    Args:
        command: The program and its arguments that each connection sees.
        door: Where to listen.
        title: What the browser's tab says.
    """

    def __init__(self, command: Sequence[str], door: Door, *, title: str) -> None:
        self._command = command
        self._door = door
        self._gate = Gate(door)
        self._title = title
        self._sockets: set[web.WebSocketResponse] = set()
        self._leaving: set[asyncio.Task[None]] = set()

    def application(self) -> web.Application:
        """The routes behind the gate."""
        application = web.Application(middlewares=[self._gate.middleware()])
        terminal = Path(textual_serve.__file__).parent / "static"
        application.add_routes(
            [
                web.get("/", self._show_page),
                web.get("/ws", self._connect),
                web.static("/page", _PAGE),
                web.static("/terminal", terminal),
            ]
        )
        application.on_shutdown.append(self._close_all)
        application.on_cleanup.append(self._wait_for_rooms)
        return application

    async def run(self, opened: Callable[[str], None]) -> None:
        """Serve until cancelled.

        Args:
            opened: Called with the address to open, once the server answers there.

        Raises:
            UsageError: The port is taken, or the host is not an address of this machine.
        """
        runner = web.AppRunner(
            self.application(), access_log=None, shutdown_timeout=_STOPPING_SECONDS
        )
        await runner.setup()
        try:
            await self._listen(runner)
            opened(self.address(int(runner.addresses[0][1])))
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> None:
        host, port, _ = self._door
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = f"port {port} is taken; choose another with --port, or --port 0 for any"
            else:
                reason = f"cannot listen on {host} port {port}: {error.strerror or error}"
            raise UsageError(reason) from error

    def address(self, port: int) -> str:
        """What to open in the browser, with the key that lets in."""
        key = f"?{KEY_PARAMETER}={self._gate.key}" if self._gate.key else ""
        return f"{self._door.address(port)}/{key}"

    async def _show_page(self, _: web.Request) -> web.StreamResponse:
        page = Template((_PAGE / "page.html").read_text(encoding="utf-8"))
        text = page.substitute(title=html.escape(self._title))
        return web.Response(text=text, content_type="text/html")

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        """Give the page a room, and close the one when the other goes."""
        if len(self._sockets) >= MAX_ROOMS:
            return web.Response(status=503, text="Too many windows are open; close one.\n")
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_SECONDS)
        self._sockets.add(socket)
        room = Room(self._command)
        try:
            await socket.prepare(request)
            await room.open(_cells(request, "width", 80), _cells(request, "height", 24))
            showing = asyncio.create_task(_show(room, socket))
            try:
                await _listen_to(socket, room)
            finally:
                showing.cancel()
                await asyncio.wait([showing])
        finally:
            self._sockets.discard(socket)
            leaving = asyncio.create_task(room.close())
            self._leaving.add(leaving)
            leaving.add_done_callback(self._leaving.discard)
            await asyncio.shield(leaving)  # whatever becomes of the request, the process leaves
        return socket

    async def _close_all(self, _: web.Application) -> None:
        for socket in tuple(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def _wait_for_rooms(self, _: web.Application) -> None:
        await asyncio.gather(*self._leaving)


async def _show(room: Room, socket: web.WebSocketResponse) -> None:
    """Send what the process draws; close the page's connection when the process leaves."""
    try:
        with suppress(ConnectionError):  # the page is gone; its room is closed elsewhere
            async for drawn in room.shown():
                await socket.send_bytes(drawn)
    finally:
        await socket.close()


async def _listen_to(socket: web.WebSocketResponse, room: Room) -> None:
    """Hand over what the page sends; anything that is not a message of its script is ignored."""
    async for message in socket:
        if message.type == WSMsgType.TEXT:
            match _read(message.data):
                case ["stdin", str(keys)]:
                    await room.type(keys)
                case ["resize", {"width": int(width), "height": int(height)}]:
                    await room.tell("resize", width=_fit(width), height=_fit(height))
                case ["ping", str(moment)]:
                    await socket.send_str(json.dumps(["pong", moment]))
                case ["focus" | "blur" as kind]:
                    await room.tell(kind)


def _read(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _cells(request: web.Request, name: str, usual: int) -> int:
    value: str = request.query.get(name, "")
    return _fit(int(value)) if value.isascii() and value.isdigit() and len(value) < 6 else usual


def _fit(cells: int) -> int:
    return min(max(cells, 1), _MAX_CELLS)
