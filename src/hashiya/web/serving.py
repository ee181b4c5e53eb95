"""Serving: run the server until somebody stops it, or say which packages it lacks.

Must never load those packages before they are wanted.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from importlib.util import find_spec

from hashiya.errors import UsageError
from hashiya.web.addresses import Door

__all__ = ["serve"]


def serve(command: Sequence[str], door: Door, *, title: str, opened: Callable[[str], None]) -> None:
    """Serve a command to a browser until somebody stops it.

    Args:
        command: The program and its arguments that each connection sees; no shell reads them.
        door: Where to listen.
        title: What the browser's tab says.
        opened: Called with the address to open, once the server answers there.

    Raises:
        UsageError: The extra packages are missing, or the port is taken.
    """
    missing = [name for name in ("aiohttp", "textual_serve") if find_spec(name) is None]
    if missing:
        raise UsageError(
            "serving in a browser needs more packages; install them with:"
            ' pip install "hashiya[web]"'
        )
    from hashiya.web.server import Server  # noqa: PLC0415 - the extra is loaded when it is wanted

    asyncio.run(_until_stopped(Server(command, door, title=title).run(opened)))


async def _until_stopped(serving: Coroutine[None, None, None]) -> None:
    """Serve until a signal says stop; every room is closed in order first."""
    task = asyncio.ensure_future(serving)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
