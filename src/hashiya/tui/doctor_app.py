"""The doctor on its own: examines a terminal where no project is open.

Must never know a project or a document.
"""

from __future__ import annotations

from hashiya.terminal import Detection
from hashiya.tui.terminal_app import TerminalApp

__all__ = ["DoctorApp"]


class DoctorApp(TerminalApp):
    """The doctor screen and nothing under it.

    Args:
        terminal: What was found out.
        theme: Name of the theme; empty for ours.
    """

    def __init__(self, terminal: Detection, theme: str = "") -> None:
        super().__init__(terminal, theme)
        self.words = ""
        """What to tell the person after the screen is gone."""

    def on_mount(self) -> None:
        """Ask at once."""
        self.examine_terminal(self._end)

    def _end(self, words: str) -> None:
        self.words = words
        self.exit(0)
