"""The registry of writers by name; readers are `reading`'s matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

from hashiya.errors import UsageError
from hashiya.formats.base import Writer
from hashiya.formats.conll_writing import ConllWriter
from hashiya.formats.jsonl_writing import JsonlWriter

__all__ = ["writer", "writer_names"]

_WRITERS: Final[Mapping[str, Writer]] = {each.name: each for each in (JsonlWriter(), ConllWriter())}

Made = TypeVar("Made")


def writer(name: str) -> Writer:
    """The writer of a format.

    Raises:
        UsageError: No format of this name can be written.
    """
    return _named(name, _WRITERS, "written")


def writer_names() -> tuple[str, ...]:
    """Formats that can be written."""
    return tuple(_WRITERS)


def _named(name: str, known: Mapping[str, Made], done: str) -> Made:
    found = known.get(name.lower())
    if found is None:
        raise UsageError(f"{name!r} cannot be {done}; there are {', '.join(known)}")
    return found
