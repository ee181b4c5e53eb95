"""The clipboard: what leaves the program when a person copies.

The text itself in its logical order, as it stands in the document: no presentation form, nothing
reordered, direction marks kept. Only control characters that a terminal obeys when they are pasted
become their visible pictures; tab and line ends are text and stay. Must never know a terminal.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from hashiya.text import visible

__all__ = ["MAX_BYTES", "Copy", "copy_of"]

MAX_BYTES: Final = 74_994
"""UTF-8 bytes that fit an OSC 52 of 100,000 bytes, where widespread terminals stop reading.

Source: the comment of hterm's `osc52.sh`, which counts 8 bytes for the sequence itself.
"""

_COMMANDS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Copy(NamedTuple):
    """What leaves."""

    text: str
    """Safe to paste into a terminal."""
    replaced: int
    """Control characters that became pictures."""

    @property
    def size(self) -> int:
        """UTF-8 bytes."""
        return len(self.text.encode())


def copy_of(quote: str) -> Copy:
    r"""What leaves when a part of a document is copied.

    >>> copy_of("قال\tإنه\n")
    Copy(text='قال\tإنه\n', replaced=0)
    >>> copy_of("قال\x1b[2J")
    Copy(text='قال␛[2J', replaced=1)
    """
    text, replaced = _COMMANDS.subn(lambda found: visible(found[0]), quote)
    return Copy(text, replaced)
