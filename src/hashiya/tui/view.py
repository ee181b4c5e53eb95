"""Views: what a sitting asks of the place where it is seen.

Must never know what is painted or how.
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Protocol

from hashiya.layout import Navigator
from hashiya.services import Page
from hashiya.tui.reading import Context, Reading

__all__ = ["View"]


class View(Protocol):
    """Where a sitting is seen."""

    async def prepare(self, page: Page) -> None:
        """Lay out a long document while keys are answered, for `lay_out` to be quick."""
        ...

    def lay_out(self, page: Page) -> Navigator:
        """Lay out a document that is not on the screen yet; the moves over it."""
        ...

    def navigator(self) -> Navigator:
        """The moves over what is laid out now."""
        ...

    def show(self, reading: Reading, context: Context) -> None:
        """Show a reading and what the keys mean in it."""
        ...

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on while keys are answered."""
        ...
