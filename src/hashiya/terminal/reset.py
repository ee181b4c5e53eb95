"""Reset: everything that brings a terminal back after a program was killed in the middle of it.

Every sequence is one that a terminal which does not know it drops, and that changes nothing in a
terminal that is as it should be. Must never know which program was killed.

Sources: xterm's control sequences (DECSET), kitty's keyboard protocol (`CSI < n u` pops n).
"""

from __future__ import annotations

import termios
from typing import Final

from hashiya.terminal.profiles import LEAVE_SCREEN, Profile

__all__ = ["reset_line", "reset_sequences"]

_POP_KEYBOARD: Final = "\x1b[<16u"
"""Both screens of a terminal keep such a stack."""
_OFF: Final = (1000, 1002, 1003, 1005, 1006, 1015, 1016, 1004, 2004, 2026, 2048)
"""Mouse, focus, bracketed paste, synchronised output, sizes in band."""
_IFLAG, _OFLAG, _LFLAG = 0, 1, 3


def reset_sequences(profile: Profile) -> str:
    """What is written to the terminal; the profile's part is left out where it has none.

    Begins with ST, which ends a string that was cut short.
    """
    return "".join(
        (
            "\x1b\\",
            *(f"\x1b[?{mode}l" for mode in _OFF),
            _POP_KEYBOARD,
            LEAVE_SCREEN,
            _POP_KEYBOARD,
            profile.after,
            "\x1b[?7h\x1b[?25h\x1b[0m",
        )
    )


def reset_line(number: int) -> None:
    """Have the tty echo, wait for a line's end and send signals again, as `stty sane` does."""
    try:
        attributes = termios.tcgetattr(number)
        attributes[_IFLAG] |= termios.ICRNL | termios.IXON
        attributes[_OFLAG] |= termios.OPOST | termios.ONLCR
        attributes[_LFLAG] |= termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN
        termios.tcsetattr(number, termios.TCSADRAIN, attributes)
    except termios.error:
        return  # Not a tty, or gone: it has no line to reset.
