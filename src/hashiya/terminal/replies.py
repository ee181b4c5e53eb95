"""Replies: what a terminal says about itself, told apart from what a person types meanwhile.

Bytes from a terminal are as foreign as a file: a reply may come in pieces, late, twice, or from a
program in between. Nothing here raises, and what is no reply of ours is kept as typed. Must never
read a terminal nor decide what an answer means.

Glossary:
    DA1: `CSI ? … c`, the primary device attributes; every terminal sends them, so they end a burst.
    DA2: `CSI > … c`, the secondary device attributes.
    XTVERSION: `DCS > | name and version ST`.
    other: an answer to what some other program has asked: a colour, a setting, an ANSI mode, and
        every other string between a control and its end (DCS, SOS, OSC, PM, APC).
    DECRPM: `CSI [?] mode ; n $ y`, a mode's state: 0 unknown, 1 set, 2 reset, 3 and 4 for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["NO_REPLIES", "LateReplies", "Replies", "parse_replies"]

BIDI_MODE: Final = b"8"
"""The number of ECMA-48's bidirectional support mode."""
MAX_REPLY_BYTES: Final = 1024
"""Longer than any reply; a string without an end is given up here."""

# Controls come as ESC and a letter or, from a terminal that is told so, as one character of C1.
_CSI = rb"(?:\x1b\[|\xc2\x9b)"
_DCS = rb"(?:\x1bP|\xc2\x90)"
_APC = rb"(?:\x1b_|\xc2\x9f)"
_OSC = rb"(?:\x1b\]|\xc2\x9d)"
_STRING = rb"(?:\x1b[PX^_]|\xc2[\x90\x98\x9e\x9f])"
_END = rb"(?:\x1b\\|\x07|\xc2\x9c)"
_PLAIN = rb"[^\x1b\x07\xc2]"
_INSIDE = rb"(?:(?!\x1b\\|\xc2\x9c)[^\x07])"
_ANSWER = rb"(?:" + _DCS + rb"[0-9;]{0,16}[!>+$|]|" + _APC + rb"G|" + _OSC + rb"[0-9]{1,4};)"
"""How strings begin that terminals answer with; nobody types these, so anything may be inside."""
_LONGEST = rb"{0,960}"

_REPLY: Final = re.compile(
    rb"(?s)"
    + _CSI
    + rb"\?(?P<primary>[0-9;]{0,64})c|"
    + _CSI
    + rb">(?P<secondary>[0-9;]{0,64})c|"
    + _CSI
    + rb"(?:\?|(?=8;))(?P<mode>[0-9]{1,5});(?P<state>[0-9]{1,2})\$y|"
    + _DCS
    + rb">\|(?P<version>"
    + _INSIDE
    + _LONGEST
    + rb")"
    + _END
    + rb"|(?P<other>"
    + _ANSWER
    + _INSIDE
    + _LONGEST
    + _END
    + rb"|"
    + _STRING
    + _PLAIN
    + _LONGEST
    + _END
    + rb"|"
    + _CSI
    + rb"(?:[0-9]{1,5};[0-9]{1,2}\$y|=[0-9;]{0,64}c))"
)
_UNFINISHED: Final = re.compile(
    rb"(?s)(?:"
    + _CSI
    + rb"(?:[?>=][0-9;]{0,64}\$?|[0-9]{1,5}(?:;[0-9]{0,2}\$?)?)?|"
    + _ANSWER
    + _INSIDE
    + _LONGEST
    + rb"(?:\x1b|\xc2)?|"
    + _STRING
    + _PLAIN
    + _LONGEST
    + rb"(?:\x1b|\xc2)?|"
    + _OSC
    + rb"[0-9]{0,4}|\x1b|\xc2)\Z"
)
"""The beginning of what may become a reply."""
_SURE: Final = re.compile(rb"(?s)(?:" + _CSI + rb"(?:[?>=]|8;)|" + _ANSWER + rb").")
"""The beginning of what can be nothing else."""
_ESCAPE: Final = b"\x1b"


class Replies(NamedTuple):
    """What a terminal answered to one burst of questions."""

    raw: bytes = b""
    """Every reply as it came, without what was typed."""
    bidi_mode: int | None = None
    """DECRPM of mode 8; None when it was not answered."""
    version: str | None = None
    """XTVERSION, such as `VTE(7006)`; may hold anything a terminal sends."""
    attributes: str | None = None
    """DA1's parameters, such as `62;22`."""
    secondary: str | None = None
    """DA2's parameters, such as `65;7006;1`."""
    is_complete: bool = False
    """Whether DA1 came, after which no reply follows."""
    typed: bytes = b""
    """What came in between and is no reply: keys that somebody pressed."""


NO_REPLIES: Final = Replies()
"""A terminal that was not asked, or has said nothing."""


def parse_replies(data: bytes) -> Replies:
    r"""What the bytes read from a terminal say; of two answers to one question the first counts.

    >>> parse_replies(b"\x1b[8;1$yx\x1b[?62;22c")[1:]
    (1, None, '62;22', None, True, b'x')
    """
    said: dict[str, bytes] = {}
    raw: list[bytes] = []
    typed: list[bytes] = []
    end = 0
    for match in _REPLY.finditer(data):
        typed.append(data[end : match.start()])
        raw.append(match[0])
        end = match.end()
        if match["mode"] is not None and match["mode"] != BIDI_MODE:
            continue
        for name, value in match.groupdict().items():
            if value is not None:
                said.setdefault(name, value)
    typed.append(data[end:])
    return Replies(
        raw=b"".join(raw),
        bidi_mode=int(said["state"]) if "state" in said else None,
        version=_text(said.get("version")),
        attributes=_text(said.get("primary")),
        secondary=_text(said.get("secondary")),
        is_complete="primary" in said,
        typed=b"".join(typed),
    )


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", errors="replace")


class LateReplies:
    """Takes replies that come after nobody waits for them out of what is typed.

    Replies to other modes than ours pass: whoever asked for them is listening. A beginning is held
    back until its end comes or `released` is called, which whoever reads does once nothing has
    come for a moment. A lone ESC passes at once, as it is somebody's Escape key; when it turns out
    to have begun a reply, the rest of that is dropped.
    """

    def __init__(self) -> None:
        self._held = b""
        self._passed = 0  # how many of the held bytes have passed already: an ESC, or none

    def typed(self, data: bytes) -> bytes:
        """The bytes without replies, in order."""
        data = self._held + data
        found = _UNFINISHED.search(data[-MAX_REPLY_BYTES:])
        cut = len(data) - len(found[0]) if found else len(data)
        out = b"".join(self._pieces(data[:cut]))
        passed = 0 if cut else self._passed
        self._held, self._passed = data[cut:], passed
        if self._held == _ESCAPE:
            self._passed = 1
            out += _ESCAPE[passed:]
        return out

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        """What lies between our replies; not what has passed before."""
        start = self._passed
        for reply in _REPLY.finditer(data):
            if reply["mode"] is None or reply["mode"] == BIDI_MODE:
                yield data[start : reply.start()]
                start = reply.end()
        yield data[start:]

    def released(self) -> bytes:
        """What was held back and has not become a reply; a reply cut short is dropped."""
        held, self._held = self._held[self._passed :], b""
        self._passed = 0
        return b"" if _SURE.match(held) else held
