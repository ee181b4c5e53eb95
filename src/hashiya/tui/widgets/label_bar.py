"""The label bar: each label's key, its Arabic title and how often it stands in this document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from textual import events
from textual.message import Message
from textual.reactive import reactive

from hashiya.model import Label
from hashiya.tui.locale import language
from hashiya.tui.pieces import Piece, drawn, onward, pieces_width
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["LabelBar"]

GAP_COLUMNS: Final = 3
"""Between two labels."""


class LabelBar(LineWidget):
    """One line of labels in the scheme's order."""

    @dataclass
    class Chosen(Message):
        """A label was clicked."""

        label: Label

    labels: reactive[tuple[Label, ...]] = reactive((), repaint=False)
    """The scheme's labels."""
    counts: reactive[Mapping[str, int]] = reactive(MappingProxyType({}), repaint=False)
    """Label name → annotations in this document."""
    held: reactive[str] = reactive("", repaint=False)
    """Name of the label that a mode is about; empty without one."""

    def watch_held(self) -> None:
        """Draw the label that stands out now."""
        self.redraw()

    def watch_labels(self) -> None:
        """Draw the labels."""
        self.redraw()

    def watch_counts(self) -> None:
        """Draw the counts that changed."""
        self.redraw()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Label after label; those that do not fit are counted at the end."""
        shown = self._fitting(width)
        pieces = [piece for _, label_pieces in shown for piece in label_pieces]
        if len(shown) < len(self.labels):
            pieces.append(Piece(f" +{len(self.labels) - len(shown)}", "quiet"))
        return (Line((Piece(" "), *pieces)),)

    def label_at(self, x: int) -> Label | None:
        """The label drawn at a column; None between two and beside all."""
        left, x = 1, self.from_start(x)
        for label, pieces in self._fitting(self.size.width):
            right = left + pieces_width(pieces)
            if left <= x < right - GAP_COLUMNS:
                return label
            left = right
        return None

    def on_click(self, event: events.Click) -> None:
        """Choose the label under the mouse."""
        label = self.label_at(event.x)
        if label is not None and event.button == 1:
            self.post_message(self.Chosen(label))

    def _fitting(self, width: int) -> list[tuple[Label, tuple[Piece, ...]]]:
        """The labels that fit, with what is drawn of each."""
        shown: list[tuple[Label, tuple[Piece, ...]]] = []
        room = width - 1
        for at, label in enumerate(self.labels):
            pieces = self._label(label)
            room -= pieces_width(pieces)
            is_last = at + 1 == len(self.labels)
            if room < (0 if is_last else 6):
                break
            shown.append((label, pieces))
        return shown

    def _label(self, label: Label) -> tuple[Piece, ...]:
        count = self.counts.get(label.name, 0)
        key, title = f"{drawn(label.key) or '–'} ", drawn(label.title(language()), 20)
        if label.name == self.held:
            return (
                Piece(f"{onward()}{key}{title}", label=label.name),
                Piece(f" {count}{' ' * GAP_COLUMNS}", "quiet"),
            )
        return (
            Piece(key, label=label.name),
            Piece(title),
            Piece(f" {count}{' ' * GAP_COLUMNS}", "quiet"),
        )
