"""Turning: reading a document in another direction, and keeping that for the next time.

Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from hashiya.errors import HashiyaError
from hashiya.services import Page
from hashiya.text import DIRECTIONS
from hashiya.tui.reading import Message, Reading
from hashiya.tui.saving import SaveQueue
from hashiya.tui.wording import direction_words

__all__ = ["turn_text"]


async def turn_text(
    reading: Reading,
    queue: SaveQueue,
    arrive: Callable[[Page, Message], Awaitable[None]],
    run: Callable[[Coroutine[Any, Any, None]], None],
) -> None:
    """Show the document in the next direction.

    Args:
        reading: What is on the screen.
        queue: Owns the session and its thread.
        arrive: Puts a page on the screen with a word to the person.
        run: Lets work go on while keys are answered.
    """
    at = DIRECTIONS.index(reading.page.direction) + 1
    direction = DIRECTIONS[at % len(DIRECTIONS)]
    page = reading.page._replace(direction=direction, caret=reading.pointer.caret)
    await arrive(page, Message(direction_words(direction)))
    run(_remember(queue, page))


async def _remember(queue: SaveQueue, page: Page) -> None:
    with suppress(HashiyaError, OSError):  # like the caret, a kindness
        await queue.ask(lambda session: session.turn(page.document.id, page.direction))
