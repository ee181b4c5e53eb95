"""Names of passages: what looks like the names of articles, so that no list tells them apart.

Must never know why a passage is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["PassageNames"]

WORDS: Final = 6
"""Words of a passage that it is called by, where articles have no numbers."""

CHARACTERS: Final = 60
"""Code points of a name at most."""

_NUMBERED: Final = re.compile(r"(\S*?)([0-9]{1,9})([^\s0-9]*)")


class PassageNames:
    """Names that go on where those of a project end.

    >>> names = PassageNames(["news-007", "news-012", "قمة 3"])
    >>> (
    ...     names.of("news-007", "قال الوزير"),
    ...     names.of("news-012", "قال"),
    ...     names.of("قمة 3", "قال الوزير"),
    ... )
    ('news-013', 'news-014', 'قال الوزير')

    Args:
        names: What everything in the project is called.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._highest: dict[tuple[str, str], int] = {}
        for name in names:
            if found := _NUMBERED.fullmatch(name):
                self._count(found)

    def of(self, name: str, text: str) -> str:
        """A name for a passage of an article: the next number, else the passage's first words."""
        found = _NUMBERED.fullmatch(name)
        if found is None:
            return " ".join(text.split()[:WORDS])[:CHARACTERS]
        before, number, after = found.groups()
        self._count(found)
        self._highest[before, after] += 1
        return f"{before}{self._highest[before, after]:0{len(number)}}{after}"

    def _count(self, found: re.Match[str]) -> None:
        before, number, after = found.groups()
        place = (before, after)
        self._highest[place] = max(self._highest.get(place, 0), int(number))
