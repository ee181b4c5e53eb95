"""Checking: reading a whole project back and saying what does not agree; it repairs nothing."""

from __future__ import annotations

from pathlib import Path

from hashiya.store import Finding, open_project

__all__ = ["check_project"]


def check_project(path: Path) -> list[Finding]:
    """Everything that is wrong or odd in a project, worst first within each kind.

    Raises:
        StoreError: The file cannot be opened at all.
    """
    store = open_project(path)
    try:
        return list(store.check())
    finally:
        store.close()
