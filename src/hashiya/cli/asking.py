"""Asking who somebody is, where neither an option nor the project knows."""

from __future__ import annotations

from pathlib import Path

import click

from hashiya.errors import UsageError
from hashiya.services import check_alias, chosen_alias, login_alias

__all__ = ["known_alias"]


def known_alias(path: Path, said: str | None) -> str:
    """Who is meant: whom an option or the environment names, whose pack it is, or the login.

    A login name that the project does not know is asked about, once.

    Raises:
        UsageError: It is no alias.
    """
    alias = chosen_alias(said)
    if alias is not None:
        return alias
    from hashiya.services import (  # noqa: PLC0415 - for whoever gave no alias
        knows_annotator,
        pack_owner,
    )

    owner = pack_owner(path)
    if owner is not None:
        return owner
    login = login_alias()
    if knows_annotator(path, login):
        return login
    answer: str = click.prompt("Your alias in this project", default=login, err=True)
    try:
        return check_alias(answer.strip())
    except UsageError as error:
        raise UsageError(f"{error}; start again with --as ALIAS") from error
