"""Steps: what one migration is. The steps themselves stand in `tables` and beside it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Migration"]


class Migration(NamedTuple):
    """One step by which a project file came to have the tables it has."""

    name: str
    """Written into the file; never changed."""
    statements: tuple[str, ...]
    """DDL, in order."""
