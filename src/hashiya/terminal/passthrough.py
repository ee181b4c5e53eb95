"""Passthrough: how a sequence reaches the terminal that tmux or GNU screen is drawn on.

A multiplexer keeps its own screen and obeys or drops what it is told; only what is wrapped in a
device control string goes on as it is. Must never know what is wrapped.

Sources: tmux(1) `allow-passthrough` (since 3.3 off by default); the GNU screen manual, `ESC P`
"Device Control String, outputs a string directly to the host terminal without interpretation".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hashiya.terminal.profiles import Profile

__all__ = ["multiplexer_of", "passed_through", "wrapped"]

_ST: Final = "\x1b\\"


def multiplexer_of(environment: Mapping[str, str]) -> str:
    """`tmux`, `screen`, or nothing.

    The terminal's own TERM decides when both have left their variable: the inner one sets it.
    """
    is_tmux, is_screen = bool(environment.get("TMUX")), bool(environment.get("STY"))
    if is_tmux and is_screen:
        return "tmux" if environment.get("TERM_PROGRAM") == "tmux" else "screen"
    return "tmux" if is_tmux else "screen" if is_screen else ""


def passed_through(data: str, multiplexer: str) -> str:
    r"""The data wrapped so that the multiplexer hands it on.

    >>> passed_through("\x1b[8l", "tmux")
    '\x1bPtmux;\x1b\x1b[8l\x1b\\'
    >>> passed_through("\x1b[8l", "screen")
    '\x1bP\x1b[8l\x1b\\'
    """
    if not data or not multiplexer:
        return data
    if multiplexer == "tmux":
        return f"\x1bPtmux;{data.replace(chr(27), chr(27) * 2)}{_ST}"
    # GNU screen ends the string at the first ST, even one that belongs to what is inside.
    return f"\x1bP{data.replace(_ST, chr(7))}{_ST}"


def wrapped(profile: Profile, multiplexer: str) -> Profile:
    """The profile as it is written behind a multiplexer, which then draws every row anew."""
    if not multiplexer:
        return profile
    return profile._replace(
        before=passed_through(profile.before, multiplexer),
        after=passed_through(profile.after, multiplexer),
        clears=bool(profile.before),
    )
