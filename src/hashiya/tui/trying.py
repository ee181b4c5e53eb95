"""Trying: an edit that was typed, and why it was refused, for who must keep what was typed.

Must never know a widget or what the edit is.
"""

from __future__ import annotations

from collections.abc import Callable

from hashiya.errors import PolicyError
from hashiya.tui.change import Change, Edit
from hashiya.tui.locale import told
from hashiya.tui.reading import Context, Reading

__all__ = ["tried"]


def tried(edit: Callable[[Edit], None], deed: Edit) -> str:
    """Make an edit; why the page refused it, in words, or nothing.

    Args:
        edit: Makes it, at once or when a page that is on its way is here.
        deed: What is made.
    """
    refusals: list[str] = []

    def watched(reading: Reading, context: Context) -> Change:
        try:
            return deed(reading, context)
        except PolicyError as error:
            refusals.append(told(error))
            raise

    edit(watched)
    return refusals[0] if refusals else ""
