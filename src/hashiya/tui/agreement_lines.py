"""Agreement lines: how far people agree, on pages of words and plots.

The first page has the first figure with what it rests on; then pairs, labels and kinds of
difference, a row each, which opens its cases. Must never know a widget, or how anything was
counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar, Final

from hashiya.services import Confused, Measured, PairMeasured
from hashiya.tui.agreement_rows import (
    GOLD,
    Columns,
    Row,
    bar_row,
    head,
    no_plots,
    plain,
    prose,
    share_of,
    told_score,
)
from hashiya.tui.differences import kind_words
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _, later, n_
from hashiya.tui.measure_words import apart_words, headline_words, name_words, rest_words
from hashiya.tui.pieces import Line, Piece, sentence
from hashiya.tui.plots import are_plots_there, shade
from hashiya.tui.prose import Passage, passage
from hashiya.tui.titles import title_of

__all__ = ["SEEN", "AgreementLines", "figure_rows", "said_rows"]

CELL_COLUMNS: Final = 8
"""Columns of a cell of the map."""
SHADE_COLUMNS: Final = 2
"""Of these, columns of its shade."""
MOST_APART: Final = 3
"""Pairs without an article in common that have a row each."""
MOST_IN_MAP: Final = 8
"""People of whom a map is drawn; of more the rows tell alone."""

SEEN: Final = later(
    "Only articles that you have finished yourself count here, so that nobody sees others' work"
    " before their own is done."
)


class AgreementLines(ItemLines):
    """A page; every line is an item, and the cursor stops at those that open something.

    Args:
        make: From a width to the page's rows.
    """

    EACH: ClassVar[int] = 1

    def __init__(self, make: Callable[[int], Iterable[Row]] = lambda _width: ()) -> None:
        super().__init__()
        self._make = make
        self._made: tuple[int, Sequence[Row]] = (-1, ())

    @property
    def rows(self) -> Sequence[Row]:
        """The rows for the width there is."""
        if self._made[0] != self.width:
            self._made = (self.width, tuple(self._make(self.width)))
        return self._made[1]

    @property
    def item_count(self) -> int:
        """Lines there are."""
        return len(self.rows)

    def line(self, number: int) -> Line:
        """One line."""
        return self.rows[number].line(number == self.cursor)

    def next_open(self, at: int, by: int) -> int | None:
        """The nearest row from here that opens something, forward or back; None without one."""
        at += by
        while 0 <= at < self.item_count:
            if self.rows[at].opens:
                return at
            at += 1 if by > 0 else -1
        return None


def said_rows(words: str, width: int) -> Iterator[Row]:
    """A page that only says something."""
    yield from prose([Passage(), passage(words)], width)


def figure_rows(measured: Measured, width: int, *, is_blind: bool = False) -> Iterator[Row]:
    """The first page from top to bottom.

    Args:
        measured: What it tells of.
        width: Columns there are.
        is_blind: Whether only articles that the person has finished are in it.
    """
    words = [passage(headline_words(measured), "strong")]
    words += [passage(said, "text") for said in rest_words(measured, is_blind=is_blind)]
    if is_blind:
        words.append(passage(_(SEEN), "quiet"))
    yield Row(plain(Line()))
    yield from prose(words, width)
    yield from no_plots(width)
    between = [pair for pair in measured.pairs if pair.names[0] != GOLD]
    golden = [pair for pair in measured.pairs if pair.names[0] == GOLD]
    columns = Columns(width)
    if between:
        yield from head(_("pairs"))
        yield from _map(measured.people, between, width)
        yield from _pairs(measured, between, columns)
    if golden:
        yield from head(_("against gold"))
        for pair in golden:
            yield _pair_row(measured, pair, pair.names[1], columns)
    names = {pair.names for pair in between or golden}
    cells = [cell for cell in measured.confusion if cell.names in names]
    yield from _labels(measured, cells, columns)
    yield from _kinds(_("what differs"), cells, columns)
    if between:
        apart = [cell for cell in measured.confusion if cell.names not in names]
        yield from _kinds(_("what differs from gold"), apart, columns)


def _map(people: Sequence[str], pairs: Sequence[PairMeasured], width: int) -> Iterator[Row]:
    """A square of the pairs' F1 in hundredths, each with its shade."""
    if not 2 < len(people) <= min(MOST_IN_MAP, (width - 16) // CELL_COLUMNS):
        return
    values = {frozenset(pair.names): share_of(pair.spans["exact"]) for pair in pairs}
    names = [Piece(sentence(name, CELL_COLUMNS - 2), "quiet") for name in people]
    over: list[Piece] = [Piece(" " * 14)]
    for name in names:
        over += [name, Piece(" " * (CELL_COLUMNS - name.width))]
    yield Row(plain(Line(tuple(over))))
    for one in people:
        name = Piece(sentence(one, 10), "quiet")
        row = [Piece("   "), name, Piece(" " * (11 - name.width))]
        for other in people:
            value = values.get(frozenset((one, other)))
            if one == other or value is None:
                row.append(Piece(f"{'·':<{CELL_COLUMNS}}", "faint"))
                continue
            dots = shade(value, SHADE_COLUMNS) if are_plots_there() else " " * SHADE_COLUMNS
            row += [Piece(f"{100 * value:>3.0f} "), Piece(dots, "name"), Piece("  ")]
        yield Row(plain(Line(tuple(row))))
    yield Row(plain(Line()))


def _pairs(measured: Measured, pairs: Sequence[PairMeasured], columns: Columns) -> Iterator[Row]:
    """A row each; of those without an article in common one for all where they are many."""
    apart = [pair for pair in pairs if not pair.documents]
    is_told = len(apart) <= MOST_APART
    for pair in pairs:
        if is_told or pair.documents:
            yield _pair_row(measured, pair, " · ".join(pair.names), columns)
    if not is_told:
        yield from prose([passage(apart_words(len(apart)), "quiet", indent=1)], columns.width)


def _pair_row(measured: Measured, pair: PairMeasured, name: str, columns: Columns) -> Row:
    cells = tuple(cell for cell in measured.confusion if cell.names == pair.names)
    exact = pair.spans["exact"]
    articles = n_("{count:,} article", "{count:,} articles", pair.documents)
    words = " · ".join([told_score(exact, columns), articles.format(count=pair.documents)])
    said = Piece(sentence(" · ".join(map(name_words, name.split(" · "))), columns.name), "text")
    return Row(bar_row(said, share_of(exact), words, columns, exact.interval), name, cells)


def _labels(measured: Measured, cells: Sequence[Confused], columns: Columns) -> Iterator[Row]:
    held = {name: each for name, each in measured.labels.items() if each.figure.value is not None}
    if not held:
        return
    yield from head(_("labels"))
    for label, score in held.items():
        own = tuple([cell for cell in cells if label in {cell.left_label, cell.right_label}])
        name = Piece(sentence(title_of(label), columns.name), label=label)
        words = told_score(score, columns)
        line = bar_row(name, share_of(score), words, columns, score.interval)
        yield Row(line, title_of(label), own)


def _kinds(title: str, cells: Sequence[Confused], columns: Columns) -> Iterator[Row]:
    """Kinds of difference, the commonest first."""
    times: Counter[str] = Counter()
    for cell in cells:
        times[cell.kind] += cell.times
    if not times:
        return
    yield from head(title)
    most = max(times.values())
    for kind, count in times.most_common():
        own = tuple([cell for cell in cells if cell.kind == kind])
        name = Piece(sentence(kind_words(kind), columns.name))
        yield Row(bar_row(name, count / most, f"{count:,}", columns), kind_words(kind), own)
