"""Annotators: the aliases under which people of other programs come in.

Those programs let a name hold anything; an alias can stand in a file name. What had to be changed
is said, and two people never become one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from hashiya.formats.names import stem_of

__all__ = ["Aliases", "names_in_project"]

MAX_ALIAS_CHARACTERS: Final = 40

_IMPOSSIBLE: Final = re.compile(
    r"[\s\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff/\\]+"
)
_TAKEN: Final = "gold"
_PROJECT_FOLDERS: Final = frozenset({"annotation", "annotations"})


class Aliases:
    """The people of one file."""

    def __init__(self) -> None:
        self._by_name: dict[str, str] = {}
        self._said: set[str] = set()

    def of(self, name: str) -> str:
        """The alias of a name: the name itself where that can be one."""
        if name not in self._by_name:
            self._by_name[name] = self._free(_possible(name))
        return self._by_name[name]

    def remark(self, name: str) -> str:
        """What to say of a name that `of` changed, once; empty when there is nothing to say."""
        alias = self._by_name.get(name, name)
        if alias == name or name in self._said:
            return ""
        self._said.add(name)
        shown = name if len(name) <= 2 * MAX_ALIAS_CHARACTERS else f"{name[:80]}…"
        return f"{shown!r} cannot be an annotator's alias here; the layer is {alias}'s"

    def _free(self, wanted: str) -> str:
        taken = {alias.casefold() for alias in self._by_name.values()}
        made, number = wanted, 1
        while made.casefold() in taken:
            number += 1
            tail = f"-{number}"
            made = wanted[: MAX_ALIAS_CHARACTERS - len(tail)] + tail
        return made


def _possible(name: str) -> str:
    made = _IMPOSSIBLE.sub("-", name).strip("-").lstrip(".")[:MAX_ALIAS_CHARACTERS]
    return f"{made}-1" if made == _TAKEN else made or "annotator"


def names_in_project(path: Path) -> tuple[str, str | None]:
    """A file's document, and whose annotations it holds where its place says so.

    An exported project of INCEpTION has `annotation/DOCUMENT/PERSON.SUFFIX`; elsewhere a file is
    called after itself and nobody is named.
    """
    if path.parent.parent.name in _PROJECT_FOLDERS:
        return path.parent.stem or path.parent.name, stem_of(path)
    return stem_of(path), None
