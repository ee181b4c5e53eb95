"""Key scripts: keys written down in a file, to be played on an article.

Keys stand apart by white space, each as the program calls it: a character, or a name with its
modifiers such as `shift+left` or `space`. What follows a `#` that stands apart is a remark. Must
never know what a key does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from textual.keys import Keys

from hashiya.errors import FormatError

__all__ = ["read_keys"]

_MODIFIERS: Final = frozenset({"shift", "ctrl", "alt"})
_NAMES: Final = frozenset({*(key.value for key in Keys), "space", "comma", "number_sign"})


def read_keys(text: str, path: str) -> list[str]:
    """The keys of a script, in order.

    Args:
        text: The script.
        path: What its file is called, for messages.

    Raises:
        FormatError: A word is no key; the message says where it stands.
    """
    return [_checked(key, path, line, column) for line, column, key in _words(text)]


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Line and column from 1, and what stands there."""
    for number, line in enumerate(text.splitlines(), 1):
        for found in re.finditer(r"\S+", line):
            if found[0].startswith("#"):
                break
            yield number, found.start() + 1, found[0]


def _checked(key: str, path: str, line: int, column: int) -> str:
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    is_known = len(last) == 1 or last in _NAMES
    if (is_known and set(modifiers) <= _MODIFIERS) or key in _NAMES:
        return key
    raise FormatError(
        f"{key!r} is no key; write a character, or a name such as shift+left, enter or space",
        path=path,
        line=line,
        column=column,
    )
