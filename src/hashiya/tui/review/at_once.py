"""At once: what rules on many cards, or makes many articles gold, with one key.

Must never know a widget or how anything is painted.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from time import monotonic
from typing import Final

from hashiya.errors import HashiyaError
from hashiya.tui.locale import told
from hashiya.tui.review.asking import ReviewQueue
from hashiya.tui.review.desk import ReviewDesk
from hashiya.tui.review.outcomes import after_all, became_gold, looked_at
from hashiya.tui.review.state import Review
from hashiya.tui.review.view import DeskView

__all__ = ["AtOnce"]

LEAST_SECONDS: Final = 0.1
"""A rate is over this at least."""


class AtOnce:
    """What is done at many places together.

    Args:
        desk: Shows and writes.
        queue: Answers from the session's thread.
        view: Lets work go on.
    """

    def __init__(self, desk: ReviewDesk, queue: ReviewQueue, view: DeskView) -> None:
        self._desk = desk
        self._queue = queue
        self._view = view
        self._is_stopped = False
        self._since = 0.0
        self._loop: asyncio.AbstractEventLoop

    def take_all(self, alias: str) -> None:
        """Rule on every open card as one person proposed."""
        review = self._desk.review
        if review is not None:
            self._view.wait_for(self._take_all(review, alias))

    async def _take_all(self, review: Review, alias: str) -> None:
        taken = await self._desk.written(lambda session: session.take_all_of(review.page, alias))
        self._desk.show(after_all(review, taken, alias))

    def finish_agreed(self) -> None:
        """Make every document gold on which all agree, while its number is shown."""
        review = self._desk.review
        if review is not None:
            self._desk.show(replace(review.plain(), mode="busy"))
        self._is_stopped = False
        self._since = monotonic()
        self._loop = asyncio.get_running_loop()
        self._view.run(self._finish_agreed())

    def stop(self) -> None:
        """Have long work end after the document it is at."""
        self._is_stopped = True

    async def _finish_agreed(self) -> None:
        try:
            made = await self._queue.ask(lambda session: session.finish_agreed(self._heard))
        except HashiyaError as error:
            await self._after_long_work(told(error), "warning")
            return
        await self._after_long_work(became_gold(made.documents, made.alone), "good")

    async def _after_long_work(self, words: str, ink: str) -> None:
        """Show the document as it stands now, or the first one that can be reviewed."""
        review = self._desk.review
        if review is None:
            await self._desk.begin(words)
            return
        document_id = review.page.document.id
        page = await self._queue.ask(lambda session: session.enter(document_id))
        self._desk.show(review.renewed(page).saying(words, ink))

    def _heard(self, seen: int, total: int) -> bool:
        """Told in the session's thread of each document; whether to go on."""
        self._loop.call_soon_threadsafe(self._count, seen, total)
        return not self._is_stopped

    def _count(self, seen: int, total: int) -> None:
        review = self._desk.review
        if review is not None and review.mode == "busy":
            rate = seen / max(monotonic() - self._since, LEAST_SECONDS)
            self._desk.show(review.saying(looked_at(seen, total, rate)))
