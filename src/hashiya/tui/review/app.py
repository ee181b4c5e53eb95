"""The application of a review: its screen on a terminal, and the way in and out.

Must never know a document.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from typing import ClassVar, Final

from hashiya.services import ReviewSession
from hashiya.terminal import UNASKED, Detection, Settings, settings_path
from hashiya.tui.app import NO_SETTINGS, expect_a_terminal, run_until_left
from hashiya.tui.review.asking import ReviewQueue
from hashiya.tui.review.screen import ReviewScreen
from hashiya.tui.terminal_app import TerminalApp

__all__ = ["ReviewApp", "run_review"]

STOPPING_SECONDS: Final = 2.0
"""How long a signal that ends the program waits for what is being written."""


class ReviewApp(TerminalApp, inherit_bindings=False):
    """The program on the terminal, for an adjudicator.

    Args:
        open_session: Opens the review session; called in the thread that will own it.
        terminal: What the terminal is and needs.
        settings: What the person said of the screen.
    """

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        "../hashiya.tcss",
        "review.tcss",
    ]

    def __init__(
        self,
        open_session: Callable[[], ReviewSession],
        terminal: Detection = UNASKED,
        settings: Settings = NO_SETTINGS,
    ) -> None:
        super().__init__(terminal, settings.theme)
        if settings.text:
            from hashiya.tui.wishes import grant  # noqa: PLC0415 - for those who have some

            grant(settings)
        self.queue = ReviewQueue(open_session)
        """Everything that is asked of the database."""

    def get_default_screen(self) -> ReviewScreen:
        """The review."""
        self.review = ReviewScreen(self.queue, self.order)
        return self.review

    def on_mount(self) -> None:
        """Look at a terminal that nobody knows, once."""
        from hashiya.terminal import wants_examination  # noqa: PLC0415 - not in tests without a screen

        if not self.is_headless and wants_examination(settings_path(os.environ), self.terminal):
            self.examine_terminal(self._told, is_first=True)

    def _told(self, words: str) -> None:
        if words:
            self.review.desk.say(words, "good")

    def let_go(self) -> None:
        """Close the project after what is being written."""
        self.queue.finish()

    def begin_to_stop(self, number: int) -> None:
        """Leave in order when the system says so."""
        self.run_worker(self._stop(number))

    async def _stop(self, number: int) -> None:
        self.review.at_once.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(STOPPING_SECONDS):
                await self.review.desk.remember()
        self.exit(return_code=128 + number)


def run_review(
    open_session: Callable[[], ReviewSession], terminal: Detection, settings: Settings
) -> int:
    """Run the application until it is left; see `hashiya.tui.review_project`."""
    expect_a_terminal()
    return run_until_left(ReviewApp(open_session, terminal, settings), settings)
