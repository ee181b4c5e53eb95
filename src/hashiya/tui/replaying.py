"""Replaying: the application without a terminal, played key by key, for measuring its keys.

It is the program that people use, with its screens drawn into nothing. Must never know what the
keys are for, or what should come of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import perf_counter
from typing import Final, NamedTuple

from textual.pilot import Pilot

from hashiya.errors import StoreError, UsageError
from hashiya.services import AnnotationSession
from hashiya.tui.app import HashiyaApp

__all__ = ["Played", "play_keys"]

SIZE: Final = (100, 30)
"""Columns and lines of the terminal that is not there."""
OPENING_SECONDS: Final = 30.0
"""A project that is not open by then never will be."""


class Played(NamedTuple):
    """What playing took."""

    keys: int
    """Keys that were pressed."""
    seconds: float
    """Time from the first key until the screen stood after the last one."""


def play_keys(
    open_session: Callable[[], AnnotationSession], alias: str, keys: Sequence[str]
) -> Played:
    """Press keys one after the other, each when the one before has been answered.

    Returns when everything that was done is saved.

    Raises:
        StoreError: Something could not be saved.
        UsageError: The project did not open, or a key left the program before the last.
    """
    return asyncio.run(_played(open_session, alias, keys))


async def _played(
    open_session: Callable[[], AnnotationSession], alias: str, keys: Sequence[str]
) -> Played:
    app = HashiyaApp(open_session, alias)
    try:
        async with app.run_test(size=SIZE) as pilot:
            await _open(app, pilot)
            begin = perf_counter()
            for number, key in enumerate(keys):
                if not app.is_running or app.return_code is not None:
                    raise UsageError(f"key {number} of the script leaves the program")
                await pilot.press(key)
            seconds = perf_counter() - begin
            await app.queue.settle()
            if app.queue.state.kind == "failed":
                raise StoreError(app.queue.state.reason)
    finally:
        app.queue.finish()
    if app.failure is not None:
        raise app.failure
    return Played(len(keys), seconds)


async def _open(app: HashiyaApp, pilot: Pilot[int]) -> None:
    """Wait for the first page, and count the project's words before the first key, not later."""
    with suppress(TimeoutError):
        async with asyncio.timeout(OPENING_SECONDS):
            while app.annotate.sitting is None or not app.annotate.is_ready:
                await pilot.pause(0.01)
    if app.annotate.sitting is None:
        raise UsageError("the project did not open")
    await app.annotate.sitting.count_words()
