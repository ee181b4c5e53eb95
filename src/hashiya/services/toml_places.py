"""Places in TOML: on which line and in which column a value of a file is said.

The reader of TOML says what a file holds and not where. This looks for the where, in text that the
reader has found to be TOML; it must never decide what a file means.

Glossary: a *path* is keys and numbers from the top of the file to a value,
`("labels", 2, "colour")`; lines and columns are counted from 1, columns in code points.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Final, TypeAlias

__all__ = ["Path", "TomlPlaces"]

Path: TypeAlias = tuple[str | int, ...]
"""Keys and numbers from the top of the file."""

_TOKEN: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|(?P<comment>#[^\n]*)"
    r"|\n|[\[\]{},=.]|[^\s\[\]{},=.\"'#]+",
    re.DOTALL,
)

_END: Final = ("", -1)

_AFTER_A_VALUE: Final = frozenset(",]}\n")


class TomlPlaces:
    """Where everything stands in one file.

    Args:
        toml: Text that is TOML.
    """

    def __init__(self, toml: str) -> None:
        self._text = toml
        self._tokens = [
            (found.group(), found.start())
            for found in _TOKEN.finditer(toml)
            if found.group("comment") is None
        ]
        self._next = 0
        self._lengths: dict[Path, int] = {}
        self._offsets: dict[Path, int] = {}
        self._read_file()

    def find(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Line and column of a value's key, or of the nearest thing around it that is there.

        The top of the file when nothing is.
        """
        whole = tuple(path)
        for length in range(len(whole), 0, -1):
            offset = self._offsets.get(whole[:length])
            if offset is not None:
                before = self._text[:offset]
                return before.count("\n") + 1, offset - before.rfind("\n")
        return 1, 1

    def _read_file(self) -> None:
        table: Path = ()
        while self._peek() != "":
            if self._peek() == "\n":
                self._take()
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`: the path of the table that begins."""
        offset = self._take()[1]
        is_list = self._peek() == "["
        if is_list:
            self._take()
        keys = self._keys()
        path = (*self._inside_lists(keys[:-1]), keys[-1])
        if is_list:
            number = self._lengths.get(path, 0)
            self._lengths[path] = number + 1
            self._offsets.setdefault(path, offset)
            path = (*path, number)
        self._offsets.setdefault(path, offset)
        while self._peek() == "]":
            self._take()
        return path

    def _inside_lists(self, keys: Sequence[str]) -> Path:
        """A path of keys, in the newest table of every list on the way."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _pair(self, table: Path) -> None:
        offset = self._tokens[self._next][1]
        path = (*table, *self._keys())
        self._offsets.setdefault(path, offset)
        self._take()
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._peek() == "[":
            self._list(path)
        elif self._peek() == "{":
            self._take()
            while self._peek() not in {"}", ""}:
                if self._peek() in _AFTER_A_VALUE:
                    self._take()
                else:
                    self._pair(path)
            self._take()
        else:
            while self._peek() != "" and self._peek() not in _AFTER_A_VALUE:
                self._take()

    def _list(self, path: Path) -> None:
        self._take()
        number = 0
        while self._peek() not in {"]", ""}:
            if self._peek() in _AFTER_A_VALUE:
                self._take()
                continue
            self._offsets.setdefault((*path, number), self._tokens[self._next][1])
            self._value((*path, number))
            number += 1
        self._take()

    def _keys(self) -> list[str]:
        keys = [_key(self._take()[0])]
        while self._peek() == ".":
            self._take()
            keys.append(_key(self._take()[0]))
        return keys

    def _peek(self) -> str:
        return self._tokens[self._next][0] if self._next < len(self._tokens) else ""

    def _take(self) -> tuple[str, int]:
        if self._next >= len(self._tokens):
            return _END
        self._next += 1
        return self._tokens[self._next - 1]


def _key(token: str) -> str:
    """The key that a token says, without its quotes."""
    if token[:1] in {'"', "'"}:
        return str(tomllib.loads(f"key = {token}")["key"])
    return token
