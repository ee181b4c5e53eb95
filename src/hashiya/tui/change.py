"""Changes: what one key does, as a value, and what a deed is.

Must never know which deeds there are or who does them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from hashiya.tui.pointer import Pointer
from hashiya.tui.reading import Awaited, Context, Mode, Reading

if TYPE_CHECKING:
    from hashiya.model import Act

__all__ = ["Change", "Edit"]


class Change(NamedTuple):
    """What a key does."""

    act: Act | None
    """The edits; None when only the caret moves."""
    pointer: Pointer
    """Where the person is afterwards."""
    words: str = ""
    """What to say to them."""
    ink: str = "text"
    """How to say it."""
    awaits: Awaited = ""
    """What the next key is to say."""
    times: int = 0
    """How often the next move is to be made; 0 when nobody said."""
    mode: Mode | None = None
    """The mode from now on; None leaves it."""


Edit = Callable[[Reading, Context], Change]
"""One key; raises PolicyError with the reason when it may not be done."""
