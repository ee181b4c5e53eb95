"""Opening: the moment a project is given before the first frame, and what is said after that.

Must never know a project, nor what is shown of it.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Final

from textual.message import Message
from textual.screen import Screen

__all__ = ["Opened", "begin_collecting", "open_before_the_first_frame"]

FIRST_FRAME_SECONDS: Final = 0.2
"""How long the first frame waits for the page; after that it is drawn without one."""
OPENING_SECONDS: Final = 0.3
"""A project that takes longer to open says so."""


class Opened(Message):
    """The project is open, and what there is to see of it is on the screen."""


def begin_collecting() -> None:
    """Collect garbage from now on, without walking through what starting has made each time."""
    gc.freeze()
    gc.enable()


async def open_before_the_first_frame(
    screen: Screen[None], work: Coroutine[Any, Any, None]
) -> None:
    """Let work go on for as long as it takes, and wait a little for it.

    Args:
        screen: Has the class `waiting` while it takes time, and hears that it is `Opened`.
        work: Opens the project and shows its page.
    """
    is_over = asyncio.Event()
    screen.run_worker(_opened(screen, work, is_over))
    # Never for the worker itself: whoever gives up waiting for a worker cancels it.
    with suppress(TimeoutError):
        async with asyncio.timeout(FIRST_FRAME_SECONDS):
            await is_over.wait()
    screen.set_timer(OPENING_SECONDS, lambda: is_over.is_set() or screen.add_class("waiting"))


async def _opened(
    screen: Screen[None], work: Coroutine[Any, Any, None], is_over: asyncio.Event
) -> None:
    try:
        await work
        screen.remove_class("waiting")
        screen.post_message(Opened())
    finally:
        is_over.set()
