"""The text input: several lines of text that wrap and scroll, each in its own direction."""

from __future__ import annotations

from hashiya.layout import Gaps, Place
from hashiya.tui.draft_keys import ROW_KEYS, Deed
from hashiya.tui.widgets.typing_area import TypingArea

__all__ = ["TextInput"]


class TextInput(TypingArea):
    """Several lines; Enter begins a new one."""

    IS_ONE_LINE = False

    def measure(self, text: str) -> int:
        """The view without a column on each side, where the caret stands at a full row's end."""
        del text
        return max(1, self.columns - 2)

    def follow(self, caret: Place, gaps: Gaps, left: int, top: int) -> tuple[int, int]:
        """The window with the caret's row in it, else as it was."""
        del left
        height = self.size.height
        top = min(top, max(0, len(gaps) - height))
        top = max(min(top, caret.row), caret.row - height + 1)
        return (-1 if self.columns > 2 else 0), top

    def deed(self, key: str) -> Deed | None:
        """Also moves by row."""
        return ROW_KEYS.get(key) or super().deed(key)
