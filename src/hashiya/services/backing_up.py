"""Backing up: a whole copy of a project, also while people work in it, read back once.

Must never know who asks.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hashiya.services.checking import check_project
from hashiya.services.projects import PROJECT_SUFFIX
from hashiya.store import Finding, open_project

__all__ = ["back_up"]


def back_up(project: Path, target: Path) -> tuple[Path, list[Finding]]:
    """Copy a project to a new file, with what is on disk beside its own; then check the copy.

    In a folder the copy is called after the project and the minute.

    Returns:
        The copy, and what is wrong in it, which was so in the project.

    Raises:
        StoreError: The project cannot be opened, or something of the copy's name is there already,
            or it cannot be written.
    """
    copy = _named(project, target)
    store = open_project(project)
    try:
        store.backup(copy)
    finally:
        store.close()
    return copy, check_project(copy)


def _named(project: Path, target: Path) -> Path:
    if target.is_dir():
        minute = f"{datetime.now().astimezone():%Y-%m-%d-%H%M}"
        return target / f"{project.stem}-{minute}{PROJECT_SUFFIX}"
    return target if target.suffix == PROJECT_SUFFIX else Path(f"{target}{PROJECT_SUFFIX}")
