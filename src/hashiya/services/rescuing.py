"""Rescuing: a new file for a project whose own was deleted, replaced or overwritten.

Must never know who asks, nor what is open beside the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from hashiya.errors import HashiyaError, Reason, StoreError
from hashiya.store import Store, open_project

__all__ = ["moved"]


def moved(store: Store) -> Store:
    """Copy a project to a new file, beside where it was or else in the home folder; open that.

    The one before is closed. Where other bytes were written into its file, SQLite may have read
    them as the project's own: such a copy is taken only when everything in it fits together.

    Raises:
        StoreError: A copy can be written in neither; the message speaks of the folder it was in.
    """
    is_overwritten = store.glance().file == "overwritten"
    path = _copied(store)
    try:
        there = open_project(path)
        if is_overwritten:
            _expect_sound(there)
    except HashiyaError:
        if is_overwritten:
            path.unlink(missing_ok=True)
        raise
    with suppress(HashiyaError):
        store.close()
    return there


def _expect_sound(copy: Store) -> None:
    """Close and refuse a copy in which anything contradicts itself."""
    try:
        is_sound = next(iter(copy.check()), None) is None
    except HashiyaError:
        is_sound = False
    if not is_sound:
        path = copy.info().path
        copy.close()
        reason = Reason(
            "{path}: too little of the project is left to make a whole one; go on from the last"
            " backup",
            path=path,
        )
        raise StoreError(reason)


def _copied(store: Store) -> Path:
    """The new file, which nothing was called before."""
    path = store.info().path.absolute()
    folders = [path.parent, Path.home()]
    failure: StoreError | None = None
    for folder in folders:
        with suppress(OSError):
            target = next(each for each in _names(folder, path) if not each.exists())
            try:
                store.backup(target)
            except StoreError as error:
                failure = failure or error
            else:
                return target
    raise failure or StoreError(f"{path}: there is no folder to write a copy to")


def _names(folder: Path, path: Path) -> Iterator[Path]:
    yield folder / f"{path.stem}-rescued{path.suffix}"
    for number in count(2):
        yield folder / f"{path.stem}-rescued-{number}{path.suffix}"
