"""TOML lines: where in a file of TOML something is said.

Python's reader keeps no places. Headers and keys are told apart by that reader itself, line by
line, so that quotes and dots mean what they mean to it. Must never know what is said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

__all__ = ["line_of"]

_HEADER = re.compile(r"\s*\[([^\[\]].*?|\[.*?\])\]\s*(#.*)?")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_of(text: str, *path: str) -> int:
    r"""The line, from 1, that says what stands at a path of tables and a key.

    Where it is said in a way that no line shows, the nearest line around it: its table's, else 1.

    >>> line_of("[a]\nb = 1\n", "a", "b"), line_of("a.b = 1", "a", "b"), line_of("", "a")
    (2, 1, 1)
    """
    found, depth = 1, 0
    for number, place in _places(text):
        shared = 0
        while shared < min(len(place), len(path)) and place[shared] == path[shared]:
            shared += 1
        if shared > depth and shared in {len(place), len(path)}:
            found, depth = number, shared
    return found


def _places(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each line that names something, with the path it names."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            table = _path(header[1].strip("[]"))
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_path(key[1]))


def _path(name: str) -> tuple[str, ...]:
    """The parts of a dotted name; nothing for what is no name, as within a text of many lines."""
    try:
        value: object = tomllib.loads(f"{name} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    parts: list[str] = []
    while isinstance(value, dict):
        ((part, value),) = value.items()
        parts.append(part)
    return tuple(parts)
