"""Composing: a text in Unicode's composed form, token by token, with the way back.

Arabic that was typed vowel after shadda is not composed, and what reads CoNLL-U wants it to be.
Each stretch between two edges is composed by itself, so that every edge keeps its place between the
same letters. The map beside a file has a row for each token of a text that changed. Knows no rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hashiya.formats.offsets import escape_field
from hashiya.text import composed_form

__all__ = ["MAP_HEADER", "Composed", "map_path"]

MAP_HEADER: Final = "document\tstart\tend\toriginal_start\toriginal_end"


def map_path(target: Path) -> Path:
    """Where the way back stands: `news.nfc.tsv` beside `news.conllu`."""
    return target.with_name(f"{target.stem}.nfc.tsv")


class Composed:
    """A text and its composed form.

    Args:
        text: The original.
        edges: Offsets that must stay between the same letters; None leaves the text as it is.
    """

    def __init__(self, text: str, edges: Iterable[int] | None) -> None:
        self._composes = edges is not None
        self._edges = sorted({0, len(text), *(edges or ())})
        pieces = [
            self.composed(text[start:end])
            for start, end in zip(self._edges, self._edges[1:], strict=False)
        ]
        self.text = "".join(pieces)
        """The composed form."""
        self._places = [0]
        for piece in pieces:
            self._places.append(self._places[-1] + len(piece))
        stretches = zip(self._edges, self._edges[1:], pieces, strict=False)
        self.changed = sum(text[start:end] != piece for start, end, piece in stretches)
        """How many stretches between two edges are not as they were."""

    def composed(self, part: str) -> str:
        """A part by itself."""
        return composed_form(part) if self._composes else part

    def place(self, edge: int) -> int:
        """Where an edge is in the composed form."""
        if not self._composes:
            return edge
        return self._places[bisect_left(self._edges, edge)]

    def rows(self, document: str) -> str:
        """The map's rows for a document: none when nothing changed."""
        if not self.changed:
            return ""
        name = escape_field(document)
        stretches = zip(self._places, self._places[1:], self._edges, self._edges[1:], strict=False)
        return "".join(
            f"{name}\t{start}\t{end}\t{begun}\t{ended}\n" for start, end, begun, ended in stretches
        )
