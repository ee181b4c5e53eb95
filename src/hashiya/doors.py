"""Doors: front doors that open a room when somebody asks for what is in it.

A package's `__init__` names everything it offers and loads only what every caller needs; the rest
comes with the first look at it. Must never know what is behind a door.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["late"]


def late(package: str, rooms: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package whose names come late (PEP 562).

    Args:
        package: Its full name.
        rooms: Name → the module inside the package that holds it.
    """

    def look(name: str) -> object:
        room = rooms.get(name)
        if room is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{package}.{room}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return look
