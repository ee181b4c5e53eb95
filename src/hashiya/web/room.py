"""A room: the process that one connection sees, and the packets to and from it.

The protocol is that of Textual's web driver: after a line `__GANGLION__`, packets of one letter
(D data, M JSON about the session, P a file's part), four bytes of length, most significant first,
and the payload. Files and addresses that a process might hand to the browser are not passed on.
Must never know the page or who sits before it.
"""

from __future__ import annotations

import asyncio
import json
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from typing import Final

__all__ = ["Room"]

LEAVING_SECONDS: Final = 5.0
"""How long a process may take to save and leave before it is ended."""

_READY: Final = b"__GANGLION__\n"
_MAX_PRELUDE_LINES: Final = 10
_OUTER_TERMINAL: Final = frozenset(
    {"TMUX", "STY", "VTE_VERSION", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "MLTERM", "COLORTERM"}
)
"""Variables about the terminal where the server was started; the page is another terminal."""


class Room:
    """One process with a page as its terminal.

    Args:
        command: The program and its arguments; no shell reads them.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: Process | None = None

    async def open(self, width: int, height: int) -> None:
        """Start the process for a page of so many cells."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            env=_environment(os.environ, width, height),
            start_new_session=True,  # Ctrl-C is for the server, which closes each room in order
        )

    async def shown(self) -> AsyncIterator[bytes]:
        """What the process writes on its screen, until it leaves."""
        process = self._process
        if process is None or process.stdout is None:
            return
        with suppress(asyncio.IncompleteReadError):
            for _ in range(_MAX_PRELUDE_LINES):
                if await process.stdout.readline() == _READY:
                    break
            while True:
                kind = await process.stdout.readexactly(1)
                size = int.from_bytes(await process.stdout.readexactly(4), "big")
                payload = await process.stdout.readexactly(size)
                if kind == b"D":
                    yield payload
                elif kind == b"M" and json.loads(payload).get("type") == "exit":
                    return

    async def type(self, keys: str) -> None:
        """Hand over what was typed or clicked, as a terminal encodes it."""
        await self._send(b"D", keys.encode(errors="replace"))

    async def tell(self, kind: str, **facts: int) -> None:
        """Hand over something about the session: resize, focus, blur, quit."""
        await self._send(b"M", json.dumps({"type": kind, **facts}).encode())

    async def close(self) -> None:
        """Have the process save and leave; end it when it does not."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        await self.tell("quit")
        if process.stdin is not None:
            process.stdin.close()
        for end in (process.terminate, process.kill):
            try:
                async with asyncio.timeout(LEAVING_SECONDS):
                    await self._left(process)
            except TimeoutError:
                end()
            else:
                return
        await process.wait()

    @staticmethod
    async def _left(process: Process) -> None:
        """Wait for the end, reading what is still written so that the pipe is never full."""
        if process.stdout is not None:
            while await process.stdout.read(1 << 16):
                pass
        await process.wait()

    async def _send(self, kind: bytes, payload: bytes) -> None:
        process = self._process
        if process is None or process.stdin is None or process.stdin.is_closing():
            return
        with suppress(ConnectionError):  # it has left; `shown` tells
            process.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
            await process.stdin.drain()


def _environment(outer: Mapping[str, str], width: int, height: int) -> dict[str, str]:
    """The process's variables: those of the server, with the page as its terminal."""
    return {
        **{name: value for name, value in outer.items() if name not in _OUTER_TERMINAL},
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "COLUMNS": str(width),
        "ROWS": str(height),
    }
