"""The label bar: each label's key, its Arabic title and how often it stands in this document."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from textual.reactive import reactive

from hashiya.model import Label
from hashiya.tui.pieces import Piece, drawn
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["LabelBar"]


class LabelBar(LineWidget):
    """One line of labels in the scheme's order."""

    labels: reactive[tuple[Label, ...]] = reactive((), repaint=False)
    """The scheme's labels."""
    counts: reactive[Mapping[str, int]] = reactive(MappingProxyType({}), repaint=False)
    """Label name → annotations in this document."""

    def watch_labels(self) -> None:
        """Draw the labels."""
        self.redraw()

    def watch_counts(self) -> None:
        """Draw the counts that changed."""
        self.redraw()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Label after label; those that do not fit are counted at the end."""
        pieces: list[Piece] = []
        room = width - 1
        for at, label in enumerate(self.labels):
            shown = self._label(label)
            need = sum(piece.width for piece in shown)
            left = len(self.labels) - at
            if need > room - (0 if left == 1 else 6):
                pieces.append(Piece(f" +{left}", "quiet"))
                break
            pieces.extend(shown)
            room -= need
        return (Line((Piece(" "), *pieces)),)

    def _label(self, label: Label) -> tuple[Piece, ...]:
        count = self.counts.get(label.name, 0)
        return (
            Piece(f"{drawn(label.key) or '–'} ", label=label.name),
            Piece(drawn(label.title("ar"), 20)),
            Piece(f" {count}   ", "quiet"),
        )
