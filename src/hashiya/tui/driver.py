"""The driver: Textual's own for Unix terminals, with the terminal's profile around the screen.

Chosen in `App.get_driver_class`, not through `driver_class`, so that tests and a browser keep
theirs. Must never know an escape sequence (`hashiya.terminal`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from hashiya.terminal import CLEAR_SCREEN, UNASKED, Detection, Profile, framed

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
        if sys.__stdout__ is not None:
            self._file = sys.__stdout__  # stderr may be a file that somebody keeps
        terminal: Detection = getattr(app, "terminal", UNASKED)
        self._profile = terminal.profile

    @property
    def profile(self) -> Profile:
        """What the terminal is told at the moment."""
        return self._profile

    def use(self, profile: Profile) -> None:
        """Tell the terminal otherwise from now on, and have everything painted anew.

        Args:
            profile: One of `PROFILES` as `profile_for` prepares it.
        """
        super().write(self._profile.after + profile.before + CLEAR_SCREEN)
        self._profile = profile
        self._app.refresh(layout=True)

    def write(self, data: str) -> None:
        """Write to the terminal, the profile's sequences around the alternate screen."""
        super().write(framed(data, self._profile) if "\x1b[?1049" in data else data)
