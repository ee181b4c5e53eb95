"""The document view: the whole article on the grid, repainted row by row where it changed.

Draws one frozen `Scene`; what it knows of the mouse it says in messages. Opens nothing and
decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hashiya.errors import UsageError
from hashiya.layout import Navigator
from hashiya.model import Annotation, Document
from hashiya.text import Direction
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

    @dataclass
    class Pressed(Message):
        """The mouse went down on a cell."""

        offset: int
        is_extending: bool

    @dataclass
    class Dragged(Message):
        """The mouse is over another cell while it is held down."""

        offset: int

    @dataclass
    class Picked(Message):
        """A cell was clicked more than once."""

        offset: int
        clicks: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.sheet: Sheet | None = None
        """Where everything stands; None while nothing is shown."""
        self._strips: dict[int, list[Strip]] = {}
        self._margins = margins_for(1)
        self._pressed: int | None = None
        self._is_placed = False

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

    def lay_out(
        self,
        document: Document,
        annotations: tuple[Annotation, ...],
        direction: Direction = "auto",
    ) -> Navigator:
        """Lay out a document before a scene of it is shown; the moves over it."""
        like = drawing()._replace(direction=direction)
        # The first page may come before the first frame, when only the terminal's size is known.
        self._margins = margins_for(self.size.width or self.app.size.width)
        self.sheet = Sheet(document, annotations, width=self._margins.measure, drawing=like)
        self._strips.clear()
        self._is_placed = False
        return self.sheet.navigator

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
        is_same = before is not None and before.document is after.document
        if before is None or not is_same or not self._is_placed:
            damage = Damage(below=0)
        else:
            damage |= Damage(touched_rows(self.sheet, before, after))
        self._repaint(damage)
        self._keep_in_sight(after)

    def on_resize(self) -> None:
        """Wrap anew when the measure changed."""
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
        for row in damage.rows:
            self._repaint_row(row, sheet)
        if damage.below is not None:
            for row in [row for row in self._strips if row >= damage.below]:
                del self._strips[row]
            first = sheet.lines_of(damage.below).start if damage.below else 0
            self.virtual_size = Size(self.size.width, sheet.height + self._lines_below)
            self.refresh(Region(0, max(0, first - self.scroll_offset.y), *self.size))

    def _repaint_row(self, row: int, sheet: Sheet) -> None:
        """Refresh the lines of a row that look different now; far rows wait until they are seen."""
        before = self._strips.pop(row, None)
        lines = sheet.lines_of(row)
        top = self.scroll_offset.y
        if lines.stop <= top or lines.start >= top + self.size.height:
            return
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
        if sheet is None or height < 1:
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
        top = tidy_top(sheet, min(top, sheet.height + self._lines_below - height))
        self.scroll_to(y=top, animate=False)

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        """The first offset of the cell at the mouse, or nearest to it."""
        if self.sheet is None:
            return None
        row, _ = self.sheet.row_at(event.y + self.scroll_offset.y)
        return self.sheet.layout.offset_under(row, event.x - self._margins.left)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag."""
        offset = self._offset_under(event)
        if offset is None or event.button != 1:
            return
        self._pressed = offset
        self.capture_mouse()
        self.post_message(self.Pressed(offset, is_extending=event.shift))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on dragging, and scroll when the mouse leaves the view."""
        if self._pressed is None:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_relative(y=-1 if event.y < 0 else 1, animate=False)
        offset = self._offset_under(event)
        if offset is not None and offset != self._pressed:
            self._pressed = offset
            self.post_message(self.Dragged(offset))

    def on_mouse_up(self) -> None:
        """End dragging."""
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A second and a third click at the same place pick something."""
        offset = self._offset_under(event)
        if offset is not None and event.chain > 1:
            self.post_message(self.Picked(offset, event.chain))


def tidy_top(sheet: Sheet, top: int) -> int:
    """The first line to show near `top`: no lanes without their letters, and air where there is."""
    if top <= 0:
        return 0
    row, nth = sheet.row_at(top)
    if nth > 0:
        top = sheet.lines_of(row).stop
    return top - 1 if sheet.is_blank(top - 1) else top
