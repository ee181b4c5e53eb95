r"""Report: what is known about a terminal, as names and words that are safe to print.

The same facts for the doctor screen, for a script and for a bug report. Must never know how they
are laid out.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from hashiya.errors import Reason
from hashiya.terminal.detection import Detection

__all__ = ["Fact", "detection_facts", "escaped"]

MAX_RAW_BYTES: Final = 2048
"""Bytes of replies that are shown; a hostile terminal sends as many as it likes."""
_NO_REPLIES: Final = Reason("none: the terminal was not asked, or has said nothing")


class Fact(NamedTuple):
    """One thing known about a terminal."""

    name: str
    """One word, the same in JSON: `profile`."""
    words: str
    """What is known; printable, but what a terminal said may be in it."""


def escaped(raw: bytes) -> str:
    r"""Bytes as printable ASCII, as they would be written in Python.

    >>> escaped(b"\x1b[?62;22c")
    '\\x1b[?62;22c'
    """
    shown = "".join(
        chr(byte) if 0x20 <= byte < 0x7F and byte != 0x5C else f"\\x{byte:02x}"
        for byte in raw[:MAX_RAW_BYTES]
    )
    return shown if len(raw) <= MAX_RAW_BYTES else f"{shown}… ({len(raw)} bytes)"


def detection_facts(terminal: Detection) -> tuple[Fact, ...]:
    """What was found out, in the order people read it; advice and trouble only where there is."""
    drawing = terminal.drawing
    facts = [
        Fact("profile", terminal.profile.name),
        Fact("reason", terminal.reason),
        Fact("identity", terminal.identity),
        Fact("drawing", Reason("{shape}, marks {marks}, {order} order", **drawing._asdict())),
        Fact("replies", escaped(terminal.replies.raw) or _NO_REPLIES),
    ]
    if terminal.multiplexer:
        facts.insert(3, Fact("inside", terminal.multiplexer))
    if terminal.advice:
        facts.append(Fact("advice", terminal.advice))
    if terminal.trouble:
        facts.append(Fact("settings", terminal.trouble))
    return tuple(facts)
