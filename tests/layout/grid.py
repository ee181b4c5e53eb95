"""What the layout tests share: a width rule, a painter, cell maps and annotations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.cells import cell_len

from hashiya.layout import AS_READ, Cell, DocumentLayout, Drawing, Row
from hashiya.model import Annotation, Span

PICTURES = Path(__file__).parent / "pictures"


def lay(
    text: str, width: int = 40, splits: Iterable[int] = (), drawing: Drawing = AS_READ
) -> DocumentLayout:
    """A layout measured by the rule that the screens are painted with."""
    return DocumentLayout(
        text, width=width, char_width=cell_len, splits=frozenset(splits), drawing=drawing
    )


def painted(row: Row) -> str:
    """A row as it is sent to the terminal."""
    return " " * row.left + "".join(cell.glyph for cell in row.cells)


def logical(row: Row) -> list[Cell]:
    """A row's cells in the order of the text."""
    return [row.cells[place] for place in row.visual]


def every_cell(layout: DocumentLayout) -> list[Cell]:
    """The painted cells of a layout in the order of the text."""
    return [cell for index in range(len(layout)) for cell in logical(layout[index])]


def picture(text: str, width: int, splits: Iterable[int] = ()) -> str:
    """A cell map: one line a cell, as code points too, so that no editor can reorder it."""
    layout = lay(text, width, splits)
    lines = [f"text   {text!a}", f"width  {width}", f"splits {sorted(splits)}", ""]
    for index in range(len(layout)):
        row = layout[index]
        side = "rtl" if row.rtl else "ltr"
        lines.append(
            f"row {index}  {side}  [{row.start},{row.end})  columns [{row.left},{row.right})"
        )
        for column, cell in zip(row.columns, row.cells, strict=True):
            points = " ".join(f"{ord(char):04X}" for char in cell.glyph)
            arrow = "<" if cell.rtl else ">"
            lines.append(f"  {column:>2}+{cell.width} {arrow} [{cell.start},{cell.end})  {points}")
    return "\n".join(lines) + "\n"


def annotation(text: str, start: int, end: int, label: str = "agency") -> Annotation:
    """An annotation of `text[start:end]`."""
    return Annotation(
        id=f"{label}.{start}.{end}",
        span=Span(start=start, end=end),
        label=label,
        quote=text[start:end],
    )


def find(text: str, quote: str, label: str = "agency") -> Annotation:
    """An annotation of the first place that reads `quote`."""
    start = text.index(quote)
    return annotation(text, start, start + len(quote), label)
