"""Tmux: asks tmux what it is drawn on, and has it pass our sequences on while we run.

Two processes a run, and only inside tmux: one at the start, while the program loads, and one at
the end. Whatever goes wrong with them, the program runs as in a terminal that was told nothing.
Must never write to the terminal itself.

Source: tmux(1), `allow-passthrough` (a pane's option since 3.3), `client_termtype` (since 3.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import subprocess

__all__ = ["TmuxPane"]

PATIENCE_SECONDS: Final = 1.0
_OPTION: Final = "allow-passthrough"


class TmuxPane:
    """The pane the program runs in; passing on is allowed from the moment this is made.

    Args:
        pane: `$TMUX_PANE`, such as `%3`.
    """

    def __init__(self, pane: str) -> None:
        self._where = ["-t", pane] if pane else []
        self._answer: list[str] | None = None
        self._process = _started(
            [
                *("display-message", "-p", *self._where, "#{client_termtype}", ";"),
                *("show-options", "-pqv", *self._where, _OPTION, ";"),
                *("set-option", "-pq", *self._where, _OPTION, "on"),
            ]
        )

    def outer_version(self) -> str:
        """What the terminal that tmux is drawn on calls itself; empty when tmux cannot tell."""
        return self._answered()[0].strip()

    def redraw(self) -> None:
        """Have tmux draw everything again, other panes and its own lines too."""
        _run(["refresh-client"])

    def put_back(self, *, redraws: bool) -> None:
        """Have the pane's option as it was found, and everything drawn again if wanted."""
        before = self._answered()[1].strip()
        if self._process is None:
            return
        undo = ["set-option", "-pq" if before else "-pqu", *self._where, _OPTION]
        _run([*undo, *([before] if before else []), *([";", "refresh-client"] if redraws else [])])

    def _answered(self) -> list[str]:
        if self._answer is None:
            said = _output(self._process) if self._process is not None else ""
            self._answer = [*said.split("\n"), "", ""]
        return self._answer


def _started(arguments: list[str]) -> subprocess.Popen[bytes] | None:
    import subprocess  # noqa: PLC0415 - most people are not inside tmux and start without it

    try:
        return subprocess.Popen(  # noqa: S603 - constants, and the name of our own pane
            ["tmux", *arguments],  # noqa: S607 - the tmux that the person started
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None


def _run(arguments: list[str]) -> None:
    process = _started(arguments)
    if process is not None:
        _output(process)


def _output(process: subprocess.Popen[bytes]) -> str:
    from subprocess import TimeoutExpired  # noqa: PLC0415 - as above

    try:
        return process.communicate(timeout=PATIENCE_SECONDS)[0].decode("utf-8", "replace")
    except TimeoutExpired:
        process.kill()
        process.communicate()
        return ""
