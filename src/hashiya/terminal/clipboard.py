"""The clipboard: how a text is handed to the terminal's clipboard, also through a multiplexer.

| behind | what is written |
|---|---|
| nothing | OSC 52 |
| tmux | OSC 52 for tmux's own buffer, obeyed where `set-clipboard` is on; then passed through |
| GNU screen | OSC 52 passed through in short parts, for it keeps no long string |

Must never know what is copied or why. Sources: xterm's control sequences, OSC 52; tmux(1),
`set-clipboard` (`external`, the default, ignores what programs ask for); the GNU screen manual,
whose strings hold 768 bytes in releases that are still in use.
"""

from __future__ import annotations

import base64
from typing import Final

from hashiya.terminal.passthrough import passed_through

__all__ = ["clipboard_sequence"]

PART_CHARACTERS: Final = 240
"""Of one string that GNU screen passes on."""


def clipboard_sequence(text: str, multiplexer: str = "") -> str:
    r"""What to write so that a text comes to the clipboard.

    Args:
        text: Without lone surrogates.
        multiplexer: `tmux`, `screen` or nothing.

    >>> clipboard_sequence("قال")
    '\x1b]52;c;2YLYp9mE\x07'
    """
    asked = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if multiplexer == "tmux":
        return asked + passed_through(asked, multiplexer)
    if multiplexer == "screen":
        starts = range(0, len(asked), PART_CHARACTERS)
        parts = (asked[start : start + PART_CHARACTERS] for start in starts)
        return "".join(passed_through(part, multiplexer) for part in parts)
    return asked
