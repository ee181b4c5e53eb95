"""Tables of agreement in a terminal: as wide as what is in them, with a dash for what is undefined.

Must never know which tables a report has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hashiya.services import Confused, Score
from hashiya.tui import kind_words

__all__ = [
    "WAYS",
    "disagreement_rows",
    "short_value",
    "tabled",
    "told_reasons",
    "told_score",
]

WAYS: Final = {
    "exact": "exact",
    "boundary": "any label",
    "overlap": "overlap",
    "overlap_any_label": "overlap, any label",
    "clitic": "clitics aside",
}
"""Way of counting → what it is called above a column."""


def disagreement_rows(cells: Iterable[Confused]) -> Iterator[list[str]]:
    """Kind, label on each side and times of each cell."""
    for cell in cells:
        labels = [cell.left_label or "—", cell.right_label or "—"]
        yield [kind_words(cell.kind), *labels, f"{cell.times:,}"]


def told_score(score: Score) -> str:
    """A figure with its range, if it has one; words where nobody has a span."""
    if score.is_of_nothing:
        return "nothing marked"
    value = short_value(score.figure.value)
    if score.interval is None:
        return value
    low, high = score.interval
    return f"{value} ({low:.3f} to {high:.3f})"


def short_value(value: float | None) -> str:
    """A figure with three digits; a dash for none."""
    return "—" if value is None else f"{value:.3f}"


def told_reasons(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Why figures are undefined, a line each; nothing for those that are not."""
    for name, why in named:
        if why:
            yield f"— {name}: {why}"


def tabled(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table as wide as what is in it, under its title."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    yield ""
    yield title
    for row in (heads, *rows):
        cells = zip(row, widths, strict=True)
        yield "  " + "  ".join(f"{cell:<{width}}" for cell, width in cells).rstrip()
