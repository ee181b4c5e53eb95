"""Apart: in a sentence of the interface, words that run the other way than it does.

Data stands in sentences without a mark of its own, so that what belongs together is told by its
letters. Each run becomes an isolate (UAX #9, X5), and neither it nor what stands beside it is drawn
into the other's order. Must never know how a line is laid out, or what the words are.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["FIRST_STRONG", "RIGHT_TO_LEFT", "arabic_apart", "isolated", "latin_apart"]

FIRST_STRONG: Final = "\u2068"
"""What follows takes the direction of its first strong letter (UAX #9, X5c)."""
RIGHT_TO_LEFT: Final = "\u2067"
"""What follows runs from right to left (UAX #9, X5a)."""
_LEFT_TO_RIGHT: Final = "\u2066"
"""What follows runs from left to right (UAX #9, X5b)."""
_POP_ISOLATE: Final = "\u2069"

# Patterns are compiled, and kept by `re`, when the first sentence needs them: few first pages do.

_LATIN: Final = "[!-~]*[A-Za-z][!-~]*(?: [!-~]*[A-Za-z][!-~]*)*"
"""Words, paths and commands of Latin letters with the signs that belong to them."""
_LATIN_LETTER: Final = "[A-Za-z\u00c0-\u024f]"
_ARABIC_LETTERS: Final = (
    "\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc"
)
_NO_LATIN: Final = r"[^\sA-Za-z\u00c0-\u024f]"
_ARABIC: Final = (
    rf"(?<!\S)[«(\[]?(?:[0-9][0-9.,/،-]* (?:[،؛–-] )?)*"
    rf"{_NO_LATIN}*[{_ARABIC_LETTERS}]{_NO_LATIN}*"
    rf"(?: {_NO_LATIN}+)*(?!\S)"
)
"""Arabic words with the numbers and the bracket before them, and all behind them that has no Latin
letter."""
_SIGNS_BEHIND: Final = r"(?:[.,:;!?]| [^\w\s«»]+)+$"
"""What ends a clause of the sentence, or parts two things in it."""


def isolated(shown: str, isolate: str = FIRST_STRONG) -> str:
    """A string that is visible already, kept out of the order of what stands beside it."""
    return f"{isolate}{shown}{_POP_ISOLATE}"


def latin_apart(shown: str) -> str:
    """A sentence that is visible already, with its Latin words kept apart from the rest of it."""
    return re.sub(_LATIN, _latin_apart, shown)


def _latin_apart(found: re.Match[str]) -> str:
    """Latin words kept apart from what stands beside them, the sentence's own signs outside."""
    words = found[0].rstrip(".,:;!?")
    end = len(words) - (words.endswith(")") and "(" not in words)
    start = int(words.startswith("(") and ")" not in words)
    whole = found[0]
    return f"{whole[:start]}{isolated(whole[start:end], _LEFT_TO_RIGHT)}{whole[end:]}"


def arabic_apart(shown: str) -> str:
    """A sentence that is visible already, with its Arabic words kept apart from the Latin ones.

    A number in front of Arabic words is the first of them, as the day of a date is. A sentence
    without Latin letters stays as it is.
    """
    return re.sub(_ARABIC, _arabic_apart, shown) if re.search(_LATIN_LETTER, shown) else shown


def _arabic_apart(found: re.Match[str]) -> str:
    words = re.sub(_SIGNS_BEHIND, "", found[0])
    return f"{isolated(words, RIGHT_TO_LEFT)}{found[0][len(words) :]}"
