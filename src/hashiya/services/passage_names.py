"""Names of passages: of the sort that articles have, and such as no article has.

No list tells them apart by it. Must never know why a passage is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

__all__ = ["PassageNames"]

WORDS: Final = 6
"""Words of a passage that it is called by, where articles have no numbers."""

CHARACTERS: Final = 60
"""Code points of a name at most."""

ROOM: Final = 10
"""Times as many as there are articles that numbers reach at least."""

_NUMBERED: Final = re.compile(r"(\S*?)([0-9]{1,9})([^\s0-9]*)")

_Series: TypeAlias = tuple[str, str]
"""What stands before and behind a number."""


class PassageNames:
    """Names that no article has, and none will have that comes after those of a project.

    Numbers run from the end of those as long as the articles', downwards: whoever knows how many
    articles there are sees that none has such a number, and nobody else sees anything.

    >>> names = PassageNames(["news-007", "news-012", "قمة 3"], [])
    >>> (
    ...     names.of("news-007", "قال الوزير"),
    ...     names.of("news-012", "قال"),
    ...     names.of("قمة 3", "قال الوزير"),
    ... )
    ('news-999', 'news-998', 'قال الوزير')

    Args:
        articles: What the project's articles are called.
        passages: What its passages are called.
    """

    def __init__(self, articles: Iterable[str], passages: Iterable[str]) -> None:
        self._taken = {*passages}
        self._beginnings = {_beginning(name.split()) for name in self._taken}
        self._highest: dict[_Series, int] = {}
        for name in articles:
            self._beginnings.add(_beginning(name.split()))
            if found := _NUMBERED.fullmatch(name):
                before, number, after = found.groups()
                highest = self._highest.get((before, after), 0)
                self._highest[before, after] = max(highest, int(number))
        self._numbers: dict[_Series, Iterator[int]] = {}

    def of(self, name: str, text: str) -> str:
        """A name for a passage of an article: a number, else some of the passage's words."""
        found = _NUMBERED.fullmatch(name)
        made = self._worded(text) if found is None else self._numbered(*found.groups())
        self._taken.add(made)
        self._beginnings.add(_beginning(made.split()))
        return made

    def _numbered(self, before: str, number: str, after: str) -> str:
        series, digits = (before, after), len(number)
        if series not in self._numbers:
            self._numbers[series] = _far_numbers(self._highest.get(series, int(number)), digits)
        names = (f"{before}{each:0{digits}}{after}" for each in self._numbers[series])
        return next(name for name in names if name not in self._taken)

    def _worded(self, text: str) -> str:
        """The first words that no name begins with; where all are one's, the last of them."""
        words = text.split()
        heads = [_beginning(words[at:]) for at in range(0, max(1, len(words)), WORDS)]
        return next((head for head in heads if head not in self._beginnings), heads[-1])


def _beginning(words: list[str]) -> str:
    return " ".join(words[:WORDS])[:CHARACTERS]


def _far_numbers(highest: int, digits: int) -> Iterator[int]:
    """Numbers that are far from all there are, from the top down; longer ones when none is left."""
    digits = max(digits, len(str(highest)))
    while True:
        top = 10**digits - 1
        if top >= ROOM * highest:
            yield from range(top, top // 2, -1)
        digits += 1
