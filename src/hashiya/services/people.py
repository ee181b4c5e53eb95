"""People: which alias an act is written under."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Mapping
from typing import Final

from hashiya.errors import UsageError

__all__ = ["check_alias", "chosen_alias", "login_alias"]

GOLD: Final = "gold"

_ALIAS = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]{1,40}")


def check_alias(alias: str) -> str:
    """The alias itself, when it can stand in a file name and in a list.

    Raises:
        UsageError: It is empty, longer than 40 characters, or holds white space, a slash, a control
            or a direction mark.
    """
    if alias == GOLD:
        raise UsageError("'gold' is the name of the adjudicated layer; choose another alias")
    if _ALIAS.fullmatch(alias) and not alias.startswith("."):
        return alias
    raise UsageError(
        f"{alias!r} cannot be an annotator's alias: use 1 to 40 letters, digits, - _ or ., without"
        " spaces or slashes and without a dot in front"
    )


def chosen_alias(
    explicit: str | None, *, environment: Mapping[str, str] = os.environ
) -> str | None:
    """The alias that was said: the option, else `$HASHIYA_ANNOTATOR`, else None.

    Raises:
        UsageError: It cannot be an alias.
    """
    named = explicit if explicit is not None else environment.get("HASHIYA_ANNOTATOR")
    return check_alias(named) if named is not None else None


def login_alias() -> str:
    """The login name, or `annotator` where the system knows none that can be an alias."""
    try:
        return check_alias(getpass.getuser())
    except (OSError, KeyError, ImportError, UsageError):
        return "annotator"
