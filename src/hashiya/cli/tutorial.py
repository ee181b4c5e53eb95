"""`hashiya tutorial`: the lesson on a sample article, in a project that is thrown away."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from hashiya.cli.finding import terminal_finder
from hashiya.cli.options import as_option, language_option, terminal_options
from hashiya.cli.output import say
from hashiya.errors import UsageError
from hashiya.services import chosen_alias, login_alias, open_lesson
from hashiya.terminal import TerminalQuestion, chosen_overrides

__all__ = ["command"]


@click.command(
    "tutorial",
    short_help="Learn the keys in five minutes, on a sample article.",
    epilog="Example: hashiya tutorial --lang ar",
)
@as_option
@language_option
@terminal_options
def command(alias: str | None, language: str | None, **said: str | None) -> int:
    """Learn the keys in five minutes, on a sample article.

    A strip above the article says what to do next and goes on when it is done; F12 skips a step, q
    leaves. Nothing is kept: the lesson's project is made in a temporary folder and removed.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the lesson needs a terminal for its screen; docs/keys.md lists the keys")
    name = chosen_alias(alias) or login_alias()
    overrides = chosen_overrides(said, os.environ)
    with (
        TemporaryDirectory(prefix="hashiya-lesson-") as folder,
        TerminalQuestion(os.environ, asks=overrides.bidi is None) as question,
    ):
        from hashiya.tui import teach  # noqa: PLC0415 - Textual is loaded for this command only

        opens = partial(open_lesson, Path(folder), name)
        words = teach(opens, name, terminal_finder(question, overrides), language)
    say(words)
    return 0
