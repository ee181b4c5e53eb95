"""Which review session somebody goes on with when they name none."""

from __future__ import annotations

from pathlib import Path

from hashiya.services.coordinating import expect_reviewer
from hashiya.store import open_project

__all__ = ["chosen_review"]


def chosen_review(project: str | Path, alias: str, *, is_new: bool = False) -> str:
    """The review session to go on with when none is named: this person's newest, else a new one.

    Args:
        project: The project's file.
        alias: Who reviews.
        is_new: Whether a new one is wanted in any case.

    Raises:
        UsageError: This person may not review.
    """
    store = open_project(Path(project))
    try:
        expect_reviewer(store, alias)
        mine = [each.name for each in store.reviews() if each.alias == alias]
        taken = {each.name for each in store.reviews()}
    finally:
        store.close()
    number = 1
    while f"{alias}-{number}" in taken:
        number += 1
    return mine[-1] if mine and not is_new else f"{alias}-{number}"
