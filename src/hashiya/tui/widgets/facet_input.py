"""The facet input: a line of words that leaves some keys to the row of facets beside it.

A letter is always typed; only keys that move or delete, and the space bar, may mean something else.
Must never know what the facets are.
"""

from __future__ import annotations

from textual import events

from hashiya.tui.draft_keys import Deed
from hashiya.tui.widgets.line_input import LineInput

__all__ = ["FacetInput"]


class FacetInput(LineInput):
    """One line; shows no caret while keys mean something else."""

    _passed_on: frozenset[str] = frozenset()

    @property
    def shows_caret(self) -> bool:
        """Whether keys mean the words."""
        return self.has_focus and not self._passed_on

    def pass_on(self, keys: frozenset[str]) -> None:
        """Leave these keys to whatever holds the input from now on."""
        if keys != self._passed_on:
            self._passed_on = keys
            self.redraw()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click here means the words: say so to whatever holds the keys."""
        del event  # the place of the caret is the base's business
        if self._passed_on:
            self.post_message(self.Changed(self.text))

    def deed(self, key: str) -> Deed | None:
        """What a key does to the words."""
        return None if key in self._passed_on else super().deed(key)

    def _is_letter(self, event: events.Key) -> bool:
        return event.key not in self._passed_on and super()._is_letter(event)
