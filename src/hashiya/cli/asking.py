"""Asking who somebody is, where neither an option nor the project knows.

A login name is often a real name, so nothing is ever written under one by itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from hashiya.errors import UsageError
from hashiya.services import check_alias, chosen_alias, known_here, login_alias

__all__ = ["known_alias", "silent_alias"]

USUAL: Final = "annotator"
"""The alias that is offered where a project knows nobody, or several people."""


def known_alias(path: Path, said: str | None) -> str:
    """Who is meant: whom an option or the environment names, whose pack it is; asked otherwise.

    Raises:
        UsageError: It is no alias, or there is no terminal to ask on.
    """
    alias = chosen_alias(said)
    if alias is not None:
        return alias
    meant, aliases = known_here(path, login_alias())
    if meant is not None:
        return meant
    if not sys.stdin.isatty():
        raise UsageError("say who you are with --as ALIAS, or set HASHIYA_ANNOTATOR")
    offered = aliases[0] if len(aliases) == 1 else USUAL
    question = "Your alias in this project, not your real name"
    answer: str = click.prompt(question, default=offered, err=True)
    try:
        return check_alias(answer.strip())
    except UsageError as error:
        raise UsageError(f"{error}; start again with --as ALIAS") from error


def silent_alias(path: Path, said: str | None) -> str | None:
    """Who is meant, as far as that is known without asking; None otherwise.

    Raises:
        UsageError: It is no alias.
    """
    return chosen_alias(said) or known_here(path, login_alias())[0]
