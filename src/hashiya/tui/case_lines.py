"""Case lines: places where two people differ, three lines each, drawn when they are seen.

What the first one has in its words, under it what the second one has, under that what differs and
where. Must never know a widget, or how a difference was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from hashiya.agreement import Unit
from hashiya.services import Case, Surroundings
from hashiya.tui.differences import kind_words
from hashiya.tui.hit_lines import context_pieces
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _
from hashiya.tui.measure_words import name_words
from hashiya.tui.pieces import Line, Piece, as_written, pieces_width
from hashiya.tui.titles import title_of

__all__ = ["CaseLines", "CaseShown", "DifferingPlace"]

NAME_COLUMNS: Final = 10
"""Columns of a person's name."""


class DifferingPlace(NamedTuple):
    """Where to go for a difference."""

    document_id: str
    start: int
    """Offset of the first code point that either of the two has."""
    end: int
    """Offset after the last one."""


class CaseShown(NamedTuple):
    """A difference with whose it is."""

    names: tuple[str, str]
    kind: str
    case: Case
    title: str
    """What people call its article."""

    @property
    def place(self) -> DifferingPlace:
        """Where it is."""
        units = [unit for unit in (self.case.left, self.case.right) if unit is not None]
        start, end = min(unit[0] for unit in units), max(unit[1] for unit in units)
        return DifferingPlace(self.case.document_id, start, end)


class CaseLines(ItemLines):
    """The lines of differences.

    Args:
        cases: In the order they are shown.
    """

    EACH: ClassVar[int] = 3

    def __init__(self, cases: Sequence[CaseShown] = ()) -> None:
        super().__init__()
        self.cases = cases

    @property
    def item_count(self) -> int:
        """Those there are."""
        return len(self.cases)

    def line(self, number: int) -> Line:
        """One line."""
        nth, line = divmod(number, self.EACH)
        shown = self.cases[nth]
        if line == 2:
            return self._where(shown)
        mark = Piece(" ▸ " if line == 0 and nth == self.cursor else "   ", "name")
        unit = shown.case.right if line else shown.case.left
        return self._side(shown.names[line], unit, shown.case, mark)

    def _side(self, name: str, unit: Unit | None, case: Case, mark: Piece) -> Line:
        """What one of the two has; from the right, as the text is read."""
        said = Piece(as_written(name_words(name), NAME_COLUMNS), "quiet")
        gap = Piece(" " * (1 + max(0, NAME_COLUMNS - said.width)))
        room = self.width - pieces_width((said, gap, mark)) - 2
        if unit is None:
            words = (Piece(as_written(_("nothing here"), max(4, room)), "faint"),)
            return Line((), (*words, gap, said, mark), is_placed=True)
        first, last = unit[0] - case.start, unit[1] - case.start
        around = Surroundings(
            case.document_id,
            0,
            case.text[:first],
            case.text[first:last],
            case.text[last:],
            is_cut=case.start > 0,
        )
        return Line(
            (), (*context_pieces(around, room, label=unit[2]), gap, said, mark), is_placed=True
        )

    def _where(self, shown: CaseShown) -> Line:
        labels = [unit[2] for unit in (shown.case.left, shown.case.right) if unit is not None]
        words = [Piece(as_written(shown.title, max(8, self.width // 3)), "quiet")]
        words.append(Piece(as_written(kind_words(shown.kind)), "warning"))
        words += [
            Piece(as_written(title_of(label), 20), label=label) for label in dict.fromkeys(labels)
        ]
        dot = Piece(" · ", "faint")
        pieces = [piece for word in reversed(words) for piece in (word, dot)][:-1]
        while pieces_width(pieces) > self.width - 4 and len(pieces) > 1:
            del pieces[-2:]
        return Line((), (*pieces, Piece("    ")), is_placed=True)
