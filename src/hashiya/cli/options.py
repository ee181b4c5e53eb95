"""Options that several commands share: which project, and who."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from hashiya.services import find_project
from hashiya.terminal import CHOICES, LANGUAGES

__all__ = [
    "as_option",
    "chosen_project",
    "json_option",
    "language_option",
    "project_option",
    "terminal_options",
]

_TERMINAL_HELP: Final = {
    "bidi": "How the terminal is kept from reordering letters, instead of what was found.",
    "shape": "Joined letter forms, or base letters for a terminal that joins by itself.",
    "marks": "Vowel marks on their letter, not at all, or in the cell to its left.",
    "order": "Letters reordered here, or as stored for a terminal that cannot be stopped.",
    "bidi_restore": "Whether the terminal's own reordering is turned on again at the end.",
}


def project_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add -p to a command, so that it may stand before or after the command's name."""
    return click.option(
        "-p", "--project", "project", metavar="PROJECT", help="The project's .hashiya file."
    )(function)


def as_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --as to a command."""
    return click.option(
        "--as",
        "alias",
        metavar="ALIAS",
        help="Your alias in the project, never a real name; $HASHIYA_ANNOTATOR otherwise.",
    )(function)


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")(function)


def language_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --lang to a command."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        help="The screen's language; $HASHIYA_LANG, the settings file or the system's otherwise.",
    )(function)


def terminal_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what can be said against what is found out about the terminal."""
    for key in reversed(tuple(CHOICES)):
        function = click.option(
            f"--{key.replace('_', '-')}",
            key,
            metavar="|".join(CHOICES[key]) if key != "bidi" else "NAME",
            help=f"{_TERMINAL_HELP[key]} Also $HASHIYA_{key.upper()}.",
        )(function)
    return function


def chosen_project(ctx: click.Context, explicit: str | None) -> Path:
    """The project this command is about.

    Raises:
        UsageError: No project, or more than one, could be meant.
    """
    return find_project(explicit or ctx.obj)
