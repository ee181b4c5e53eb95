"""People: which alias an act is written under, and who is in a project.

A project holds aliases only; who is behind one is kept elsewhere.
"""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hashiya.errors import Reason, StoreError, UsageError

if TYPE_CHECKING:
    from hashiya.store import Person, Role

__all__ = [
    "add_person",
    "change_person",
    "check_alias",
    "chosen_alias",
    "expect_known",
    "expect_owner",
    "known_here",
    "login_alias",
    "people_of",
]

GOLD: Final = "gold"

NEAR: Final = 0.75
"""From which likeness on, as `difflib` counts it, one alias may be meant by another."""

_ALIAS = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]{1,40}")


@lru_cache(maxsize=1_024)  # an import asks it of every line
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


def expect_owner(pack_of: str, alias: str) -> None:
    """Let nobody but its one person into a project that was made from a pack.

    Raises:
        StoreError: They are somebody else.
    """
    if pack_of not in {"", alias}:
        raise StoreError(
            Reason("this project is a pack for {alias}; come in with --as {alias}", alias=pack_of)
        )


def known_here(path: Path, login: str) -> tuple[str | None, Sequence[str]]:
    """Who must be meant where nobody was named, and everybody who could be.

    Args:
        path: The project.
        login: Whom the system knows; a project from before may know them under that name.

    Returns:
        Whose pack it was made from, else the login name where the project has it, else None; and
        the aliases of everybody.

    Raises:
        StoreError: The project is missing, damaged or newer than this program.
    """
    from hashiya.store import open_project  # noqa: PLC0415 - as in `people_of`

    with closing(open_project(path)) as store:
        aliases = [person.alias for person in store.people()]
        owner = store.info().pack_of or (login if login in aliases else None)
    return owner, aliases


def expect_known(path: Path, alias: str, *, may_come: bool = False) -> None:
    """Let nobody new annotate beside others, or under nearly their name, by a slip of the hand.

    Who is the first in a project, and who comes to one person's under a name of quite another
    kind, comes in as they are.

    Args:
        path: The project.
        alias: Who is said to come.
        may_come: Whether somebody new may come to a team too, under a name that is like no other.

    Raises:
        UsageError: They are not in the project; the message says who may be meant.
        StoreError: The project is missing, damaged or newer than this program.
    """
    from hashiya.store import open_project  # noqa: PLC0415 - as in `people_of`

    with closing(open_project(path)) as store:
        aliases = [person.alias for person in store.people()]
        is_team = len(aliases) > 1 or store.is_given_work(alias)
        if alias in aliases or store.info().pack_of:
            return
    near = _nearest(alias, aliases)
    if near or (is_team and not may_come):
        asked = f" did you mean {near}?" if near else ""
        raise UsageError(
            f"{alias} is not in this project;{asked} `hashiya people add {alias}` adds somebody new"
        )


def _nearest(alias: str, aliases: Sequence[str]) -> str | None:
    """Who of these may be meant by somebody else's alias, if anybody."""
    from difflib import get_close_matches  # noqa: PLC0415 - for somebody unknown only

    alias_bare = _without_number(alias)  # whoever numbers people means others
    by_case = {each.casefold(): each for each in aliases if _without_number(each) != alias_bare}
    near = get_close_matches(alias.casefold(), by_case, n=1, cutoff=NEAR)
    return by_case[near[0]] if near else None


def _without_number(alias: str) -> str:
    return re.sub(r"[\W\d_]+", "", alias)


def people_of(path: Path) -> list[Person]:
    """Everybody in a project, in alias order, with what they have done.

    Raises:
        StoreError: The project is missing, damaged or newer than this program.
    """
    from hashiya.store import open_project  # noqa: PLC0415 - whoever annotates opens it elsewhere

    with closing(open_project(path)) as store:
        return store.people()


def add_person(path: Path, alias: str, role: Role) -> str | None:
    """Add somebody who is new.

    Returns:
        Whose alias theirs is nearly, which may be a slip; None where it is like no other.

    Raises:
        UsageError: It cannot be an alias, or is somebody's already.
    """
    from hashiya.store import open_project  # noqa: PLC0415 - as above

    check_alias(alias)
    with closing(open_project(path)) as store:
        people = store.people()
        known = next((each for each in people if each.alias == alias), None)
        if known is not None:
            raise UsageError(
                f"{alias!r} is in the project already, as {known.role}; an alias is one person's."
                f" `hashiya people set {alias} --role {role}` changes what they do"
            )
        store.add_annotator(alias, role)
    return _nearest(alias, [each.alias for each in people])


def change_person(
    path: Path, alias: str, role: Role | None = None, *, is_active: bool | None = None
) -> Person:
    """Change what somebody does, or whether they still do; as they are then.

    Raises:
        UsageError: Nobody has this alias; the message says who may be meant.
    """
    from hashiya.store import open_project  # noqa: PLC0415 - as above

    with closing(open_project(path)) as store:
        aliases = [each.alias for each in store.people()]
        if alias not in aliases:
            near = _nearest(alias, aliases)
            asked = f"did you mean {near}? " if near else ""
            raise UsageError(
                f"{alias} is not in this project; {asked}`hashiya people` lists who is"
            )
        store.set_person(alias, role, is_active=is_active)
        return next(each for each in store.people() if each.alias == alias)
