"""Markdown: words of the data that mean nothing to it, and tables. Knows nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

__all__ = ["plain", "table"]

_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|#~$&]|^[-+=]|^\d+(?=[.)])")
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def plain(words: str) -> str:
    r"""Words of the data on one line, as Markdown that means nothing else.

    >>> print(plain("a_b | c"))
    a\_b \| c
    """
    return _SIGNS.sub(r"\\\g<0>", _SPACES.sub(" ", words).strip())


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a table; numbers get commas, words of the data are plain already."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        cells = (f"{each:,}" if isinstance(each, int) else str(each) for each in row)
        yield f"| {' | '.join(cells)} |"
