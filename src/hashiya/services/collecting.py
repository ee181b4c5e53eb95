"""Collecting: bulk work without the garbage collector walking through it again and again.

Records hold strings and numbers and make no cycles, so there is nothing for it to find; freeing
them by reference count goes on as always.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_collecting"]


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave cycles uncollected inside the block; collecting goes on after it as before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                # What was made counts as old at once, else all of it would be walked through now.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
