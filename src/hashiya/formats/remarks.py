"""Remarks: what every reader looks for in ids and texts, in one wording."""

from __future__ import annotations

import re
from typing import Final

from hashiya.formats.decoding import arabic_share

__all__ = [
    "BYTE_ORDER_MARK_REMARK",
    "MAX_ID_CHARACTERS",
    "MojibakeWatch",
    "id_trouble",
    "mojibake_remark",
    "shown",
]

BYTE_ORDER_MARK_REMARK: Final = "a byte order mark stood before the text and is no part of it"

MAX_ID_CHARACTERS: Final = 500
"""Code points in the longest id of a document."""

_MIN_ARABIC_SHARE: Final = 0.1
_WATCHED_CHARACTERS: Final = 4000
_SHOWN_CHARACTERS: Final = 80
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


def id_trouble(name: str) -> str:
    """Why this cannot be a document's id; empty when it can."""
    if not name:
        return "it is empty"
    if len(name) > MAX_ID_CHARACTERS:
        return f"it has {len(name)} characters, more than {MAX_ID_CHARACTERS}"
    if _UNSTORABLE.search(name):
        return "it holds a NUL character or a lone surrogate"
    return ""


def mojibake_remark(text: str) -> str:
    """What to tell a person when almost none of a text's letters are Arabic; else empty."""
    share = arabic_share(text)
    if share is None or share >= _MIN_ARABIC_SHARE:
        return ""
    return (
        f"only {share:.0%} of the letters are Arabic; if it should be Arabic, it was decoded"
        " wrongly before it was saved as UTF-8"
    )


class MojibakeWatch:
    """Judges the beginning of a file of many documents once, when enough of it was seen."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._left = _WATCHED_CHARACTERS

    @property
    def is_watching(self) -> bool:
        """Whether more text is wanted."""
        return self._left > 0

    def see(self, text: str) -> None:
        """Take a document's text into account."""
        self._parts.append(text[: self._left])
        self._left -= len(text) + 1

    def remark(self) -> str:
        """What to say of all that was seen; empty when there is nothing to say."""
        return mojibake_remark("\n".join(self._parts))


def shown(value: object) -> str:
    """A value of a file as a message can hold it, however long or deep it is."""
    try:
        written = repr(value)
    except (ValueError, RecursionError):  # thousands of digits; a nest of lists
        return f"a {type(value).__name__}"
    return written if len(written) <= _SHOWN_CHARACTERS else f"{written[:_SHOWN_CHARACTERS]}…"
