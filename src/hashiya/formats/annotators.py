"""Annotators: the aliases under which people of other programs come in.

Those programs let a name hold anything; an alias can stand in a file name. What had to be changed
is said, and two people never become one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final, NamedTuple

from hashiya.formats.names import stem_of
from hashiya.text import counted

__all__ = ["Aliases", "InProject", "place_in_project"]

MAX_ALIAS_CHARACTERS: Final = 40

_IMPOSSIBLE: Final = re.compile(
    r"[\s\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff/\\]+"
)
_TAKEN: Final = "gold"
_PROJECT_FOLDERS: Final = frozenset({"annotation", "annotations"})
_CURATION_FOLDERS: Final = frozenset({"curation", "curations"})
_CURATOR: Final = "CURATION_USER"
_NOBODY: Final = "INITIAL_CAS"


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


class InProject(NamedTuple):
    """What a file of an exported project of INCEpTION is by its place."""

    name: str
    """The document's file name without its suffix."""
    person: str | None
    """Whose annotations it holds; None where its place names nobody."""
    is_curation: bool = False
    """Whether it holds what a curator decided."""
    is_initial: bool = False
    """Whether it holds what the document came with, before anybody annotated it."""

    def told(self, line: dict[str, Any]) -> dict[str, Any]:
        """The line of its document: gold where it is a curation, without spans where initial."""
        if self.is_initial:
            return {key: value for key, value in line.items() if key != "spans"}
        return {**line, "layer": "gold"} if self.is_curation else line

    def remark(self, spans: int) -> str:
        """What to say of it; empty when it is anybody's work."""
        if self.is_curation:
            return "its place in the project says that it is a curation, so its layer is gold"
        if self.is_initial and spans:
            held = counted(spans, "annotation")
            return f"{held} that the document came with before anybody annotated it left out"
        return ""


def place_in_project(path: Path) -> InProject:
    """What a file's place says of it.

    An exported project has `annotation/DOCUMENT/PERSON.SUFFIX` and, for what was decided,
    `curation/DOCUMENT/CURATION_USER.SUFFIX`; elsewhere a file is called after itself and nobody is
    named.
    """
    name, folder = stem_of(path), path.parent.parent.name
    document = path.parent.stem or path.parent.name
    if folder in _CURATION_FOLDERS and name == _CURATOR:
        return InProject(document, None, is_curation=True)
    if folder in _PROJECT_FOLDERS and name == _NOBODY:
        return InProject(document, None, is_initial=True)
    if folder in _PROJECT_FOLDERS:
        return InProject(document, name)
    return InProject(name, None)
