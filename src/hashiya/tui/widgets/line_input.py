"""The line input: one line of text that scrolls sideways, right-aligned in Arabic."""

from __future__ import annotations

from hashiya.layout import Gaps, Place
from hashiya.tui.widgets.typing_area import TypingArea

__all__ = ["LineInput"]


class LineInput(TypingArea):
    """One line; Enter, Escape, up and down go on to whatever holds it."""

    def measure(self, text: str) -> int:
        """As many columns as any text can take, so that nothing wraps and nothing shifts."""
        return max(2 * max(len(text), self.max_length) + 1, self.columns)

    def follow(self, caret: Place, gaps: Gaps, left: int, top: int) -> tuple[int, int]:
        """The window with the caret in it, else as it was, and never past the text's ends."""
        del top
        width = self.columns
        row = gaps.layout[0]
        # One column more than the text, on the side where it goes on: the caret's at its end.
        first, after = (row.left - 1, row.right) if row.rtl else (row.left, row.right + 1)
        if after - first <= width:
            return (after - width if row.rtl else first), 0
        left = min(max(left, first), after - width)
        left = min(left, caret.column)
        return max(left, caret.column + caret.width - width), 0
