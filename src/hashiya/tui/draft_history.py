"""Typing: a draft with what it was before, so that every step can be taken back.

Typing a word is one step, and so is a run of deletions; a paste is a step of its own. Must never
know a key, a widget or where letters stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from hashiya.tui.draft_text import NOTHING, Draft

__all__ = ["Kind", "Typing"]

MAX_STEPS: Final = 500
"""Steps that can be taken back; the oldest are forgotten."""

Kind = Literal["letter", "space", "back", "forward", "other"]
"""What a step does; `other` never joins the step before."""

_JOINED: Final = frozenset(
    {
        ("letter", "letter"),
        ("letter", "space"),
        ("space", "space"),
        ("back", "back"),
        ("forward", "forward"),
    }
)
"""Kinds that make one step together: a word takes the spaces after it along."""


@dataclass(frozen=True, slots=True)
class Typing:
    """A draft and its history; a value that does not change."""

    draft: Draft = NOTHING
    """As it stands."""
    past: tuple[Draft, ...] = ()
    """What it was before each step, oldest first."""
    future: tuple[Draft, ...] = ()
    """What was undone, the newest last."""
    last: Kind = "other"
    """The kind of the step that may still go on."""
    aim: int | None = None
    """Column that moves by row keep to."""

    def edited(self, draft: Draft, kind: Kind = "other") -> Typing:
        """After a step; one that changes no letter is a move."""
        if draft.text == self.draft.text:
            return self.moved(draft)
        past = self.past if (self.last, kind) in _JOINED else (*self.past, self.draft)[-MAX_STEPS:]
        return Typing(draft, past, (), kind)

    def moved(self, draft: Draft, aim: int | None = None) -> Typing:
        """With the caret elsewhere; the next step is a new one."""
        return Typing(draft, self.past, self.future, aim=aim)

    def undone(self) -> Typing:
        """One step back; itself when there is none."""
        if not self.past:
            return self
        return Typing(self.past[-1], self.past[:-1], (*self.future, self.draft))

    def redone(self) -> Typing:
        """One undone step forward again; itself when there is none."""
        if not self.future:
            return self
        return Typing(self.future[-1], (*self.past, self.draft), self.future[:-1])
