"""`hashiya reset-terminal`: bring the terminal back after the program was killed."""

from __future__ import annotations

import os
import sys

import click

from hashiya.cli.options import terminal_options
from hashiya.errors import UsageError
from hashiya.terminal import (
    Settings,
    TerminalQuestion,
    chosen_overrides,
    detect,
    reset_line,
    reset_sequences,
    settings_path,
)

__all__ = ["command"]


@click.command(
    "reset-terminal",
    short_help="Bring the terminal back after a crash or a kill.",
    epilog="Example: hashiya reset-terminal",
)
@terminal_options
def command(**said: str | None) -> None:
    """Leave the program's screen, show the cursor, and turn mouse and key reports off.

    The terminal's own handling of right-to-left text is turned on again too. It does no harm in a
    terminal that is as it should be.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("reset-terminal must be run in the terminal that needs it, without a pipe")
    overrides = chosen_overrides(said, os.environ)
    reset_line(sys.stdin.fileno())
    with TerminalQuestion(os.environ, asks=overrides.bidi is None) as question:
        found = detect(
            os.environ,
            overrides=overrides,
            settings=Settings.load(settings_path(os.environ)),
            ask=question.answer,
        )
        sys.stdout.write(reset_sequences(found.profile))
        sys.stdout.flush()
