"""Visiting: opens another article, with the keys held until they have what they are meant for.

Must never know why somebody goes there or how anything is painted.
"""

from __future__ import annotations

from collections.abc import Callable

from hashiya.errors import HashiyaError
from hashiya.tui.desk import Desk
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.locale import told
from hashiya.tui.saving import SaveQueue
from hashiya.tui.sitting import Sitting

__all__ = ["Visiting"]


class Visiting:
    """The way to other articles.

    Args:
        queue: Answers from the session's thread.
        sitting: The person at work.
        order: The line in which keys wait.
    """

    def __init__(self, queue: SaveQueue, sitting: Sitting, order: KeyOrder) -> None:
        self._queue = queue
        self._sitting = sitting
        self._order = order

    async def visit(self, document_id: str, then: Callable[[], None] = lambda: None) -> None:
        """Open an article where the person left it, and do something there.

        The keys must have been held before.
        """
        try:
            await self._sitting.remember(at_once=True)
            page = await Desk(self._queue).visit(document_id)
            await self._sitting.arrive(page)
            then()
        except (HashiyaError, OSError) as error:
            self._sitting.say(told(error))
        finally:
            self._order.release()
