"""The document view: the whole article on the grid, repainted row by row where it changed.

Draws one frozen `Scene`; the mouse over it is followed by `article_mouse`. Opens nothing and
decides nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from textual import events
from textual.geometry import Offset, Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hashiya.errors import UsageError
from hashiya.layout import Drawing, Navigator
from hashiya.model import Document, Layer
from hashiya.services import Page
from hashiya.text import Direction
from hashiya.tui.hits import Hit, hit_at
from hashiya.tui.pieces import drawing
from hashiya.tui.row_painter import RowPainter
from hashiya.tui.scene import (
    Scene,
    margins_for,
    offsets_to_split,
    row_facts,
    touched_rows,
)
from hashiya.tui.sheet import Damage, Sheet
from hashiya.tui.widgets.article_mouse import ArticleMouse

__all__ = ["DocumentView"]

MAX_KEPT_ROWS: Final = 2000
"""Rows whose strips are kept; a longer article forgets them all at once."""


class DocumentView(ScrollView, can_focus=False):
    """The article, right-aligned and wrapped."""

    ALLOW_SELECT = False

    scene: reactive[Scene | None] = reactive(None, repaint=False)
    """What to show; None shows an empty page."""
    painter: reactive[RowPainter | None] = reactive(None)
    """How to show it; a new one repaints everything."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.sheet: Sheet | None = None
        """Where everything stands; None while nothing is shown."""
        self._strips: dict[int, list[Strip]] = {}
        self._margins = margins_for(1)
        self._mouse = ArticleMouse(self, self.hit)
        self._prepared: Sheet | None = None
        self._is_placed = False
        self._is_still = False

    @property
    def navigator(self) -> Navigator:
        """The moves over what is laid out.

        Raises:
            UsageError: Nothing is.
        """
        if self.sheet is None:
            raise UsageError("no document is laid out")
        return self.sheet.navigator

    @property
    def rows_on_screen(self) -> int:
        """How many rows of letters fit the view, at two lines a row."""
        return max(1, self.size.height // 2)

    @property
    def _lines_below(self) -> int:
        """Blank lines after the text, so that its end is read where all of it is read."""
        return self.size.height // 2

    async def prepare(self, page: Page) -> None:
        """Lay out a document in a thread of its own; `lay_out` then takes it from there."""
        width, like = self._wanted(page.direction)
        self._prepared = await asyncio.to_thread(_laid_out, page, width, like)

    def lay_out(self, document: Document, layer: Layer, direction: Direction = "auto") -> Navigator:
        """Lay out a document before a scene of it is shown; the moves over it."""
        width, like = self._wanted(direction)
        if self.sheet is not None and _shows(self.sheet, document, like):
            self.sheet.recut(document)
            return self.sheet.navigator
        made, self._prepared = self._prepared, None
        if made is None or made.document is not document or made.layout.drawing != like:
            made = Sheet(document, layer.annotations, width=width, drawing=like)
        elif made.layout.width != width:
            made.resize(width)
        made.annotate(layer.annotations)
        self.sheet = made
        self._strips.clear()
        self._is_placed = False
        self._mouse.let_go()
        return self.sheet.navigator

    def _wanted(self, direction: Direction) -> tuple[int, Drawing]:
        """In what measure a document is laid out now, and how it is drawn."""
        # The first page may come before the first frame, when only the terminal's size is known.
        self._margins = margins_for(self.size.width or self.app.size.width)
        return self._margins.measure, drawing()._replace(direction=direction)

    def redraw(self) -> None:
        """Draw the letters as the terminal wants them now."""
        if self.sheet is None:
            return
        self.sheet.redraw(drawing()._replace(direction=self.sheet.layout.drawing.direction))
        self._repaint(Damage(below=0))
        if self.scene is not None:
            self._keep_in_sight(self.scene)

    def watch_painter(self) -> None:
        """Forget every strip: they hold the old colours."""
        self._strips.clear()
        self.refresh()

    def watch_scene(self, before: Scene | None, after: Scene | None) -> None:
        """Repaint what differs between two scenes and keep the caret in sight."""
        if after is None or self.sheet is None:
            self._repaint(Damage(below=0))
            return
        damage = self.sheet.annotate(after.index.annotations)
        damage |= self.sheet.hold(offsets_to_split(after))
        is_same = before is not None and before.document.id == after.document.id
        if before is None or not is_same or not self._is_placed:
            damage = Damage(below=0)
        else:
            damage |= Damage(touched_rows(self.sheet, before, after))
        self._repaint(damage)
        if before is None or before.pointer is not after.pointer or before.index is not after.index:
            self._keep_in_sight(after)

    def on_resize(self) -> None:
        """Wrap anew when the measure changed; a drag ends, for its cells moved."""
        self._mouse.let_go()
        margins = margins_for(self.size.width)
        if self.sheet is None:
            return
        if margins.measure != self._margins.measure:
            self.sheet.resize(margins.measure)
        self._margins = margins
        self._repaint(Damage(below=0))
        if self.scene is not None:
            self._keep_in_sight(self.scene)

    def render_line(self, y: int) -> Strip:
        """One line of the view, from the strips that are kept."""
        width = self.size.width
        if self.painter is None:
            return Strip.blank(width)
        line = y + self.scroll_offset.y
        if self.sheet is None or self.scene is None or not 0 <= line < self.sheet.height:
            return self.painter.blank(width)
        row, nth = self.sheet.row_at(line)
        if nth < 0:
            return self.painter.blank(width)
        strips = self._strips.get(row)
        if strips is None:
            if len(self._strips) >= MAX_KEPT_ROWS:
                self._strips.clear()
            strips = self._strips[row] = self._paint(row, self.painter, self.sheet, self.scene)
        return strips[nth]

    def _paint(self, row: int, painter: RowPainter, sheet: Sheet, scene: Scene) -> list[Strip]:
        text = painter.text(sheet.layout[row], row_facts(row, sheet, scene), self._margins)
        count = len(sheet.lines_of(row)) - 1
        chosen = scene.pointer.chosen
        return [text, *painter.lanes(sheet.lanes_of(row), self._margins, chosen, count=count)]

    def _repaint(self, damage: Damage) -> None:
        sheet = self.sheet
        if sheet is None:
            self._strips.clear()
            self.refresh()
            return
        in_sight = self._rows_in_sight(sheet)
        for row in [row for row in self._strips if row in damage.rows and row not in in_sight]:
            del self._strips[row]  # Painted when it is seen; there may be thousands.
        for row in damage.rows.intersection(in_sight):
            self._repaint_row(row, sheet)
        if damage.below is not None:
            for row in [row for row in self._strips if row >= damage.below]:
                del self._strips[row]
            first = sheet.lines_of(damage.below).start if damage.below else 0
            self.virtual_size = Size(self.size.width, sheet.height + self._lines_below)
            self.refresh(Region(0, max(0, first - self.scroll_offset.y), *self.size))

    def _rows_in_sight(self, sheet: Sheet) -> range:
        """The rows with a line on the screen."""
        top = self.scroll_offset.y
        return range(sheet.row_at(top)[0], sheet.row_at(top + self.size.height)[0] + 1)

    def _repaint_row(self, row: int, sheet: Sheet) -> None:
        """Refresh the lines of a row in sight that look different now."""
        before = self._strips.pop(row, None)
        lines = sheet.lines_of(row)
        if before is None or self.painter is None or self.scene is None:
            self.refresh_lines(lines.start, len(lines))
            return
        after = self._strips[row] = self._paint(row, self.painter, sheet, self.scene)
        if len(before) != len(after):
            self.refresh_lines(lines.start, len(lines))
            return
        for line, old, new in zip(lines, before, after, strict=True):
            if old != new:
                self.refresh_lines(line)

    def _keep_in_sight(self, scene: Scene) -> None:
        """Scroll when the caret's row is at the edge or outside; rarely, and then well inside."""
        sheet = self.sheet
        height = self.size.height
        if sheet is None or height < 1 or self._is_still:
            return
        lines = sheet.lines_of(sheet.layout.row_of(scene.pointer.caret))
        top, air = self.scroll_offset.y, min(2, height // 4)
        is_above = lines.start < top + air
        if self._is_placed and not is_above and lines.stop <= top + height - air:
            return
        if is_above and self._is_placed:
            top = lines.stop - height * 2 // 3
        else:
            top = lines.start - height // 4
        self._is_placed = True
        top = tidy_top(sheet, top, most=sheet.height + self._lines_below - height)
        self.scroll_to(y=top, animate=False)

    def hit(self, x: int, y: int) -> Hit | None:
        """What stands at a column and a line of the view; None while nothing is shown."""
        if self.sheet is None or self.scene is None:
            return None
        return hit_at(self.sheet, y + self.scroll_offset.y, x - self._margins.left)

    def on_screen(self, offset: int) -> Offset:
        """Column and line of an offset's cell on the screen; outside the view while out of sight.

        Raises:
            UsageError: Nothing is laid out.
        """
        place = self.navigator.layout.place(offset)
        line = self.sheet.lines_of(place.row).start if self.sheet else 0
        return self.region.offset + Offset(
            self._margins.left + place.column, line - self.scroll_offset.y
        )

    @contextmanager
    def held_still(self) -> Iterator[None]:
        """Let nothing scroll the text away under a mouse that points at it."""
        self._is_still = True
        try:
            yield
        finally:
            self._is_still = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to press."""
        self._mouse.down(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on dragging."""
        self._mouse.moved(event)

    def on_mouse_up(self) -> None:
        """End dragging."""
        self._mouse.let_go()

    def on_mouse_release(self) -> None:
        """End dragging when something else took the mouse away."""
        if self.app.mouse_captured is not self:
            self._mouse.let_go()


def _laid_out(page: Page, width: int, drawing: Drawing) -> Sheet:
    """A page's sheet; the row that is looked at first is put in order, which takes long too."""
    made = Sheet(page.document, page.layer.annotations, width=width, drawing=drawing)
    caret = min(page.caret, len(page.document.text))
    _ = made.layout[made.layout.row_of(caret)]
    return made


def _shows(sheet: Sheet, document: Document, like: Drawing) -> bool:
    """Whether a sheet holds this text, drawn like that, whatever its sentences are now."""
    held = sheet.document
    return sheet.layout.drawing == like and held.id == document.id and held.text == document.text


def tidy_top(sheet: Sheet, top: int, *, most: int) -> int:
    """The first line to show near `top`: no lanes without their letters, and air where there is.

    Never below `most`, where scrolling ends.
    """
    top = min(top, most)
    if top <= 0:
        return 0
    row, nth = sheet.row_at(top)
    if nth > 0:
        lines = sheet.lines_of(row)
        top = lines.stop if lines.stop <= most else lines.start
    return top - 1 if sheet.is_blank(top - 1) else top
