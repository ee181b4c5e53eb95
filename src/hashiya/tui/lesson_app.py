"""The lesson on its own: the application on the sample article, for whoever has no project yet.

Must never know what a step teaches.
"""

from __future__ import annotations

from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.annotate import AnnotateScreen

__all__ = ["LessonApp"]


class LessonApp(HashiyaApp, inherit_bindings=False):
    """The lesson and nothing under it."""

    def get_default_screen(self) -> AnnotateScreen:
        """The sample article with its strip."""
        # A screen is bound to keys when its class is made: after those that a person chose.
        from hashiya.tui.screens.lesson import LessonScreen  # noqa: PLC0415 - see above

        self.annotate = LessonScreen(self.queue, self._alias, self.order, lambda: self.exit(0))
        return self.annotate
