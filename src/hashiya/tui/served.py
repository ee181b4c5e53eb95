"""The driver of a served page: Textual's own, which also leaves when whoever serves it is gone.

Textual's driver waits for input that never comes when the server was killed, and the process
would hold the project open for ever. Must never know a terminal: the page is one of our own.
"""

from __future__ import annotations

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

__all__ = ["ServedDriver"]


class ServedDriver(WebDriver):
    """Draws on a page through pipes."""

    def run_input_thread(self) -> None:
        """Read what the page sends until the pipe ends; then leave, as if the page was closed."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
