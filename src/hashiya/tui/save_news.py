"""Save news: what is said of saving, once when something fails and once when all is well again.

Must never know a widget or the database.
"""

from __future__ import annotations

from hashiya.tui.commands import key_of
from hashiya.tui.locale import _
from hashiya.tui.reading import SILENCE, Message
from hashiya.tui.saving import SaveState

__all__ = ["SaveNews"]


class SaveNews:
    """What a person has been told so far."""

    def __init__(self) -> None:
        self._told = ""
        """The reason that was said last, until everything is saved."""

    def of(self, state: SaveState) -> Message:
        """What to say of a state; silence when that was said or is nothing new."""
        if state.kind == "saved":
            was_told, self._told = self._told, ""
            return Message(_("all is saved now"), "good") if was_told else SILENCE
        if state.file != "here" or state.kind != "failed" or state.reason == self._told:
            return SILENCE  # Of a file that is gone, whoever looks at it says what to do.
        self._told = state.reason
        words = _("not saved; {key} tries again: {reason}")
        return Message(words.format(reason=state.reason, key=key_of("retry")), "warning")
