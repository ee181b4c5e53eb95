"""Asking: the one thread that owns the database of a review, and what is asked of it in order.

Must never know a widget, or what a ruling is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from hashiya.services import ReviewSession

__all__ = ["ReviewQueue"]

T = TypeVar("T")


class ReviewQueue:
    """Everything that is asked of one review session, in the order it was asked.

    Args:
        open_session: Opens the session; called at once, in the queue's own thread.
    """

    def __init__(self, open_session: Callable[[], ReviewSession]) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hashiya-store")
        self._opening = self._thread.submit(open_session)

    async def open(self) -> ReviewSession:
        """The session once it is open.

        Its `alias`, `name`, `plan`, `place` and `scheme` may be read from any thread; everything
        else goes through `ask`.

        Raises:
            StoreError: The project cannot be opened.
            UsageError: The review session is somebody else's, or was begun with other options.
        """
        return await asyncio.wrap_future(self._opening)

    async def ask(self, question: Callable[[ReviewSession], T]) -> T:
        """Run a call in the session's thread; what it has written is on disk when it returns."""
        session = await self.open()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, question, session)

    def finish(self) -> None:
        """Close the session after what is being asked, and end the thread."""
        self._thread.submit(_close, self._opening)
        self._thread.shutdown(wait=True)


def _close(opening: Future[ReviewSession]) -> None:
    """Close what was opened; in the session's own thread, after everything that was asked."""
    if opening.exception() is None:
        opening.result().close()
