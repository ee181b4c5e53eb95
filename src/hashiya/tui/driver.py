"""The driver: Textual's own for Unix terminals, with the terminal's profile around the screen.

Chosen in `App.get_driver_class`, not through `driver_class`, so that tests and a browser keep
theirs. Must never know an escape sequence (`terminal`).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from hashiya.tui.terminal import choose_profile, framed

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["TerminalDriver"]


class TerminalDriver(LinuxDriver):
    """Writes to a real terminal; leaves its mode as it was found, also after a crash."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._profile = choose_profile(os.environ)

    def write(self, data: str) -> None:
        """Write to the terminal, the profile's sequences around the alternate screen."""
        super().write(framed(data, self._profile) if "\x1b[?1049" in data else data)
