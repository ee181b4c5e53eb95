"""Leaving: the way out of the annotate screen, which waits for what is being written.

Must never know how anything is painted or what a key is.
"""

from __future__ import annotations

from textual.screen import Screen

from hashiya.tui.commands import key_of
from hashiya.tui.locale import _, n_
from hashiya.tui.saving import SaveQueue
from hashiya.tui.sitting import Sitting

__all__ = ["Leaving"]


class Leaving:
    """Leaves once everything is on disk; asked a second time in a row, leaves anyway.

    Args:
        screen: What is left.
        queue: Says what is not written yet.
    """

    def __init__(self, screen: Screen[None], queue: SaveQueue) -> None:
        self._screen = screen
        self._queue = queue
        self._is_asked = False

    def stay(self) -> None:
        """Something else was done: the next time counts as the first."""
        self._is_asked = False

    def leave(self, sitting: Sitting | None) -> None:
        """Begin to leave."""
        if self._is_asked or sitting is None:
            self._screen.app.exit(0)
            return
        self._is_asked = True
        self._screen.run_worker(self._leave(sitting))

    async def _leave(self, sitting: Sitting) -> None:
        await self._queue.settle()
        state = self._queue.state
        if state.file != "here":
            words = _("the file is gone: {rescue} saves all anew, {quit} again loses it")
            if state.file == "overwritten":
                words = _(
                    "the file was overwritten: {rescue} saves all anew, {quit} again loses it"
                )
            sitting.say(words.format(rescue=key_of("rescue"), quit=key_of("quit")))
            return
        if state.kind == "failed":
            words = n_(
                "{count} edit is not saved; {quit} again leaves without, {retry} tries again:"
                " {reason}",
                "{count} edits are not saved; {quit} again leaves without, {retry} tries again:"
                " {reason}",
                state.unsaved,
            )
            keys = {"quit": key_of("quit"), "retry": key_of("retry")}
            sitting.say(words.format(count=state.unsaved, reason=state.reason, **keys))
            return
        await sitting.remember(at_once=True)
        self._screen.app.exit(0)
