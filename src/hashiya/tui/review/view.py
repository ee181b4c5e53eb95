"""What a desk asks of whoever shows it.

Must never know how anything is painted.
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Protocol

from hashiya.tui.review.state import Review

__all__ = ["DeskView"]


class DeskView(Protocol):
    """What shows the desk."""

    def show(self, review: Review) -> None:
        """Show a document and where the adjudicator is in it."""

    def show_told(self, review: Review) -> None:
        """Show what was ruled before on the card that is shown."""

    def show_empty(self, words: str) -> None:
        """Say why there is no document."""

    def show_written(self, *, is_writing: bool) -> None:
        """Show whether something is on its way to the disk."""

    def wait_for(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on, and keys wait until it is done."""

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on while keys are answered."""
