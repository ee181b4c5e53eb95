"""Patience: what is said while a journey takes longer than a key may.

Undoing an act on many places, or waiting for a file that another program writes, is no matter of
one frame, and keys pressed meanwhile are done after it. Must never know a widget, or why it takes
so long.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from hashiya.tui.locale import _, later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.tui.journeys import Arrival

__all__ = ["patiently"]

PATIENCE_SECONDS: Final = 0.4
"""How long nothing is said: a page that is there by then needs no words."""
_UNDER_WAY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "undo": later("undoing …; keys pressed now are done after it"),
        "redo": later("doing again …; keys pressed now are done after it"),
    }
)
"""Command → what is said while it is under way; others have the words below."""
_ON_THE_WAY: Final = later("on the way …; keys pressed now are done there")


async def patiently(
    name: str, journey: Awaitable[Arrival], say: Callable[[str, str], None]
) -> Arrival:
    """Wait for where a command leads, and say that it is under way once it takes long.

    Args:
        name: The command.
        journey: What is waited for; what it raises is raised here.
        say: Tells the person something, in an ink; what the arrival says takes its place.
    """
    words = _UNDER_WAY.get(name, _ON_THE_WAY)
    late = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, lambda: say(_(words), "text"))
    try:
        return await journey
    finally:
        late.cancel()
