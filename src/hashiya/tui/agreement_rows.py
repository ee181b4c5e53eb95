"""Agreement rows: what the lines of the pages of agreement are made of.

Nothing is said by a colour, a shade or a plot alone: each stands beside its figure. Must never know
a widget, or how anything was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from hashiya.services import Confused, Score
from hashiya.tui.case_lines import CaseShown
from hashiya.tui.locale import _
from hashiya.tui.measure_words import score_words
from hashiya.tui.pieces import Line, Piece, onward, sentence
from hashiya.tui.plots import are_plots_there, bar
from hashiya.tui.prose import MAX_MEASURE, Passage, Prose, passage

__all__ = [
    "GOLD",
    "Columns",
    "Row",
    "bar_row",
    "head",
    "no_plots",
    "plain",
    "prose",
    "share_of",
    "told_score",
]

GOLD: Final = "gold"
NAME_COLUMNS: Final = 22
"""Columns of what a row is about."""
LEAST_NAME: Final = 12
BAR_COLUMNS: Final = 20
LESS_BAR: Final = 12
"""Columns of a bar where there is little room for its figure."""
WIDEST_PROSE: Final = MAX_MEASURE + 4
"""Columns of paragraphs; in more they would be put in the middle."""
LEAST_RANGE: Final = 36
"""Columns under which a figure has no range beside it."""


class Row(NamedTuple):
    """One line of a page."""

    line: Callable[[bool], Line]
    """Whether the cursor is on it → how it looks."""
    title: str = ""
    """What its cases are called."""
    cells: tuple[Confused, ...] | None = None
    """Whose cases it opens; None for a line that opens none."""
    document_id: str = ""
    """The article that it leads to; empty for a line that leads to none."""

    @property
    def opens(self) -> bool:
        """Whether it has cases, or leads to an article."""
        return bool(self.cells or self.document_id)

    @property
    def times(self) -> int:
        """How many differences there are."""
        return sum(cell.times for cell in self.cells or ())

    def cases(self, titles: Mapping[str, str]) -> list[CaseShown]:
        """Those that were kept, in the order of the project.

        Args:
            titles: Id of each article to what people call it, in that order.
        """
        order = {document_id: at for at, document_id in enumerate(titles)}
        found = [
            CaseShown(cell.names, cell.kind, case, titles[case.document_id])
            for cell in self.cells or ()
            for case in cell.cases
        ]
        return sorted(found, key=lambda each: (order[each.case.document_id], each.place.start))


class Columns:
    """How the columns of a row are shared out.

    Args:
        width: Columns there are.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.name = NAME_COLUMNS if width >= 72 else LEAST_NAME
        room = BAR_COLUMNS if width >= 96 else min(LESS_BAR, max(0, width - 48))
        self.bar = room if are_plots_there() else 0
        """None where plots cannot be drawn."""
        self.rest = max(4, width - 5 - self.name - (self.bar + 2 if self.bar else 0))


def plain(line: Line) -> Callable[[bool], Line]:
    """A line that looks the same with the cursor on it."""
    return lambda _is_here: line


def head(title: str) -> Iterator[Row]:
    """A blank line and a heading."""
    yield Row(plain(Line()))
    yield Row(plain(Line((Piece(f"  {sentence(title)}", "strong"),))))


def prose(passages: Iterable[Passage], width: int) -> Iterator[Row]:
    """Paragraphs, which begin where rows begin."""
    for line in Prose(passages, min(width, WIDEST_PROSE)):
        yield Row(plain(line))


def no_plots(width: int) -> Iterator[Row]:
    """Why there are no plots, where there are none."""
    if not are_plots_there():
        words = _("There are no plots, since plotille is not here: pip install plotille")
        yield from prose([passage(words, "quiet")], width)


def bar_row(
    name: Piece,
    share: float | None,
    words: str,
    columns: Columns,
    span: tuple[float, float] | None = None,
) -> Callable[[bool], Line]:
    """A name, a bar and its figure; the bar begins where the name ends.

    Args:
        name: What the row is about.
        share: How full the bar is; None for none.
        words: The figure.
        columns: How the row is shared out.
        span: Where the figure may be just as well.
    """
    pad = Piece(" " * max(1, columns.name + 1 - name.width))
    plot: tuple[Piece, ...] = ()
    if columns.bar:
        blank = " " * columns.bar
        drawn = blank if share is None else bar(share, columns.bar, span)
        plot = (Piece(drawn, "name"), Piece("  "))
    value = Piece(sentence(words, columns.rest))

    def line(is_here: bool) -> Line:  # noqa: FBT001
        mark = Piece(f" {onward()} " if is_here else "   ", "name")
        return Line((mark, name, pad, *plot, value))

    return line


def share_of(score: Score) -> float | None:
    """How full the bar of a figure is; None where there is no figure, or nobody marked anything."""
    return None if score.is_of_nothing else score.figure.value


def told_score(score: Score, columns: Columns) -> str:
    """A figure, with its range where there is room for it."""
    return score_words(score if columns.rest >= LEAST_RANGE else score._replace(interval=None))
