"""Values about people: what the store says of them, small and immutable.

Nothing here may know SQL, nor a person's real name: a project holds aliases only.
"""

from __future__ import annotations

from typing import NamedTuple

from hashiya.store.values import Role, Work

__all__ = ["Person"]


class Person(NamedTuple):
    """Somebody in a project."""

    alias: str
    """What everybody calls them there."""
    role: Role
    """What they do."""
    is_active: bool
    """Whether they may be given work; whoever may not keeps what they have done."""
    work: Work
    """What they have done in their own layers."""
    gold: Work
    """What they have done in gold."""
