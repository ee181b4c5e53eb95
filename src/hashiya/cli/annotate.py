"""`hashiya annotate`: open the project in the terminal."""

from __future__ import annotations

import os
import sys
from typing import Final

import click

from hashiya.cli.asking import known_alias
from hashiya.cli.finding import terminal_finder
from hashiya.cli.options import (
    as_option,
    chosen_project,
    language_option,
    project_option,
    terminal_options,
)
from hashiya.errors import UsageError
from hashiya.services import expect_known
from hashiya.terminal import (
    PROFILES,
    Detection,
    TerminalQuestion,
    chosen_overrides,
)
from hashiya.text import DIRECTIONS, Direction

__all__ = ["command"]

PAGE: Final = Detection(
    PROFILES["plain"],
    "served in a browser, and its page leaves the order alone",
    identity="hashiya serve",
    is_known=True,
)
"""The terminal in a page of `hashiya serve`; there is nothing to ask it."""


@click.command(
    "annotate",
    short_help="Read and label articles on the screen.",
    epilog="Example: hashiya -p news.hashiya annotate --as salma",
)
@project_option
@as_option
@language_option
@terminal_options
@click.option(
    "--direction",
    type=click.Choice(DIRECTIONS),
    default="auto",
    show_default=True,
    help="How paragraphs run in documents you have not turned yourself (key d).",
)
@click.option("--served", is_flag=True, hidden=True, help="A page is the screen; used by serve.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    project: str | None,
    alias: str | None,
    language: str | None,
    direction: Direction,
    served: bool,
    **said: str | None,
) -> int:
    """Open the project where you left it, right to left, and label with the keyboard.

    Every act is on disk before the screen says saved. Press ? inside for the keys.
    """
    path = chosen_project(ctx, project)
    if not served and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "annotate needs a terminal for its screen; in a script use import, export and status"
        )
    name = known_alias(path, alias)
    if served:
        expect_known(path, name)
        from hashiya.tui import run  # noqa: PLC0415 - as below

        return run(str(path), name, lambda: PAGE, direction, language)
    overrides = chosen_overrides(said, os.environ)
    # The terminal answers while the project is looked into and Textual is loaded.
    with TerminalQuestion(os.environ, asks=overrides.bidi is None) as question:
        expect_known(path, name)
        from hashiya.tui import run  # noqa: PLC0415 - Textual is loaded for this command only

        finder = terminal_finder(question, overrides)
        return run(str(path), name, finder, direction, language)
