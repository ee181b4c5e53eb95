"""Filters: how letters are written so that a terminal that reorders has nothing to reorder.

| kind | what becomes of each right-to-left cluster |
|---|---|
| none | it stays |
| lrm | U+200E follows it: between two letters stands a left-to-right one, so no run is reordered |
| osc66 | kitty's sized text of one cell, `OSC 66;w=1:v=N;…BEL`, which is a run of its own |

Only text is changed, never a sequence, also when a write ends inside of one. Must never know what
is drawn, nor why.

Sources: UAX #9 (LRM is a strong L); kitty's text-sizing protocol (0.40), where `v` means nothing
for text of full size: N = 1 + (column & 1) keeps neighbours from being joined into one run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from hashiya.terminal.profiles import FilterKind

__all__ = ["CharWidth", "filter_for"]

CharWidth = Callable[[str], int]
"""Columns that a character takes, by the measure of whoever draws."""

LRM: Final = "\u200e"
MAX_HELD: Final = 1_000_000
"""Characters of one sequence without an end that are held back; then it is somebody's mistake."""

_MARK_RANGES: Final = ((0x300, 0x36F), (0x590, 0x8FF), (0xFE00, 0xFE0F), (0x1E900, 0x1E95F))
_LETTERS: Final = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""The blocks of right-to-left scripts, Arabic digits and presentation forms among them."""
_SEQUENCE: Final = (
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b[P\]X^_](?:[^\x1b\x07]|\x1b\x1b)*(?:\x07|\x1b\\)"  # DCS, OSC, SOS, PM, APC
    r"|\x1b[ -/]*[0-OQ-WYZ\\`-~]"  # one letter
)
_UNFINISHED: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*|[P\]X^_](?:[^\x1b\x07]|\x1b\x1b)*\x1b?|[ -/]+)?\Z"
)
_MOVE: Final = re.compile(
    r"\x1b\[(?:\d*;(?P<column>\d*)[Hf]|(?P<to>\d*)G|(?P<by>\d*)(?P<way>[CD]))"
)


def filter_for(kind: FilterKind, width: CharWidth) -> Callable[[str], str]:
    """What is written goes through this, write by write, in order.

    Args:
        kind: A profile's filter.
        width: Columns a character takes; a mark takes none.

    Returns:
        A function that keeps what it must know of earlier writes.
    """
    if kind == "none":
        return str
    clusters = _clusters(width)
    if kind == "lrm":
        tokens = re.compile(f"(?P<sequence>{_SEQUENCE})|(?P<cluster>{clusters})")
        return _Whole(partial(tokens.sub, _with_mark))
    return _Whole(_SizedText(clusters, width))


def _with_mark(token: re.Match[str]) -> str:
    return token[0] if token["sequence"] else token[0] + LRM


def _clusters(width: CharWidth) -> str:
    """The pattern of a right-to-left letter and the marks on it."""
    marks = "".join(
        chr(code)
        for first, last in _MARK_RANGES
        for code in range(first, last + 1)
        if width(chr(code)) == 0
    )
    mark = f"[{re.escape(marks)}]" if marks else r"(?!)"
    return f"(?!{mark})[{_LETTERS}]{mark}*"


class _Whole:
    """Holds the beginning of a sequence back until the write that ends it."""

    def __init__(self, change: Callable[[str], str]) -> None:
        self._change = change
        self._held = ""

    def __call__(self, data: str) -> str:
        data = self._held + data
        found = _UNFINISHED.search(data) if "\x1b" in data else None
        cut = len(data) - len(found[0]) if found and len(found[0]) <= MAX_HELD else len(data)
        self._held = data[cut:]
        return self._change(data[:cut])


class _SizedText:
    """Kitty's sized text, one cell a cluster; follows the column the cursor stands in.

    Columns are counted from 0; only whether one is odd matters.
    """

    def __init__(self, clusters: str, width: CharWidth) -> None:
        self._tokens = re.compile(
            f"(?P<sequence>{_SEQUENCE})|(?P<cluster>{clusters})"
            r"|(?P<control>[\x00-\x1f\x7f])"
            rf"|(?P<text>[^\x00-\x1f\x7f{_LETTERS}]+)"
        )
        self._width = width
        self._column = 0

    def __call__(self, data: str) -> str:
        return self._tokens.sub(self._token, data)

    def _token(self, token: re.Match[str]) -> str:
        said = token[0]
        if token["cluster"]:
            parity = self._column & 1
            self._column += 1
            return f"\x1b]66;w=1:v={1 + parity};{said}\x07"
        if token["sequence"]:
            self._move(said)
        elif token["text"]:
            self._column += len(said) if said.isascii() else sum(map(self._width, said))
        elif said in "\r\n":
            self._column = 0
        elif said == "\b":
            self._column = max(0, self._column - 1)
        return said

    def _move(self, sequence: str) -> None:
        if sequence == "\x1b[H":
            self._column = 0
        elif found := _MOVE.fullmatch(sequence):
            self._column = _column_after(found, self._column)


def _column_after(found: re.Match[str], column: int) -> int:
    to = found["column"] if found["column"] is not None else found["to"]
    if to is not None:
        return max(1, int(to or 1)) - 1
    by = max(1, int(found["by"] or 1))
    return column + by if found["way"] == "C" else max(0, column - by)
