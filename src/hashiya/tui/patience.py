"""Patience: what is said while a journey takes longer than a key may.

Undoing an act on many places, or waiting for a file that another program writes, is no matter of
one frame, and keys pressed meanwhile are done after it. Must never know a widget, or why it takes
so long.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from hashiya.tui.locale import _, later

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["patiently"]

PATIENCE_SECONDS: Final = 0.4
"""How long nothing is said: a page that is there by then needs no words."""
AGAIN_SECONDS: Final = 0.2
"""How long until it is said how far it is by then."""
BAR: Final = 12
"""Columns of the bar."""

T = TypeVar("T")
_UNDER_WAY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "undo": later("undoing …; keys pressed now are done after it"),
        "redo": later("doing again …; keys pressed now are done after it"),
    }
)
"""Command → what is said while it is under way; others have the words below."""
_FAR: Final[Mapping[str, str]] = MappingProxyType(
    {
        "undo": later("undoing {bar} {share}; keys pressed now are done after it"),
        "redo": later("doing again {bar} {share}; keys pressed now are done after it"),
    }
)
"""Command → what is said while it is known how far it is."""
_ON_THE_WAY: Final = later("on the way …; keys pressed now are done there")


async def patiently(
    name: str,
    journey: Awaitable[T],
    say: Callable[[str, str], None],
    far: Callable[[], tuple[int, int]] = lambda: (0, 0),
) -> T:
    """Wait for where a command leads, and say how far it is once it takes long.

    Args:
        name: The command.
        journey: What is waited for; what it raises is raised here.
        say: Tells the person something, in an ink; what the arrival says takes its place.
        far: How many parts are done, and how many there are.
    """
    telling = asyncio.get_running_loop().create_task(_telling(name, say, far))
    try:
        return await journey
    finally:
        telling.cancel()


async def _telling(
    name: str, say: Callable[[str, str], None], far: Callable[[], tuple[int, int]]
) -> None:
    told = ""
    await asyncio.sleep(PATIENCE_SECONDS)
    while True:
        words = _words(name, *far())
        if words != told:
            say(words, "text")
            told = words
        await asyncio.sleep(AGAIN_SECONDS)


def _words(name: str, done: int, total: int) -> str:
    """What is said, with a bar where there is more than one part."""
    if total < 2 or name not in _FAR:
        return _(_UNDER_WAY.get(name, _ON_THE_WAY))
    filled = BAR * done // total
    bar = "━" * filled + "─" * (BAR - filled)
    return _(_FAR[name]).format(bar=bar, share=f"{done / total:.0%}")
