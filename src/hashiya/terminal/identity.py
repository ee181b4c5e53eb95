"""Identity: one short name for a terminal, under which what a person chose for it is kept.

The same terminal must get the same name tomorrow, and another one another; so its own word
(XTVERSION) comes before variables, which programs started from another terminal inherit. Must
never know what follows from a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from hashiya.terminal.replies import Replies

__all__ = ["identity_of", "leading_version"]

MAX_IDENTITY_LENGTH: Final = 48
_STRANGE: Final = re.compile(r"[^a-z0-9.+_-]+")
_VERSION: Final = re.compile(r"(\d{1,6})(?:\.(\d{1,6}))?")


def leading_version(text: str) -> tuple[int, int]:
    """Major and minor of the first number in a text; (0, 0) without one.

    >>> leading_version("kitty(0.41.1)")
    (0, 41)
    """
    found = _VERSION.search(text) if text.isascii() else None
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)


def identity_of(environment: Mapping[str, str], replies: Replies) -> str:
    """The terminal's name: lower-case ASCII, words and numbers, never empty.

    >>> identity_of({}, Replies(version="VTE(7600)"))
    'vte 7600'
    >>> identity_of({"TERM": "xterm-256color"}, Replies())
    'xterm-256color'
    """
    name = environment.get("TERM_PROGRAM", "")
    vte = environment.get("VTE_VERSION", "")
    candidates = (
        replies.version or "",
        f"vte {vte}" if vte else "",
        f"{name} {environment.get('TERM_PROGRAM_VERSION', '')}" if name else "",
        environment.get("TERM", ""),
    )
    return next(filter(None, map(_tidied, candidates)), "unknown")


def _tidied(said: str) -> str:
    """The words of a name, its version cut to major and minor."""
    words = _STRANGE.sub(" ", said.lower()).split()
    short = [".".join(word.split(".")[:2]) for word in words]
    return " ".join(short)[:MAX_IDENTITY_LENGTH].strip()
