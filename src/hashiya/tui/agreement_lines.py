"""Agreement lines: how far people agree, on one page of words, bars and a small map.

The first figure stands with what it rests on; then pairs, labels and kinds of difference, a row
each, which opens its cases. Nothing is said by a colour or a shade alone: each bar has its figure.
Must never know a widget, or how anything was counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Final, NamedTuple

from hashiya.services import Confused, Measured, PairMeasured, Score
from hashiya.tui.case_lines import CaseShown
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _, later, n_
from hashiya.tui.measure_words import (
    headline_words,
    kind_words,
    name_words,
    rest_words,
    score_words,
)
from hashiya.tui.pieces import Line, Piece, onward, sentence
from hashiya.tui.prose import Passage, Prose, passage
from hashiya.tui.titles import title_of

__all__ = ["AgreementLines", "Row"]

GOLD: Final = "gold"
NAME_COLUMNS: Final = 22
"""Columns of what a row is about."""
LEAST_NAME: Final = 12
BAR_COLUMNS: Final = 20
LESS_BAR: Final = 12
"""Columns of a bar where there is little room for its figure."""
LEAST_RANGE: Final = 36
"""Columns under which a figure has no range beside it."""
CELL_COLUMNS: Final = 8
"""Columns of a cell of the map."""
MOST_IN_MAP: Final = 8
"""People of whom a map is drawn; of more the rows tell alone."""
SHADES: Final = " ░▒▓█"
"""From little agreement to much, beside the figure."""

SEEN: Final = later(
    "Only articles that you have finished yourself count here, so that nobody sees others' work"
    " before their own is done."
)


class Row(NamedTuple):
    """One line of the page."""

    line: Callable[[bool], Line]
    """Whether the cursor is on it → how it looks."""
    title: str = ""
    """What its cases are called."""
    cells: tuple[Confused, ...] | None = None
    """Whose cases it opens; None for a line that opens nothing."""

    @property
    def opens(self) -> bool:
        """Whether it has cases."""
        return bool(self.cells)

    @property
    def times(self) -> int:
        """How many differences there are."""
        return sum(cell.times for cell in self.cells or ())

    def cases(self, order: dict[str, int]) -> list[CaseShown]:
        """Those that were kept, in the order of the project."""
        found = [
            CaseShown(cell.names, cell.kind, case)
            for cell in self.cells or ()
            for case in cell.cases
        ]
        return sorted(found, key=lambda each: (order[each.case.document_id], each.place.start))


class AgreementLines(ItemLines):
    """The page; every line is an item, and the cursor stops at those that open cases.

    Args:
        measured: What it tells of; None while that is not known.
        is_blind: Whether only articles that the person has finished are in it.
        words: What is said where there is nothing to tell of.
    """

    EACH: ClassVar[int] = 1

    def __init__(
        self, measured: Measured | None = None, *, is_blind: bool = False, words: str = ""
    ) -> None:
        super().__init__()
        self._words = words
        self._measured = measured
        self._is_blind = is_blind
        self._made: tuple[int, list[Row]] = (-1, [])

    @property
    def rows(self) -> Sequence[Row]:
        """The rows for the width there is."""
        if self._made[0] != self.width:
            self._made = (self.width, self._make())
        return self._made[1]

    def _make(self) -> list[Row]:
        if self._measured is not None:
            return list(_rows(self._measured, self.width, is_blind=self._is_blind))
        said = [Passage(), passage(self._words)] if self._words else []
        return [Row(_plain(line)) for line in Prose(said, self.width)]

    @property
    def item_count(self) -> int:
        """Lines there are."""
        return len(self.rows)

    def line(self, number: int) -> Line:
        """One line."""
        return self.rows[number].line(number == self.cursor)

    def next_open(self, at: int, by: int) -> int | None:
        """The nearest row from here that opens cases, forward or back; None without one."""
        at += by
        while 0 <= at < self.item_count:
            if self.rows[at].opens:
                return at
            at += 1 if by > 0 else -1
        return None


def _rows(measured: Measured, width: int, *, is_blind: bool) -> Iterator[Row]:
    """The page from top to bottom."""
    words = [passage(headline_words(measured), "strong")]
    words += [passage(said, "text") for said in rest_words(measured, is_blind=is_blind)]
    if is_blind:
        words.append(passage(_(SEEN), "quiet"))
    yield Row(_plain(Line()))
    for line in Prose(words, width):
        yield Row(_plain(line))
    between = [pair for pair in measured.pairs if pair.names[0] != GOLD]
    golden = [pair for pair in measured.pairs if pair.names[0] == GOLD]
    room = _Room(width)
    if between:
        yield from _head(_("pairs"))
        yield from _map(measured.people, between, width)
        for pair in between:
            yield _pair_row(measured, pair, " · ".join(pair.names), room)
    if golden:
        yield from _head(_("against gold"))
        for pair in golden:
            yield _pair_row(measured, pair, pair.names[1], room)
    yield from _labels(measured, room)
    yield from _kinds(measured, between or golden, room)


class _Room:
    """How the columns of a row are shared out."""

    def __init__(self, width: int) -> None:
        self.name = NAME_COLUMNS if width >= 72 else LEAST_NAME
        self.bar = BAR_COLUMNS if width >= 96 else min(LESS_BAR, max(0, width - 48))
        self.rest = max(4, width - 5 - self.name - (self.bar + 2 if self.bar else 0))


def _head(title: str) -> Iterator[Row]:
    yield Row(_plain(Line()))
    yield Row(_plain(Line((Piece(f"  {sentence(title)}", "strong"),))))


def _plain(line: Line) -> Callable[[bool], Line]:
    return lambda _is_here: line


def _bar_row(name: Piece, share: float | None, words: str, room: _Room) -> Callable[[bool], Line]:
    """A name, a bar and its figure; the bar begins where the name ends. None has no bar."""
    full = round(max(0.0, min(1.0, share or 0.0)) * room.bar)
    pad = Piece(" " * max(1, room.name + 1 - name.width))
    rest = " " if share is None else "░"
    bar = (Piece("█" * full, "name"), Piece(rest * (room.bar - full), "faint"), Piece("  "))
    value = Piece(sentence(words, room.rest))

    def line(is_here: bool) -> Line:  # noqa: FBT001
        mark = Piece(f" {onward()} " if is_here else "   ", "name")
        return Line((mark, name, pad, *(bar if room.bar else ()), value))

    return line


def _map(people: Sequence[str], pairs: Sequence[PairMeasured], width: int) -> Iterator[Row]:
    """A square of the pairs' F1 in hundredths, each with its shade."""
    if not 2 < len(people) <= min(MOST_IN_MAP, (width - 16) // CELL_COLUMNS):
        return
    values = {frozenset(pair.names): pair.spans["exact"].figure.value for pair in pairs}
    names = [Piece(sentence(name, CELL_COLUMNS - 2), "quiet") for name in people]
    head: list[Piece] = [Piece(" " * 14)]
    for name in names:
        head += [name, Piece(" " * (CELL_COLUMNS - name.width))]
    yield Row(_plain(Line(tuple(head))))
    for one in people:
        name = Piece(sentence(one, 10), "quiet")
        row = [Piece("   "), name, Piece(" " * (11 - name.width))]
        for other in people:
            value = values.get(frozenset((one, other)))
            if one == other or value is None:
                row.append(Piece(f"{'·':<{CELL_COLUMNS}}", "faint"))
                continue
            shade = SHADES[round(value * (len(SHADES) - 1))]
            row += [Piece(f"{100 * value:>3.0f} "), Piece(shade * 2, "name"), Piece("  ")]
        yield Row(_plain(Line(tuple(row))))
    yield Row(_plain(Line()))


def _pair_row(measured: Measured, pair: PairMeasured, name: str, room: _Room) -> Row:
    cells = tuple(cell for cell in measured.confusion if cell.names == pair.names)
    exact = pair.spans["exact"]
    articles = n_("{count:,} article", "{count:,} articles", pair.documents)
    words = f"{_told(exact, room)} · {articles.format(count=pair.documents)}"
    said = Piece(sentence(" · ".join(map(name_words, name.split(" · "))), room.name), "text")
    return Row(_bar_row(said, exact.figure.value, words, room), name, cells)


def _labels(measured: Measured, room: _Room) -> Iterator[Row]:
    held = {name: each for name, each in measured.labels.items() if each.figure.value is not None}
    if not held:
        return
    yield from _head(_("labels"))
    for label, score in held.items():
        cells = tuple(
            cell for cell in measured.confusion if label in {cell.left_label, cell.right_label}
        )
        name = Piece(sentence(title_of(label), room.name), label=label)
        line = _bar_row(name, score.figure.value, _told(score, room), room)
        yield Row(line, title_of(label), cells)


def _kinds(measured: Measured, pairs: Sequence[PairMeasured], room: _Room) -> Iterator[Row]:
    """Kinds of difference between annotators; against gold where there are no two of them."""
    names = {pair.names for pair in pairs}
    times: Counter[str] = Counter()
    for cell in measured.confusion:
        if cell.names in names:
            times[cell.kind] += cell.times
    if not times:
        return
    yield from _head(_("what differs"))
    most = max(times.values())
    for kind, count in times.most_common():
        cells = tuple(
            cell for cell in measured.confusion if cell.kind == kind and cell.names in names
        )
        name = Piece(sentence(kind_words(kind), room.name))
        yield Row(_bar_row(name, count / most, f"{count:,}", room), kind_words(kind), cells)


def _told(score: Score, room: _Room) -> str:
    """A figure, with its range where there is room for it."""
    return score_words(score if room.rest >= LEAST_RANGE else score._replace(interval=None))
