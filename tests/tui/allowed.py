"""Allowed: the grammar of everything the program may write to a terminal, and nothing else.

A byte stream is sequences of this list and printable characters; the first thing that is neither
is found with what stands around it. Sources: ECMA-48, xterm's ctlseqs, the kitty documentation,
display profiles of `hashiya.terminal`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["offence", "shown_text"]

_SEQUENCES: Final = {
    "SGR: colours and weights": r"\x1b\[[0-9;:]*m",
    "CUP: a place on the screen": r"\x1b\[(?:\d+;\d+)?H",
    "ED: an empty screen": r"\x1b\[2J",
    "alternate screen, cursor, wrapping": r"\x1b\[\?(?:1049|25|7)[hl]",
    "mouse, focus, paste": r"\x1b\[\?(?:1000|1002|1003|1004|1006|1015|2004)[hl]",
    "frames, sizes in the stream": r"\x1b\[\?(?:2026|2048)[hl]",
    "kitty keyboard": r"\x1b\[>\d+u|\x1b\[<u",
    "questions": r"\x1b\[\?\d+\$p|\x1b\[8\$p|\x1b\[>0?q|\x1b\[>0?c|\x1b\[0?c",
    "BDSM": r"\x1b\[8[hl]",
    "Konsole's own": r"\x1b\]50;BidiRenderingEnabled=(?:true|false)(?:\x07|\x1b\\)",
    "mlterm's own": r"\x1b\]5379;use_ctl=(?:true|false)(?:\x07|\x1b\\)",
    "shape of the mouse pointer": r"\x1b\]22;[a-z-]*\x07",
    "clipboard": r"\x1b\]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)",
    "through tmux": r"\x1bPtmux;(?:\x1b\x1b\[8[hl]|\x1b\x1b\[2J)+\x1b\\",
    "end of a row": r"\r?\n",
}
_KITTY_TEXT: Final = r"\x1b\]66;w=1:v=[12];(?P<cluster>[^\x00-\x1f\x7f-\x9f]{1,40})(?:\x07|\x1b\\)"
"""OSC 66: a cluster in one cell; what is in it must be printable too."""

_ALLOWED: Final = re.compile("|".join((*_SEQUENCES.values(), _KITTY_TEXT)))
_SPELLING: Final = {"\u200c", "\u200d"}
_PROFILE: Final = {"\u200e"}
"""LRM, which the profile `lrm` writes by itself."""


def offence(written: bytes, *, is_lrm: bool = False) -> str:
    """The first thing that may not be written, with what stands around it; "" when all may be.

    Args:
        written: Everything the terminal was sent.
        is_lrm: Whether the profile writes left-to-right marks of its own.
    """
    text = written.decode("utf-8", errors="surrogateescape")
    at = 0
    while at < len(text):
        found = _ALLOWED.match(text, at)
        if found is not None:
            inner = found["cluster"] or ""
            if any(not _is_printable(each, is_lrm=is_lrm) for each in inner):
                return _shown(text, at)
            at = found.end()
        elif _is_printable(text[at], is_lrm=is_lrm):
            at += 1
        else:
            return _shown(text, at)
    return ""


def shown_text(written: bytes) -> str:
    """What was printed, without the sequences."""
    return _ALLOWED.sub(lambda found: found["cluster"] or "", written.decode(errors="replace"))


def _is_printable(character: str, *, is_lrm: bool) -> bool:
    """Whether a character prints something, or belongs to one that does."""
    if character in _SPELLING or (is_lrm and character in _PROFILE):
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _shown(text: str, at: int) -> str:
    return f"U+{ord(text[at]):04X} at {at}: {text[max(0, at - 60) : at + 60]!r}"
